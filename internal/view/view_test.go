package view

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/sections"
	"waymark/internal/source"
)

// TestViewsAreClosed is invariant 2: what a template gets is values all the way
// down, with nothing that points, reads or acts.
func TestViewsAreClosed(t *testing.T) {
	for _, v := range []any{Page{}, Redirect{}, Sitemap{}, Robots{}, Feed{}, Guide{}, Catalogue{}, Twin{}, Search{}, SearchHead{}, Calendar{}, SocialCard{}} {
		closed(t, reflect.TypeOf(v), reflect.TypeOf(v).Name())
	}
}

// closed checks a type that is part of others, which may be parts of it in turn.
func closed(t *testing.T, typ reflect.Type, path string, within ...reflect.Type) {
	t.Helper()
	if slices.Contains(within, typ) {
		return
	}
	within = append(slices.Clip(within), typ)
	for _, of := range []reflect.Type{typ, reflect.PointerTo(typ)} {
		for i := range of.NumMethod() {
			if name := of.Method(i).Name; name != "Key" && strings.HasPrefix(typ.PkgPath(), "waymark/internal/view") {
				t.Errorf("%s has the method %s", path, name)
			}
		}
	}
	switch typ.Kind() {
	case reflect.Struct:
		for i := range typ.NumField() {
			f := typ.Field(i)
			if !f.IsExported() {
				t.Errorf("%s.%s is not exported, so its key does not cover it", path, f.Name)
			}
			closed(t, f.Type, path+"."+f.Name, within...)
		}
	case reflect.Slice, reflect.Array:
		closed(t, typ.Elem(), path+"[]", within...)
	case reflect.Map:
		closed(t, typ.Key(), path+" key", within...)
		closed(t, typ.Elem(), path+"[]", within...)
	case reflect.String, reflect.Bool, reflect.Int, reflect.Uint8:
	default:
		t.Errorf("%s is a %s", path, typ.Kind())
	}
}

// TestEveryPartOfAViewIsInItsKey is invariant 1 for views: whatever a template
// can see changes the key when it changes.
func TestEveryPartOfAViewIsInItsKey(t *testing.T) {
	byKey := []string{"Site", "Nav", "Heading", "Content"} // SiteKey, NavKey and ContentKey stand for these
	for _, s := range Samples() {
		before := s.Key()
		v := reflect.ValueOf(s).Elem()
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if slices.Contains(byKey, name) {
				continue
			}
			changeEach(v.Field(i), name, func(path string) {
				if s.Key() == before {
					t.Errorf("%s: a change of %s does not change the key", s.Layout, path)
				}
			})
		}
		if s.Key() != before {
			t.Fatal("the sample was not put back")
		}
	}
}

// changeEach changes every leaf below v in turn, and puts it back.
func changeEach(v reflect.Value, path string, check func(path string)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			isText := v.Type() == reflect.TypeFor[Part]() || v.Type() == reflect.TypeFor[Passage]()
			if isText && v.Type().Field(i).Name == "HTML" {
				continue // ContentKey and TextKey stand for it
			}
			changeEach(v.Field(i), path+"."+v.Type().Field(i).Name, check)
		}
	case reflect.Slice:
		old := reflect.ValueOf(v.Interface())
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		check(path + " (longer)")
		v.Set(old)
		for i := range v.Len() {
			changeEach(v.Index(i), fmt.Sprintf("%s[%d]", path, i), check)
		}
	case reflect.Array:
		changeEach(v.Index(0), path+"[0]", check)
	case reflect.Map:
		for _, k := range v.MapKeys() {
			old := v.MapIndex(k)
			changed := reflect.New(old.Type()).Elem()
			changed.Set(old)
			changeEach(changed, fmt.Sprintf("%s[%v]", path, k), func(path string) {
				v.SetMapIndex(k, changed)
				check(path)
			})
			v.SetMapIndex(k, old)
		}
	case reflect.String:
		old := v.String()
		v.SetString(old + "x")
		check(path)
		v.SetString(old)
	case reflect.Bool:
		v.SetBool(!v.Bool())
		check(path)
		v.SetBool(!v.Bool())
	case reflect.Int:
		v.SetInt(v.Int() + 1)
		check(path)
		v.SetInt(v.Int() - 1)
	case reflect.Uint8:
		v.SetUint(v.Uint() ^ 1)
		check(path)
		v.SetUint(v.Uint() ^ 1)
	}
}

// A section that a sidebar has room for is shown whole; of a longer one, the pages
// around the reader's.
func TestASidebarShowsAShortSectionWhole(t *testing.T) {
	for n, want := range map[int]int{1: 1, 60: 60, 61: 30, 500: 30} {
		files := make(map[string]string)
		for i := range n {
			files[fmt.Sprintf("all/p%04d.md", i)] = "x"
		}
		m := For(made("/", files))
		for _, name := range []string{"all/index.html", "all/p0000/index.html", fmt.Sprintf("all/p%04d/index.html", n-1)} {
			nav := pageAt(m, name).Nav
			if len(nav.Items) != want || (nav.All.URL == "") != (n == want) {
				t.Errorf("of %d pages, the sidebar of %s shows %d, and then %q", n, name, len(nav.Items), nav.All.Title)
			}
		}
	}
}

// TestNoListGrowsWithTheHandbook is invariant 9.
func TestNoListGrowsWithTheHandbook(t *testing.T) {
	const n = 1234
	files := map[string]string{"index.md": "# Home", "all/index.md": "# All"}
	for i := range n {
		files[fmt.Sprintf("all/p%04d.md", i)] = fmt.Sprintf("---\ntitle: P %d\ntags: [every, t%d]\n---\n[hub](../hub.md)", i, i)
	}
	files["hub.md"] = "# Hub"
	for i := range 250 {
		files[fmt.Sprintf("strategies/s%03d.md", i)] = fmt.Sprintf("---\nstatus: active\nowner: [every, o%d]\n---\n", i)
	}
	m := For(made("/", files))
	listed := make(map[string]int)
	for _, at := range m.Places() {
		v := m.Page(at, source.Digest{})
		if len(v.Nav.Items) > 60 || len(v.List.Cards) > 100 || len(v.Site.Sections) > 60 || len(v.Listings) > 40 {
			t.Fatalf("%s: %d in the sidebar, %d in the list", at.Output, len(v.Nav.Items), len(v.List.Cards))
		}
		for _, g := range v.Relations {
			if len(g.Backlinks) > 20 || g.Total < len(g.Backlinks) {
				t.Fatalf("%s: %d backlinks of %d", at.Output, len(g.Backlinks), g.Total)
			}
		}
		if at.page != nil && !at.page.IsFolder && at.folder.Path == "all" {
			i := slices.IndexFunc(v.Nav.Items, func(item NavItem) bool { return item.URL == v.URL })
			if i < 0 || i < 10 && v.Nav.Items[0].Title != "P 0" {
				t.Fatalf("%s stands at %d in its own sidebar", v.Title, i)
			}
			if v.Nav.All.Title != fmt.Sprint(n) {
				t.Fatalf("the sidebar says %q, not that there are %d", v.Nav.All.Title, n)
			}
		}
		for _, c := range v.List.Cards {
			listed[c.URL]++
		}
	}
	for i := range 250 {
		if url := fmt.Sprintf("/strategies/s%03d/", i); listed[url] != 6 { // its section, its kind, live, active, two owners
			t.Fatalf("%s is listed %d times", url, listed[url])
		}
	}
	for i := range n {
		if url := fmt.Sprintf("/all/p%04d/", i); listed[url] != 4 { // its section, two tags, and what links to the hub
			t.Fatalf("%s is listed %d times", url, listed[url])
		}
	}
}

func TestAListGoesOnAtTheNextPage(t *testing.T) {
	files := map[string]string{"index.md": "# Home"}
	for i := range 250 {
		files[fmt.Sprintf("s/p%03d.md", i)] = ""
	}
	m := For(made("/", files))
	var got []string
	for _, at := range m.Places() {
		if v := m.Page(at, source.Digest{}); at.folder.Path == "s" && at.layout == "section" {
			got = append(got, fmt.Sprintf("%s %d/%d %d %s|%s", at.Output, v.List.Number, v.List.Of, len(v.List.Cards), v.List.Prev, v.List.Next))
		}
	}
	want := []string{
		"s/index.html 1/3 100 |/s/page/2/",
		"s/page/2/index.html 2/3 100 /s/|/s/page/3/",
		"s/page/3/index.html 3/3 50 /s/page/2/|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestTheSitemapLeavesOutWhatIsNotToBeFound(t *testing.T) {
	m := For(made("/r/", map[string]string{
		"index.md": "# Home", "a.md": "---\nnoindex: true\n---\n", "b.md": "---\nunlisted: true\n---\n", "e/index.md": "---\nunlisted: true\n---\n", "e/f/p.md": "", "g/p.md": "---\nunlisted: true\n---\n", "c d.md": "---\nlastmod: 2026-03-31\n---\n",
	}))
	want := []SitemapEntry{{URL: "https://x.example/r/"}, {"https://x.example/r/c%20d/", "2026-03-31"}}
	if got := m.Sitemap().Entries; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// made puts a handbook together that is published below base.
func made(base string, files map[string]string, change ...func(*handbook.Settings)) *handbook.Handbook {
	in := handbook.Input{Settings: handbook.Settings{Lang: "en", BaseURL: "https://x.example" + base}}
	bodies := make(map[*page.Page]*page.Body)
	in.Body = func(p *page.Page) *page.Body { return bodies[p] }
	in.Parts = func(p *page.Page, k *kind.Kind) sections.Result {
		prose := page.Prose(source.NewText(p.Path, []byte(files[p.Path])), page.Settings{})
		return sections.Read(handbook.TextOf(p, prose, &in.Settings), k)
	}
	for _, p := range slices.Sorted(maps.Keys(files)) {
		read, body := page.Parse(p, source.NewText(p, []byte(files[p])), page.Settings{})
		bodies[read] = body
		in.Pages = append(in.Pages, read)
	}
	for _, f := range change {
		f(&in.Settings)
	}
	return handbook.Make(in)
}
