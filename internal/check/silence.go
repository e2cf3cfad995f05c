package check

import (
	"slices"
	"sort"
	"strings"
	"time"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/wording"
)

// A silencer is what an author wrote to accept a finding: an entry of `accept` in
// the front matter, for the whole page, or a comment, for some lines.
type silencer struct {
	code     string // as written, in upper case
	because  string
	until    time.Time // the last day; zero: for good
	at       meta.Span
	comment  bool
	from, to int // of a comment: the lines that it stands for
}

// fewestWords is how many words make a reason.
const fewestWords = 4

// Silence marks what authors have accepted, among findings and among the
// diagnostics of the handbook, and returns what is wrong with how they did: no
// reason (A901), nothing to accept (A902), a day that has passed (A903).
func Silence(h *handbook.Handbook, judged []Judged, ds []diag.Diagnostic, o Options) []diag.Diagnostic {
	findings := make(map[*handbook.Page]*Judged, len(judged))
	for i := range judged {
		findings[judged[i].Page] = &judged[i]
	}
	others := indexDiagnostics(ds)
	var wrong []diag.Diagnostic
	for _, p := range h.Pages {
		silencers := silencersOf(p)
		if len(silencers) == 0 {
			continue
		}
		s := silence{h: h, page: p, today: o.Today, only: o.Only}
		if j := findings[p]; j != nil {
			for i := range j.Findings {
				f := &j.Findings[i]
				s.targets = append(s.targets, target{&f.Diagnostic, &f.Until})
			}
		}
		for _, i := range others[h.Place(p, meta.Span{}).Path] {
			s.targets = append(s.targets, target{diagnostic: &ds[i]})
		}
		slices.SortStableFunc(s.targets, func(a, b target) int { return a.diagnostic.Line - b.diagnostic.Line })
		for _, one := range silencers {
			wrong = append(wrong, s.apply(one)...)
		}
	}
	return wrong
}

// indexDiagnostics returns which diagnostics are about which file.
func indexDiagnostics(ds []diag.Diagnostic) map[string][]int {
	index := make(map[string][]int)
	for i, d := range ds {
		index[d.Path] = append(index[d.Path], i)
	}
	return index
}

// silencersOf returns what a page accepts, in the order written.
func silencersOf(p *handbook.Page) []silencer {
	var all []silencer
	for _, r := range p.Values[kind.FieldAccept].Records {
		check, ok := r[kind.AcceptCheck]
		if !ok {
			continue // which is reported as a missing key
		}
		all = append(all, silencer{
			code: strings.ToUpper(check.Text), because: r[kind.AcceptBecause].Text, until: r[kind.AcceptUntil].Day, at: check.At,
		})
	}
	for _, a := range p.Accepts {
		all = append(all, silencer{code: a.Code, because: a.Because, at: a.At, comment: true, from: a.From, to: a.To})
	}
	return all
}

// silence is the work of one page's silencers.
type silence struct {
	h       *handbook.Handbook
	page    *handbook.Page
	today   time.Time
	only    []string
	targets []target // in order of their lines
}

// A target is what may be silenced.
type target struct {
	diagnostic *diag.Diagnostic
	until      *time.Time // where to note the day; nil: nobody asks
}

func (s *silence) apply(by silencer) []diag.Diagnostic {
	report := func(code, hint, format string, args ...any) []diag.Diagnostic {
		return []diag.Diagnostic{diag.New(code, s.h.Place(s.page, by.at), format, args...).WithHint("%s", hint)}
	}
	code, ok := acceptable(by.code)
	if !ok {
		return report("A902", hintFor(by.code), "%s is no check that can be accepted", by.code)
	}
	by.code = code
	if wording.Count(by.because) < fewestWords {
		return report("A901", "say why in at least four words; until then the check is not silenced", "accepted %s without a reason", code)
	}
	matches := s.matches(by)
	switch {
	case len(matches) == 0 && s.silent(code):
		return nil
	case len(matches) == 0 && by.comment:
		return report("A902", "a comment stands for the block after it, before a heading for its section; for the whole page, write it in the front matter", "accepted %s, which finds nothing here", code)
	case len(matches) == 0:
		return report("A902", "remove it", "accepted %s, which finds nothing on this page", code)
	case !by.until.IsZero() && s.today.After(by.until):
		return report("A903", "look again: mend it, or accept it anew with another day", "accepted %s until %s; that has passed", code, by.until.Format(time.DateOnly))
	}
	for _, m := range matches {
		m.diagnostic.Accepted, m.diagnostic.Because = true, by.because
		if m.until != nil {
			*m.until = by.until
		}
	}
	return nil
}

// matches returns what a silencer stands for.
func (s *silence) matches(by silencer) []target {
	first, last := 0, len(s.targets)
	if by.comment {
		first = sort.Search(len(s.targets), func(i int) bool { return s.targets[i].diagnostic.Line >= by.from })
		last = sort.Search(len(s.targets), func(i int) bool { return s.targets[i].diagnostic.Line > by.to })
	}
	var matches []target
	for _, t := range s.targets[first:max(first, last)] {
		if t.diagnostic.Code == by.code {
			matches = append(matches, t)
		}
	}
	return matches
}

// silent reports whether a check finds nothing because it does not look: it is
// switched off, or not for a page like this.
func (s *silence) silent(code string) bool {
	if set, ok := s.h.Settings.Severities[code]; ok && set == diag.Off {
		return true
	}
	r := Lookup(code)
	return r != nil && r.judges(s.page.Kind.Name) && !newInput(s.h, s.page, nil, s.today).runs(r, s.only)
}

// acceptable returns the code that an author means, if it is one that judges what
// is written: a rule's, or one of the handbook's integrity that can be switched
// off.
func acceptable(code string) (string, bool) {
	for _, c := range diag.Codes {
		if strings.EqualFold(code, c.Code) || strings.EqualFold(code, c.Name) {
			return c.Code, strings.ContainsRune("VSFDXH", rune(c.Code[0])) && !c.Fixed()
		}
	}
	return "", false
}

func hintFor(code string) string {
	var names []string
	for _, c := range diag.Codes {
		if _, ok := acceptable(c.Code); ok {
			names = append(names, c.Code)
		}
	}
	if _, known := diag.Lookup(code); known {
		return "mend what it reports, or give it another severity in handbook.yaml"
	}
	if near, ok := diag.Nearest(code, names); ok {
		return "did you mean " + near + "? `waymark explain all` lists the codes"
	}
	return "`waymark explain all` lists the codes"
}
