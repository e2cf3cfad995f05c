package main

import (
	"bufio"
	"io"
	"strings"
	"testing"
	"time"

	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/scaffold"
	"waymark/internal/source"
)

func interviewed(t *testing.T, kindName, name, answers string) (*newPage, string, string) {
	t.Helper()
	var pages []*page.Page
	for _, file := range []string{"visions/a/faulty.md", "visions/a/pagers.md", "visions/b/pagers.md", "visions/undo.md", "patterns/big-vision.md"} {
		text := "# About " + file
		if strings.HasSuffix(file, "faulty.md") {
			text = "---\nspecimen: true\n---\n" + text
		}
		p, _ := page.Parse(file, source.NewText(file, []byte(text)), page.Settings{})
		pages = append(pages, p)
	}
	n := &newPage{app: &app{stdout: io.Discard}, handbook: handbook.Make(handbook.Input{Pages: pages, Body: func(*page.Page) *page.Body { return new(page.Body) }})}
	n.page = scaffold.Page{Kind: kind.Lookup(kindName), Today: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	var out strings.Builder
	got, err := n.ask(&interview{in: bufio.NewScanner(strings.NewReader(answers)), out: &out}, name)
	if err != nil {
		return n, err.Error(), out.String()
	}
	return n, got, out.String()
}

func (n *newPage) entry(field string) string {
	for _, e := range n.page.Set {
		if e.Field == field {
			return strings.Join(e.Values, "|")
		}
	}
	return ""
}

func TestInterviewAsksUntilAnswersAreRight(t *testing.T) {
	n, name, out := interviewed(t, "strategy", "", "\nLess toil\npager\n2\n1\n@payments, billing\nsoon\n5mo\n")
	if name != "Less toil" || n.page.Title != "Less toil" {
		t.Errorf("name %q, title %q", name, n.page.Title)
	}
	for field, want := range map[string]string{"vision": "undo", "pattern": "big-vision", "owner": "@payments|billing", "horizon": "5mo"} {
		if got := n.entry(field); got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
	for _, want := range []string{
		"Title of the strategy: Title of the strategy: ", "   2  About visions/undo.md (visions/undo)",
		`there is no vision "pager"; did you mean pagers?`, `horizon is a year, a date or a length of time, not "soon"; write`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q was not printed:\n%s", want, out)
		}
	}
}

func TestInterviewNamesAPageSoThatOneIsMeant(t *testing.T) {
	n, _, _ := interviewed(t, "strategy", "x", "1\n")
	if got := n.entry("vision"); got != "visions/a/pagers" {
		t.Errorf("two visions are called pagers, and the strategy's is %q", got)
	}
}

func TestInterviewThatEndsLeavesTheRest(t *testing.T) {
	n, name, _ := interviewed(t, "vision", "no-more-pagers", "One sentence.\n\n")
	if name != "no-more-pagers" || n.entry("statement") != "One sentence." || len(n.page.Set) != 1 {
		t.Errorf("%q %v", name, n.page.Set)
	}
	if _, message, _ := interviewed(t, "vision", "", ""); !strings.HasPrefix(message, "a page needs a name: waymark new vision") {
		t.Errorf("without a title: %s", message)
	}
}

func TestInterviewOffersNoSpecimen(t *testing.T) {
	n, _, out := interviewed(t, "strategy", "x", "2\n")
	if strings.Contains(out, "faulty)") || n.entry("vision") != "undo" {
		t.Errorf("a specimen was offered, or a number chose another page than %q:\n%s", n.entry("vision"), out)
	}
	if n, _, _ := interviewed(t, "strategy", "x", "faulty\n"); n.entry("vision") != "faulty" {
		t.Errorf("a specimen cannot be named: %q", n.entry("vision"))
	}
}

func TestInterviewAsksNothingWithoutAChoice(t *testing.T) {
	_, _, out := interviewed(t, "practice", "x", "One line.\n")
	if strings.Contains(out, "counters") {
		t.Errorf("there is no pitfall to choose:\n%s", out)
	}
}
