package scenarios

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// MaxBytes is the largest scenario file: a hundred times the longest sensible one.
const MaxBytes = 1 << 20

// maxErrors ends the list of mistakes: a file of another kind has thousands.
const maxErrors = 50

// source is a file being read and the mistakes found in it so far.
type source struct {
	file   string
	lines  []string
	errors Errors
}

// parse reads the one YAML document of content. nil when that is impossible; the source says why.
func parse(file string, content []byte) (*source, *yaml.Node) {
	s := &source{file: file}
	if len(content) > MaxBytes {
		s.fail(0, 0, "", "is larger than %d bytes", MaxBytes)
		return s, nil
	}
	if at := invalidUTF8(content); at >= 0 {
		line, column := position(content, at)
		s.fail(line, column, "", "is not UTF-8 text")
		return s, nil
	}
	s.lines = strings.Split(strings.ReplaceAll(string(content), "\r\n", "\n"), "\n")
	s.tabs()
	if len(s.errors) > 0 {
		return s, nil
	}
	return s, s.document(content)
}

// invalidUTF8 is the offset of the first byte that is not UTF-8 or that YAML does not allow; -1 for none.
func invalidUTF8(content []byte) int {
	for i := 0; i < len(content); {
		r, n := utf8.DecodeRune(content[i:])
		if r == utf8.RuneError && n <= 1 || r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f {
			return i
		}
		i += n
	}
	return -1
}

func position(content []byte, at int) (line, column int) {
	before := content[:at]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

// tabs refuses tabs in indentation, which YAML refuses too, but with a message that helps nobody.
func (s *source) tabs() {
	for i, line := range s.lines {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if at := strings.IndexByte(indent, '\t'); at >= 0 && strings.TrimSpace(line) != "" {
			s.fail(i+1, at+1, "", "is indented with a tab (want spaces)")
		}
	}
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// document is the root mapping of the only document.
func (s *source) document(content []byte) (root *yaml.Node) {
	defer func() {
		if p := recover(); p != nil { // a bug in the parser must not end the program
			s.fail(0, 0, "", "is not YAML")
			root = nil
		}
	}()
	d := yaml.NewDecoder(bytes.NewReader(content))
	var first, second yaml.Node
	if err := d.Decode(&first); err != nil {
		if errors.Is(err, io.EOF) {
			s.fail(0, 0, "", "is empty (want a scenario; dopasim init writes an example)")
		} else {
			s.yamlError(err)
		}
		return nil
	}
	if err := d.Decode(&second); !errors.Is(err, io.EOF) {
		if err != nil {
			s.yamlError(err)
			return nil
		}
		s.failAt(&second, "", "has more than one document (want one scenario a file)")
		return nil
	}
	if len(first.Content) != 1 || first.Content[0].Kind != yaml.MappingNode {
		s.failAt(&first, "", "is not a scenario (want keys and values, starting with \"dopasim: %d\")", FormatVersion)
		return nil
	}
	if !s.plain(&first) {
		return nil
	}
	return first.Content[0]
}

func (s *source) yamlError(err error) {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		s.fail(0, 0, "", "is not YAML: %v", err)
		return
	}
	line, _ := strconv.Atoi(m[1])
	s.fail(line, 1, "", "is not YAML: %s", m[2])
}

// plain refuses anchors, aliases, merge keys and tags: what a value is can be read where it stands, and no file can
// unfold to more than its length.
func (s *source) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		s.failAt(n, "", "alias *%s is not supported (write the value out)", n.Value)
		return false
	case n.Anchor != "":
		s.failAt(n, "", "anchor &%s is not supported (write the value out)", n.Anchor)
		return false
	case n.Style&yaml.TaggedStyle != 0:
		s.failAt(n, "", "tag %s is not supported", n.Tag)
		return false
	}
	good := true
	for _, c := range n.Content {
		good = s.plain(c) && good
	}
	return good
}

// fail notes a mistake.
func (s *source) fail(line, column int, path, format string, args ...any) {
	e := Error{File: s.file, Line: line, Column: column, Path: path, Message: fmt.Sprintf(format, args...)}
	if line > 0 && line <= len(s.lines) {
		e.Source = s.lines[line-1]
	}
	s.errors = append(s.errors, e)
}

// failAt notes a mistake at a node.
func (s *source) failAt(n *yaml.Node, path, format string, args ...any) {
	s.fail(n.Line, n.Column, path, format, args...)
}

// lineOf is the line of the file that a node starts on.
func (s *source) lineOf(n *yaml.Node) string {
	if n.Line > 0 && n.Line <= len(s.lines) {
		return s.lines[n.Line-1]
	}
	return ""
}

// failIn notes a mistake at the character offset of a scalar's text.
func (s *source) failIn(n *yaml.Node, offset int, path, format string, args ...any) {
	line, column := n.Line, n.Column
	if runes := []rune(s.lineOf(n)); len(runes) > 0 {
		if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
			column++
		}
		text := []rune(n.Value)
		if column-1+len(text) <= len(runes) && string(runes[column-1:column-1+len(text)]) == n.Value {
			column += offset
		} else {
			column = n.Column // a text of several lines or with escapes: its start
		}
	}
	s.fail(line, column, path, format, args...)
}

// result is the mistakes in the order of the file, nil if there are none.
func (s *source) result() error {
	if len(s.errors) == 0 {
		return nil
	}
	slices.SortStableFunc(s.errors, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	s.errors = slices.Compact(s.errors)
	if n := len(s.errors); n > maxErrors {
		more := Error{File: s.file, Message: fmt.Sprintf("%d more mistakes", n-maxErrors)}
		s.errors = append(s.errors[:maxErrors:maxErrors], more)
	}
	return s.errors
}
