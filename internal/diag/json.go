package diag

import (
	"bytes"
	"encoding/json"
)

// jsonDiagnostic is the JSON form of a diagnostic. Every key is always there,
// so that a reader need not ask; names and order are a promise.
type jsonDiagnostic struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	jsonPosition
	Message  string        `json:"message"`
	Hint     string        `json:"hint"`
	URL      string        `json:"url"`
	Related  []jsonRelated `json:"related"`
	Accepted bool          `json:"accepted"`
	Because  string        `json:"because"`
	Specimen bool          `json:"specimen"`
	Baseline bool          `json:"baseline"`
}

type jsonPosition struct {
	Path      string `json:"path"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

type jsonRelated struct {
	jsonPosition
	Message string `json:"message"`
}

func appendJSON(b []byte, ds []Diagnostic) []byte {
	list := make([]jsonDiagnostic, len(ds))
	for i, d := range ds {
		list[i] = jsonDiagnostic{
			Code: d.Code, Severity: d.Severity.String(), jsonPosition: jsonPosition(d.Position),
			Message: d.Message, Hint: d.Advice(), URL: d.URL,
			Related:  make([]jsonRelated, len(d.Related)),
			Accepted: d.Accepted, Because: d.Because, Specimen: d.Specimen, Baseline: d.Baseline,
		}
		for j, r := range d.Related {
			list[i].Related[j] = jsonRelated{jsonPosition(r.Position), r.Message}
		}
	}
	return appendIndented(b, list)
}

// appendIndented appends v as JSON for people and programs alike. The types
// given to it hold nothing that cannot be encoded.
func appendIndented(b []byte, v any) []byte {
	out := bytes.NewBuffer(b)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		panic("diag: " + err.Error())
	}
	return out.Bytes()
}
