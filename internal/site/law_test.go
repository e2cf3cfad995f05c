package site_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"waymark/internal/cache"
	"waymark/internal/diag"
	"waymark/internal/generate"
	"waymark/internal/publish"
	"waymark/internal/site"
	"waymark/internal/source"
	"waymark/internal/theme"
)

// builder builds a project as the command line does.
type builder struct {
	dir     string
	program string
	dates   map[string]time.Time // what git would say
}

// site runs the pipeline.
func (b builder) site(ctx context.Context, memory source.Memory) (*site.Snapshot, error) {
	cfg, err := b.config(memory)
	if err != nil {
		return nil, err
	}
	return site.Build(ctx, cfg)
}

// update does so with a previous snapshot, as the live preview does.
func (b builder) update(ctx context.Context, memory source.Memory, previous *site.Snapshot, change site.Change) (*site.Snapshot, error) {
	cfg, err := b.config(memory)
	if err != nil {
		return nil, err
	}
	return site.Update(ctx, cfg, previous, change)
}

func (b builder) config(memory source.Memory) (site.Config, error) {
	content, err := os.OpenRoot(filepath.Join(b.dir, "content"))
	if err != nil {
		return site.Config{}, err
	}
	return site.Config{
		Content: content.FS(), Root: "content", Project: os.DirFS(b.dir), Memory: memory, Program: b.program,
		History: func(string) (map[string]time.Time, []diag.Diagnostic) { return maps.Clone(b.dates), nil },
		Themes: func(name string) ([]theme.Layer, bool) {
			return []theme.Layer{
				{FS: os.DirFS(filepath.Join(b.dir, "themes", name)), Name: "themes/" + name, Tried: true},
				{FS: os.DirFS("../../themes/waymark"), Name: "themes/waymark", Tried: true},
			}, true
		},
	}, nil
}

func (b builder) build(ctx context.Context, memory source.Memory, out string) (publish.Stats, []diag.Diagnostic, error) {
	built, err := b.site(ctx, memory)
	if err != nil {
		return publish.Stats{}, nil, err
	}
	if diag.Count(built.Diags, diag.Error) > 0 {
		return publish.Stats{}, built.Diags, nil
	}
	published, err := built.Published()
	if err != nil {
		return publish.Stats{}, nil, err
	}
	outputs := make([]publish.Output, len(published))
	for i, o := range published {
		outputs[i] = publish.Output{Path: o.Path, Key: o.Key(), Bytes: o.Bytes}
	}
	stats, _, err := publish.Sync(ctx, out, outputs, publish.Options{})
	return stats, built.Diags, err
}

// nothing remembers nothing.
type nothing struct{}

func (nothing) Get([16]byte) ([]byte, bool) { return nil, false }
func (nothing) Put([16]byte, []byte)        {}

// A witness remembers the bytes of every key that it has met.
type witness map[string]string

// meet reads the record of a clean build. That two builds gave a key different
// bytes breaks invariant 1, even when nobody has been served the wrong ones yet.
func (w witness) meet(t *testing.T, record string) {
	t.Helper()
	for line := range strings.Lines(record) {
		part := strings.SplitN(strings.TrimSpace(line), " ", 4)
		if len(part) != 4 || len(part[0]) != 32 {
			continue // the title
		}
		key, bytes := part[0], part[1]
		if other, ok := w[key]; ok && other != bytes {
			t.Fatalf("%s: equal keys, and not equal bytes", part[3])
		}
		w[key] = bytes
	}
}

// TestIncrementalEqualsClean is invariant 4: after any edits, in one process or
// many, with builds that were broken off in between, the published bytes are
// those of a clean build, the record included. On the way it is a witness to
// invariant 1.
func TestIncrementalEqualsClean(t *testing.T) {
	rounds := 12
	if testing.Short() {
		rounds = 2
	}
	if os.Getenv("WAYMARK_LONG") != "" {
		rounds = 500
	}
	for _, opt := range []generate.Options{
		{Pages: 40, Seed: 3, Kinds: true, Words: 60},
		{Pages: 16, Seed: 4, Shape: generate.Deep, Words: 30},
	} {
		t.Run(opt.Shape.String(), func(t *testing.T) {
			t.Parallel()
			editAndCompare(t, opt, rounds)
		})
	}
}

func editAndCompare(t *testing.T, opt generate.Options, rounds int) {
	dir := t.TempDir()
	if err := generate.Write(dir, opt); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	editor := generate.NewEditor(opt, 7)
	b := builder{dir: dir, program: "one"}
	out := filepath.Join(t.TempDir(), "public")
	memory := cache.Open(filepath.Join(dir, ".waymark/cache"))
	seen := make(witness)
	var edits []string
	for round := range rounds {
		for range 1 + random.IntN(4) {
			edit := editor.Next()
			if err := edit.Apply(dir); err != nil {
				t.Fatal(err)
			}
			edits = append(edits, edit.What)
		}
		switch random.IntN(8) {
		case 0: // a new process
			memory.Close()
			memory = cache.Open(filepath.Join(dir, ".waymark/cache"))
		case 1: // a build that is broken off
			ctx, cancel := context.WithCancel(t.Context())
			go cancel()
			if _, _, err := b.build(ctx, memory, out); err != nil && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
		case 2: // another version of the program
			b.program = fmt.Sprint("version ", round)
		case 3: // a commit of everything
			b.dates = make(map[string]time.Time)
			for name := range editor.Files() {
				if p, ok := strings.CutPrefix(name, "content/"); ok {
					b.dates[p] = time.Unix(int64(round+random.IntN(9))*24*60*60, 0).UTC()
				}
			}
		}
		_, ds, err := b.build(t.Context(), memory, out)
		if err != nil {
			t.Fatal(err)
		}
		if diag.Count(ds, diag.Error) > 0 {
			continue // the editor has planted a mistake; nothing is published
		}
		clean := filepath.Join(t.TempDir(), "public")
		if _, _, err := b.build(t.Context(), nothing{}, clean); err != nil {
			t.Fatal(err)
		}
		if diff := difference(t, clean, out); diff != "" {
			t.Fatalf("round %d, after %s:\n%s", round, strings.Join(edits[max(0, len(edits)-12):], "; "), diff)
		}
		seen.meet(t, read(t, clean)[".waymark/record"])
		os.RemoveAll(clean)
	}
	memory.Close()
}

// difference says in what two folders differ, or nothing.
func difference(t *testing.T, clean, out string) string {
	t.Helper()
	a, b := read(t, clean), read(t, out)
	var lines []string
	for name := range a {
		if text, ok := b[name]; !ok || text != a[name] {
			lines = append(lines, fmt.Sprintf("%s: there %v, equal %v", name, ok, text == a[name]))
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			lines = append(lines, name+": left over")
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || p == ".waymark/lock" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, p))
		files[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestUpdateEqualsBuild is invariant 4 within one process: after any edits a snapshot
// that takes over what it can from the previous one is the one that is built of the
// same files from nothing, whether it is told what was written or not, and once more
// after a pause.
func TestUpdateEqualsBuild(t *testing.T) {
	rounds := 20
	if testing.Short() {
		rounds = 6
	}
	if os.Getenv("WAYMARK_LONG") != "" {
		rounds = 3000
	}
	opt := generate.Options{Pages: 40, Seed: 9, Kinds: true, Words: 60}
	dir := t.TempDir()
	if err := generate.Write(dir, opt); err != nil {
		t.Fatal(err)
	}
	editor := generate.NewEditor(opt, 11)
	memory := cache.Open(filepath.Join(dir, ".waymark/cache"))
	defer memory.Close()
	b := builder{dir: dir, program: "one", dates: make(map[string]time.Time)}
	previous, err := b.update(t.Context(), memory, nil, site.Change{Reason: site.Started})
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for round := range rounds {
		edit := editor.Next()
		if err := edit.Apply(dir); err != nil {
			t.Fatal(err)
		}
		names := append(slices.Collect(maps.Keys(edit.Written)), edit.Removed...)
		old := time.Now().Add(-time.Hour - time.Duration(round)*time.Second) // so that files are trusted at once
		for name := range edit.Written {
			os.Chtimes(filepath.Join(dir, name), old, old)
			delete(b.dates, strings.TrimPrefix(name, "content/")) // git has no day for what isn't committed
		}
		told := site.Change{Reason: site.Written, Files: append(slices.Clone(names), "content/4913")} // an editor tried whether it can write
		before := previous
		for _, change := range []site.Change{{Reason: site.Lost}, told, {Reason: site.Paused}} {
			if change.Reason == site.Paused && round%3 == 0 { // what was written is committed, or is what was committed
				for _, name := range names {
					b.dates[strings.TrimPrefix(name, "content/")] = time.Unix(int64(round)*24*60*60, 0).UTC()
				}
			}
			clean, err := b.site(t.Context(), memory)
			if err != nil {
				t.Fatal(err)
			}
			from := before
			if change.Reason == site.Paused {
				from = previous
			}
			updated, err := b.update(t.Context(), memory, from, change)
			if err != nil {
				t.Fatal(err)
			}
			if diff := siteDifference(clean, updated); diff != "" {
				t.Fatalf("round %d, %s, %+v: there is another snapshot:\n%s", round, edit.What, change, diff)
			}
			if change.Reason != site.Lost {
				previous = updated
			}
			if change.Reason == site.Written && updated.OnlyTextsDiffer(before) {
				texts++
			}
		}
	}
	t.Logf("%d of %d edits were of texts alone", texts, rounds)
	if texts < (rounds+10)/30 { // -short has too few to tell
		t.Errorf("only %d of %d edits were of texts alone", texts, rounds)
	}
}

// siteDifference says in what two sites differ, or nothing. Equal keys have equal
// bytes, which is another law.
func siteDifference(want, got *site.Snapshot) string {
	var lines []string
	wanted, err := want.Published()
	published, gotErr := got.Published()
	if err := errors.Join(err, gotErr); err != nil {
		return err.Error()
	}
	keys := make(map[string][16]byte)
	for _, out := range published {
		keys[out.Path] = out.Key()
	}
	for _, out := range wanted {
		if key, ok := keys[out.Path]; !ok || key != out.Key() {
			lines = append(lines, fmt.Sprintf("%s: there %v, equal %v", out.Path, ok, key == out.Key()))
		}
		delete(keys, out.Path)
	}
	for name := range keys {
		lines = append(lines, name+": left over")
	}
	for i, out := range want.Outputs {
		if i < len(got.Outputs) && (got.Outputs[i].Path != out.Path || got.Outputs[i].Source != out.Source || got.Outputs[i].Title != out.Title) {
			lines = append(lines, fmt.Sprintf("output %d is %s, not %s", i, got.Outputs[i].Path, out.Path))
		}
	}
	for _, diff := range []string{
		cmp.Diff(want.Diags, got.Diags, cmpopts.EquateEmpty()),
		cmp.Diff(want.Checked(), got.Checked(), cmpopts.EquateEmpty()),
	} {
		if diff != "" {
			lines = append(lines, diff)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// A folder that is moved away is told as one name, and so is one that comes.
func TestFoldersThatComeAndGoAreNoticed(t *testing.T) {
	opt := generate.Options{Pages: 40, Seed: 9, Kinds: true, Words: 60}
	dir := t.TempDir()
	if err := generate.Write(dir, opt); err != nil {
		t.Fatal(err)
	}
	b := builder{dir: dir, program: "one"}
	last, err := b.update(t.Context(), nothing{}, nil, site.Change{Reason: site.Started})
	if err != nil {
		t.Fatal(err)
	}
	for _, move := range [][2]string{{"content/readings", "readings"}, {"readings", "content/readings"}, {"content/readings", "content/books"}} {
		if err := os.Rename(filepath.Join(dir, move[0]), filepath.Join(dir, move[1])); err != nil {
			t.Fatal(err)
		}
		if last, err = b.update(t.Context(), nothing{}, last, site.Change{Reason: site.Written, Files: move[:]}); err != nil {
			t.Fatal(err)
		}
		clean, err := builder{dir: dir, program: "one"}.site(t.Context(), nothing{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := siteDifference(clean, last); diff != "" {
			t.Errorf("%s to %s: there is another site:\n%s", move[0], move[1], diff)
		}
	}
}
