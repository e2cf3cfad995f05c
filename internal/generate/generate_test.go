package generate

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	goyaml "github.com/goccy/go-yaml"
	gotoml "github.com/pelletier/go-toml/v2"
)

// handbooks are one of each sort, in several sizes.
func handbooks() []Options {
	var all []Options
	for shape := range Shapes {
		for _, pages := range []int{1, 2, 3, 7, 150} {
			for _, kinds := range []bool{false, true} {
				all = append(all, Options{Pages: pages, Seed: 3, Shape: Shape(shape), Kinds: kinds, Words: 150})
			}
		}
	}
	return all
}

func name(opt Options) string {
	return fmt.Sprintf("%s/%d/kinds=%v", opt.Shape, opt.Pages, opt.Kinds)
}

func TestEveryLinkAndRelationLeadsSomewhere(t *testing.T) {
	for _, opt := range handbooks() {
		t.Run(name(opt), func(t *testing.T) { checker{}.check(t, Handbook(opt)) })
	}
}

func TestPagesAreCountedExactly(t *testing.T) {
	for _, opt := range handbooks() {
		pages := 0
		for file := range Handbook(opt) {
			if strings.HasSuffix(file, ".md") {
				pages++
			}
		}
		if pages != opt.Pages {
			t.Errorf("%s: %d pages", name(opt), pages)
		}
	}
}

func TestSameOptionsSameBytes(t *testing.T) {
	opt := Options{Pages: 60, Seed: 5, Kinds: true, Errors: 7}
	first := Handbook(opt)
	if !maps.Equal(first, Handbook(opt)) {
		t.Error("two handbooks with the same options differ")
	}
	other := opt
	other.Seed++
	if maps.Equal(first, Handbook(other)) {
		t.Error("another seed gives the same handbook")
	}
}

// A page is a function of the options and its number alone, so one that is
// made alone is the one that streams by.
func TestPagesDoNotDependOnThoseBefore(t *testing.T) {
	opt := Options{Pages: 80, Seed: 2, Kinds: true}
	all := Handbook(opt)
	for _, i := range []int{79, 40, 0} {
		p := newPlan(opt).page(i)
		if all["content/"+p.path] != p.text() {
			t.Errorf("page %d differs when it is made alone", i)
		}
	}
}

func TestTitlesAndFilesAreUnique(t *testing.T) {
	for _, kinds := range []bool{false, true} {
		pl := newPlan(Options{Pages: 12_000, Seed: 9, Kinds: kinds})
		titles, paths := map[string]int{}, map[string]int{}
		for i := range pl.opt.Pages {
			title, file := strings.ToLower(pl.title(i)), strings.ToLower(pl.path(i))
			if j, ok := titles[title]; ok {
				t.Errorf("pages %d and %d are both called %q", j, i, title)
			}
			if j, ok := paths[file]; ok {
				t.Errorf("pages %d and %d are both %s", j, i, file)
			}
			titles[title], paths[file] = i, i
		}
	}
}

func TestPagesWeighAsTheyShould(t *testing.T) {
	const pages = 300
	var bytes, words, code, tables, notes int
	for file, text := range Files(Options{Pages: pages, Seed: 1}) {
		if !strings.HasSuffix(file, ".md") {
			continue
		}
		bytes += len(text)
		prose := fence.ReplaceAllStringFunc(text, func(block string) string {
			code++
			if lines := strings.Count(block, "\n") - 2; lines < 8 || lines > 15 {
				t.Errorf("%s: a code block of %d lines", file, lines)
			}
			return ""
		})
		n := countWords(prose)
		if n < 600 || n > 1200 {
			t.Errorf("%s: %d words", file, n)
		}
		words += n
		if strings.Contains(text, "\n|:--") {
			tables++
		}
		if strings.Contains(text, "\n[^1]: ") {
			notes++
		}
	}
	within := func(what string, got, least, most int) {
		if got < least || got > most {
			t.Errorf("%s: %d, want %d to %d", what, got, least, most)
		}
	}
	within("words a page", words/pages, 700, 950)
	within("bytes a page", bytes/pages, 5500, 8000)
	within("code blocks", code, 2*pages, 2*pages)
	within("pages with tables", tables, pages*25/100, pages*50/100)
	within("pages with footnotes", notes, pages*20/100, pages*40/100)
}

func TestShapes(t *testing.T) {
	pagesOf := func(shape Shape) map[string]string {
		h := Handbook(Options{Pages: 100, Seed: 1, Shape: shape, Words: 150})
		delete(h, settingsPath)
		return h
	}
	deepest := func(h map[string]string) int {
		depth := 0
		for file := range h {
			depth = max(depth, strings.Count(file, "/")-1)
		}
		return depth
	}
	for shape, depth := range map[Shape]int{Flat: 0, Wide: 1, Deep: 60} {
		if d := deepest(pagesOf(shape)); d != depth {
			t.Errorf("%s is %d deep, want %d", shape, d, depth)
		}
	}
	if d := deepest(pagesOf(Tree)); d < 2 || d > 3 {
		t.Errorf("a tree is %d deep", d)
	}
	pl := newPlan(Options{Pages: 100, Seed: 1, Shape: Hub})
	for file, text := range pagesOf(Hub) {
		if file != "content/"+pl.path(hub) && !strings.Contains(text, "["+pl.title(hub)+"](") {
			t.Errorf("%s does not link to the hub", file)
		}
	}
	for file, text := range pagesOf(Tagged) {
		if !strings.Contains(text, commonTag) {
			t.Errorf("%s does not have the common tag", file)
		}
	}
}

func TestEveryFormatAndKindOccurs(t *testing.T) {
	h := Handbook(Options{Pages: 400, Seed: 1, Kinds: true, Words: 150})
	begins := map[string]int{}
	for file, text := range h {
		if strings.HasSuffix(file, ".md") {
			begins[text[:1]]++
		}
	}
	for _, c := range []string{"-", "+", "{"} {
		if begins[c] < 4 {
			t.Errorf("%d pages begin with %s", begins[c], c)
		}
	}
	for _, k := range kinds {
		if n := strings.Count(strings.Join(slices.Collect(maps.Keys(h)), "\n"), "content/"+k.folder+"/"); n < 10 {
			t.Errorf("%d files in %s", n, k.folder)
		}
	}
}

func TestMistakesArePlantedWhereTheyAreSaidToBe(t *testing.T) {
	for _, kinds := range []bool{false, true} {
		opt := Options{Pages: 300, Seed: 4, Kinds: kinds, Errors: 30, Words: 150}
		clean := opt
		clean.Errors = 0
		h, without := Handbook(opt), Handbook(clean)
		ms := Mistakes(opt)
		if len(ms) != opt.Errors {
			t.Errorf("kinds=%v: %d mistakes, want %d", kinds, len(ms), opt.Errors)
		}
		codes := map[string]bool{}
		for _, m := range ms {
			codes[m.Code] = true
			lines := strings.Split(h[m.Path], "\n")
			if m.Line < 1 || m.Line > len(lines) {
				t.Errorf("%v: no such line", m)
			} else if m.Code != "P002" && slices.Contains(strings.Split(without[m.Path], "\n"), lines[m.Line-1]) {
				t.Errorf("%v: the line is one of the page's own: %s", m, lines[m.Line-1])
			}
		}
		for file, text := range h {
			for _, m := range linkDest.FindAllStringSubmatch(text, -1) {
				dest, anchor, _ := strings.Cut(m[1], "#")
				to := path.Join(path.Dir(file), dest)
				if anchor != "" && slices.ContainsFunc(ms, func(m Mistake) bool { return m.Path == to }) {
					t.Errorf("%s: a link to a heading of %s, which may be unreadable", file, to)
				}
			}
		}
		if len(codes) < 9 {
			t.Errorf("kinds=%v: only %d codes", kinds, len(codes))
		}
	}
	if ms := Mistakes(Options{Pages: 5, Errors: 100}); len(ms) == 0 || len(ms) > 5 {
		t.Errorf("%d mistakes on five pages", len(ms))
	}
}

func TestWriteRefusesAFolderWithFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	opt := Options{Pages: 12, Seed: 1, Words: 150}
	if err := Write(dir, opt); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(readFolder(t, dir), Handbook(opt)) {
		t.Error("the folder differs from the handbook")
	}
	if err := Write(dir, opt); !errors.Is(err, fs.ErrExist) {
		t.Errorf("writing again: %v", err)
	}
}

var (
	fence    = regexp.MustCompile("(?m)^```[a-z]+\n(?:[^`]|`[^`])*?^```\n")
	linkDest = regexp.MustCompile(`\]\(([^)\s]*)\)`)
	heading  = regexp.MustCompile(`(?m)^#{2,6} (.*)$`)
)

// relationKinds say which kinds a relation may lead to; empty: any.
var relationKinds = map[string]string{
	"vision": "vision", "pattern": "pattern", "shows": "pattern", "pitfalls": "pitfall", "counters": "pitfall",
	"serves": "strategy", "covers": "", "of": "pattern", "part_of": "same", "after": "same", "supersedes": "same",
}

// fieldKinds give a field of each kind that no other kind has.
var fieldKinds = map[string]string{
	"statement": "vision", "slice": "strategy", "informed": "decision", "max_months": "pattern", "of": "pitfall",
	"outcome": "example", "say": "practice", "form": "reading",
}

// A reading is what a reader finds in one page.
type reading struct {
	front   map[string]any
	anchors []string
	links   []string
}

// A checker reports what is broken in a handbook. It knows nothing of how pages
// are made, but reads them as a reader would, equal ones once.
type checker map[string]reading

func (c checker) read(t *testing.T, file, text string) reading {
	t.Helper()
	if r, ok := c[text]; ok {
		return r
	}
	r := reading{front: decodeFront(t, file, text)}
	prose := fence.ReplaceAllString(text, "")
	for _, m := range heading.FindAllStringSubmatch(prose, -1) {
		r.anchors = append(r.anchors, githubID(m[1]))
	}
	for _, m := range linkDest.FindAllStringSubmatch(prose, -1) {
		r.links = append(r.links, m[1])
	}
	c[text] = r
	return r
}

func (c checker) check(t *testing.T, h map[string]string) {
	t.Helper()
	pages := map[string]reading{}
	addresses := map[string]string{}
	for file, text := range h {
		if !strings.HasSuffix(file, ".md") {
			continue
		}
		pages[file] = c.read(t, file, text)
		claim := func(address string) {
			if other, ok := addresses[strings.ToLower(address)]; ok {
				t.Errorf("%s and %s are both at %s", file, other, address)
			}
			addresses[strings.ToLower(address)] = file
		}
		if pages[file].front["slug"] != nil && path.Base(file) == "index.md" {
			t.Errorf("%s has a slug, and is the page of a folder", file)
		}
		claim(addressOf(file, pages[file].front))
		for _, alias := range listOf(pages[file].front["aliases"]) {
			claim(alias)
		}
	}
	for file, page := range pages {
		for key, kind := range fieldKinds {
			if page.front[key] != nil && kindOf(file, page.front) != kind {
				t.Errorf("%s has the field %s of a %s, which it is not", file, key, kind)
			}
		}
		for _, link := range page.links {
			checkLink(t, file, link, pages, h)
		}
		for key, kind := range relationKinds {
			for _, id := range listOf(page.front[key]) {
				checkRelation(t, file, key, id, kind, pages)
			}
		}
	}
}

func checkLink(t *testing.T, file, link string, pages map[string]reading, h map[string]string) {
	t.Helper()
	dest, anchor, _ := strings.Cut(link, "#")
	dest, err := url.PathUnescape(dest)
	if err != nil {
		t.Errorf("%s: %v", file, err)
	}
	to := path.Join(path.Dir(file), dest)
	if dest == "" {
		to = file
	}
	if _, ok := h[to]; !ok {
		t.Errorf("%s: link to missing %s", file, link)
	} else if anchor != "" && !slices.Contains(pages[to].anchors, anchor) {
		t.Errorf("%s: link to missing heading %s", file, link)
	}
	if pages[to].front["draft"] == true && pages[file].front["draft"] != true {
		t.Errorf("%s: link to the draft %s", file, link)
	}
}

func checkRelation(t *testing.T, file, key, id, kind string, pages map[string]reading) {
	t.Helper()
	if key == "of" && (id == "vision" || id == "strategy") {
		return
	}
	target := "content/" + id + ".md"
	if pages[target].front == nil {
		target = "content/" + id + "/index.md"
	}
	if kind == "same" {
		kind = kindOf(file, pages[file].front)
	}
	switch got := kindOf(target, pages[target].front); {
	case pages[target].front == nil:
		t.Errorf("%s: %s leads to missing %q", file, key, id)
	case kind != "" && got != kind, got == "":
		t.Errorf("%s: %s leads to %s, which is a %q and no %q", file, key, id, got, kind)
	case target == file:
		t.Errorf("%s: %s leads to itself", file, key)
	case pages[target].front["draft"] == true && pages[file].front["draft"] != true:
		t.Errorf("%s: %s leads to the draft %s", file, key, target)
	}
}

func decodeFront(t *testing.T, file, text string) map[string]any {
	t.Helper()
	front := map[string]any{}
	var err error
	switch text[0] {
	case '-':
		err = goyaml.UnmarshalWithOptions([]byte(strings.Split(text, "---\n")[1]), &front, goyaml.Strict())
	case '+':
		err = gotoml.Unmarshal([]byte(strings.Split(text, "+++\n")[1]), &front)
	default:
		err = json.NewDecoder(strings.NewReader(text)).Decode(&front)
	}
	if err != nil {
		t.Errorf("%s: %v", file, err)
	}
	if title, _ := front["title"].(string); title == "" {
		t.Errorf("%s: no title", file)
	}
	if d, _ := front["description"].(string); len(d) > 200 {
		t.Errorf("%s: a description of %d bytes", file, len(d))
	}
	return front
}

func kindOf(file string, front map[string]any) string {
	if k, ok := front["kind"].(string); ok {
		return k
	}
	for _, folder := range strings.Split(path.Dir(file), "/") {
		for _, k := range kinds {
			if k.folder == folder && path.Base(file) != "index.md" {
				return k.name
			}
		}
	}
	return ""
}

func addressOf(file string, front map[string]any) string {
	address := strings.TrimSuffix(strings.TrimPrefix(file, "content"), ".md")
	if s, ok := front["slug"].(string); ok {
		address = path.Join(path.Dir(address), s)
	}
	return strings.TrimSuffix(strings.TrimSuffix(address, "index"), "/") + "/"
}

func githubID(text string) string {
	id := strings.ReplaceAll(strings.ToLower(text), " ", "-")
	return strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) && r != '-' && r != '_' {
			return -1
		}
		return r
	}, id)
}

func listOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, item.(string))
		}
		return out
	}
	return nil
}

func readFolder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
