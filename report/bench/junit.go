package bench

import "encoding/xml"

// The elements of JUnit's reports, as the schema of Jenkins has them.
type (
	junitSuite struct {
		XMLName    xml.Name        `xml:"testsuite"`
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Properties []junitProperty `xml:"properties>property,omitempty"`
		Cases      []junitCase     `xml:"testcase"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		Skipped *junitMessage `xml:"skipped,omitempty"`
		Failure *junitMessage `xml:"failure,omitempty"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// JUnit is the report as a JUnit file: a test case for each row, those that were not judged skipped.
func (v *Verdict) JUnit() ([]byte, error) {
	s := junitSuite{Name: "dopasim check", Tests: len(v.Findings)}
	for _, e := range v.Environment {
		s.Properties = append(s.Properties, junitProperty{e.Key, e.Value})
	}
	for _, f := range v.Findings {
		c := junitCase{Class: "bench." + string(f.Class), Name: f.String()}
		switch {
		case f.Failed:
			s.Failures++
			c.Failure = &junitMessage{Message: f.Sentence, Type: string(f.Status), Text: f.Sentence}
		case f.Status == Unjudged:
			s.Skipped++
			c.Skipped = &junitMessage{Message: f.Sentence}
		case f.Status != Unchanged:
			c.Out = string(f.Status) + ": " + f.Sentence
		}
		s.Cases = append(s.Cases, c)
	}
	text, err := xml.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(append([]byte(xml.Header), text...), '\n'), nil
}
