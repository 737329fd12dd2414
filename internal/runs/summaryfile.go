package runs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

// marshal is JSON with two spaces of indent, no HTML escapes and a newline at the end.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// MarshalSummary is the text of summary.json, the same bytes for the same summary. Numbers must be
// finite: the error names the first that is not.
func MarshalSummary(s Summary) ([]byte, error) {
	if where := notFinite(reflect.ValueOf(s)); where != "" {
		return nil, fmt.Errorf("summary: %s is not a finite number", strings.TrimPrefix(where, "."))
	}
	// Lists that have no omitempty are written as [], never null.
	s.Seeds = notNil(s.Seeds)
	s.Points = append([]Point{}, s.Points...)
	for i := range s.Points {
		s.Points[i].Journals = notNil(s.Points[i].Journals)
		s.Points[i].Estimates = notNil(s.Points[i].Estimates)
	}
	return marshal(s)
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// notFinite is the JSON path of the first NaN or infinity in v, "" if there is none.
func notFinite(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Sprintf(" (%g)", f)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return notFinite(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if in := notFinite(v.Index(i)); in != "" {
				return fmt.Sprintf("[%d]%s", i, in)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if in := notFinite(v.Field(i)); in != "" {
				name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
				return "." + name + in
			}
		}
	}
	return ""
}

// readSummary reads summary.json of the run folder at path.
func readSummary(path string) (Summary, error) {
	var s Summary
	b, err := os.ReadFile(filepath.Join(path, summaryName))
	if err != nil {
		return s, fmt.Errorf("read run %s: %w", path, err)
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return s, &DamagedError{Path: path, File: summaryName, Why: err.Error()}
	}
	if s.Schema != SchemaVersion {
		return s, fmt.Errorf("read run %s: %s is version %d, this program reads version %d", path, summaryName, s.Schema, SchemaVersion)
	}
	return s, nil
}
