package publish

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A change is a folder with a site in it that is to become another site.
type change struct {
	name    string
	foreign files // lie there before
	before  files // published; nil for a first build
	after   files
	opt     Options
	noLinks bool
	folds   bool
}

// changes are small, because every disk call in each of them is made to fail.
var changes = []change{
	{
		name:  "first build",
		after: files{"index.html": "home", "a/index.html": "a", "a/b/index.html": "b", "css/x.css": "css"},
	},
	{
		name:    "first build beside dot files",
		foreign: files{".gitignore": "*", ".git/HEAD": "ref"},
		after:   files{"index.html": "home", "a/index.html": "a"},
	},
	{
		name:    "first build by force",
		foreign: files{"index.html": "theirs", "notes.txt": "theirs", "a": "a file"},
		after:   files{"index.html": "home", "a/index.html": "a"},
		opt:     Options{Force: true},
	},
	{
		name:    "everything at once",
		foreign: files{"notes.txt": "theirs", "gone/theirs.txt": "theirs", ".git/HEAD": "ref"},
		before: files{"index.html": "home", "kept/index.html": "kept", "gone/index.html": "gone", "gone/deep/index.html": "gone",
			"to-folder": "was a file", "to-file/index.html": "was a folder", "to-file/deep/x.html": "was a folder", "x.css": "old"},
		after: files{"index.html": "home 2", "kept/index.html": "kept", "new/deep/index.html": "new",
			"to-folder/index.html": "is a folder", "to-file": "is a file", "x.css": "new!"},
	},
	{
		name:    "a disk without links",
		before:  files{"index.html": "home", "gone/index.html": "gone", "a/index.html": "a"},
		after:   files{"index.html": "home 2", "a/index.html": "a 2", "new/index.html": "new"},
		noLinks: true,
	},
	{
		name:   "a disk that folds letter case",
		before: files{"index.html": "home", "Deep/Page/index.html": "same", "Logo.png": "old", "GONE/index.html": "gone"},
		after:  files{"index.html": "home 2", "deep/page/index.html": "same", "logo.png": "new"},
		folds:  true,
	},
	{
		name:   "only removals",
		before: files{"index.html": "home", "a/b/c/index.html": "gone"},
		after:  files{"index.html": "home"},
	},
}

// A stand is a change that is ready to be made.
type stand struct {
	change
	dir       string
	base      disk
	old, next files // all that is to be found before and after
}

func (c change) base(dir string) disk {
	var d disk = &faultyDisk{disk: osDisk{}} // does not sync
	if c.folds {
		d = foldingDisk{d, dir}
	}
	if c.noLinks {
		d = &faultyDisk{disk: d, fail: func(_ int, op, _ string) error {
			if op == "link" {
				return syscall.ENOTSUP
			}
			return nil
		}}
	}
	return d
}

// set makes a folder in the state before the change.
func (c change) set(t *testing.T, dir string) disk {
	t.Helper()
	base := c.base(dir)
	if c.before != nil {
		mustSync(t, base, dir, c.before.outputs(), Options{})
	}
	c.foreign.write(t, dir)
	return base
}

func (c change) stand(t *testing.T) *stand {
	t.Helper()
	dir := filepath.Join(tempDir(t), "public")
	base := c.set(t, dir)
	s := &stand{c, dir, base, read(t, dir), nil}

	made := filepath.Join(tempDir(t), "public")
	mustSync(t, c.set(t, made), made, c.after.outputs(), c.opt)
	s.next = read(t, made)

	// A site that was built step by step equals one that was built at once.
	clean := filepath.Join(tempDir(t), "public")
	mustSync(t, c.base(clean), clean, c.after.outputs(), Options{})
	c.foreign.write(t, filepath.Join(clean, "theirs"))
	want := read(t, clean)
	for path, content := range s.next {
		if own, ok := want[path]; ok && own != content {
			t.Errorf("%s: %s = %q, want %q as in a clean build", c.name, path, content, own)
		}
	}
	return s
}

// again sets the stand up anew, with a folder of its own.
func (s *stand) again(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll(s.dir); err != nil {
		t.Fatal(err)
	}
	s.base = s.set(t, s.dir)
}

func mustSync(t *testing.T, d disk, dir string, outputs []Output, opt Options) Stats {
	t.Helper()
	stats, ds, err := publisher{d, time.Second}.sync(t.Context(), dir, outputs, opt)
	if err != nil || len(ds) > 0 {
		t.Fatalf("sync: %v %v", ds, err)
	}
	return stats
}

func (s *stand) sync(t *testing.T, d disk) error {
	t.Helper()
	_, ds, err := publisher{d, time.Second}.sync(t.Context(), s.dir, s.after.outputs(), s.opt)
	if len(ds) > 0 {
		t.Fatalf("unexpected diagnostics %v", ds)
	}
	return err
}

func (s *stand) recover(t *testing.T, d disk) error {
	t.Helper()
	_, err := publisher{d, time.Second}.recover(t.Context(), s.dir)
	return err
}

func (s *stand) want(t *testing.T, when string, want files) bool {
	t.Helper()
	if diff := cmp.Diff(want, read(t, s.dir)); diff != "" {
		t.Errorf("%s: %s: (-want +got)\n%s", s.name, when, diff)
		return false
	}
	return true
}

// wantOldOrNew accepts either site, but no mixture and nothing temporary. A
// folder that was not there may be there and empty.
func (s *stand) wantOldOrNew(t *testing.T, when string) {
	t.Helper()
	got := read(t, s.dir)
	if len(s.old) == 0 && len(got) == 1 && got["./"] != "" {
		return
	}
	if !cmp.Equal(got, s.old) && !cmp.Equal(got, s.next) {
		t.Errorf("%s: %s: neither old nor new: (-old +got)\n%s(-new +got)\n%s", s.name, when, cmp.Diff(s.old, got), cmp.Diff(s.next, got))
	}
}

// wantWhole wants every published file to be the old one or the new one.
func (s *stand) wantWhole(t *testing.T, when string) {
	t.Helper()
	contents := slices.Concat(slices.Collect(maps.Values(s.old)), slices.Collect(maps.Values(s.next)))
	for path, content := range published(t, s.dir) {
		whole := content == s.old[path] || content == s.next[path]
		if !whole && !(s.folds && slices.Contains(contents, content)) {
			t.Errorf("%s: %s: %s is %q, which is neither old nor new", s.name, when, path, content)
		}
	}
}

// eachCall calls test with 1, 2, 3 … until it returns false.
func eachCall(t *testing.T, test func(n int) bool) {
	t.Helper()
	for n := 1; test(n); n++ {
		if t.Failed() {
			t.Fatalf("at call %d", n)
		}
	}
}

func TestFailedBuildLeavesFolderAsItWas(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			s := c.stand(t)
			for _, fault := range []error{syscall.ENOSPC, syscall.EIO} {
				late := fault == syscall.EIO
				eachCall(t, func(n int) bool { return s.failOnce(t, n, fault, late) })
			}
		})
	}
}

// failOnce makes the n-th call fail and checks what follows. It returns false
// if there is no n-th call.
func (s *stand) failOnce(t *testing.T, n int, fault error, late bool) bool {
	s.again(t)
	d := &faultyDisk{disk: s.base, fail: failing(n, n, fault), late: late}
	err := s.sync(t, d)
	if d.calls < n {
		return false
	}
	when := fmt.Sprintf("call %d (%s) failed: %v", n, d.log[n-1], err)
	var cleanup *CleanupError
	switch {
	case errors.As(err, &cleanup):
		s.wantWhole(t, when)
	case err != nil:
		s.want(t, when, s.old)
		if !strings.Contains(err.Error(), s.dir) {
			t.Errorf("%s: the error names no path", when)
		}
		if !late && !errors.Is(err, fault) {
			t.Errorf("%s: the error names no reason", when)
		}
	default:
		s.want(t, when, s.next)
	}
	if err := s.sync(t, s.base); err != nil {
		t.Errorf("%s: next build: %v", when, err)
	}
	return s.want(t, when+": after the next build", s.next)
}

func TestKilledBuildIsUndone(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			s := c.stand(t)
			eachCall(t, func(n int) bool {
				s.again(t)
				d := &faultyDisk{disk: s.base, fail: failing(n, forever, syscall.EIO)}
				s.sync(t, d)
				if d.calls < n {
					return false
				}
				when := fmt.Sprintf("killed before call %d (%s)", n, d.log[n-1])
				s.wantWhole(t, when)
				if err := s.recover(t, s.base); err != nil {
					t.Errorf("%s: recover: %v", when, err)
				}
				s.wantOldOrNew(t, when+" and recovered")
				if err := s.sync(t, s.base); err != nil {
					t.Errorf("%s: next build: %v", when, err)
				}
				return s.want(t, when+": after the next build", s.next)
			})
		})
	}
}

// strides are distances between a first fault and a second one.
var strides = []int{1, 4, 20}

func TestUndoingCanBeCutOff(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			s := c.stand(t)
			eachCall(t, func(n int) bool {
				strides := strides
				if testing.Short() {
					strides = strides[n%3 : n%3+1]
				}
				for _, stride := range strides {
					// A step fails, and the process is killed while it undoes.
					s.again(t)
					d := &faultyDisk{disk: s.base, fail: func(call int, _, _ string) error {
						if call == n || call >= n+stride {
							return syscall.ENOSPC
						}
						return nil
					}}
					s.sync(t, d)
					if d.calls < n {
						return false
					}
					when := fmt.Sprintf("failed at call %d (%s), killed %d calls later", n, d.log[n-1], stride)
					s.wantWhole(t, when)

					// So is the one that recovers.
					s.recover(t, &faultyDisk{disk: s.base, fail: failing(stride, forever, syscall.ENOSPC)})
					s.wantWhole(t, when+", killed again")
					if err := s.recover(t, s.base); err != nil {
						t.Errorf("%s: recover: %v", when, err)
					}
					s.wantOldOrNew(t, when+" and recovered")
				}
				return true
			})
		})
	}
}

func TestReadersNeverMissAPage(t *testing.T) {
	for _, c := range changes {
		if c.folds {
			continue // where a page only changes letter case, its old name has to go first
		}
		t.Run(c.name, func(t *testing.T) {
			s := c.stand(t)
			s.again(t)
			d := &faultyDisk{disk: s.base}
			d.watch = func(op string) {
				for path := range s.after {
					if _, ok := s.before[path]; !ok {
						continue
					}
					data, err := os.ReadFile(filepath.Join(s.dir, path))
					if err != nil || string(data) != s.before[path] && string(data) != s.after[path] {
						t.Errorf("after %s: a reader of %s gets %q, %v", op, path, data, err)
					}
				}
			}
			if err := s.sync(t, d); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestRebuildEqualsCleanBuild(t *testing.T) {
	dir := filepath.Join(tempDir(t), "public")
	site := files{}
	steps := []files{
		{"index.html": "1", "a/index.html": "1", "b/c/index.html": "1"},
		{"index.html": "2", "a/index.html": "1", "b/c/index.html": ""},
		{"a/index.html": "", "a": "file", "z/z/z.html": "new"},
		{"a": "", "a/b/index.html": "deep", "index.html": ""},
	}
	for i, step := range steps {
		for path, content := range step {
			if site[path] = content; content == "" {
				delete(site, path)
			}
		}
		mustSync(t, osDisk{}, dir, site.outputs(), Options{})
		clean := filepath.Join(tempDir(t), "public")
		mustSync(t, osDisk{}, clean, maps.Clone(site).outputs(), Options{})
		if diff := cmp.Diff(read(t, clean), read(t, dir)); diff != "" {
			t.Errorf("step %d: (-clean +rebuilt)\n%s", i, diff)
		}
	}
}
