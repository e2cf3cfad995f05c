package site_test

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/site"
	"waymark/internal/theme"
)

// around is the handbook that a file is put into by FuzzFile: something of what it
// may lead to.
var around = map[string]string{
	"index.md":            "# Quay\n\n[A vision](visions/north.md) [it](it.md) [there](visions/it.md) [a way](strategies/first.md)\n",
	"visions/north.md":    "---\nstatus: agreed\nhorizon: 2029\n---\n# North\n\n## Why\n\nPeople wait for the ferry.\n",
	"strategies/first.md": "---\nvision: north\nstatus: active\n---\n# First\n\n## Problem\n\nNine of ten lifts are late.\n\n## Guiding policy\n\nLifts before berths.\n\n## Actions\n\n- Mend one (@quay, by 2026-12-31)\n",
	"patterns/tide.md":    "---\ndescription: With the tide\n---\n# Tide\n\n## Failure modes\n\nNone.\n",
	"decisions/0001-a.md": "---\nstatus: accepted\n---\n# 1. A rope\n",
}

// places are where FuzzFile puts a file: once for each kind of page, as a page
// beside the others, as the first page, and as the settings.
func places() []string {
	all := []string{"it.md", "index.md", "handbook.yaml", "decisions/0002-it.md"}
	for _, k := range kind.Kinds {
		if k.Folder != "" {
			all = append(all, k.Folder+"/it.md")
		}
	}
	return all
}

// FuzzFile builds and checks a handbook with any file in any place. Nothing
// panics, every diagnostic has its place in the file, and what is remembered of the
// file is what was read. Flags are bits: raw HTML, typographer.
func FuzzFile(f *testing.F) {
	places := places()
	for _, s := range inputs(f) {
		for i, place := range places {
			if s.place == place || s.place == "" && place == "it.md" {
				f.Add(s.data, uint8(i), uint8(len(s.data)%4))
			}
		}
	}
	for _, heading := range []string{"# A vision, see https://example.org/\n", "# [It](it.md)\n"} {
		for i := range places {
			f.Add([]byte(heading), uint8(i), uint8(0))
		}
	}
	look, start := themeFS(f), [4]fuzzed{}
	for flags := range start {
		start[flags].look = look
		start[flags].memory.known = make(map[[16]byte][]byte)
		start[flags].build(f, handbookAround("", nil, uint8(flags)))
	}
	f.Fuzz(func(t *testing.T, data []byte, place, flags uint8) {
		at, from := places[int(place)%len(places)], &start[flags%4]
		files := handbookAround(at, data, flags)
		first := fuzzed{from: from, look: look}
		first.memory.known = make(map[[16]byte][]byte)
		first.build(t, files)
		first.checkPlaces(t, "content/"+at, string(data))
		again := fuzzed{from: from, look: look, memory: shelf{known: first.memory.known}, only: "content/" + at}
		again.build(t, files)
		for name, made := range again.made {
			if made != first.made[name] {
				t.Errorf("%s is another when the file is remembered", name)
			}
		}
	})
}

// themeFS returns the theme, read once.
func themeFS(t testing.TB) fs.FS {
	look, dir := fstest.MapFS{}, os.DirFS("../../themes/waymark")
	err := fs.WalkDir(dir, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dir, name)
		look[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return look
}

// handbookAround returns a handbook with one more file.
func handbookAround(at string, data []byte, flags uint8) fstest.MapFS {
	files := fstest.MapFS{"handbook.yaml": {Data: fmt.Appendf(nil, "title: Quay\nraw_html: %v\ntypographer: %v\n", flags&1 != 0, flags&2 != 0)}}
	for name, text := range around {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if at != "" {
		files[at] = &fstest.MapFile{Data: data, ModTime: time.Now()} // it is not taken for the file that was there
	}
	return files
}

// A fuzzed handbook is one that was built.
type fuzzed struct {
	from     *fuzzed // what it takes over from; nil: nothing
	look     fs.FS   // the theme
	memory   shelf
	only     string             // the file whose outputs are made; empty: those of all
	config   func(*site.Config) // what is otherwise; may be nil
	forgets  bool               // nothing is remembered
	site     *site.Snapshot
	made     map[string]string // outputs that are others than in from
	mistakes []diag.Diagnostic // that showed when they were made
}

func (b *fuzzed) Get(key [16]byte) ([]byte, bool) {
	if value, ok := b.memory.Get(key); ok || b.from == nil {
		return value, ok
	}
	return b.from.Get(key)
}

func (b *fuzzed) Put(key [16]byte, value []byte) {
	if !b.forgets {
		b.memory.Put(key, value)
	}
}

// build builds and checks the handbook, and makes all outputs that from has not.
func (b *fuzzed) build(t testing.TB, files fs.FS) {
	if err := b.buildAll(files); err != nil {
		t.Fatal(err)
	}
	for _, d := range append(b.site.Checked(), b.mistakes...) {
		if d.Code == diag.Internal {
			t.Fatalf("%v\n%s", d, d.Stack)
		}
	}
}

func (b *fuzzed) buildAll(files fs.FS) (err error) {
	cfg := site.Config{
		Content: files, Project: files, Root: "content", Memory: b, Drafts: true,
		Today:   time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC),
		History: func(string) (map[string]time.Time, []diag.Diagnostic) { return nil, nil },
		Themes: func(string) ([]theme.Layer, bool) {
			return []theme.Layer{{FS: b.look, Name: "themes/waymark"}}, true
		},
	}
	known := make(map[[16]byte]bool)
	run := site.Build
	if b.from != nil {
		run = func(ctx context.Context, cfg site.Config) (*site.Snapshot, error) {
			return site.Update(ctx, cfg, b.from.site, site.Change{Reason: site.Lost})
		}
		for _, out := range b.from.site.Outputs {
			known[out.Key()] = true
		}
	}
	if b.config != nil {
		b.config(&cfg)
	}
	if b.site, err = run(context.Background(), cfg); err != nil {
		return err
	}
	b.made = make(map[string]string)
	for _, out := range b.site.Outputs {
		if known[out.Key()] || b.only != "" && out.Source != b.only {
			continue
		}
		data, err := out.Bytes()
		if mistakes := site.Mistakes(err); err != nil && mistakes == nil {
			return fmt.Errorf("%s: %w", out.Path, err)
		} else {
			b.mistakes = append(b.mistakes, mistakes...)
		}
		b.made[out.Path] = string(data)
	}
	return nil
}

// checkPlaces: every diagnostic of a check stands in its file.
func (b *fuzzed) checkPlaces(t *testing.T, name, text string) {
	lines := strings.Split(text, "\n")
	for _, d := range b.site.Checked() {
		if d.Path != name || d.Line == 0 {
			continue
		}
		if d.Line > len(lines) || d.Column < 0 || d.Column > utf8.RuneCountInString(lines[d.Line-1])+1 {
			t.Errorf("%v is not in the file", d)
		}
	}
}

// An input is a file of some test.
type input struct {
	place string // one of places; empty: nobody knows
	data  []byte
}

// inputs are the Markdown files of all tests, of all scripts for the command line,
// and of the handbook in content/. A plain `go test` takes one in eight.
func inputs(f *testing.F) (all []input) {
	add := func(name string, data []byte) {
		if path.Ext(name) == ".md" || path.Base(name) == "handbook.yaml" {
			all = append(all, input{placeOf(name), data})
		}
	}
	for _, folder := range []string{"../../content", "..", "../../cmd/waymark/testdata"} {
		err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			add(filepath.ToSlash(name), data)
			if path.Ext(name) == ".txtar" {
				for _, file := range txtar.Parse(data).Files {
					add(file.Name, file.Data)
				}
			}
			return err
		})
		if err != nil {
			f.Fatal(err)
		}
	}
	if len(all) < 500 {
		f.Fatalf("only %d inputs", len(all))
	}
	if flag.Lookup("test.fuzz").Value.String() != "" || os.Getenv("WAYMARK_LONG") != "" {
		return all
	}
	step := 8
	if testing.Short() {
		step = 80
	}
	var some []input
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

// placeOf returns the place that a file is for, if its name tells.
func placeOf(name string) string {
	if base := path.Base(name); base == "handbook.yaml" || base == "index.md" {
		return base
	}
	for _, place := range places() {
		if folder := path.Dir(place); folder != "." && strings.Contains("/"+path.Dir(name)+"/", "/"+folder+"/") {
			return place
		}
	}
	return ""
}
