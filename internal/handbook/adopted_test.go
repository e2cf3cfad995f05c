package handbook

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"waymark/internal/diag"
)

func adopt(in *Input) { in.Settings.Adopted = true }

// published returns where each file is published, in order.
func published(h *Handbook) string {
	var all []string
	for _, p := range h.Pages {
		all = append(all, p.Path+" "+p.Address)
	}
	for _, a := range h.Assets {
		all = append(all, a.Path+" /"+a.Path)
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

// In an adopted folder nobody has seen to it that addresses differ. All pages are
// published, each at an address of its own, and who moved is said.
func TestPagesOfAnAdoptedFolderMoveApart(t *testing.T) {
	const slug = "---\nslug: x\n---\n"
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string
		said  string // of H004, a part of each line, in order, apart by |
	}{
		{"README beside index", map[string]string{"index.md": "", "README.md": "", "a/README.md": "", "a/index.md": ""},
			"README.md /README/; a/README.md /a/README/; a/index.md /a/; index.md /", "content/README.md:1:1|content/a/README.md:1:1"},
		{"a page beside a folder that has one", map[string]string{"a.md": "", "a/index.md": ""},
			"a.md /a-2/; a/index.md /a/", "content/a.md:1:1"},
		{"two slugs", map[string]string{"a.md": slug, "b.md": slug},
			"a.md /x/; b.md /b/", "published at /b/"},
		{"a slug and a name", map[string]string{"a.md": slug, "x.md": ""},
			"a.md /a/; x.md /x/", "content/a.md:2:7"},
		{"a free address that is taken", map[string]string{"a.md": "", "a/index.md": "", "a-2.md": ""},
			"a-2.md /a-2/; a.md /a-3/; a/index.md /a/", "published at /a-3/"},
		{"letter case", map[string]string{"Foo.md": "", "foo.md": ""},
			"Foo.md /Foo/; foo.md /foo-2/", "published at /foo-2/"},
		{"a file of a page's name", map[string]string{"owners.md": "[x](OWNERS)", "OWNERS": "x", "guide/a.md": "[x](a)", "guide/a": "x"},
			"guide/a.md /guide/a/; owners.md /owners/", "content/OWNERS|content/guide/a"},
		{"what every handbook has", map[string]string{"404.html": "x", "robots.txt.md": "", "index.md": "[x](404.html)"},
			"index.md /; robots.txt.md /robots.txt-2/", "404.html|robots.txt.md"},
		{"a tag's list", map[string]string{"index.md": "---\ntags: [go]\n---\n", "tags/go.md": ""},
			"index.md /; tags/go.md /tags/go/", `/tags/go/; the tag "go" is not published|/tags/; the list of tags is not published`},
		{"a name that is too long", map[string]string{"a.md": "---\nslug: " + strings.Repeat("x", 256) + "\n---\n"},
			"a.md /a/", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := made(t, tt.files, adopt)
			if got := published(h); got != tt.want {
				t.Errorf("published are %s\n          want %s", got, tt.want)
			}
			lines := said(h, "H004")
			if want := strings.FieldsFunc(tt.said, func(r rune) bool { return r == '|' }); len(lines) != len(want) || !slices.EqualFunc(lines, want, strings.Contains) {
				t.Errorf("said %s", strings.Join(lines, "\n"))
			}
			if n := diag.Count(h.Settings.Judge(h.Diags), diag.Error); n > 0 {
				t.Errorf("%d errors: %v", n, h.Diags)
			}
			outputs := make(map[string]string)
			for _, p := range h.Pages {
				if other := outputs[fold(Output(p.Address))]; other != "" {
					t.Errorf("%s and %s are one file", other, p.Path)
				}
				outputs[fold(Output(p.Address))] = p.Path
				if h.byAddress[p.Address] != p {
					t.Errorf("nothing leads to %s", p.Address)
				}
			}
		})
	}
}

func TestListsMakeWayForPages(t *testing.T) {
	h := made(t, map[string]string{"index.md": "---\ntags: [go, c]\n---\n", "tags/go.md": "", "b.md": "---\nslug: sub\n---\n", "sub/c.md": ""}, adopt)
	for address, want := range map[string]bool{"/tags/go/": false, "/tags/c/": true, TagsAddress: true, "/sub/": false} {
		if h.Publishes(address) != want {
			t.Errorf("the list at %s is published: %v", address, !want)
		}
	}
}

func TestTagsOfAnAdoptedFolderAreSpelledAsFirst(t *testing.T) {
	files := map[string]string{
		"a.md": "---\ntitle: Z\ntags: [Security, C]\n---\n",
		"b.md": "---\ntitle: A\ntags: [security, C++]\n---\n",
		"c.md": "---\ntags: [security, SECURITY, Security]\n---\n",
	}
	h := made(t, files, adopt)
	var got []string
	for _, tag := range h.Tags {
		got = append(got, fmt.Sprintf("%s %s %d", tag.Name, tag.Address, len(tag.Pages)))
	}
	if want := "C /tags/C/ 1; C++ /tags/C++/ 1; Security /tags/Security/ 3"; strings.Join(got, "; ") != want {
		t.Errorf("tags are %v", got)
	}
	// One for the tag, not one for each page or spelling.
	want := `content/b.md:3:8: H004: the tag "Security" is also spelled "security" and "SECURITY"; they are one tag, under its first spelling (spell it Security on all pages)`
	if lines := said(h, "H004"); !slices.Equal(lines, []string{want}) {
		t.Errorf("said %q", lines)
	}
	for _, d := range h.Diags {
		if d.Code == "H004" && (len(d.Related) != 1 || d.Related[0].Position.String() != "content/c.md:2:18" || d.Related[0].Message != `here it is spelled "SECURITY"`) {
			t.Errorf("related places are %v", d.Related)
		}
	}
	if h := made(t, files); len(h.Tags) != 5 {
		t.Errorf("a handbook has %d tags; what its authors wrote counts", len(h.Tags))
	}
}

func TestAnAliasOfAnAdoptedFolderMayClimb(t *testing.T) {
	page := func(alias string) string { return "---\naliases: [" + alias + "]\n---\n" }
	for _, tt := range []struct{ path, alias, want string }{
		{"guide.md", "../old-guide", "/old-guide/"},
		{"docs/guide.md", "../old", "/docs/old/"},
		{"docs/guide.md", "../../old/", "/old/"},
		{"docs/guide.md", "../../../../old.html", "/old.html"},
		{"docs/guide.md", "old", "/docs/old/"},
		{"docs/guide.md", "../guide", ""},
		{"docs/guide.md", "../..", ""},
	} {
		h := made(t, map[string]string{tt.path: page(tt.alias)}, adopt)
		got := ""
		for _, a := range h.Aliases {
			got += a.Address
		}
		if got != tt.want || (tt.want == "") != (len(said(h, "H008")) == 1) {
			t.Errorf("%s of %s is %q, want %q; said %q", tt.alias, tt.path, got, tt.want, said(h, "H008"))
		}
	}
	if h := made(t, map[string]string{"docs/a.md": page("../old")}); len(said(h, "H008")) != 1 {
		t.Error("in a handbook an alias is written from the root")
	}
}

// A file beside a folder of its name is the folder's page, in a handbook too.
func TestAPageBesideAFolderIsItsPage(t *testing.T) {
	files := map[string]string{
		"index.md":         "[t](tools.md) [r](tools/radio.md) [f](tools/) [up](tools/radio.md#x)",
		"tools.md":         "---\nholds: decision\nweight: 1\n---\n# Tools\n\n[radio](tools/radio.md) ![p](tools/p.png)",
		"tools/radio.md":   "# Radio\n\n[up](../tools.md)",
		"tools/deep/a.md":  "# A",
		"tools/p.png":      "x",
		"zebra.md":         "# Zebra",
		"apart.md":         "---\nslug: elsewhere\n---\n# Apart",
		"apart/b.md":       "# B",
		"drafts.md":        "# Drafts",
		"drafts/c.md":      "---\ndraft: true\n---\n",
		"within.md":        "---\ndraft: true\n---\n",
		"within/README.md": "# Within",
	}
	h := made(t, files)
	if lines := said(h, "H001", "H004"); lines != nil {
		t.Errorf("said %q", lines)
	}
	tools := h.byPath["tools.md"]
	f := h.folders["tools"]
	switch {
	case !tools.IsFolder || tools.Folder != f || f.Page != tools || f.Title != "Tools":
		t.Errorf("tools.md is no page of tools/: %+v", f)
	case f.Parent != h.Home || h.byPath["tools/deep/a.md"].Folder.Parent != f:
		t.Error("folders are apart")
	case tools.Next != h.byPath["tools/deep/a.md"] && tools.Next != h.byPath["tools/radio.md"]:
		t.Errorf("%s follows", tools.Next.Path)
	case h.byPath["tools/radio.md"].Kind.Name != "decision" || tools.Kind.Name != "page":
		t.Error("what the folder holds is not what its page says")
	case tools.Links[0].Href != "/tools/radio/" || tools.Images[0].Href != "/tools/p.png":
		t.Errorf("its links lead to %v %v", tools.Links, tools.Images)
	case h.byPath["tools/radio.md"].Links[0].Page != tools || h.Home.Page.Links[2].Page != tools:
		t.Error("links do not lead to it")
	case h.byPath["zebra.md"].IsFolder || h.byPath["apart.md"].IsFolder || h.byPath["drafts.md"].IsFolder:
		t.Error("a page without a folder of its name and address is no folder's page")
	case !h.byPath["within/README.md"].IsFolder:
		t.Error("a draft took the folder")
	}
	var top []string
	for _, c := range h.Home.Children {
		top = append(top, c.Address())
	}
	if n := len(top); top[0] != "/tools/" || n != len(slices.Compact(slices.Sorted(slices.Values(top)))) {
		t.Errorf("at the top are %v", top)
	}
	with := made(t, files, func(in *Input) { in.Drafts = true })
	if !with.byPath["drafts.md"].IsFolder {
		t.Error("with drafts there are pages in drafts/")
	}
}

// Two files that want to be a folder's page are the author's to choose from.
func TestAHandbooksFolderHasOnePage(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"beside and within": {"a.md": "", "a/index.md": ""},
		"two within":        {"a/README.md": "", "a/index.md": ""},
		"two beside":        {"a.md": "", "a.markdown.md": "", "a/b.md": "", "a.markdown/c.md": "", "a/index.md": ""},
	} {
		if h := made(t, files); len(said(h, "H004")) != 1 {
			t.Errorf("%s: said %q", name, said(h, "H004"))
		}
	}
}

func TestWhatIsThereIsNotCalledMissing(t *testing.T) {
	unpublished := func(in *Input) {
		in.Unpublished = func(p string) (why, hint string) {
			if strings.HasPrefix(p, ".hidden") {
				return "it is hidden", "show it"
			}
			return "", ""
		}
	}
	h := made(t, map[string]string{"index.md": "![a](.hidden/a.png) [b](.hidden/b.md) [c](c.md)"}, unpublished)
	got := strings.Join(said(h, "H001"), "\n")
	want := `content/index.md:1:6: H001: image ".hidden/a.png", which is not published: it is hidden (show it)
content/index.md:1:25: H001: link to ".hidden/b.md", which is not published: it is hidden (show it)
content/index.md:1:43: H001: link to missing page "c.md"`
	if got != want {
		t.Errorf("said\n%s\nwant\n%s", got, want)
	}
	h = made(t, map[string]string{"owners.md": "[o](OWNERS)", "OWNERS": "x"}, adopt, unpublished)
	if lines := said(h, "H001"); len(lines) != 1 || strings.Contains(lines[0], "missing") {
		t.Errorf("said %q", lines)
	}
}

// A suggestion is made only where the name is nearly right. What leads to the
// same folder has much in common with all that is in it.
func TestOnlyWhatIsNearIsSuggested(t *testing.T) {
	files := map[string]string{
		"index.md": "", "guide/index.md": "", "guide/setup.md": "", "guide/deployment.md": "", "guide/0012.md": "", "other/index.md": "",
		"ops/oncall.md": "", "ops/img/plan.png": "x", "ops/img/map.svg": "x", "a/notes.md": "", "b/notes.md": "", "teams/crane/rota.md": "", "teams/rope/rota.md": "",
	}
	for _, tt := range []struct{ from, link, want string }{
		{"guide/x.md", "deploymnet.md", "deployment.md"},
		{"guide/x.md", "reset.md", ""}, // setup.md has the same folder, and another name
		{"guide/x.md", "12.md", "0012.md"},
		{"x.md", "setup.md", "guide/setup.md"},
		{"x.md", "ops/on-call.md", "ops/oncall.md"},
		{"x.md", "ops/img/plan.svg", ""},
		{"x.md", "ops/img/plan.pgn", "ops/img/plan.png"},
		{"x.md", "ops/img/plans.png", "ops/img/plan.png"},
		{"x.md", "plan.png", "ops/img/plan.png"},
		{"x.md", "notes.md", ""}, // there are two
		{"x.md", "team/rope/rota.md", "teams/rope/rota.md"},
		{"x.md", "missing/index.md", ""}, // every folder has one
		{"x.md", "docs/guide/index.md", "guide/index.md"},
		{"ops/cat.md", "car.md", ""},
		{"ops/case-1.md", "case-0.md", ""},
		{"ops/cat.md", "cats.md", "cat.md"},
		{"x.md", "guide/setup.pdf", ""},
		{"x.md", "Guide/Setup.md", "guide/setup.md"},
	} {
		with := maps.Clone(files)
		with[tt.from] = "[a](" + tt.link + ")"
		lines := said(made(t, with), "H001")
		want := ""
		if tt.want != "" {
			want = "(did you mean " + tt.want + "?"
		}
		if len(lines) != 1 || want == "" && strings.Contains(lines[0], "did you mean") || !strings.Contains(lines[0], want) {
			t.Errorf("%s on %s: said %q, want %q", tt.link, tt.from, lines, want)
		}
	}
}

// Whatever is in a folder, no two of its pages have one address, and none is lost.
func FuzzAdoptedAddresses(f *testing.F) {
	f.Add("a.md b.md a/index.md a/README.md A.md tags.md", "x")
	f.Add("x.md x.md/y.md robots.txt.md 404.html.md tags/x.md X/index.md", "a")
	f.Fuzz(func(t *testing.T, paths, slug string) {
		files := make(map[string]string)
		for i, p := range strings.Fields(paths) {
			if !strings.HasSuffix(p, ".md") || strings.ContainsAny(p, "\\:\x00") || strings.Contains("/"+p, "/.") || strings.Contains("/"+p, "//") {
				continue
			}
			files[p] = []string{"", fmt.Sprintf("---\nslug: %q\ntags: [x, X]\n---\n", slug)}[i%2]
		}
		if len(files) > 12 {
			return
		}
		h := made(t, maps.Clone(files), adopt)
		if len(h.Pages) != len(files) {
			t.Fatalf("of %v there are %d pages", files, len(h.Pages))
		}
		seen := make(map[string]string)
		for _, p := range h.Pages {
			if p.IsFolder {
				continue // folders of a name that differ by case stay where they are
			}
			if other, taken := seen[Output(p.Address)]; taken {
				t.Errorf("%s and %s have one address, %s", other, p.Path, p.Address)
			}
			seen[Output(p.Address)] = p.Path
		}
		if n := diag.Count(h.Settings.Judge(h.Diags), diag.Error); n > 0 {
			t.Errorf("%v", h.Diags)
		}
	})
}
