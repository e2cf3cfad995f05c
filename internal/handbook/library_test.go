package handbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ofLibrary makes pages of the library of some of the files; those in parts that are
// off begin with a !.
func ofLibrary(paths ...string) func(*Input) {
	return func(in *Input) {
		in.Library, in.Included = make(map[string]LibraryPage), make(map[string]string)
		for _, p := range paths {
			file, off := strings.CutPrefix(p, "!")
			part, _, _ := strings.Cut(file, "/")
			in.Library[file], in.Included[file] = LibraryPage{Part: part, Off: off}, "waymark:"+file
		}
	}
}

// Nobody can mend the library's pages, so nothing is reported of them, and their links
// lead somewhere or are text.
func TestLinksOfTheLibraryAreGuarded(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":        "[a](patterns/a.md)",
		"glossary.md":     "# Ours\n\n## Words\n",
		"patterns/a.md":   "---\ntitle: A\n---\n[there](b.md) [gone](../guide/index.md) [off](../pitfalls/p.md) [page](../glossary.md#old) [part](../glossary.md#words) [web](https://example.org/) [[Nowhere]] ![](x.png)\n\n[own](#nothing)",
		"patterns/b.md":   "---\ntitle: B\nslug: '?'\n---\n",
		"pitfalls/p.md":   "---\nof: vision\n---\n",
		"visions/v.md":    "# Example\n",
		"visions/ours.md": "# Ours\n",
	}, ofLibrary("patterns/a.md", "patterns/b.md", "!pitfalls/p.md", "visions/v.md"))
	for _, d := range h.Diags {
		if !strings.HasPrefix(d.Path, "content/") {
			t.Errorf("%s: %s", d.Position, d.Message)
		}
	}
	var got []string
	for i, target := range h.byPath["patterns/a.md"].Links {
		got = append(got, h.byPath["patterns/a.md"].Page.Links[i].Text+" "+target.Href)
	}
	want := []string{"there /patterns/b/", "gone ", "off ", "page /glossary/", "part /glossary/#words", "web https://example.org/", "Nowhere ", "own "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p := h.byPath["visions/v.md"]; !p.Unlisted || h.byPath["visions/ours.md"].Unlisted {
		t.Error("an example of the library is listed among the team's visions")
	}
	if p := h.byPath["patterns/a.md"]; h.EditAddress(p) != "" || p.File() != "waymark:patterns/a.md" {
		t.Errorf("the page is told to be the file %s", p.File())
	}
}

// What leads to a part that is off is said for information, and what an author wrote
// keeps its words.
func TestWhatLeadsToAPartThatIsOffIsSaid(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":          "[Big](patterns/big.md) [all](patterns/) [[Big]]\n",
		"strategies/s.md":   "---\npattern: big\nfit:\n  c1: [x]\n---\n# S\n",
		"strategies/t.md":   "---\npattern: patterns/big\n---\n# T\n",
		"strategies/u.md":   "---\npattern: bigg\n---\n# U\n",
		"patterns/big.md":   "---\ntitle: Big\nconstraints: [{id: c1, text: X}]\n---\n",
		"patterns/index.md": "",
	}, ofLibrary("!patterns/big.md", "!patterns/index.md"), func(in *Input) {
		in.Settings.Nav = []NavSetting{{Page: "patterns"}}
	})
	const off, hint = "because the library's part patterns is off", "(add patterns to `library` in handbook.yaml)"
	want := []string{
		"content/handbook.yaml: H016: nav: \"patterns\" is left out, " + off + " " + hint,
		"content/index.md:1:7: H016: link to \"patterns/big.md\" is shown as text, " + off + " " + hint,
		"content/index.md:1:30: H016: link to \"patterns/\" is shown as text, " + off + " " + hint,
		"content/index.md:1:41: H016: link to \"Big\" is shown as text, " + off + " " + hint,
		"content/strategies/s.md:2:10: H016: pattern: \"big\" is shown without a link, " + off + " " + hint,
		"content/strategies/t.md:2:10: H016: pattern: \"patterns/big\" is shown without a link, " + off + " " + hint,
	}
	if diff := cmp.Diff(want, said(h, "H001", "H005", "H015", "H016")); diff != "" {
		t.Error(diff)
	}
	if got := said(h, "H003"); len(got) != 1 || !strings.Contains(got[0], `"bigg"`) {
		t.Errorf("a slip is told as %q", got)
	}
	for _, p := range h.Pages {
		if p.Off != "" {
			t.Errorf("%s is published", p.Path)
		}
	}
	if r := h.byPath["strategies/s.md"].Relations; len(r) != 1 || r[0].Page.Title != "Big" {
		t.Errorf("the relation is not kept: %v", r)
	}
	for i, target := range h.byPath["index.md"].Links {
		if target.Href != "" {
			t.Errorf("link %d leads to %q", i, target.Href)
		}
	}
}

// A page of the handbook's own that wants the address of one of the library's is the
// one that is named, whichever comes first.
func TestTheLibraryDoesNotTakeAnAddress(t *testing.T) {
	for _, own := range []string{"a.md", "z.md"} {
		h := made(t, map[string]string{own: "---\nslug: glossary\n---\n", "glossary.md": "# Words\n"}, ofLibrary("glossary.md"))
		got := said(h, "H004")
		if len(got) != 1 || !strings.HasPrefix(got[0], "content/"+own+":2:7") || !strings.Contains(got[0], "replaces") {
			t.Errorf("%s: %q", own, got)
		}
	}
}

// What a team has written comes before what the library brings, whatever its weight.
func TestOnesOwnComesFirst(t *testing.T) {
	h := made(t, map[string]string{
		"decisions/0001-a.md": "# A\n", "strategies/s.md": "# S\n",
		"start.md": "---\nweight: 1\n---\n", "patterns/index.md": "---\nweight: 2\n---\n", "about.md": "# About\n",
		"visions/index.md": "---\nweight: 9\n---\n", "patterns/ours.md": "# Ours\n", "patterns/a.md": "---\nweight: 1\n---\n",
	}, ofLibrary("start.md", "patterns/index.md", "patterns/a.md"))
	var got []string
	for _, p := range h.Pages {
		got = append(got, p.Path)
	}
	want := []string{"visions/index.md", "strategies/s.md", "decisions/0001-a.md", "about.md", "start.md", "patterns/index.md", "patterns/a.md", "patterns/ours.md"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestPartsOfTheLibraryAreRead(t *testing.T) {
	for yaml, want := range map[string]string{
		"title: x":                      "none said",
		"library: true":                 "checks core examples glossary patterns pitfalls practices readings workshop",
		"library: false":                "",
		"library: []":                   "",
		"library: patterns":             "patterns",
		"library: [pitfalls, patterns]": "patterns pitfalls",
		"library: [patterns, true]":     "3:",
		"library: [patterns, pitfals]":  "did you mean pitfalls?",
		"library:\n  patterns: true":    "library is a list, not a map",
		"library: yes please":           "write one of true, false, core, ",
	} {
		s, ds := readSettings(yaml)
		got := "none said"
		if s.Library != nil {
			var on []string
			for part, isOn := range s.Library {
				if isOn {
					on = append(on, part)
				}
			}
			slices.Sort(on)
			got = strings.Join(on, " ")
		}
		if len(ds) > 0 {
			got = fmt.Sprint(ds)
			if !strings.Contains(got, strings.TrimPrefix(want, "3:")) {
				t.Errorf("%s: %s", yaml, got)
			}
			continue
		}
		if got != want {
			t.Errorf("%s: %q, want %q", yaml, got, want)
		}
	}
}
