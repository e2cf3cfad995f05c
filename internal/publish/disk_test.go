package publish

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"waymark/internal/ownfile"
)

// A faultyDisk counts the calls, and fails some.
type faultyDisk struct {
	disk
	fail  func(call int, op, name string) error // nil: nothing fails
	late  bool                                  // do it, then fail
	watch func(op string)                       // called after each call

	mu    sync.Mutex
	calls int
	log   []string
}

// failing returns the fail of a disk whose calls from first to last fail.
func failing(first, last int, err error) func(int, string, string) error {
	return func(call int, _, _ string) error {
		if first <= call && call <= last {
			return err
		}
		return nil
	}
}

const forever = 1 << 30

// do calls the action, or fails; half is what remains of the call that is the
// first to fail.
func (d *faultyDisk) do(op, name string, action func() error, half ...func()) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls++
	d.log = append(d.log, op+" "+name)
	var fault error
	if d.fail != nil {
		fault = d.fail(d.calls, op, name)
	}
	var err error
	if fault == nil || d.late {
		err = action()
	}
	if fault != nil && !d.late && d.fail(d.calls-1, op, name) == nil {
		for _, h := range half {
			h()
		}
	}
	if fault != nil {
		err = &fs.PathError{Op: op, Path: name, Err: fault}
	}
	if d.watch != nil {
		d.watch(op + " " + name)
	}
	return err
}

func (d *faultyDisk) Lstat(name string) (info fs.FileInfo, err error) {
	err = d.do("lstat", name, func() error { info, err = d.disk.Lstat(name); return err })
	return info, err
}

func (d *faultyDisk) ReadDir(name string) (es []fs.DirEntry, err error) {
	err = d.do("readdir", name, func() error { es, err = d.disk.ReadDir(name); return err })
	return es, err
}

func (d *faultyDisk) Open(name string) (f io.ReadCloser, err error) {
	err = d.do("read", name, func() error { f, err = d.disk.Open(name); return err })
	return f, err
}

// WriteFile leaves half a file behind when it is the first to fail. It never
// syncs, for speed.
func (d *faultyDisk) WriteFile(name string, from io.Reader, _ bool) error {
	data, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	return d.do("write", name, func() error { return d.disk.WriteFile(name, bytes.NewReader(data), false) },
		func() { os.WriteFile(name, data[:len(data)/2], 0o644) })
}

func (d *faultyDisk) Mkdir(name string) error {
	return d.do("mkdir", name, func() error { return d.disk.Mkdir(name) })
}

func (d *faultyDisk) Link(from, to string) error {
	return d.do("link", from, func() error { return d.disk.Link(from, to) })
}

func (d *faultyDisk) Rename(from, to string) error {
	return d.do("rename", to, func() error { return d.disk.Rename(from, to) })
}

func (d *faultyDisk) Remove(name string) error {
	return d.do("remove", name, func() error { return d.disk.Remove(name) })
}

// wrote returns the calls that changed something.
func (d *faultyDisk) wrote() (log []string) {
	for _, l := range d.log {
		op, _, _ := strings.Cut(l, " ")
		switch op {
		case "write", "mkdir", "link", "rename", "remove":
			log = append(log, l)
		}
	}
	return log
}

// A foldingDisk takes names below root that differ by letter case for one.
type foldingDisk struct {
	disk
	root string
}

func (d foldingDisk) real(name string) string {
	rel, err := filepath.Rel(d.root, name)
	if err != nil || rel == "." || strings.HasPrefix(rel, "..") {
		return name
	}
	real := d.root
	for part := range strings.SplitSeq(rel, string(filepath.Separator)) {
		entries, _ := os.ReadDir(real)
		for _, e := range entries {
			if strings.EqualFold(e.Name(), part) {
				part = e.Name()
				break
			}
		}
		real = filepath.Join(real, part)
	}
	return real
}

func (d foldingDisk) Lstat(name string) (fs.FileInfo, error)     { return d.disk.Lstat(d.real(name)) }
func (d foldingDisk) ReadDir(name string) ([]fs.DirEntry, error) { return d.disk.ReadDir(d.real(name)) }
func (d foldingDisk) Open(name string) (io.ReadCloser, error)    { return d.disk.Open(d.real(name)) }
func (d foldingDisk) Mkdir(name string) error                    { return d.disk.Mkdir(d.real(name)) }
func (d foldingDisk) Remove(name string) error                   { return d.disk.Remove(d.real(name)) }
func (d foldingDisk) Link(from, to string) error                 { return d.disk.Link(d.real(from), d.real(to)) }
func (d foldingDisk) Rename(from, to string) error {
	return d.disk.Rename(d.real(from), d.real(to))
}
func (d foldingDisk) WriteFile(name string, from io.Reader, sync bool) error {
	return d.disk.WriteFile(d.real(name), from, sync)
}

// files are paths with contents. A path that ends with / is an empty folder.
type files map[string]string

func (fs files) write(t *testing.T, dir string) {
	t.Helper()
	for path, content := range fs {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if strings.HasSuffix(path, "/") {
			name, path = filepath.Join(name, "x"), ""
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if path == "" {
			continue
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// outputs makes an output of every file, with a key made of its content.
func (fs files) outputs() []Output {
	var outs []Output
	for path, content := range fs {
		outs = append(outs, Output{Path: path, Key: digestOf([]byte(content)), Bytes: func() ([]byte, error) { return []byte(content), nil }})
	}
	return outs
}

// read lists everything in a folder: modes of folders, modes and contents of
// files. The lock is left out.
func read(t *testing.T, dir string) files {
	t.Helper()
	all := files{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, _ := filepath.Rel(dir, name)
		path = filepath.ToSlash(path)
		info, err := e.Info()
		if err != nil {
			return err
		}
		switch {
		case path == lockFile:
		case e.IsDir():
			all[path+"/"] = info.Mode().String()
		case e.Type() == fs.ModeSymlink:
			all[path], err = os.Readlink(name)
		default:
			var data []byte
			data, err = os.ReadFile(name)
			all[path] = fmt.Sprintf("%s %s", info.Mode(), data)
		}
		return err
	})
	if err != nil && !ownfile.IsMissing(err) {
		t.Fatal(err)
	}
	return all
}

// published is read without what is ours alone.
func published(t *testing.T, dir string) files {
	t.Helper()
	all := read(t, dir)
	for path := range all {
		if path == "./" || strings.HasPrefix(path, ownFolder) {
			delete(all, path)
		}
	}
	return all
}

// tempDir returns a folder for the test, in memory where Linux has one: the
// laws are tried on thousands of small sites.
func tempDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "publish-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
