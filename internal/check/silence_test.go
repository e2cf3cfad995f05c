package check

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/page"
)

// silenced judges one strategy and applies what it accepts. It returns the lines
// of what still counts, what was accepted, and what is wrong with how.
func silenced(t *testing.T, text, settings string, today time.Time) (open, accepted []Found, wrong []diag.Diagnostic) {
	t.Helper()
	h, texts := made(t, map[string]string{"strategies/s.md": text}, settings)
	o := Options{Today: today, Prose: func(p *handbook.Page) ([]page.Block, bool) { return page.Prose(texts[p.Path], page.Settings{}), true }}
	judged := Run(h, o)
	wrong = Silence(h, judged, h.Diags, o)
	for _, j := range judged {
		if j.Page.Path != "strategies/s.md" {
			continue
		}
		for _, f := range j.Findings {
			if f.Accepted {
				accepted = append(accepted, f)
			} else {
				open = append(open, f)
			}
		}
	}
	return open, accepted, wrong
}

func TestSilencing(t *testing.T) {
	const actions = "\n- Move invoices (2w)\n- Move dunning (2w)\n"
	tests := []struct {
		name, front, body string
		open              string // how many S222 are left
		accepted          string
		wrong             string // codes, with lines
	}{
		{"nothing", "", "## Actions\n" + actions, "2", "0", ""},
		{"in the front matter", "accept:\n  - check: S222\n    because: the platform team is staffed in March", "## Actions\n" + actions, "0", "2", ""},
		{"by its name, in lower case", "accept:\n  - check: no-owner\n    because: the platform team is staffed in March", "## Actions\n" + actions, "0", "2", ""},
		{"before the list", "", "## Actions\n\n<!-- accept S222: the platform team is staffed in March -->" + actions, "0", "2", ""},
		{"before the heading", "", "<!-- accept S222: the platform team is staffed in March -->\n## Actions\n" + actions, "0", "2", ""},
		{"in one item", "", "## Actions\n\n- Move invoices <!-- accept S222: the platform team is staffed in March --> (2w)\n- Move dunning (2w)\n", "1", "1", ""},
		{"before another section", "", "<!-- accept S222: the platform team is staffed in March -->\n## Problem\n\n## Actions\n" + actions, "2", "0", "A902 4"},
		{"at the end", "", "## Actions\n" + actions + "\n<!-- accept S222: the platform team is staffed in March -->\n", "2", "0", "A902 9"},
		{"too short a reason", "accept:\n  - check: S222\n    because: later in March", "## Actions\n" + actions, "2", "0", "A901 4"},
		{"no reason", "accept:\n  - check: S222", "## Actions\n" + actions, "2", "0", "A901 4"},
		{"a comment without a reason", "", "## Actions\n\n<!-- accept S222 -->" + actions, "2", "0", "A901 6"},
		{"until today", "accept:\n  - check: S222\n    because: the platform team is staffed in March\n    until: 2026-06-30", "## Actions\n" + actions, "0", "2", ""},
		{"until yesterday", "accept:\n  - check: S222\n    because: the platform team is staffed in March\n    until: 2026-06-29", "## Actions\n" + actions, "2", "0", "A903 4"},
		{"until yesterday, and mended", "accept:\n  - check: S224\n    because: the platform team is staffed in March\n    until: 2026-06-29", "## Actions\n" + actions, "2", "0", "A902 4"},
		{"mended", "accept:\n  - check: S224\n    because: the platform team is staffed in March", "## Actions\n" + actions, "2", "0", "A902 4"},
		{"no such code", "accept:\n  - check: S999\n    because: the platform team is staffed in March", "## Actions\n" + actions, "2", "0", "A902 4"},
		{"what cannot be accepted", "accept:\n  - check: P001\n    because: the platform team is staffed in March", "## Actions\n" + actions, "2", "0", "A902 4"},
		{"a link that is known to be dead", "accept:\n  - check: H001\n    because: the other page comes next week", "[x](x.md)\n\n## Actions\n" + actions, "2", "0", ""},
		{"another comment", "", "## Actions\n\n<!-- accept all of this -->" + actions, "2", "0", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			open, accepted, wrong := silenced(t, "---\nstatus: active\n"+strings.TrimPrefix(tt.front+"\n", "\n")+"---\n"+tt.body, "", SampleDay)
			var lines []string
			for _, d := range wrong {
				lines = append(lines, d.Code+" "+strings.Split(d.Position.String(), ":")[1])
			}
			n := func(found []Found) (s string) {
				i := 0
				for _, f := range found {
					if f.Code == "S222" {
						i++
					}
				}
				return string(rune('0' + i))
			}
			got := []string{n(open), n(accepted), strings.Join(lines, ", ")}
			if d := cmp.Diff([]string{tt.open, tt.accepted, tt.wrong}, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// What a rule does not look at cannot be told to be unused.
func TestAcceptIsNotUnusedWhereNobodyLooks(t *testing.T) {
	const accept = "accept:\n  - check: S222\n    because: the platform team is staffed in March\n"
	for name, tt := range map[string]struct{ front, settings string }{
		"ended":        {"status: done\n" + accept, ""},
		"switched off": {"status: active\n" + accept, "checks: {S222: off}"},
	} {
		_, _, wrong := silenced(t, "---\n"+tt.front+"---\n", tt.settings, SampleDay)
		if len(wrong) > 0 {
			t.Errorf("%s: %v", name, wrong)
		}
	}
}

func TestAnAcceptedLinkIsMarkedToo(t *testing.T) {
	h, _ := made(t, map[string]string{"about.md": "<!-- accept H001: the other page comes next week -->\n[x](x.md)\n"}, "")
	if wrong := Silence(h, nil, h.Diags, Options{}); len(wrong) > 0 {
		t.Error(wrong)
	}
	for _, d := range h.Diags {
		if d.Code == "H001" && (!d.Accepted || d.Because != "the other page comes next week") {
			t.Errorf("%+v", d)
		}
	}
}
