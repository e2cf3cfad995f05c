package source

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode"
)

// A handbook is text that many hands may change, and what it publishes lives
// under one origin. So a file that a browser would run is published only when
// the settings trust it by name. What counts is the ending, because it is the
// ending that a server goes by; the forms of XML are looked into.

// alwaysActive are the endings of what a browser runs, or shows as HTML.
var alwaysActive = map[string]bool{
	".html": true, ".htm": true, ".shtml": true, ".xhtml": true, ".xht": true,
	".js": true, ".mjs": true, ".cjs": true, ".svgz": true, ".xsl": true, ".xslt": true,
}

// isXML reports whether a file has to be looked into.
func isXML(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".svg" || ext == ".xml"
}

// isActive reports whether the ending alone says that a browser runs the file.
func isActive(name string) bool { return alwaysActive[strings.ToLower(path.Ext(name))] }

// activeElements are those that run something, or hold a document that might.
var activeElements = map[string]bool{
	"script": true, "handler": true, "listener": true,
	"iframe": true, "frame": true, "object": true, "embed": true, "applet": true, "portal": true,
}

// activeXML returns what in an XML document a browser might run, or "". It errs
// on the safe side: what cannot be read cannot be told to be harmless. The
// error is the reader's.
func activeXML(r io.Reader) (string, error) {
	watched := &watchedReader{r: r}
	d := xml.NewDecoder(watched)
	for {
		token, err := d.RawToken()
		switch {
		case watched.err != nil:
			return "", watched.err
		case errors.Is(err, io.EOF):
			return "", nil
		case err != nil:
			return "mistakes, so that nobody can tell what a browser would run", nil
		}
		if what := activeToken(token); what != "" {
			return what, nil
		}
	}
}

func activeToken(token xml.Token) string {
	switch t := token.(type) {
	case xml.ProcInst:
		if t.Target != "xml" {
			return "a processing instruction"
		}
	case xml.Directive:
		if strings.ContainsAny(string(t), "[<") {
			return "declarations of its own" // entities and attributes that only a browser would see
		}
	case xml.StartElement:
		if activeElements[strings.ToLower(t.Name.Local)] {
			return "a " + strings.ToLower(t.Name.Local)
		}
		for _, a := range t.Attr {
			if what := activeAttribute(a); what != "" {
				return what
			}
		}
	}
	return ""
}

func activeAttribute(a xml.Attr) string {
	name := strings.ToLower(a.Name.Local)
	value := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1 // browsers overlook them within a scheme
		}
		return r
	}, a.Value))
	switch {
	case strings.HasPrefix(name, "on"), name == "attributename" && strings.HasPrefix(value, "on"):
		return "an event handler"
	case name == "srcdoc":
		return "a document"
	case strings.Contains(value, "javascript:"), strings.Contains(value, "vbscript:"), strings.Contains(value, "data:text/html"):
		return "a script address"
	}
	return ""
}

// watchedReader keeps the error of a reader apart from what a decoder makes of
// it.
type watchedReader struct {
	r   io.Reader
	err error
}

func (w *watchedReader) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}
