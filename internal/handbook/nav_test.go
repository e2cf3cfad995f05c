package handbook

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func navOf(t *testing.T, files map[string]string, yaml string) (*Handbook, []string) {
	t.Helper()
	s, said := readSettings(yaml)
	if said != nil {
		t.Fatal(said)
	}
	h := made(t, files, func(in *Input) { in.Settings = s })
	var entries []string
	for _, e := range h.Nav {
		where := e.URL
		if where == "" {
			where = e.Address()
		}
		entries = append(entries, e.Name()+" "+where)
	}
	return h, entries
}

var navFiles = map[string]string{
	"index.md": "# Home", "about.md": "# About", "zoo.md": "# Zoo",
	"patterns/index.md": "# Patterns", "patterns/no-vision.md": "# No vision", "bare/x.md": "# X", "wip.md": "---\ndraft: true\n---\n",
}

func TestTheNavigationIsOrderedByTheSettings(t *testing.T) {
	for yaml, want := range map[string][]string{
		"title: x": {"About /about/", "Bare /bare/", "Patterns /patterns/", "Zoo /zoo/"},
		"nav: [{page: zoo}, {page: patterns, title: Ways}, {page: about, hidden: true}, {url: 'https://x.example/', title: Out}]": {
			"Zoo /zoo/", "Ways /patterns/", "Out https://x.example/", "Bare /bare/"},
		"nav: [{page: patterns/no-vision.md}, {page: bare}, {page: index.md, title: Start}]": {
			"No vision /patterns/no-vision/", "Bare /bare/", "Start /", "About /about/", "Patterns /patterns/", "Zoo /zoo/"},
	} {
		h, got := navOf(t, navFiles, yaml)
		if d := cmp.Diff(want, got); d != "" || said(h, "H001") != nil {
			t.Errorf("%s: %s %v", yaml, d, said(h, "H001"))
		}
	}
}

func TestTheTopIsReadInTheOrderOfTheNavigation(t *testing.T) {
	h, _ := navOf(t, navFiles, "nav: [{page: zoo}, {page: patterns}, {page: bare, hidden: true}]")
	var titles []string
	for p := h.Home.Page; p != nil; p = p.Next {
		titles = append(titles, p.Title)
	}
	if got, want := strings.Join(titles, ", "), "Home, Zoo, Patterns, No vision, X, About"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestADeadEntryOfTheNavigationIsADeadLink(t *testing.T) {
	h, entries := navOf(t, navFiles, "title: x\nnav:\n  - page: patern\n  - title: Work\n    page: wip\n  - page: about\n")
	want := []string{
		`content/handbook.yaml:3:11: H001: nav: there is no page and no folder "patern" (did you mean patterns?)`,
		`content/handbook.yaml:4:12: H001: nav: "wip" is a draft, which is not published (publish it (remove draft: true), or build with --drafts)`,
	}
	if d := cmp.Diff(want, said(h, "H001")); d != "" {
		t.Error(d)
	}
	if entries[0] != "About /about/" {
		t.Error(entries)
	}
}

func TestBadEntriesOfTheNavigationAreReported(t *testing.T) {
	for yaml, want := range map[string]string{
		"nav: [{hidden: true}]": `1:16 C003 error: nav: this entry leads nowhere (write page: strategies, or url: https://example.org/)`,
		"nav: [{}]":             `1:7 C003 error: nav: this entry leads nowhere (write page: strategies, or url: https://example.org/)`,
		"nav: [{page: a, url: 'https://x.example/'}]":                `1:14 C003 error: nav: this entry leads to two places (make two entries of it)`,
		"nav: [{url: x.example, title: X}]":                          `1:13 C003 error: nav: "x.example" is no address (write it whole, such as https://example.org/; for a page of the handbook write page)`,
		"nav: [{url: 'javascript:alert(1)', title: X}]":              `1:13 C003 error: nav: "javascript:alert(1)" is no address (write it whole, such as https://example.org/; for a page of the handbook write page)`,
		"nav: [{url: 'https://x.example/'}]":                         `1:13 C003 error: nav: the link to https://x.example/ has no title (add title: what readers see)`,
		"nav: [{url: 'https://x.example/', title: X, hidden: true}]": `1:13 C003 error: nav: a link out that is hidden is not there (remove the entry)`,
		"nav: [{page: a.md}, {page: a, title: A}]":                   `1:28 C003 error: nav: "a" is named twice (remove one of the two)`,
		"nav: [a]":                        `1:7 C003 error: nav: an entry is a map of page, url, title, hidden, not "a" (begin each entry with -, and give it page, url, title, hidden)`,
		"nav: {page: a}":                  `1:7 C003 error: nav is a list, not a map (begin each entry with -, and give it page, url, title, hidden)`,
		"nav: [{page: a, hiden: true}]":   `1:17 C002 error: unknown field "hiden" (did you mean hidden?)`,
		"nav: [{page: a, hidden: 'yes'}]": `1:25 C003 error: hidden is true or false, not "yes" (write hidden: true, without quotes)`,
	} {
		if _, said := readSettings(yaml); cmp.Diff([]string{want}, said) != "" {
			t.Errorf("%s: %q\nwant %q", yaml, said, want)
		}
	}
}
