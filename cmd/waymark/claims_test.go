package main

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"waymark/content"
)

// claims is how many claims the talk makes: C1 to C82.
const claims = 82

// TestHandbookSaysWhatItsSourceSays builds this repository's handbook and looks
// for each claim of testdata/claims.txt: on a page that links lead to from the
// first one, sidebars aside, and in what its author wrote there.
func TestHandbookSaysWhatItsSourceSays(t *testing.T) {
	pages := reachable(t, builtHandbook(t))
	made := make(map[string]bool)
	for _, c := range readClaims(t) {
		made[c.name] = true
		text, ok := pages[c.page]
		if !ok {
			t.Errorf("%s: no link from the first page leads to %s, or there is no such page", c.name, c.page)
			continue
		}
		for _, said := range c.says {
			if !slices.ContainsFunc(strings.Split(said, "|"), func(way string) bool { return strings.Contains(text, plain(way)) }) {
				t.Errorf("%s: %s does not say %q", c.name, c.page, said)
			}
		}
	}
	for n := 1; n <= claims; n++ {
		if name := fmt.Sprintf("C%d", n); !made[name] {
			t.Errorf("%s is nowhere in claims.txt", name)
		}
	}
}

type claim struct {
	name, page string
	says       []string
}

func readClaims(t *testing.T) []claim {
	data, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []claim
	for i, line := range strings.Split(string(data), "\n") {
		said, below := strings.CutPrefix(line, "\t")
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || line[0] == '#':
		case below && len(list) > 0:
			list[len(list)-1].says = append(list[len(list)-1].says, said)
		case !below && len(fields) == 2:
			list = append(list, claim{name: fields[0], page: fields[1]})
		default:
			t.Fatalf("claims.txt:%d: neither a claim with a page nor, after a tab, what it must say: %q", i+1, line)
		}
	}
	for _, c := range list {
		if len(c.says) == 0 {
			t.Errorf("%s says nothing", c.name)
		}
	}
	return list
}

// builtHandbook builds the handbook of this repository and returns its output
// folder.
func builtHandbook(t *testing.T) string {
	project := t.TempDir()
	if err := os.CopyFS(filepath.Join(project, "content"), content.FS); err != nil {
		t.Fatal(err)
	}
	var printed strings.Builder
	if status := run(context.Background(), []string{"build", "--quiet", "--source", project}, &printed, &printed); status != 0 {
		t.Fatalf("status %d\n%s", status, &printed)
	}
	return filepath.Join(project, "public")
}

// reachable follows the links of the pages' main parts from the first page on,
// and returns the running text of each page by its address.
func reachable(t *testing.T, public string) map[string]string {
	pages := map[string]string{"/": ""}
	for next := []string{"/"}; len(next) > 0; next = next[1:] {
		data, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(next[0]), "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader(string(data)))
		if err != nil {
			t.Fatal(err)
		}
		text, links := read(root)
		pages[next[0]] = plain(text)
		for _, link := range links {
			to := resolve(next[0], link)
			if _, known := pages[to]; to != "" && !known {
				pages[to] = ""
				next = append(next, to)
			}
		}
	}
	if len(pages) < 50 {
		t.Fatalf("links lead to %d pages only: %v", len(pages), slices.Sorted(maps.Keys(pages)))
	}
	return pages
}

// resolve returns the address of the page that a link leads to; empty: it leads
// to none of this site.
func resolve(from, link string) string {
	u, err := url.Parse(link)
	if err != nil || u.IsAbs() || u.Path == "" {
		return ""
	}
	to := u.Path
	if !path.IsAbs(to) {
		to = path.Join(from, to) + "/"
	}
	if !strings.HasSuffix(to, "/") {
		return ""
	}
	return to
}

// read returns what stands in the prose of a page, a space after each block, and
// where the links of its main part lead. What helps to find one's way is neither.
func read(root *html.Node) (text string, links []string) {
	var b strings.Builder
	var walk func(n *html.Node, main, prose bool)
	walk = func(n *html.Node, main, prose bool) {
		switch {
		case n.Type == html.TextNode && prose:
			b.WriteString(n.Data)
		case n.DataAtom == atom.Nav:
			return
		case n.DataAtom == atom.Main:
			main = true
		case n.DataAtom == atom.A && main:
			links = append(links, attribute(n, "href"))
		}
		prose = prose || main && slices.Contains(strings.Fields(attribute(n, "class")), "prose")
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, main, prose)
		}
		switch n.DataAtom {
		case atom.P, atom.Li, atom.Td, atom.Th, atom.Dt, atom.Dd, atom.H2, atom.H3, atom.Br:
			b.WriteByte(' ')
		}
	}
	walk(root, false, false)
	return b.String(), links
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// plain folds what does not count when two texts are compared.
func plain(s string) string {
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}
