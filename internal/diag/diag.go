// Package diag holds what Waymark says to the people who write: diagnostics,
// the codes they carry, and their printed forms.
//
// A diagnostic is a value, never an error: a mistake of an author does not
// stop a stage, it travels beside the stage's result. It has a code that
// `waymark explain` knows, a severity that the handbook's settings can
// change, the place it is about, a message that says what is wrong and a hint
// that says what to do. Machine failures (a full disk, a taken port) are
// ordinary errors and no concern of this package.
//
// Diagnostics are made without an excerpt; [Complete] adds the source line
// just before they are printed, so that remembered diagnostics stay small.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// A Severity says how much a diagnostic matters. The zero value is Off: a
// diagnostic that is neither printed nor counted.
type Severity uint8

const (
	Off Severity = iota
	Info
	Warning
	Error
)

var severityNames = [...]string{"off", "info", "warning", "error"}

func (s Severity) String() string { return severityNames[s] }

// ParseSeverity reads a severity as handbook.yaml writes it.
func ParseSeverity(name string) (Severity, bool) {
	i := slices.Index(severityNames[:], name)
	return Severity(max(i, 0)), i >= 0
}

// A Position is a place in a file. Lines and columns count from 1, columns in
// characters (code points). EndLine and EndColumn name the first place after.
// Line 0 means the file as a whole.
type Position struct {
	Path      string // slash-separated, from the project's folder: content/index.md
	Line      int
	Column    int
	EndLine   int
	EndColumn int
}

func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.Path
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.Path, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Column)
}

// A Diagnostic is one thing to say about one place.
type Diagnostic struct {
	Code     string
	Severity Severity
	Position
	Message  string    // lower case, without a full stop
	Hint     string    // what to do; may be empty
	Proviso  string    // what to do besides, so that the hint does no harm; the same for many hints
	Excerpt  string    // the line at Line; see Complete
	URL      string    // a page that teaches more; may be empty
	Alike    string    // what several of its code in one file say as one, a format for how many of how many: "%d of %d actions name nobody"; empty: each stands for itself. See Merge
	Of       int       // of how many
	Sentence bool      // the position is exactly one sentence; Merge keeps the most severe of those
	Related  []Related // other places that belong to it, such as the other page with the same address
	Accepted bool      // silenced by the author, with the reason in Because
	Because  string
	Specimen bool // of a text that is shown because of its faults
	Baseline bool // known since before the handbook was first checked

	Stack string // of a mistake in the program: where it happened; else empty
}

// Counts reports whether the diagnostic is one that somebody has to deal with.
func (d Diagnostic) Counts() bool { return !d.Accepted && !d.Specimen && !d.Baseline }

// Related is a second place that a diagnostic is about.
type Related struct {
	Position
	Message string
}

// mostQuoted is how many characters of a text a message shows: more than any
// name that somebody gave, and no more than people read.
const mostQuoted = 300

// sentence formats a message. Texts in it may be an author's, who can have put
// anything into a field; what is too long is cut off.
func sentence(format string, args []any) string {
	for i, arg := range args {
		if text, ok := arg.(string); ok && utf8.RuneCountInString(text) > mostQuoted {
			args = slices.Clone(args)
			args[i] = string([]rune(text)[:mostQuoted]) + "…"
		}
	}
	return fmt.Sprintf(format, args...)
}

// New returns a diagnostic with the code's own severity. A code that is not in
// Codes is a mistake in the program, and panics.
func New(code string, at Position, format string, args ...any) Diagnostic {
	c, ok := Lookup(code)
	if !ok {
		panic("diag: unknown code " + code)
	}
	return Diagnostic{Code: code, Severity: c.Severity, Position: at, Message: sentence(format, args)}
}

// WithHint returns d with a hint.
func (d Diagnostic) WithHint(format string, args ...any) Diagnostic {
	d.Hint = sentence(format, args)
	return d
}

// Advice is the hint with its proviso, for a form in which a diagnostic is read
// without the others.
func (d Diagnostic) Advice() string {
	if d.Hint == "" || d.Proviso == "" {
		return d.Hint
	}
	return d.Hint + "; " + d.Proviso
}

// WithRelated returns d with one more related place.
func (d Diagnostic) WithRelated(at Position, format string, args ...any) Diagnostic {
	d.Related = append(slices.Clip(d.Related), Related{at, sentence(format, args)})
	return d
}

// WithSeverity returns d with another severity.
func (d Diagnostic) WithSeverity(s Severity) Diagnostic {
	d.Severity = s
	return d
}

// Same reports whether two diagnostics say the same of the same place.
func (d Diagnostic) Same(other Diagnostic) bool {
	return d.Code == other.Code && d.Position == other.Position && d.Message == other.Message
}

// Sort orders diagnostics by place, then code, then message: the same order
// whatever order the stages found them in.
func Sort(ds []Diagnostic) {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
}

// Complete fills in the excerpts. line returns the text of a line of a file,
// without its line end, and whether there is one.
func Complete(ds []Diagnostic, line func(path string, line int) (string, bool)) {
	for i := range ds {
		d := &ds[i]
		if d.Line == 0 || d.Excerpt != "" {
			continue
		}
		if text, ok := line(d.Path, d.Line); ok {
			d.Excerpt = text
		}
	}
}

// Count returns how many diagnostics that count have the severity.
func Count(ds []Diagnostic, s Severity) int {
	n := 0
	for _, d := range ds {
		if d.Severity == s && d.Counts() {
			n++
		}
	}
	return n
}
