package scaffold

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// TestStarterIsWithoutFault reads what every new handbook begins with, on days
// at the ends of months.
func TestStarterIsWithoutFault(t *testing.T) {
	for _, day := range []string{"2026-01-31", "2026-08-31", "2028-02-29", "2026-12-01"} {
		today, _ := time.Parse(time.DateOnly, day)
		for _, library := range []fstest.MapFS{nil, {"patterns/big-vision.md": {Data: []byte("x")}}, {"pitfalls/index.md": {Data: []byte("x")}}} {
			start := Start{Title: "A: b", Today: today, Around: Around{Host: GitHub}}
			if library != nil {
				start.Library = library
			}
			files, err := Handbook(start)
			if err != nil {
				t.Fatal(err)
			}
			seen := make(map[string]bool)
			for _, f := range files {
				if seen[f.Path] {
					t.Errorf("%s is there twice", f.Path)
				}
				seen[f.Path] = true
				if _, ok := library[strings.TrimPrefix(f.Path, "content/")]; !ok {
					judge(t, f)
				}
			}
			for name := range library {
				if !seen["content/"+name] {
					t.Errorf("%s is missing", name)
				}
			}
		}
	}
}

// TestLibraryBringsAllButItsOwn takes over a handbook with pages beside its
// folders, and with visions, of which the team has some too.
func TestLibraryBringsAllButItsOwn(t *testing.T) {
	files, err := Handbook(Start{Title: "A", Around: Around{Host: GitHub}, Library: fstest.MapFS{
		"index.md":          {Data: []byte("# Theirs")},
		"handbook.yaml":     {Data: []byte("title: Theirs")},
		"guide/index.md":    {Data: []byte("# Guide")},
		"glossary.md":       {Data: []byte("---\ntitle: Glossary\ndescription: Words.\nweight: 9\n---\n")},
		"start.md":          {Data: []byte("---\ntitle: Start here\nweight: 1\n---\n")},
		"visions/index.md":  {Data: []byte("# Theirs")},
		"visions/moon.md":   {Data: []byte("# Moon")},
		"pitfalls/fluff.md": {Data: []byte("# Fluff")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, f := range files {
		got[f.Path] = string(f.Data)
	}
	for _, name := range []string{"content/glossary.md", "content/start.md", "content/visions/moon.md", "content/pitfalls/fluff.md"} {
		if got[name] == "" {
			t.Errorf("%s is missing", name)
		}
	}
	for name, text := range got {
		if strings.Contains(text, "Theirs") || strings.Contains(name, "guide") {
			t.Errorf("%s is the library's own:\n%s", name, text)
		}
	}
	list := "- [Pitfalls](pitfalls/). A way in which a vision or a strategy goes wrong.\n- [Start here](start.md).\n- [Glossary](glossary.md). Words.\n"
	if !strings.HasSuffix(got["content/index.md"], list) {
		t.Errorf("the first page does not end with\n%s\nbut is\n%s", list, got["content/index.md"])
	}
}

func judge(t *testing.T, f File) {
	text := source.NewText(f.Path, f.Data)
	var ds []diag.Diagnostic
	switch {
	case path.Ext(f.Path) == ".md":
		n, _, front := meta.Front(text)
		k := Folders(nil).heldAt(path.Dir(strings.TrimPrefix(f.Path, "content/")))
		if path.Base(f.Path) == "index.md" {
			k = kind.Lookup("page")
		}
		_, ds = kind.Decode(f.Path, n, k.All(), kind.PageCodes)
		ds = append(append(ds, front...), kind.Missing(f.Path, k, n)...)
	case path.Base(f.Path) == "handbook.yaml":
		n, front := meta.YAML(text, "C001")
		_, ds = kind.Decode(f.Path, n, kind.Settings, kind.SettingsCodes)
		ds = append(ds, front...)
	}
	for _, d := range ds {
		t.Error(d.Position, d.Message)
	}
	if !bytes.HasSuffix(f.Data, []byte("\n")) || bytes.Contains(f.Data, []byte("{{")) && f.Path != GitHub.Workflow || bytes.Contains(f.Data, []byte("\n\n\n")) {
		t.Errorf("%s is not well formed:\n%s", f.Path, f.Data)
	}
}

func TestTitleForAFolder(t *testing.T) {
	for folder, want := range map[string]string{"payments": "Payments handbook", "our-handbook": "Our handbook", "handbook": "Handbook", "/": "Handbook", ".": "Handbook", "…": "Handbook", "Team_A": "Team a handbook"} {
		if got := TitleFor(folder); got != want {
			t.Errorf("%q: %q, want %q", folder, got, want)
		}
	}
}

// TestSettingsSchemaAcceptsTheSamplesOfANewHandbook takes the samples out of
// their comments.
func TestSettingsSchemaAcceptsTheSamplesOfANewHandbook(t *testing.T) {
	files, err := Handbook(Start{Title: "A", Today: today, Around: Around{Host: GitHub}})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(files, func(f File) bool { return f.Path == "content/handbook.yaml" })
	var samples []string
	for block := range strings.SplitSeq(string(files[i].Data), "\n\n# ") {
		_, sample, _ := strings.Cut(block, "\n") // the first line says what it means
		samples = append(samples, strings.TrimPrefix(strings.ReplaceAll(sample, "\n# ", "\n"), "# "))
	}
	n, ds := meta.YAML(source.NewText("handbook.yaml", []byte(strings.Join(samples, "\n"))), "C001")
	_, more := kind.Decode("handbook.yaml", n, kind.Settings, kind.SettingsCodes)
	if ds = append(ds, more...); len(ds) > 0 || len(n.Fields) != len(kind.Settings) {
		t.Fatalf("%d settings, want %d: %v", len(n.Fields), len(kind.Settings), ds)
	}
	if err := compile(t, SettingsSchema()).Validate(instance(n)); err != nil {
		t.Error(err)
	}
}
