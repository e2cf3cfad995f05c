//go:build unix

package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/ownfile"
)

// Journals that no build writes. Each one comes with a file that undoing it would
// move, and none changes anything.
func TestForgedJournalsAreRefused(t *testing.T) {
	for name, lines := range map[string]string{
		"a path that leads out":        `create 1 "../outside"`,
		"a path that leads far out":    `remove 1 "a/../../outside"`,
		"an absolute path":             `create 1 "/tmp/outside"`,
		"a hook":                       `create 1 ".git/hooks/pre-commit"`,
		"a hook below":                 `create 1 "a/.GIT/hooks/pre-commit"`,
		"our own files":                `create 1 ".waymark/lock"`,
		"a record that goes":           `remove 1 ".waymark/record"`,
		"a path that is not clean":     `create 1 "a//index.html"`,
		"no path":                      `create 1 ""`,
		"a folder that leads out":      `mkdir 0 "../outside"`,
		"a folder that goes":           `rmdir 0 ".."`,
		"a folder with a number":       `mkdir 7 "b"`,
		"a name for a number":          `create ../../x "index.html"`,
		"a negative number":            `create -1 "index.html"`,
		"one number for two":           "create 1 \"a/x\"\ncreate 1 \"a/y\"",
		"no step":                      `format 1 "index.html"`,
		"a link on the way":            `remove 1 "link/file"`,
		"a staged link":                `create 2 "index.html"`,
		"a kept link":                  `replace 3 "index.html"`,
		"a good step before a bad one": "remove 1 \"a/index.html\"\ncreate 4 \"../outside\"",
	} {
		dir := public(t, small)
		files{
			"../outside": "theirs", "../elsewhere/file": "theirs", ".git/hooks/pre-commit": "theirs",
			".waymark/undo/1": "planted", ".waymark/stage/4": "planted", ".waymark/undo/4": "planted",
		}.write(t, dir)
		for at, to := range map[string]string{"link": "../elsewhere", ".waymark/stage/2": "../../../outside", ".waymark/undo/3": "../../../outside"} {
			if err := os.Symlink(to, filepath.Join(dir, at)); err != nil {
				t.Fatal(err)
			}
		}
		files{journalFile: string(seal(journalTitle, []byte(lines+"\n")))}.write(t, dir)
		before := read(t, filepath.Dir(dir))
		for what, run := range map[string]func() error{
			"Recover": func() error { _, err := Recover(t.Context(), dir); return err },
			"Sync":    func() error { _, _, err := Sync(t.Context(), dir, small.outputs(), Options{}); return err },
			"Files": func() error {
				_, err := Files(t.Context(), dir, func([]string) error { t.Errorf("%s: used", name); return nil })
				return err
			},
		} {
			err := run()
			if err == nil || !strings.Contains(err.Error(), "journal") {
				t.Errorf("%s: %s: %v", name, what, err)
			}
			if diff := cmp.Diff(before, read(t, filepath.Dir(dir))); diff != "" {
				t.Fatalf("%s: %s changed something: (-before +after)\n%s", name, what, diff)
			}
		}
	}
}

// A folder of ours that is a link leads to files that are not ours.
func TestNothingOfOursIsALink(t *testing.T) {
	for _, name := range ownfile.All {
		for _, to := range []string{"../theirs/file", "../theirs", "a"} {
			dir := public(t, small)
			files{"../theirs/file": "theirs"}.write(t, dir)
			at := ownfile.At(dir, name)
			if err := os.RemoveAll(at); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(name), "cache") {
				continue // no build puts these into an output folder
			}
			target, err := filepath.Rel(filepath.Dir(at), filepath.Join(dir, to))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(target, at); err != nil {
				t.Fatal(err)
			}
			before := read(t, filepath.Dir(dir))
			_, ds, err := publisher{osDisk{}, 50 * time.Millisecond}.sync(t.Context(), dir, files{"new.html": "new"}.outputs(), Options{Force: true})
			if err == nil && len(ds) == 0 {
				t.Errorf("%s → %s: published", name, to)
			}
			if diff := cmp.Diff(before, read(t, filepath.Dir(dir))); diff != "" {
				t.Errorf("%s → %s: (-before +after)\n%s", name, to, diff)
			}
		}
	}
}
