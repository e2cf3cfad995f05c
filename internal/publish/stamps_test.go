package publish

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/internal/ownfile"
)

// settled makes a folder's files old, as they are when nobody builds twice within
// two seconds, and lets a build take their stamps.
func settled(t *testing.T, dir string, opt Options) {
	t.Helper()
	old := time.Now().Add(-time.Hour)
	for path := range small {
		if err := os.Chtimes(filepath.Join(dir, path), old, old); err != nil {
			t.Fatal(err)
		}
	}
	mustSync(t, osDisk{}, dir, small.outputs(), opt)
}

// reads are the outputs that a build has read.
func reads(t *testing.T, dir string, opt Options) (names []string) {
	t.Helper()
	d := &faultyDisk{disk: osDisk{}}
	mustSync(t, d, dir, small.outputs(), opt)
	for _, l := range d.log {
		if name, ok := strings.CutPrefix(l, "read "+dir+string(filepath.Separator)); ok && !strings.HasPrefix(name, ownFolder) {
			names = append(names, filepath.ToSlash(name))
		}
	}
	return names
}

func TestAnEditByHandIsUndone(t *testing.T) {
	page := "a/index.html"
	for what, edit := range map[string]func(name string) error{
		"another text of the same length": func(name string) error { return os.WriteFile(name, []byte("b"), 0o644) },
		"another mode":                    func(name string) error { return os.Chmod(name, 0o600) },
		"a longer text":                   func(name string) error { return os.WriteFile(name, []byte("bb"), 0o644) },
		"an older file": func(name string) error {
			return errors.Join(os.WriteFile(name, []byte("b"), 0o644), os.Chtimes(name, time.Unix(1e9, 0), time.Unix(1e9, 0)))
		},
	} {
		for _, wait := range []bool{true, false} {
			dir, opt := public(t, small), Options{Project: t.TempDir()}
			mustSync(t, osDisk{}, dir, small.outputs(), opt)
			if wait {
				settled(t, dir, opt)
			}
			name := filepath.Join(dir, filepath.FromSlash(page))
			if err := edit(name); err != nil {
				t.Fatal(err)
			}
			stats := mustSync(t, osDisk{}, dir, small.outputs(), opt)
			wantPublished(t, dir, small)
			if info, _ := os.Stat(name); stats.Written != 1 || !hasPublishedMode(info) {
				t.Errorf("%s: %+v, mode %v", what, stats, info.Mode())
			}
		}
	}
}

// The record has no times, so equal outputs have equal records, stamps or none.
func TestAnUntouchedOutputIsNotRead(t *testing.T) {
	dir, opt := public(t, small), Options{Project: t.TempDir()}
	if read := reads(t, dir, opt); len(read) != len(small) {
		t.Errorf("without stamps, only %q were read", read)
	}
	settled(t, dir, opt)
	if read := reads(t, dir, opt); len(read) > 0 {
		t.Errorf("%q were read although nobody touched them", read)
	}
	page := filepath.Join(dir, "index.html")
	if err := os.Chtimes(page, time.Now(), time.Unix(1e9, 0)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"index.html", ""} {
		if read := reads(t, dir, opt); strings.Join(read, " ") != want {
			t.Errorf("read %q, want %q", read, want)
		}
	}
	if err := os.WriteFile(ownfile.At(opt.Project, stampsName(dir)), []byte("damaged"), 0o644); err != nil {
		t.Fatal(err)
	}
	if read := reads(t, dir, opt); len(read) != len(small) {
		t.Errorf("with damaged stamps, only %q were read", read)
	}
}

// A file that is written in the tick in which it is published could be edited
// without changing its stamp. That the file before it could not says nothing.
func TestAFileOfTheSameTickHasNoStamp(t *testing.T) {
	begun := time.Unix(1e9, 0)
	project, root := t.TempDir(), t.TempDir()
	b := &build{stamps: openStamps(project, root)}
	for path, written := range map[string]time.Time{"early": begun.Add(-time.Second), "same tick": begun} {
		at := stamp{size: 1, time: written.UnixNano(), mode: publishedMode}
		b.found = append(b.found, finding{entry: entry{path: path}, write: true, still: true, stamp: at})
	}
	b.saveStamps(begun)
	known := openStamps(project, root).known
	if _, early := known["early"]; !early || len(known) != 1 {
		t.Errorf("stamps of %v", known)
	}
}

func TestStampsOfFoldersThatAreGoneGo(t *testing.T) {
	opt := Options{Project: t.TempDir()}
	for range 3 {
		dir := public(t, small)
		settled(t, dir, opt)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	settled(t, public(t, small), opt)
	if entries, _ := os.ReadDir(ownfile.At(opt.Project, ownfile.Stamps)); len(entries) != 1 {
		t.Errorf("%d files of stamps, want 1", len(entries))
	}
}

// copies are outputs that come from files.
func (fs files) copies() []Output {
	outs := fs.outputs()
	for i := range outs {
		data, _ := outs[i].Bytes()
		outs[i].Bytes = nil
		outs[i].Open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	}
	return outs
}

func TestCopiesArePublishedLikeWhatIsMade(t *testing.T) {
	made, copied := public(t, small), filepath.Join(tempDir(t), "public")
	stats := mustSync(t, osDisk{}, copied, small.copies(), Options{})
	if want := (Stats{Rendered: 3, Written: 3, Size: 6}); stats != want {
		t.Errorf("stats %+v, want %+v", stats, want)
	}
	wantPublished(t, copied, small)
	one, _ := os.ReadFile(filepath.Join(made, recordFile))
	two, _ := os.ReadFile(filepath.Join(copied, recordFile))
	if !bytes.Equal(one, two) {
		t.Errorf("records differ:\n%s\n%s", one, two)
	}
	again := small.copies()
	for i := range again {
		again[i].Key[0]++
	}
	if stats := mustSync(t, osDisk{}, copied, again, Options{}); stats.Written != 0 || stats.Rendered != 3 {
		t.Errorf("equal bytes under new keys: %+v", stats)
	}
	if exists := read(t, copied)[stageFolder+"/"]; exists != "" {
		t.Error("the staging stays")
	}
}

// A file that changes while it is copied is the author's, and the disk is not to
// blame.
func TestACopyThatCannotBeReadIsARenderError(t *testing.T) {
	dir := public(t, small)
	before := published(t, dir)
	outs := files{"index.html": "other", "a/index.html": "a", "a/b.css": "c"}.copies()
	torn := errors.New("it changed")
	for i := range outs {
		if outs[i].Path == "a/b.css" {
			outs[i].Open = func() (io.ReadCloser, error) {
				return io.NopCloser(io.MultiReader(strings.NewReader("half"), tornReader{torn})), nil
			}
		}
	}
	_, _, err := Sync(t.Context(), dir, outs, Options{})
	if bad, ok := errors.AsType[RenderErrors](err); !ok || len(bad) != 1 || bad[0].Path != "a/b.css" || !errors.Is(err, torn) {
		t.Errorf("got %v", err)
	}
	if after := published(t, dir); len(after) != len(before) || after["index.html"] != before["index.html"] {
		t.Errorf("published %v", after)
	}
	if exists := read(t, dir)[stageFolder+"/"]; exists != "" {
		t.Error("the staging stays")
	}
}

type tornReader struct{ error }

func (f tornReader) Read([]byte) (int, error) { return 0, f.error }
