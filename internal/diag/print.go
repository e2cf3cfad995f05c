package diag

import (
	"io"
	"slices"
)

// A Format is a printed form of diagnostics.
type Format uint8

const (
	Text   Format = iota // for people: place, message, excerpt, hint
	JSON                 // an array of objects
	SARIF                // SARIF 2.1.0, for code scanning
	GitHub               // workflow commands that become annotations
)

var formatNames = [...]string{"text", "json", "sarif", "github"}

func (f Format) String() string { return formatNames[f] }

// ParseFormat reads a format as --format names it.
func ParseFormat(name string) (Format, bool) {
	i := slices.Index(formatNames[:], name)
	return Format(max(i, 0)), i >= 0
}

// A Look is how the text form looks; the other forms have but one.
type Look struct {
	Color bool
	All   bool // every diagnostic whole, however many there are of a code
}

// Print writes diagnostics: in the order given, for people the errors first and the
// others by code. Those that are switched off are left out. The error is that of w.
func Print(w io.Writer, f Format, ds []Diagnostic, look Look) error {
	ds = printed(ds)
	var out []byte
	switch f {
	case JSON:
		out = appendJSON(nil, ds)
	case SARIF:
		out = appendSARIF(nil, ds)
	case GitHub:
		out = appendGitHub(nil, ds)
	default:
		out = appendText(nil, ds, look)
	}
	_, err := w.Write(out)
	return err
}

// printed leaves out what is switched off.
func printed(ds []Diagnostic) []Diagnostic {
	return slices.DeleteFunc(slices.Clone(ds), func(d Diagnostic) bool { return d.Severity == Off })
}
