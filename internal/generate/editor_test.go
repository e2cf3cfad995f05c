package generate

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestEditsKeepTheHandbookWhole(t *testing.T) {
	for shape := range Shapes {
		for _, kinds := range []bool{false, true} {
			opt := Options{Pages: 30, Seed: 8, Shape: Shape(shape), Kinds: kinds, Words: 100}
			t.Run(name(opt), func(t *testing.T) {
				e := NewEditor(opt, 21)
				c := checker{}
				sorts := map[string]bool{}
				for n := range 300 {
					edit := e.Next()
					sorts[strings.Join(strings.Fields(edit.What)[:2], " ")] = true
					if len(edit.Written)+len(edit.Removed) == 0 {
						t.Errorf("%s: no file changed", edit.What)
					}
					if skipped := testing.Short() && n%16 != 0; !edit.Broken && !skipped {
						c.check(t, e.Files())
					}
					if t.Failed() {
						t.Fatalf("after %q", edit.What)
					}
				}
				if len(sorts) < 25 {
					t.Errorf("only %d sorts of edits: %v", len(sorts), sorts)
				}
			})
		}
	}
}

func TestABrokenLinkIsPlantedAndRepaired(t *testing.T) {
	e := NewEditor(Options{Pages: 20, Seed: 1, Words: 100}, 5)
	planted, repaired := 0, 0
	before := false
	for range 400 {
		edit := e.Next()
		if edit.Broken && !before {
			planted++
		}
		if before && !edit.Broken {
			repaired++
		}
		before = edit.Broken
	}
	if planted < 3 || repaired < planted-1 {
		t.Errorf("planted %d, repaired %d", planted, repaired)
	}
}

func TestTheFolderFollowsTheEditor(t *testing.T) {
	opt := Options{Pages: 40, Seed: 2, Kinds: true, Words: 60}
	dir := t.TempDir()
	if err := Write(dir, opt); err != nil {
		t.Fatal(err)
	}
	e := NewEditor(opt, 1)
	for range 200 {
		if err := e.Next().Apply(dir); err != nil {
			t.Fatal(err)
		}
	}
	if !maps.Equal(readFolder(t, dir), e.Files()) {
		t.Error("the folder differs from the editor's files")
	}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if entries, err := os.ReadDir(name); err != nil || len(entries) == 0 {
			t.Errorf("%s is empty (%v)", name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSameSeedSameEdits(t *testing.T) {
	opt := Options{Pages: 30, Seed: 2, Kinds: true, Words: 60}
	a, b := NewEditor(opt, 9), NewEditor(opt, 9)
	for range 100 {
		if x, y := a.Next(), b.Next(); !reflect.DeepEqual(x, y) {
			t.Fatalf("%q, then %q", x.What, y.What)
		}
	}
}
