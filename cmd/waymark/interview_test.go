package main

import (
	"bufio"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

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

// settled answers what init asks about a handbook in a folder called payments.
func settled(t *testing.T, answers string, args ...string) (n *newHandbook, out string) {
	t.Helper()
	n = &newHandbook{app: &app{stdout: io.Discard}, dir: filepath.Join(t.TempDir(), "payments"), title: "Payments handbook"}
	cmd := &cobra.Command{}
	cmd.SetContext(t.Context())
	cmd.Flags().StringVar(&n.title, "title", n.title, "")
	cmd.Flags().StringVar(&n.hostName, "host", "", "")
	if err := cmd.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	if err := n.readFlags(cmd); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	n.ask(cmd, &interview{in: bufio.NewScanner(strings.NewReader(answers)), out: &said})
	if n.around.Host == nil {
		n.around.Host = n.likelyHost(t.Context())
	}
	return n, said.String()
}

func TestInterviewAboutANewHandbook(t *testing.T) {
	for _, c := range []struct {
		answers string
		args    []string
		want    string // title, address, host
		asks    string
	}{
		{"\n\n\n", nil, "Payments handbook||github", "Title (Enter: Payments handbook): Address where it will be published (Enter: not known yet): Host: github, gitlab, none (Enter: github): "},
		{"", nil, "Payments handbook||github", "Title (Enter: Payments handbook): "},
		{"Ours\nhttps://team.gitlab.io/ours\n\n", nil, "Ours|https://team.gitlab.io/ours/|gitlab", "(Enter: gitlab): "},
		{"Ours\nhttps://ours.example.org\nGitLab\n", nil, "Ours|https://ours.example.org/|gitlab", ""},
		{"Ours\nours.example.org\nftp://x\nhttps://ours.example.org\nwhat\nnone\n", nil, "Ours|https://ours.example.org/|none", "\"ours.example.org\" is not the address of a site; write it with scheme and host, such as https://user.github.io/repo/\nAddress where"},
		{"\n\nwhat\n\n", nil, "Payments handbook||github", "\"what\" is no host that init knows; write github, gitlab, or none if you publish it in another way\nHost: "},
		{"https://ours.example.org\n", []string{"--title", "Given", "--host", "none"}, "Given|https://ours.example.org/|none", "Address where it will be published (Enter: not known yet): "},
	} {
		n, out := settled(t, c.answers, c.args...)
		if got := n.title + "|" + n.around.BaseURL + "|" + n.around.Host.Name; got != c.want {
			t.Errorf("%q: %s, want %s", c.answers, got, c.want)
		}
		if !strings.Contains(out, c.asks) || len(c.args) > 0 && strings.Contains(out, "Title") {
			t.Errorf("%q: asks\n%s\nand not\n%s", c.answers, out, c.asks)
		}
	}
}
