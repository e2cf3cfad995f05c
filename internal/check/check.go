// Package check judges visions and strategies: each rule turns a pitfall into
// diagnostics that point at the sentence, say what to do, and lead to the page
// that teaches it.
//
// A rule is a value in a file of its own: what it is called, the pitfall that it
// finds, an example that it finds and one that it leaves alone, and a pure
// function of what it may know ([Input]): the handbook, the page, and the day.
// The list of all rules is [Rules]. What a rule means and why it matters stands
// with all other codes, in package diag.
//
// # Severity
//
// A rule's severity, or the one that handbook.yaml gives it, holds for what is
// agreed or active. What is proposed is judged one step lower, a draft never
// higher than for information, and what lies in a part that was guessed (H018) never
// higher than that either. Of what has ended only its outcome is asked for.
// A specimen, a text shown because of its faults, is judged as if it were in
// force on the day that it names, and its findings count for nothing.
//
// Lexical rules, which go by what sentences say, know English only and keep
// silent on pages in another language. Structural ones judge every page. The words
// that lexical rules look for are data, the lexicons of package wording. These
// rules are scored on labelled texts of which a third is held out (see
// testdata/labelled and `make bench-checks`): one that isn't right about these in
// 95 of 100 findings, or misses more than 15 of 100 flaws, is for information only.
// A lexical rule that isn't right in 80 of 100 findings is in the nursery: it runs only
// when it is asked for (by name, with `check --nursery`, or by a severity in
// handbook.yaml), and on specimens, which readers study for their faults.
//
// # Silencing
//
// An author accepts a finding with a reason: for a page in its front matter
// (accept), for a passage with a comment before it. See [Silence].
package check

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/parallel"
	"waymark/internal/sections"
	"waymark/internal/source"
)

// A Rule finds one pitfall.
type Rule struct {
	Code    string
	Of      string // the kind of page that it judges, vision or strategy; empty: both
	Pitfall string // the page of the pitfall that it finds; empty: the failure modes of the page's pattern
	Lexical bool   // it goes by what English sentences say
	Nursery bool   // it is not right often enough yet, and runs only when it is asked for; see the package's comment
	Before  string // what it finds, as an author wrote it; see Sample
	After   string // the same mended
	Check   func(in *Input) []Finding
}

// Name returns what the rule is called besides its code.
func (r *Rule) Name() string { return r.described().Name }

// Severity returns how much the rule matters unless a handbook says otherwise.
func (r *Rule) Severity() diag.Severity { return r.described().Severity }

func (r *Rule) described() diag.Code {
	c, _ := diag.Lookup(r.Code)
	return c
}

// judges reports whether the rule is for pages of a kind.
func (r *Rule) judges(kind string) bool {
	return r.Of == kind || r.Of == "" && (kind == "vision" || kind == "strategy")
}

// A Finding is what a rule says of one place.
type Finding struct {
	At       meta.Span
	Message  string        // lower case, without a full stop
	Hint     string        // what to do
	Severity diag.Severity // when it is not the rule's own; Off: it is
	Related  []diag.Related
	Alike    string    // of one on an item of a list: what those on several items say as one; see diag.Merge
	Of       int       // how many items the list has
	Since    time.Time // the day from which it holds, of a finding that comes with age; else zero
}

// Options say how a handbook is judged.
type Options struct {
	Today    time.Time                                             // UTC midnight
	Prose    func(p *handbook.Page) (blocks []page.Block, ok bool) // the running text of a page, see page.Prose; not ok: it is not that of the page any more
	InForce  bool                                                  // a page that does not say how far it is is judged as if in force, and all that is found on it is information
	Only     []string                                              // codes of rules to run though they are switched off; empty: none
	Memory   source.Memory                                         // of what was found before, by this program; nil: nothing is remembered
	Previous []Judged                                              // what was found before in another state of the handbook; what cannot be otherwise now is taken from it
}

// Judged is a page with what was found on it.
type Judged struct {
	Page     *handbook.Page
	Findings []Found

	Broken *diag.Diagnostic // the program failed on the page, so nothing was found; else nil

	key   source.Digest // of what the rules could know
	found []Found       // the findings as they were before any was accepted
}

// Found is a finding as a diagnostic.
type Found struct {
	diag.Diagnostic
	Since time.Time // the day from which it holds, of a finding that comes with age; else zero
	Until time.Time // of an accepted one: the last day on which it is; zero: for good

	Passage string         // the sentence that it is about; may be empty
	Phrase  string         // the words that it points at, as they were typed; empty: a heading, a field, the page
	Teacher *handbook.Page // of its pitfall; nil: the handbook has none
	Anchor  string         // on that page: #failure-modes; may be empty
}

// Run judges every vision and strategy of a handbook, in reading order. Equal
// inputs give equal results.
func Run(h *handbook.Handbook, o Options) []Judged {
	var judged []Judged
	for _, p := range h.Pages {
		if isJudged(p) {
			judged = append(judged, Judged{Page: p})
		}
	}
	before := make(map[string]*Judged, len(o.Previous))
	for i := range o.Previous {
		before[o.Previous[i].Page.Path] = &o.Previous[i]
	}
	keys := circleKeys(h, judged, o)
	parallel.For(len(judged), func(i int) {
		j := &judged[i]
		j.key = keys[i]
		var known bool
		if j.found, known = o.cached(h, j.Page, j.key, before[j.Page.Path]); !known {
			var ok bool
			j.Broken = diag.Catch(h.Place(j.Page, meta.Span{}).Path, func() { j.found, ok = find(h, j.Page, o) })
			if ok {
				o.store(j.Page, j.key, j.found)
			} else {
				j.key = source.Digest{} // that of nothing: it is not to be found again
			}
		}
		j.Findings = slices.Clone(j.found)
	})
	return judged
}

// find applies all rules to a page. It reports false when the page's text was not
// to be had.
func find(h *handbook.Handbook, p *handbook.Page, o Options) (found []Found, ok bool) {
	blocks, ok := o.Prose(p)
	in := newInput(h, p, blocks, o.Today)
	in.asInForce = o.InForce && !in.Says(kind.FieldStatus)
	for _, r := range Rules {
		found = append(found, in.run(r, o)...)
	}
	return found, ok
}

// isJudged reports whether rules are for a page. A folder's page is one only when
// it says so, and then it has no sections. One whose front matter cannot be read
// would be accused of what it may well say.
func isJudged(p *handbook.Page) bool {
	return !p.Unread && (p.Kind == kind.Vision || p.Kind == kind.Strategy) && !p.IsFolder
}

// run applies one rule to the page.
func (in *Input) run(r *Rule, o Options) []Found {
	if !in.runs(r, o.Only) {
		return nil
	}
	teacher, anchor := in.teacher(r)
	var all []Found
	for _, f := range r.Check(in) {
		d := diag.New(r.Code, in.Handbook.Place(in.Page, f.At), "%s", f.Message)
		d.Hint, d.Related, d.Alike, d.Of, d.URL, d.Specimen = f.Hint, f.Related, f.Alike, f.Of, in.url(teacher, anchor), in.Specimen
		passage := in.sentenceAt(f.At)
		d.Sentence = passage != "" && f.Alike == ""
		d.Severity = in.lower(in.Handbook.Settings.Severity(r.Code, cmp.Or(f.Severity, d.Severity)), f.At.Line)
		if slices.Contains(o.Only, r.Code) {
			d.Severity = max(d.Severity, diag.Info)
		}
		all = append(all, Found{Diagnostic: d, Since: f.Since, Passage: passage, Phrase: cmp.Or(passage, in.phraseAt(f.At)), Teacher: teacher, Anchor: anchor})
	}
	return all
}

// runs reports whether a rule applies to the page as it is.
func (in *Input) runs(r *Rule, only []string) bool {
	severity := r.Severity()
	set, isSet := in.Handbook.Settings.Severities[r.Code]
	if isSet {
		severity = set
	}
	switch {
	case r.Nursery && !isSet && !in.Specimen && !slices.Contains(only, r.Code):
		return false
	case !r.judges(in.Page.Kind.Name), in.Ended() && r.Code != "D405":
		return false
	case r.Lexical && !in.English():
		return false
	case slices.Contains(notOfProfiles, r.Code) && in.hasProfile():
		return false
	}
	return severity != diag.Off || slices.Contains(only, r.Code)
}

// notOfProfiles are rules that ask for what an RFC, a KEP or an ADR does not have: a
// vision, and a day to look again.
var notOfProfiles = []string{"S206", "D402"}

// hasProfile reports whether the text is an RFC, a KEP or an ADR: it says so, or its
// headings do.
func (in *Input) hasProfile() bool {
	profile := cmp.Or(in.Page.Values[kind.FieldProfile].Text, in.Page.Genre)
	return profile != "" && profile != kind.ProfileNone.String()
}

// lower caps a severity: on a line of a guessed section, and on a page that is not in
// force or does not say that it is.
func (in *Input) lower(s diag.Severity, line int) diag.Severity {
	if in.asInForce || in.isGuessed(line) {
		return min(s, diag.Info)
	}
	switch in.Status() {
	case kind.StatusProposed:
		if s > diag.Info {
			return s - 1
		}
	case kind.StatusDraft:
		return min(s, diag.Info)
	}
	return s
}

// isGuessed reports whether a line is in a section that was found by guessing. The
// guess may be wrong, so a finding there must not fail anything.
func (in *Input) isGuessed(line int) bool {
	return slices.ContainsFunc(in.Page.Told, func(part sections.Found) bool {
		return part.How == sections.Guess && part.Line <= line && line <= part.EndLine
	})
}

// Raise returns diagnostics of which those that say what is missing on a vision or
// a strategy in force (H006) are errors, unless the handbook has decided
// otherwise, or is an adopted folder: a draft may be incomplete, what people work by may not. A build does
// not ask for as much.
func Raise(h *handbook.Handbook, ds []diag.Diagnostic) []diag.Diagnostic {
	ds = slices.Clone(ds)
	if _, set := h.Settings.Severities["H006"]; set {
		return ds
	}
	inForce := make(map[string]bool)
	for _, p := range h.Pages {
		if isJudged(p) && isLive(p) {
			inForce[h.Place(p, meta.Span{}).Path] = true
		}
	}
	for i := range ds {
		if ds[i].Code == "H006" && inForce[ds[i].Path] {
			ds[i].Severity = h.Settings.Severity("H006", diag.Error)
		}
	}
	return ds
}

// teacher returns the page that teaches the rule's pitfall, or the failure modes of
// the pattern that the page follows, and the place on it. It is nil when the
// handbook has no such page.
func (in *Input) teacher(r *Rule) (p *handbook.Page, anchor string) {
	if r.Pitfall != "" {
		return in.Handbook.Find(kind.Pitfall, r.Pitfall), ""
	}
	if p = in.Pattern(); p == nil {
		return nil, ""
	}
	for _, part := range p.Parts {
		if part.Section != nil && part.Section.Name == kind.SectionFailureModes {
			return p, "#" + part.ID
		}
	}
	return p, ""
}

// url returns the address of a page as a diagnostic names it, or nothing when
// nobody knows where the handbook is.
func (in *Input) url(p *handbook.Page, anchor string) string {
	s := &in.Handbook.Settings
	if p == nil || s.BaseURL == "" {
		return ""
	}
	return s.Origin() + handbook.URL(s.Base(), p.Address) + anchor
}

// Lookup returns the rule of a code or a name, or nil.
func Lookup(code string) *Rule {
	for _, r := range Rules {
		if strings.EqualFold(code, r.Code) || strings.EqualFold(code, r.Name()) {
			return r
		}
	}
	return nil
}
