package diag

import (
	"net/url"
	"slices"
)

// The types below are the part of SARIF 2.1.0 that Waymark writes. Columns are
// code points and ends are exclusive, as in Position.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name  string      `json:"name"`
	Rules []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID            string       `json:"id"`
	Name          string       `json:"name"`
	Full          sarifMessage `json:"fullDescription"`
	Help          sarifHelp    `json:"help"`
	Configuration sarifLevel   `json:"defaultConfiguration"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

type sarifMessage struct {
	Text string `json:"text"`
}

type sarifHelp struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Level        string             `json:"level"`
	Message      sarifMessage       `json:"message"`
	Locations    []sarifLocation    `json:"locations,omitempty"`
	Related      []sarifLocation    `json:"relatedLocations,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifMessage `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Justification string `json:"justification,omitempty"`
}

func appendSARIF(b []byte, ds []Diagnostic) []byte {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "Waymark", Rules: make([]sarifRule, len(Codes))}},
		ColumnKind: "unicodeCodePoints",
		Results:    make([]sarifResult, len(ds)),
	}
	for i, c := range Codes {
		run.Tool.Driver.Rules[i] = sarifRule{
			ID: c.Code, Name: c.Name,
			Full:          sarifMessage{c.Explain},
			Help:          sarifHelp{Text: c.Explain, Markdown: c.Explain},
			Configuration: sarifLevel{levelOf(c.Severity)},
		}
	}
	for i, d := range ds {
		run.Results[i] = sarifResultOf(d)
	}
	return appendIndented(b, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

func sarifResultOf(d Diagnostic) sarifResult {
	r := sarifResult{
		RuleID:    d.Code,
		RuleIndex: slices.IndexFunc(Codes, func(c Code) bool { return c.Code == d.Code }),
		Level:     levelOf(d.Severity),
		Message:   sarifMessage{d.Message},
	}
	if advice := d.Advice(); advice != "" {
		r.Message.Text += "\nhint: " + advice
	}
	if d.Path != "" {
		r.Locations = []sarifLocation{{Physical: physical(d.Position)}}
	}
	for _, other := range d.Related {
		if other.Path != "" {
			r.Related = append(r.Related, sarifLocation{physical(other.Position), &sarifMessage{other.Message}})
		}
	}
	switch {
	case d.Accepted:
		r.Suppressions = []sarifSuppression{{"inSource", d.Because}}
	case d.Specimen:
		r.Suppressions = []sarifSuppression{{"inSource", "the page is a specimen, shown because of its faults"}}
	case d.Baseline:
		r.Suppressions = []sarifSuppression{{"external", "it is in the baseline"}}
	}
	return r
}

func physical(p Position) sarifPhysical {
	// A URL rather than an escaped path, because it puts "./" before a path
	// whose first part could be taken for a scheme.
	at := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: p.Path}).String()}}
	if p.Line > 0 {
		at.Region = &sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn}
	}
	return at
}

func levelOf(s Severity) string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Info:
		return "note"
	}
	return "none"
}
