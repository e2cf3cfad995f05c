// Package examine says what any text is, whoever wrote it: a vision, a strategy, both
// or neither; which passages are its problem, its policy, its actions; and what is to
// be said of it, what matters most first. The text may lie in a handbook or not, and
// may have front matter or none.
package examine

import (
	"cmp"
	"path"
	"slices"
	"time"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/library"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/sections"
	"waymark/internal/source"
)

// Options say how a text is examined.
type Options struct {
	Settings handbook.Settings // of the handbook that it is for
	Library  []library.Page    // whose pages of pitfalls teach what is behind a finding
	Today    time.Time         // UTC midnight
	Nursery  bool              // rules that are wrong too often to run unasked are asked, too
}

// A Report is what there is to be said of a text.
type Report struct {
	sections.Result
	Findings []check.Found // what matters most first
}

// Text examines a text. It never fails: of a text that is neither a vision nor a
// strategy it says that, and no more.
func Text(t *source.Text, o Options) Report {
	p, prose, result := o.read(t)
	r := Report{Result: result}
	if k := kindOf(r.Kind); k != nil {
		r.Findings = inOrder(o.judge(t, prose, k), p)
	}
	return r
}

// read returns a text as a page, its running text, and what it is, part by part.
func (o Options) read(t *source.Text) (p *page.Page, prose []page.Block, r sections.Result) {
	p, _ = page.Parse(path.Base(t.Name), t, o.Settings.Parser)
	prose = page.Prose(t, o.Settings.Parser)
	text := handbook.TextOf(p, prose, &o.Settings)
	r = sections.Examine(text)
	if said := kind.Lookup(kind.FieldKind.In(p.Meta).Text); said == kind.Vision || said == kind.Strategy {
		r.Kind, r.Because = said.Name, "its front matter says so"
		r.Found = sections.Find(text, said)
		r.Actions = sections.Actions(text, r.Found)
	}
	return p, prose, r
}

// Page examines a page of a handbook, whose file is t, on which findings are known.
func Page(p *handbook.Page, t *source.Text, findings []check.Found, settings handbook.Settings) Report {
	text := handbook.TextOf(p.Page, page.Prose(t, settings.Parser), &settings)
	r := Report{Result: sections.Examine(text)}
	r.Kind, r.Because = p.Kind.Name, "its folder or its front matter says so"
	r.Found = sections.Find(text, p.Kind)
	r.Actions = sections.Actions(text, r.Found)
	r.Findings = inOrder(findings, p.Page)
	return r
}

// kindOf returns the kind whose rules judge a text, or nil.
func kindOf(name string) *kind.Kind {
	switch name {
	case sections.KindVision:
		return kind.Vision
	case sections.KindStrategy, sections.KindBoth:
		return kind.Strategy
	}
	return nil
}

// judge runs the checks on a text, in a handbook that holds it and what teaches its
// pitfalls.
func (o Options) judge(t *source.Text, prose []page.Block, k *kind.Kind) []check.Found {
	at := k.Folder + "/text.md"
	read, body := page.Parse(at, t, o.Settings.Parser)
	in := handbook.Input{
		Settings: o.Settings, Pages: []*page.Page{read}, Drafts: true,
		Included: map[string]string{at: t.Name}, Library: make(map[string]handbook.LibraryPage),
		Parts: func(p *page.Page, k *kind.Kind) sections.Result {
			return sections.Read(handbook.TextOf(p, prose, &o.Settings), k)
		},
		Body: func(p *page.Page) *page.Body {
			if p == read {
				return body
			}
			return new(page.Body)
		},
	}
	for _, p := range o.Library {
		if p.Part != kind.Pitfall.Folder {
			continue
		}
		taught, _ := page.Parse(p.Path, source.NewText(p.Path, p.Text), o.Settings.Parser)
		in.Pages = append(in.Pages, taught)
		in.Library[p.Path] = handbook.LibraryPage{Part: p.Part}
	}
	slices.SortFunc(in.Pages, func(a, b *page.Page) int { return cmp.Compare(a.Path, b.Path) })
	h := handbook.Make(in)
	judging := check.Options{Today: o.Today, InForce: true}
	judging.Prose = func(*handbook.Page) ([]page.Block, bool) { return prose, true }
	if o.Nursery {
		judging.Only = check.Nursery()
	}
	for _, j := range check.Run(h, judging) {
		if j.Page.Path == at {
			return j.Findings
		}
	}
	return nil
}

// inOrder makes one of findings that are alike, leaves out what is accepted, and puts
// what matters most first: what is wrong with the text before what is missing in its
// front matter, an error before a warning, then what comes first.
func inOrder(all []check.Found, p *page.Page) []check.Found {
	found := merged(all)
	rank := func(f check.Found) int {
		severity := diag.Info
		if r := check.Lookup(f.Code); r != nil {
			severity = r.Severity()
		}
		rank := int(diag.Error - severity)
		if isAboutFields(f, p.Meta) {
			rank += int(diag.Error) + 1
		}
		return rank
	}
	slices.SortStableFunc(found, func(a, b check.Found) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Line, b.Line))
	})
	return found
}

// merged returns the findings that are not accepted, with one for those that are alike.
func merged(all []check.Found) (found []check.Found) {
	var ds []diag.Diagnostic
	for _, f := range all {
		if !f.Accepted {
			ds = append(ds, f.Diagnostic)
		}
	}
	for _, d := range diag.Merge(ds) {
		i := slices.IndexFunc(all, func(f check.Found) bool { return f.Code == d.Code && f.Position == d.Position })
		one := all[i]
		one.Diagnostic = d
		found = append(found, one)
	}
	return found
}

// aboutFields are rules that ask for a field, and not for a part of the text.
var aboutFields = []string{"V101", "V102", "V103", "V109", "V110", "S206", "S251"}

// isAboutFields reports whether a finding is about front matter, or what is missing
// there.
func isAboutFields(f check.Found, front meta.Node) bool {
	isLiveness := f.Code[0] == 'D' || f.Code[0] == 'X'
	return isLiveness || slices.Contains(aboutFields, f.Code) || front.Type != meta.Absent && 1 < f.Line && f.Line <= front.At.EndLine
}
