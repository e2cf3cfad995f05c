package site_test

import (
	"bytes"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"waymark/content"
	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/site"
)

// shelved is a handbook with a small library, to be laid beneath another one.
var shelved = fstest.MapFS{
	"index.md":            {Data: []byte("# Not of the library\n")},
	"handbook.yaml":       {Data: []byte("title: Not of the library\n")},
	"guide/index.md":      {Data: []byte("# Not of the library\n")},
	"start.md":            {Data: []byte("# Start\n\n[Patterns](patterns/index.md), [glossary](glossary.md), [guide](guide/index.md)\n")},
	"glossary.md":         {Data: []byte("# Words\n\n## Tide\n\nWater that moves.\n\nIt comes twice a day. [More](patterns/ebb.md)\n")},
	"patterns/index.md":   {Data: []byte("# Patterns\n")},
	"patterns/ebb.md":     {Data: []byte("---\ntitle: Ebb\ntags: [water]\nconstraints: [{id: low, text: Low water}]\n---\n\n[Tide](../glossary.md#tide)\n\n![Mud](../pitfalls/mud.svg)\n")},
	"pitfalls/mud.svg":    {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>`)},
	"pitfalls/unseen.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>`)},
	"pitfalls/fluff.md":   {Data: []byte("---\ntitle: Fluff\nof: vision\n---\n\n[Ebb](../patterns/ebb.md)\n")},
	"examples/canal.md":   {Data: []byte("---\ntitle: Canal\nshows: ebb\npitfalls: [fluff]\n---\n\n[Its strategy](../strategies/canal.md)\n")},
	"strategies/index.md": {Data: []byte("# Not of the library\n")},
	"strategies/canal.md": {Data: []byte("---\npattern: ebb\nspecimen: true\njudged_on: 2026-02-02\n---\n# Canal\n\n## Problem\n\nNone.\n")},
}

// layered builds a handbook with the library beneath it.
func layered(t *testing.T, library fs.FS, from *fuzzed, files map[string]string) *fuzzed {
	t.Helper()
	content := fstest.MapFS{}
	for name, text := range files {
		content[name] = &fstest.MapFile{Data: []byte(text)}
	}
	b := &fuzzed{from: from, look: themeFS(t), memory: shelf{known: make(map[[16]byte][]byte)}, config: func(cfg *site.Config) { cfg.Library = library }}
	b.build(t, content)
	return b
}

// The library lies beneath a handbook as if its pages were there: an update equals a
// build whichever parts come and go, and whichever pages are replaced and come back.
func TestTheLibraryIsALayer(t *testing.T) {
	files := map[string]string{
		"handbook.yaml":     "title: Quay\nlibrary: true\n",
		"index.md":          "# Quay\n\n[Ebb](patterns/ebb.md) [words](glossary.md#tide) [start](start.md)\n",
		"strategies/s.md":   "---\npattern: ebb\nfit:\n  low: [seen]\n---\n# S\n\n## Problem\n\nNine of ten lifts are late.\n",
		"strategies/a/b.md": "# B\n",
	}
	steps := []struct {
		name   string
		change map[string]string // an empty text removes the file
		has    []string          // outputs
		not    []string
	}{
		{"all of it", nil, []string{"start/index.html", "patterns/ebb/index.html", "strategies/canal/index.html", "checks/s201/index.html", "pitfalls/mud.svg"}, []string{"guide/index.html", "pitfalls/unseen.svg"}},
		{"a page is replaced", map[string]string{"patterns/ebb.md": "# Ours\n"}, []string{"patterns/ebb/index.html"}, []string{"pitfalls/mud.svg"}},
		{"by one that shows a picture of the library", map[string]string{"patterns/ebb.md": "# Ours\n\n![Mud](../pitfalls/mud.svg)\n"}, []string{"pitfalls/mud.svg"}, nil},
		{"which is replaced", map[string]string{"pitfalls/mud.svg": "<svg/>"}, []string{"pitfalls/mud.svg"}, nil},
		{"and comes back, too", map[string]string{"pitfalls/mud.svg": ""}, []string{"pitfalls/mud.svg"}, nil},
		{"and edited", map[string]string{"patterns/ebb.md": "# Ours\n\nText.\n"}, []string{"patterns/ebb/index.html"}, nil},
		{"and comes back", map[string]string{"patterns/ebb.md": ""}, []string{"patterns/ebb/index.html"}, nil},
		{"a part is off", map[string]string{"handbook.yaml": "title: Quay\nlibrary: [core, glossary, pitfalls, examples]\n"}, []string{"start/index.html"}, []string{"patterns/index.html", "checks/index.html", "pitfalls/mud.svg"}},
		{"a page of that part is a copy", map[string]string{"patterns/ebb.md": "# Ebb\n\n![Mud](../pitfalls/mud.svg)\n"}, []string{"pitfalls/mud.svg"}, nil},
		{"a page of that part is one's own", map[string]string{"patterns/ebb.md": "# Ours\n"}, []string{"patterns/ebb/index.html"}, []string{"patterns/flow/index.html"}},
		{"a folder's page under another name", map[string]string{"handbook.yaml": "title: Quay\nlibrary: [patterns]\n", "patterns/README.md": "# Our patterns\n"}, []string{"patterns/index.html"}, []string{"start/index.html"}},
		{"none of it", map[string]string{"handbook.yaml": "title: Quay\nlibrary: false\n"}, nil, []string{"start/index.html", "glossary/index.html"}},
		{"all of it again", map[string]string{"handbook.yaml": "title: Quay\nlibrary: true\n", "patterns/ebb.md": "", "patterns/README.md": ""}, []string{"patterns/ebb/index.html"}, nil},
	}
	var last *fuzzed
	for _, step := range steps {
		for name, text := range step.change {
			if files[name] = text; text == "" {
				delete(files, name)
			}
		}
		clean, updated := layered(t, shelved, nil, files), layered(t, shelved, last, files)
		if diff := siteDifference(clean.site, updated.site); diff != "" {
			t.Errorf("%s: an update is no build: %s", step.name, diff)
		}
		published := make(map[string]bool)
		for _, out := range clean.site.Outputs {
			published[out.Path] = true
		}
		for _, name := range step.has {
			if !published[name] {
				t.Errorf("%s: there is no %s", step.name, name)
			}
		}
		for _, name := range step.not {
			if published[name] {
				t.Errorf("%s: there is %s", step.name, name)
			}
		}
		for _, d := range clean.site.Checked() {
			if site.IsLibraryName(d.Path) || d.Severity == diag.Error && d.Code[0] == 'H' {
				t.Errorf("%s: %s: %s", step.name, d.Position, d.Message)
			}
		}
		last = updated
	}
}

// Relations and links work across the layers, and pages say once whose they are.
func TestTheLibraryKnowsWhoPointsAtIt(t *testing.T) {
	made := layered(t, shelved, nil, map[string]string{
		"handbook.yaml":   "library: [patterns, examples]\n",
		"strategies/s.md": "---\ntitle: Ours\npattern: ebb\n---\n\n[Ebb](../patterns/ebb.md)\n",
		"index.md":        "[Canal](examples/canal.md) and [fluff](pitfalls/fluff.md)\n",
	}).made
	for output, wants := range map[string][]string{
		"patterns/ebb/index.html":   {`<a href="/strategies/s/">Ours</a>`, `<a href="/examples/canal/">Canal</a>`, "From Waymark’s library", ">Tide<"},
		"examples/canal/index.html": {"<dd>Fluff</dd>", "From Waymark’s library"},
		"strategies/s/index.html":   {`<a href="/patterns/ebb/">Ebb</a>`},
		"index.html":                {`<a>fluff</a>`},
	} {
		for _, want := range wants {
			if !strings.Contains(made[output], want) {
				t.Errorf("%s has no %s", output, want)
			}
		}
	}
	if strings.Contains(made["strategies/s/index.html"], "Waymark’s library") || strings.Contains(made["strategies/index.html"], "Canal") {
		t.Error("a page of the handbook's own looks like one of the library")
	}
	if strings.Contains(made["examples/canal/index.html"], `href=""`) {
		t.Error("a link leads nowhere")
	}
}

// A handbook can do without any part of our own library: nothing is wrong then but what
// leads there, for information.
func TestEachPartOfTheLibraryCanBeOff(t *testing.T) {
	files := map[string]string{
		"index.md":        "# Quay\n\n[1](start.md) [2](patterns/index.md) [3](pitfalls/fluff.md) [4](practices/index.md) [5](examples/index.md) [6](workshop/index.md) [7](readings/index.md) [8](glossary.md) [9](checks/index.md)\n",
		"visions/ours.md": "# Ours\n\nSee [an example](terraform-repaired.md).\n",
	}
	var last *fuzzed
	for _, off := range kind.LibraryParts {
		on := slices.DeleteFunc(slices.Clone(kind.LibraryParts), func(part kind.LibraryPart) bool { return part.Name == off.Name })
		names := make([]string, len(on))
		for i, part := range on {
			names[i] = part.Name
		}
		files["handbook.yaml"] = "library: [" + strings.Join(names, ", ") + "]\n"
		last = layered(t, content.FS, last, files)
		isSaid := false
		for _, d := range last.site.Diags {
			if d.Severity == diag.Error || site.IsLibraryName(d.Path) {
				t.Errorf("without %s: %s: %s", off.Name, d.Position, d.Message)
			}
			isSaid = isSaid || d.Code == "H016" && strings.HasSuffix(d.Message, "part "+off.Name+" is off")
		}
		if !isSaid {
			t.Errorf("without %s: nothing says so: %v", off.Name, last.site.Diags)
		}
		for name, made := range last.made {
			if strings.Contains(made, `href=""`) {
				t.Errorf("without %s: a link on %s leads nowhere", off.Name, name)
			}
		}
	}
}

// Another text of a library page is another key, as with any source file.
func TestLibraryPagesEnterTheKeys(t *testing.T) {
	files := map[string]string{"handbook.yaml": "library: true\n", "index.md": "# Quay\n\nA harbour.\n"}
	first := layered(t, shelved, nil, files)
	page := shelved["glossary.md"]
	defer func(text []byte) { page.Data = text }(page.Data)
	page.Data = bytes.Replace(page.Data, []byte("twice"), []byte("once"), 1)
	second := layered(t, shelved, first, files)
	changed := slices.Sorted(maps.Keys(second.made))
	if want := []string{"glossary/index.html", "glossary/index.md"}; !slices.Equal(changed, want) {
		t.Errorf("made again: %q, want %q", changed, want)
	}
}
