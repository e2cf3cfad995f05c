package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/source"
)

// findings are what a tab shows beside a page: what keeps the handbook from being
// published, and what a check would say of this page.
type findings struct {
	Errors    []finding `json:"errors"`
	Warnings  []finding `json:"warnings"`
	Elsewhere int       `json:"elsewhere"` // warnings of other pages
	More      int       `json:"more"`      // errors that are not listed
	Secret    string    `json:"secret,omitempty"`
}

// A finding is a diagnostic as a browser shows it.
type finding struct {
	Code     string    `json:"code,omitempty"`
	Severity string    `json:"severity"`
	Place    string    `json:"place,omitempty"` // content/a.md:7:12
	Here     bool      `json:"here"`            // it is about this page
	Message  string    `json:"message"`
	Hint     string    `json:"hint,omitempty"`
	Excerpt  string    `json:"excerpt,omitempty"`
	Line     int       `json:"line,omitempty"`
	From     int       `json:"from,omitempty"` // what is marked in the excerpt, in characters from 0
	To       int       `json:"to,omitempty"`
	Editor   string    `json:"editor,omitempty"` // address that opens the place
	Open     string    `json:"open,omitempty"`   // what to ask for to have the place opened
	Related  []finding `json:"related,omitempty"`
}

const (
	mostFindings = 50
	mostExcerpt  = 400 // characters
)

// findings returns what there is to say on the page of an output; name is empty
// when there is none.
func (l *Live) findings(e *edition, err error, name string) findings {
	var f findings
	if err != nil {
		f.Errors = append(f.Errors, finding{Severity: diag.Error.String(), Message: err.Error()})
	}
	if e == nil {
		return f
	}
	file := ""
	if out := e.output(name); out != nil {
		file = out.Source
		if failed, ok := l.failure(name); ok && failed.key == out.Key() {
			f.Errors = append(f.Errors, l.finding(failed.mistake, true))
		}
	}
	for _, d := range e.fromBuild {
		if d.Severity == diag.Error && !d.Accepted {
			f.Errors = append(f.Errors, l.finding(d, file != "" && d.Path == file))
		}
	}
	for _, d := range e.fromCheck {
		switch {
		case file != "" && d.Path == file:
			f.Warnings = append(f.Warnings, l.finding(d, true))
		case d.Severity >= diag.Warning:
			f.Elsewhere++
		}
	}
	slices.SortStableFunc(f.Errors, func(a, b finding) int { return order(b.Here) - order(a.Here) })
	f.More = max(0, len(f.Errors)-mostFindings)
	f.Errors = f.Errors[:len(f.Errors)-f.More]
	f.Warnings = f.Warnings[:min(len(f.Warnings), mostFindings)]
	if len(l.cfg.Editor.command) > 0 {
		f.Secret = l.secret
	}
	return f
}

func order(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (l *Live) failure(name string) (failure, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f, ok := l.failed[name]
	return f, ok
}

func (l *Live) finding(d diag.Diagnostic, here bool) finding {
	f := l.place(d.Position)
	f.Code, f.Severity, f.Message, f.Hint, f.Here = d.Code, d.Severity.String(), d.Message, d.Advice(), here
	if line := []rune(d.Excerpt); d.Line > 0 && strings.TrimSpace(d.Excerpt) != "" {
		from := min(max(d.Column-1, 0), len(line))
		to := from + 1
		switch {
		case d.EndLine > d.Line:
			to = len(line)
		case d.EndLine == d.Line && d.EndColumn > d.Column:
			to = d.EndColumn - 1
		}
		cut := max(0, from-mostExcerpt/4)
		line = line[cut:min(len(line), cut+mostExcerpt)]
		f.Excerpt, f.Line, f.From, f.To = string(line), d.Line, from-cut, min(to-cut, len(line))
	}
	for _, r := range d.Related {
		related := l.place(r.Position)
		related.Message = r.Message
		f.Related = append(f.Related, related)
	}
	return f
}

// place returns a finding that has only a place, with the way into the editor.
func (l *Live) place(at diag.Position) finding {
	if at.Path == "" {
		return finding{}
	}
	f := finding{Editor: l.cfg.Editor.address(l.onDisk(at.Path), at.Line, at.Column)}
	if len(l.cfg.Editor.command) > 0 {
		f.Open = l.openID(at)
	}
	at.Path = path.Join(filepath.ToSlash(l.cfg.Dir), at.Path)
	f.Place = at.String()
	return f
}

// onDisk returns where a file lies that diagnostics name.
func (l *Live) onDisk(name string) string {
	file := filepath.Join(l.cfg.Dir, filepath.FromSlash(name))
	if abs, err := filepath.Abs(file); err == nil {
		return abs
	}
	return file
}

// openID names a place to those who ask to have it opened.
func (l *Live) openID(at diag.Position) string {
	return source.Sum([]byte(l.secret), fmt.Append(nil, at)).String()
}

// open opens the place of a diagnostic in the editor.
func (l *Live) open(w http.ResponseWriter, r *http.Request) {
	var asked struct{ Secret, Open string }
	body := http.MaxBytesReader(w, r.Body, 4<<10)
	switch err := json.NewDecoder(body).Decode(&asked); {
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", "POST")
		http.Error(w, "only POST", http.StatusMethodNotAllowed)
		return
	case err != nil || asked.Secret != l.secret || r.Header.Get("Origin") == "" && r.Header.Get("Sec-Fetch-Site") != "same-origin":
		http.Error(w, "this is not for you", http.StatusForbidden)
		return
	}
	at, ok := l.placeOf(asked.Open)
	if !ok {
		http.Error(w, "there is no such diagnostic any more", http.StatusNotFound)
		return
	}
	if l.cfg.Editor.here && !l.editing.CompareAndSwap(false, true) {
		http.Error(w, "an editor is open in the terminal", http.StatusConflict)
		return
	}
	defer l.editing.Store(false)
	if err := l.cfg.Editor.open(l.onDisk(at.Path), at.Line, at.Column); err != nil {
		http.Error(w, fmt.Sprintf("the editor cannot be started: %v", err), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// placeOf finds the place that an id names among those that are shown.
func (l *Live) placeOf(id string) (diag.Position, bool) {
	if len(l.cfg.Editor.command) == 0 {
		return diag.Position{}, false
	}
	l.mu.Lock()
	var shown []diag.Diagnostic
	if l.now != nil {
		shown = slices.Concat(l.now.fromBuild, l.now.fromCheck)
	}
	for _, f := range l.failed {
		shown = append(shown, f.mistake)
	}
	l.mu.Unlock()
	for _, d := range shown {
		places := []diag.Position{d.Position}
		for _, r := range d.Related {
			places = append(places, r.Position)
		}
		for _, at := range places {
			if l.openID(at) == id {
				return at, true
			}
		}
	}
	return diag.Position{}, false
}
