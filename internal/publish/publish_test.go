package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/diag"
)

// public returns a folder in which a site has been published.
func public(t testing.TB, site files) string {
	t.Helper()
	dir := filepath.Join(tempDir(t), "public")
	if _, ds, err := (publisher{&faultyDisk{disk: osDisk{}}, time.Second}).sync(t.Context(), dir, site.outputs(), Options{}); err != nil || len(ds) > 0 {
		t.Fatal(ds, err)
	}
	return dir
}

// wantRefused wants one diagnostic, no error, and an unchanged folder.
func wantRefused(t *testing.T, dir, code string, outputs []Output, opt Options) diag.Diagnostic {
	t.Helper()
	before := read(t, dir)
	_, ds, err := publisher{osDisk{}, 50 * time.Millisecond}.sync(t.Context(), dir, outputs, opt)
	if err != nil || len(ds) != 1 || ds[0].Code != code || ds[0].Severity != diag.Error {
		t.Fatalf("got %v, %v, want one %s", ds, err, code)
	}
	if diff := cmp.Diff(before, read(t, dir)); diff != "" {
		t.Errorf("refused, but changed: (-before +after)\n%s", diff)
	}
	return ds[0]
}

func describe(ds []diag.Diagnostic) (lines []string) {
	for _, d := range ds {
		lines = append(lines, d.String()+": "+d.Message)
	}
	return lines
}

func wantPublished(t *testing.T, dir string, want files) {
	t.Helper()
	got := files{}
	for path, content := range published(t, dir) {
		if !strings.HasSuffix(path, "/") {
			_, got[path], _ = strings.Cut(content, " ")
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("published: (-want +got)\n%s", diff)
	}
}

var small = files{"index.html": "home", "a/index.html": "a", "a/b.css": "b"}

func TestEqualKeysRenderAndWriteNothing(t *testing.T) {
	dir := public(t, small)
	outputs := small.outputs()
	for i := range outputs {
		outputs[i].Bytes = func() ([]byte, error) { panic("rendered in spite of an equal key") }
	}
	d := &faultyDisk{disk: osDisk{}}
	stats := mustSync(t, d, dir, outputs, Options{})
	if want := (Stats{Kept: 3, Size: 6}); stats != want {
		t.Errorf("stats %+v, want %+v", stats, want)
	}
	if log := d.wrote(); log != nil {
		t.Errorf("wrote: %q", log)
	}
}

func TestEqualBytesAreNotWrittenAgain(t *testing.T) {
	dir := public(t, small)
	page := filepath.Join(dir, "index.html")
	before, _ := os.Stat(page)
	outputs := small.outputs()
	for i := range outputs {
		outputs[i].Key[0]++
	}
	stats := mustSync(t, osDisk{}, dir, outputs, Options{})
	if want := (Stats{Rendered: 3, Kept: 3, Size: 6}); stats != want {
		t.Errorf("stats %+v, want %+v", stats, want)
	}
	if after, _ := os.Stat(page); !os.SameFile(before, after) {
		t.Error("the page was written again")
	}
	if stats = mustSync(t, osDisk{}, dir, outputs, Options{}); stats.Rendered != 0 {
		t.Errorf("the new keys were not remembered: %+v", stats)
	}
}

func TestRewriteWritesEverything(t *testing.T) {
	dir := public(t, small)
	want := Stats{Rendered: 3, Written: 3, Size: 6}
	if stats := mustSync(t, osDisk{}, dir, small.outputs(), Options{Rewrite: true}); stats != want {
		t.Errorf("stats %+v, want %+v", stats, want)
	}
	wantPublished(t, dir, small)
}

func TestDamagedOutputIsMadeAgain(t *testing.T) {
	dir := public(t, small)
	files{"index.html": "hom"}.write(t, dir)
	os.Remove(filepath.Join(dir, "a/b.css"))
	stats := mustSync(t, osDisk{}, dir, small.outputs(), Options{})
	if want := (Stats{Rendered: 2, Written: 2, Kept: 1, Size: 6}); stats != want {
		t.Errorf("stats %+v, want %+v", stats, want)
	}
	wantPublished(t, dir, small)
}

func TestForeignFilesStay(t *testing.T) {
	dir := public(t, files{"index.html": "home", "old/index.html": "old"})
	theirs := files{"CNAME": "example.org", ".nojekyll": "", ".git/HEAD": "ref", "notes.txt": "notes", "old/mine.txt": "mine"}
	theirs.write(t, dir)
	for _, opt := range []Options{{}, {Rewrite: true}, {Force: true}} {
		mustSync(t, osDisk{}, dir, files{"index.html": "home 2"}.outputs(), opt)
		want := files{"index.html": "home 2"}
		for path, content := range theirs {
			want[path] = content
		}
		wantPublished(t, dir, want)
	}
}

func TestFolderThatIsNotOursIsRefused(t *testing.T) {
	dir := tempDir(t)
	files{"thesis.txt": "years", ".gitignore": "*"}.write(t, dir)
	d := wantRefused(t, dir, "B001", small.outputs(), Options{})
	if !strings.Contains(d.Message, "thesis.txt") || strings.Contains(d.Message, ".gitignore") {
		t.Errorf("message %q", d.Message)
	}
	mustSync(t, osDisk{}, dir, small.outputs(), Options{Force: true})
	wantPublished(t, dir, files{"thesis.txt": "years", ".gitignore": "*", "index.html": "home", "a/index.html": "a", "a/b.css": "b"})
	mustSync(t, osDisk{}, dir, files{}.outputs(), Options{}) // ours by now
	wantPublished(t, dir, files{"thesis.txt": "years", ".gitignore": "*"})
}

func TestForeignFileAtAnOutputsPath(t *testing.T) {
	site := files{"index.html": "home", "new.txt": "ours"}
	for _, test := range []struct {
		name, content string
		force         bool
		refused       bool
	}{
		{"other bytes", "their", false, true},
		{"other bytes of the same size", "mine", false, true},
		{"other bytes, by force", "mine", true, false},
		{"the same bytes", "ours", false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := public(t, files{"index.html": "home"})
			files{"new.txt": test.content}.write(t, dir)
			if test.refused {
				wantRefused(t, dir, "B001", site.outputs(), Options{})
				return
			}
			mustSync(t, osDisk{}, dir, site.outputs(), Options{Force: test.force})
			wantPublished(t, dir, site)
		})
	}
}

func TestForeignFilesInTheWay(t *testing.T) {
	for _, test := range []struct {
		name    string
		before  files
		theirs  files
		after   files
		byForce bool // whether force helps
	}{
		{"a file where a folder has to be", files{"x": "x"}, files{"a": "theirs"}, files{"a/index.html": "a"}, true},
		{"a folder where a file has to be", files{"x": "x"}, files{"a/b/c.txt": "theirs"}, files{"a": "a"}, false},
		{"one of theirs in a folder of ours", files{"a/b.html": "b"}, files{"a/c.txt": "theirs"}, files{"a": "a"}, false},
		{"one of ours that was changed", files{"a/b.html": "b"}, files{"a/b.html": "theirs"}, files{"a": "a"}, false},
		{"a file of ours that was changed", files{"a": "a"}, files{"a": "theirs"}, files{"a/b.html": "b"}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := public(t, test.before)
			test.theirs.write(t, dir)
			wantRefused(t, dir, "B001", test.after.outputs(), Options{})
			if !test.byForce {
				wantRefused(t, dir, "B001", test.after.outputs(), Options{Force: true})
				return
			}
			mustSync(t, osDisk{}, dir, test.after.outputs(), Options{Force: true})
			wantPublished(t, dir, test.after)
		})
	}
}

func TestFormerOutputThatWasChangedStays(t *testing.T) {
	dir := public(t, small)
	files{"a/index.html": "X"}.write(t, dir) // of the same size
	stats, ds, err := Sync(t.Context(), dir, files{"index.html": "home"}.outputs(), Options{})
	if err != nil || len(ds) != 1 || ds[0].Severity != diag.Warning || !strings.HasSuffix(ds[0].Path, "public/a/index.html") {
		t.Errorf("got %v, %v", ds, err)
	}
	if stats.Removed != 1 {
		t.Errorf("removed %d, want 1", stats.Removed)
	}
	wantPublished(t, dir, files{"index.html": "home", "a/index.html": "X"})
}

func TestLinksAreNeverFollowedOutOfTheFolder(t *testing.T) {
	outside := tempDir(t)
	files{"b.css": "b", "index.html": "a"}.write(t, outside)
	before := read(t, outside)
	dir := public(t, small)
	if err := errors.Join(os.RemoveAll(filepath.Join(dir, "a")), os.Symlink(outside, filepath.Join(dir, "a"))); err != nil {
		t.Skip(err)
	}
	wantRefused(t, dir, "B001", files{"index.html": "home", "a/index.html": "a 2"}.outputs(), Options{})
	mustSync(t, osDisk{}, dir, files{"index.html": "home"}.outputs(), Options{}) // removes nothing through the link
	if diff := cmp.Diff(before, read(t, outside)); diff != "" {
		t.Errorf("outside: (-before +after)\n%s", diff)
	}
	mustSync(t, osDisk{}, dir, small.outputs(), Options{Force: true})
	if diff := cmp.Diff(before, read(t, outside)); diff != "" {
		t.Errorf("outside, by force: (-before +after)\n%s", diff)
	}
	wantPublished(t, dir, small)
}

func TestLinkAtAnOutputsPathIsReplacedByForceOnly(t *testing.T) {
	target := filepath.Join(tempDir(t), "target")
	os.WriteFile(target, []byte("home"), 0o644)
	dir := public(t, files{"x": "x"})
	if err := os.Symlink(target, filepath.Join(dir, "index.html")); err != nil {
		t.Skip(err)
	}
	wantRefused(t, dir, "B001", small.outputs(), Options{})
	mustSync(t, osDisk{}, dir, small.outputs(), Options{Force: true})
	wantPublished(t, dir, small)
	if data, _ := os.ReadFile(target); string(data) != "home" {
		t.Errorf("the link's target is now %q", data)
	}
}

func TestRenderErrorsPublishNothing(t *testing.T) {
	broken := func() []Output {
		outputs := files{"index.html": "home 2"}.outputs()
		for i := range 50 {
			o := Output{Path: fmt.Sprintf("p%02d.html", i), Bytes: func() ([]byte, error) { return []byte("page"), nil }}
			if i%20 == 7 {
				o.Bytes = func() ([]byte, error) { return nil, fmt.Errorf("template failed on %d", i) }
			}
			outputs = append(outputs, o)
		}
		return outputs
	}
	for _, dir := range []string{public(t, small), filepath.Join(tempDir(t), "not", "yet")} {
		before := read(t, dir)
		_, ds, err := Sync(t.Context(), dir, broken(), Options{})
		var failed RenderErrors
		if !errors.As(err, &failed) || len(ds) > 0 {
			t.Fatalf("got %v, %v", ds, err)
		}
		want := "render p07.html: template failed on 7\nrender p27.html: template failed on 27\nrender p47.html: template failed on 47"
		if failed.Error() != want {
			t.Errorf("errors %v, want %s", failed, want)
		}
		if diff := cmp.Diff(before, read(t, dir)); diff != "" {
			t.Errorf("(-before +after)\n%s", diff)
		}
		if _, err := os.Stat(filepath.Dir(dir)); len(before) == 0 && err == nil {
			t.Error("folders made for nothing were left behind")
		}
	}
}

func TestInterruptPublishesNothing(t *testing.T) {
	for _, dir := range []string{public(t, small), filepath.Join(tempDir(t), "public")} {
		before := read(t, dir)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var outputs []Output
		for i := range 100 {
			outputs = append(outputs, Output{Path: fmt.Sprintf("%d.html", i), Bytes: func() ([]byte, error) {
				if i == 50 {
					cancel()
				}
				return []byte("page"), nil
			}})
		}
		if _, _, err := Sync(ctx, dir, outputs, Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		if diff := cmp.Diff(before, read(t, dir)); diff != "" {
			t.Errorf("(-before +after)\n%s", diff)
		}
		mustSync(t, osDisk{}, dir, small.outputs(), Options{})
		wantPublished(t, dir, small)
	}
}

func TestBadPlacesAreRefused(t *testing.T) {
	root := tempDir(t)
	files{"project/content/index.md": "# Home", "project/content/x/index.md": "# X", "project/file": "a file"}.write(t, root)
	at := func(path string) string { return filepath.Join(root, filepath.FromSlash(path)) }
	links := errors.Join(os.Symlink(at("nowhere"), at("dangling")), os.Symlink(at("project/content"), at("link")), os.Symlink(at("project/content/x"), at("link-to-x")))
	opt := Options{Protect: []string{at("project"), at("project/content")}, Outside: []string{at("project/content")}}
	for _, test := range []struct{ name, dir, message string }{
		{"a file", "project/file", "is a file"},
		{"below a file", "project/file/public", "below a file"},
		{"the content", "project/content", "project/content"},
		{"the content by another name", "project/../project/content/.", "project/content"},
		{"the project", "project", "contains"},
		{"above the project", ".", "contains"},
		{"in the content", "project/content/public", "lies in"},
		{"in the content, deeper", "project/content/x/y/public", "lies in"},
		{"the content behind a link", "link", "project/content"},
		{"in the content behind a link", "link/public", "lies in"},
		{"deep in the content behind a link", "link-to-x", "lies in"},
		{"deeper in the content behind a link", "link-to-x/public", "lies in"},
		{"a link to nowhere", "dangling", "leads nowhere"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if links != nil && strings.Contains(test.name, "link") {
				t.Skip(links)
			}
			before := read(t, root)
			o := opt
			o.Force = true
			d := wantRefused(t, at(test.dir), "B002", small.outputs(), o)
			if !strings.Contains(d.Message, test.message) {
				t.Errorf("message %q, want %q in it", d.Message, test.message)
			}
			if diff := cmp.Diff(before, read(t, root)); diff != "" {
				t.Errorf("(-before +after)\n%s", diff)
			}
		})
	}
	mustSync(t, osDisk{}, at("project/public"), small.outputs(), opt)
}

func TestLinkedFolderIsFollowed(t *testing.T) {
	root := tempDir(t)
	real, link := filepath.Join(root, "real"), filepath.Join(root, "public")
	if err := errors.Join(os.Mkdir(real, 0o755), os.Symlink(real, link)); err != nil {
		t.Skip(err)
	}
	files{".gitignore": "*"}.write(t, real)
	mustSync(t, osDisk{}, link, small.outputs(), Options{})
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Error("the link was replaced")
	}
	mustSync(t, osDisk{}, link, files{"index.html": "home"}.outputs(), Options{})
	wantPublished(t, real, files{".gitignore": "*", "index.html": "home"})
}

func TestReadOnlyFolder(t *testing.T) {
	dir := public(t, small)
	before := read(t, dir)
	d := &faultyDisk{disk: osDisk{}, fail: func(_ int, op, name string) error {
		switch op {
		case "lstat", "readdir", "read":
			return nil
		}
		return syscall.EACCES
	}}
	_, ds, err := publisher{d, time.Second}.sync(t.Context(), dir, files{"index.html": "home 2"}.outputs(), Options{})
	if want := "publish " + filepath.Join(dir, "index.html") + ": permission denied"; err == nil || err.Error() != want || len(ds) > 0 {
		t.Errorf("got %v, %v, want %s", ds, err, want)
	}
	if diff := cmp.Diff(before, read(t, dir)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	dir := filepath.Join(tempDir(t), "public")
	site := files{}
	for i := range 40 {
		site[fmt.Sprintf("p%d/index.html", i)] = strings.Repeat("page ", i)
	}
	var builds sync.WaitGroup
	for range 4 {
		builds.Go(func() {
			if _, ds, err := Sync(t.Context(), dir, site.outputs(), Options{}); err != nil || len(ds) > 0 {
				t.Errorf("%+v, %v", describe(ds), err)
			}
		})
	}
	builds.Wait()
	wantPublished(t, dir, site)
}

// Builds that fail take their lock away with them, under the feet of others.
func TestFailingBuildsDoNotDisturbOthers(t *testing.T) {
	dir := filepath.Join(tempDir(t), "public")
	var inside atomic.Int32
	fail := Output{Path: "index.html", Bytes: func() ([]byte, error) {
		if inside.Add(1) > 1 {
			t.Error("two builds at once")
		}
		defer inside.Add(-1)
		runtime.Gosched()
		return nil, errors.New("no")
	}}
	var builds sync.WaitGroup
	for range 8 {
		builds.Go(func() {
			for range 50 {
				_, ds, err := Sync(t.Context(), dir, []Output{fail}, Options{})
				if _, failed := errors.AsType[RenderErrors](err); !failed || len(ds) > 0 {
					t.Errorf("got %v, %v", describe(ds), err)
				}
			}
		})
	}
	builds.Wait()
	mustSync(t, osDisk{}, dir, small.outputs(), Options{})
	wantPublished(t, dir, small)
}

func TestBusyFolderIsRefused(t *testing.T) {
	dir := public(t, small)
	f, err := publisher{osDisk{}, time.Second}.open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	wantRefused(t, dir, "B003", files{"index.html": "home 2"}.outputs(), Options{})
	f.close()
	mustSync(t, osDisk{}, dir, files{"index.html": "home 2"}.outputs(), Options{})
}

func TestLeftoversOfAKilledBuildStopNobody(t *testing.T) {
	dir := tempDir(t)
	files{lockFile: "", stageFolder + "/0": "half a pa", stageFolder + "/journal": "waymark jour", undoFolder + "/": ""}.write(t, dir)
	if ds, err := Recover(t.Context(), dir); err != nil || len(ds) > 0 {
		t.Fatal(ds, err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) > 0 {
		t.Errorf("left behind: %v", entries)
	}
	files{lockFile: "", stageFolder + "/0": "half a pa"}.write(t, dir)
	mustSync(t, osDisk{}, dir, small.outputs(), Options{})
	wantPublished(t, dir, small)
}

func TestRecoverLeavesFoldersInOrderAlone(t *testing.T) {
	ours, foreign, none := public(t, small), tempDir(t), filepath.Join(tempDir(t), "none")
	files{"notes.txt": "notes"}.write(t, foreign)
	for _, dir := range []string{ours, foreign, none} {
		d := &faultyDisk{disk: osDisk{}}
		if ds, err := (publisher{d, time.Second}).recover(t.Context(), dir); err != nil || len(ds) > 0 || d.wrote() != nil {
			t.Errorf("got %v, %v, %q", ds, err, d.wrote())
		}
	}
}

func TestFolderOnAnotherDisk(t *testing.T) {
	dir := public(t, small)
	before := read(t, dir)
	d := &faultyDisk{disk: osDisk{}, fail: func(_ int, op, name string) error {
		if (op == "rename" || op == "link") && strings.Contains(name, filepath.Join("public", "a")) {
			return syscall.EXDEV
		}
		return nil
	}}
	after := files{"index.html": "home 2", "a/index.html": "a 2", "a/b.css": "b 2"}
	_, _, err := publisher{d, time.Second}.sync(t.Context(), dir, after.outputs(), Options{})
	if !errors.Is(err, syscall.EXDEV) || !strings.Contains(err.Error(), filepath.Join("public", "a", "b.css")) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, read(t, dir)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
}

func TestDamagedRecord(t *testing.T) {
	for _, record := range []string{"", "waymark record 2 00\n", "nonsense"} {
		dir := public(t, small)
		files{recordFile: record}.write(t, dir)
		mustSync(t, osDisk{}, dir, small.outputs(), Options{}) // all the bytes are right
		stats := mustSync(t, osDisk{}, dir, small.outputs(), Options{})
		if want := (Stats{Kept: 3, Size: 6}); stats != want {
			t.Errorf("stats %+v, want %+v", stats, want)
		}
		files{recordFile: record}.write(t, dir)
		wantRefused(t, dir, "B001", files{"index.html": "home 2"}.outputs(), Options{})
	}
}

func TestDamagedJournalIsNotGuessedAt(t *testing.T) {
	dir := public(t, small)
	files{journalFile: "waymark journal 1 00\n"}.write(t, dir)
	before := read(t, dir)
	if _, _, err := Sync(t.Context(), dir, small.outputs(), Options{}); err == nil || !strings.Contains(err.Error(), "--force") {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, read(t, dir)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
}

func TestOutputsThatCannotLieTogether(t *testing.T) {
	for _, paths := range [][]string{
		{""}, {"."}, {"/a"}, {"a/"}, {"../a"}, {"a/../../b"}, {"a//b"}, {"a\x00b"}, {"\xff"},
		{".waymark/record"}, {".Waymark/x"}, {".git/config"}, {".git"},
		{"a", "a"}, {"a", "a/b"}, {"a/b/c", "a"}, {"a", "a.b", "a/b"},
	} {
		dir := filepath.Join(tempDir(t), "public")
		var outputs []Output
		for _, p := range paths {
			outputs = append(outputs, Output{Path: p, Bytes: func() ([]byte, error) { return nil, nil }})
		}
		if _, _, err := Sync(t.Context(), dir, outputs, Options{Force: true}); err == nil {
			t.Errorf("%q: no error", paths)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%q: the folder was made", paths)
		}
	}
}

func TestStrangeNames(t *testing.T) {
	site := files{"a b/ü?#%&\"'\\+.html": "1", "😀/новый/index.html": "2", "line\nbreak": "3", ".well-known/x": "4"}
	dir := public(t, site)
	wantPublished(t, dir, site)
	if stats := mustSync(t, osDisk{}, dir, site.outputs(), Options{}); stats.Kept != len(site) || stats.Rendered != 0 {
		t.Errorf("stats %+v", stats)
	}
	mustSync(t, osDisk{}, dir, nil, Options{})
	wantPublished(t, dir, files{})
}

func TestAssetsArePublishedBeforePages(t *testing.T) {
	d := &faultyDisk{disk: osDisk{}}
	mustSync(t, d, filepath.Join(tempDir(t), "public"), files{"a.html": "1", "b.css": "2", "c.html": "3", "z.js": "4"}.outputs(), Options{})
	var order []string
	for _, l := range d.log {
		if ext := filepath.Ext(l); strings.HasPrefix(l, "rename") && ext != "" && ext != "."+filepath.Base(l) {
			order = append(order, ext)
		}
	}
	if len(order) < 4 || slices.Contains(order[:2], ".html") {
		t.Errorf("order %q", order)
	}
}

func TestProgress(t *testing.T) {
	var told []int
	opt := Options{Progress: func(done, total int) { told = append(told, done, total) }}
	mustSync(t, osDisk{}, public(t, files{"index.html": "home"}), small.outputs(), opt)
	if !slices.Equal(told, []int{1, 3, 2, 3, 3, 3}) {
		t.Errorf("told %v", told)
	}
}

func BenchmarkUnchanged(b *testing.B) {
	site := files{}
	for i := range 10000 {
		site[fmt.Sprintf("section-%d/page-number-%d/index.html", i/100, i)] = fmt.Sprint("page ", i)
	}
	dir, outputs := public(b, site), site.outputs()
	for b.Loop() {
		if stats, _, err := Sync(b.Context(), dir, outputs, Options{}); err != nil || stats.Kept != len(site) || stats.Rendered > 0 {
			b.Fatal(stats, err)
		}
	}
}

func BenchmarkFirstBuild(b *testing.B) {
	site := files{}
	page := strings.Repeat("0123456789", 3000)
	for i := range 10000 {
		site[fmt.Sprintf("section-%d/page-number-%d/index.html", i/100, i)] = page
	}
	outputs := site.outputs()
	for b.Loop() {
		dir := filepath.Join(tempDir(b), "public")
		if _, _, err := Sync(b.Context(), dir, outputs, Options{}); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		os.RemoveAll(dir)
		b.StartTimer()
	}
}
