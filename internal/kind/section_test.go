package kind

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestHeadingsMeanSections(t *testing.T) {
	aliases := map[string][]string{"Non-goals": {"Left for others"}}
	for _, c := range []struct{ kind, heading, want string }{
		{"strategy", "Problem", "Problem"},
		{"strategy", "🔥 1. problem statement:", "Problem"},
		{"strategy", "DIAGNOSIS", "Problem"},
		{"strategy", "The challenge", "Problem"},
		{"strategy", "2. Our approach", "Guiding policy"},
		{"strategy", "The", ""},
		{"strategy", "Problems", "Problem"},
		{"strategy", "What we’re not doing", "Non-goals"},
		{"strategy", "What we’re not working on", "Non-goals"},
		{"strategy", "Non-goals.", "Non-goals"},
		{"strategy", "Left for others", "Non-goals"},
		{"strategy", "Problems we had", ""},
		{"strategy", "Why", ""},
		{"vision", "Why this is worth years", "Why it is worth it"},
		{"vision", "Why?", "Why it is worth it"},
		{"vision", "Whyever", ""},
		{"decision", "Decision", "Decision Outcome"},
		{"page", "Problem", ""},
		{"strategy", "", ""},
	} {
		got := ""
		if s := Lookup(c.kind).SectionOf(c.heading, aliases); s != nil {
			got = s.Name.String()
		}
		if got != c.want {
			t.Errorf("%s: %q is %q, want %q", c.kind, c.heading, got, c.want)
		}
	}
}

func TestEveryHeadingMeansOneSection(t *testing.T) {
	for _, k := range Kinds {
		for i := range k.Sections {
			for _, name := range append([]string{k.Sections[i].Name.String()}, k.Sections[i].Also...) {
				if got := k.SectionOf(name, nil); got != &k.Sections[i] {
					t.Errorf("%s: %q means another section than its own", k.Name, name)
				}
			}
		}
	}
}

func TestActionsAreReadFromTheirBracket(t *testing.T) {
	for _, c := range []struct {
		text  string
		below []string
		want  Action
	}{
		{"Move invoices (@payments, by 2026-03-31, 6w)", nil, Action{Text: "Move invoices", Who: []string{"payments"}, By: "2026-03-31", Size: "6w"}},
		{"Move invoices (@a, @b/c).", nil, Action{Text: "Move invoices", Who: []string{"a", "b/c"}}},
		{"Move it (see below)", nil, Action{Text: "Move it (see below)"}},
		{"Move it (@a, soon)", nil, Action{Text: "Move it (@a, soon)", Odd: "soon"}},
		{"Move it (by 2026-02-30)", nil, Action{Text: "Move it (by 2026-02-30)", Odd: "by 2026-02-30"}},
		{"Move it (6w, 7w)", nil, Action{Text: "Move it (6w, 7w)", Odd: "7w"}},
		{"Move it (@a, by 2026-03-31, by 2026-04-30)", nil, Action{Text: "Move it (@a, by 2026-03-31, by 2026-04-30)", Odd: "by 2026-04-30"}},
		{"Move it (@a, @a, @b,)", nil, Action{Text: "Move it", Who: []string{"a", "b"}}},
		{"Move it ( , )", nil, Action{Text: "Move it ( , )"}},
		{"Move (all of it) (2mo)", nil, Action{Text: "Move (all of it)", Size: "2mo"}},
		{"Spend 6 months building", nil, Action{Text: "Spend 6 months building", Size: "6mo", InProse: true}},
		{"Take nine months (@a)", nil, Action{Text: "Take nine months", Who: []string{"a"}, Size: "9mo", InProse: true}},
		{"A 2-quarter effort", nil, Action{Text: "A 2-quarter effort", Size: "6mo", InProse: true}},
		{"Spend 1.5 years on it", nil, Action{Text: "Spend 1.5 years on it", Size: "18mo", InProse: true}},
		{"Take 2,5 weeks", nil, Action{Text: "Take 2,5 weeks", Size: "18d", InProse: true}},
		{"Take half a year", nil, Action{Text: "Take half a year", Size: "6mo", InProse: true}},
		{"Take twenty weeks", nil, Action{Text: "Take twenty weeks", Size: "20w", InProse: true}},
		{"Take fifteen months", nil, Action{Text: "Take fifteen months", Size: "15mo", InProse: true}},
		{"Take Twenty-four months", nil, Action{Text: "Take Twenty-four months", Size: "24mo", InProse: true}},
		{"Keep 1,000 days of logs", nil, Action{Text: "Keep 1,000 days of logs"}},
		{"Ask @payments", nil, Action{Text: "Ask @payments"}},
		{"X (", []string{"Exit: nobody moved by May", "Done when: all moved", "because: it is slow", "note"},
			Action{Text: "X (", Exit: "nobody moved by May", Done: "all moved", Because: "it is slow"}},
		{"", nil, Action{}},
		{"()", nil, Action{Text: "()"}},
	} {
		if d := cmp.Diff(c.want, ParseAction(c.text, c.below)); d != "" {
			t.Errorf("%q: %s", c.text, d)
		}
	}
}

// FuzzAction: reading an action never panics and never loses what is not in its
// bracket.
func FuzzAction(f *testing.F) {
	f.Add("Move invoices (@payments, by 2026-03-31, 6w)", "Exit: x")
	f.Add("(((", ":")
	f.Add("a (@b)) (3mo", "Done when:")
	f.Fuzz(func(t *testing.T, text, below string) {
		a := ParseAction(text, []string{below})
		if !strings.HasPrefix(strings.TrimSpace(text), a.Text) {
			t.Errorf("%q became %q", text, a.Text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(a.Text+a.By+a.Size+strings.Join(a.Who, "")) {
			t.Errorf("%q is cut within a character", text)
		}
	})
}
