package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/sections"
	"waymark/internal/source"
)

// world is what stands beside every text that is judged in tests.
var world = map[string]string{
	"index.md":                "",
	"visions/every-change.md": "---\nstatement: x\n---\n",
	"patterns/big-vision.md":  "---\ndescription: x\ndefault: true\n---\n## Failure modes\n\nEfficiency first.\n",
	"patterns/no-vision.md":   "---\ndescription: x\nmax_months: 6\n---\n",
	"patterns/grand-migration.md": `---
title: Grand Migration
description: x
constraints:
  - {id: conviction, text: Strong conviction, need: necessary}
  - {id: value, text: Value that is the same for everyone, need: necessary}
  - {id: walk-away, text: Freedom to walk away from tricky pieces, need: helpful}
---
`,
}

// judge runs the rules over files and the world, and returns what they find on
// the page at a path.
func judge(t testing.TB, files map[string]string, settings, at string, today time.Time) []Found {
	t.Helper()
	for _, j := range judgeAll(t, files, settings, Options{Today: today, Only: Nursery()}) {
		if j.Page.Path == at {
			return j.Findings
		}
	}
	return nil
}

func judgeAll(t testing.TB, files map[string]string, settings string, o Options) []Judged {
	t.Helper()
	h, texts := made(t, files, settings)
	o.Prose = func(p *handbook.Page) ([]page.Block, bool) { return page.Prose(texts[p.Path], page.Settings{}), true }
	return Run(h, o)
}

func made(t testing.TB, files map[string]string, settings string) (*handbook.Handbook, map[string]*source.Text) {
	t.Helper()
	all := maps.Clone(world)
	maps.Copy(all, files)
	s, ds := handbook.ReadSettings(source.NewText("content/handbook.yaml", []byte(settings)))
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	texts := make(map[string]*source.Text)
	bodies := make(map[*page.Page]*page.Body)
	in := handbook.Input{Settings: s, Root: "content", Drafts: true, Body: func(p *page.Page) *page.Body { return bodies[p] }}
	in.Parts = func(p *page.Page, k *kind.Kind) sections.Result {
		return sections.Read(handbook.TextOf(p, page.Prose(texts[p.Path], page.Settings{}), &s), k)
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		texts[name] = source.NewText("content/"+name, []byte(all[name]))
		p, body := page.Parse(name, texts[name], page.Settings{})
		p.Digest = source.Sum(texts[name].Data)
		bodies[p] = body
		in.Pages = append(in.Pages, p)
	}
	return handbook.Make(in), texts
}

// said writes findings as `code line:column severity: message`.
func said(found []Found) string {
	var lines []string
	for _, f := range found {
		lines = append(lines, fmt.Sprintf("%s %d:%d %s: %s", f.Code, f.Line, f.Column, f.Severity, f.Message))
	}
	return strings.Join(lines, "\n")
}

func codes(found []Found) []string {
	var all []string
	for _, f := range found {
		all = append(all, f.Code)
	}
	return all
}

// Every rule says what it is about, finds the flaw in its own example, and
// leaves the mended one alone.
func TestRulesFindTheirBeforeAndLeaveTheirAfter(t *testing.T) {
	for _, r := range Rules {
		t.Run(r.Code, func(t *testing.T) {
			if r.Code != r.described().Code || r.Before == "" || r.After == "" || r.Check == nil {
				t.Fatalf("%s is not described in full", r.Code)
			}
			for _, example := range []struct {
				name, text string
				found      bool
			}{{"before", r.Before, true}, {"after", r.After, false}} {
				files := make(map[string]string)
				for _, f := range r.Sample(example.text) {
					files[f.Path] = f.Text
				}
				h, texts := made(t, files, "")
				for _, d := range h.Diags {
					if d.Severity == diag.Error && d.Code != "H006" {
						t.Errorf("%s: %s: %s", example.name, d.Position, d.Message)
					}
				}
				at := r.Sample(example.text)[0].Path
				for _, p := range h.Pages {
					if p.Path != at {
						continue
					}
					found := r.Check(newInput(h, p, page.Prose(texts[at], page.Settings{}), SampleDay))
					if (len(found) > 0) != example.found {
						t.Errorf("%s: %+v", example.name, found)
					}
					for _, f := range found {
						if f.Message == "" || f.Hint == "" || f.At.Line == 0 || strings.HasSuffix(f.Message, ".") && !strings.HasSuffix(f.Message, "…") {
							t.Errorf("%s: %+v", example.name, f)
						}
					}
				}
			}
		})
	}
}

func TestRulesAreInOrderAndKnowTheirPitfalls(t *testing.T) {
	var last string
	for _, r := range Rules {
		if last != "" && last[0] == r.Code[0] && last >= r.Code {
			t.Errorf("%s stands after %s", r.Code, last)
		}
		last = r.Code
		if r.Of != "" && r.Of != "vision" && r.Of != "strategy" {
			t.Errorf("%s is of %q", r.Code, r.Of)
		}
		if Lookup(strings.ToLower(r.Code)) != r || Lookup(r.Name()) != r {
			t.Errorf("%s cannot be looked up", r.Code)
		}
	}
}
