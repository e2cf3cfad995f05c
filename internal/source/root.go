package source

import (
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"waymark/internal/ownfile"
)

// FS returns the files below an open folder. As with [os.Root], nothing leads out
// of it. Besides, only ordinary files and folders are ever opened, so a pipe that
// takes a file's place keeps nobody waiting; and where the system can do it, a
// path is walked in one call, however deep it is.
func FS(root *os.Root) fs.FS {
	f := &folder{root: root}
	f.dir, _ = root.Open(".") // without it, paths are walked step by step
	return f
}

type folder struct {
	root *os.Root
	dir  *os.File // nil: it could not be opened
}

func (f *folder) Open(name string) (fs.File, error) {
	file, err := f.open(name)
	if err != nil {
		return nil, err
	}
	return file, nil
}

func (f *folder) open(name string) (*os.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file := f.openBeneath(name, toRead)
	if file == nil {
		var err error
		if file, err = f.root.OpenFile(name, os.O_RDONLY|ownfile.NoWait, 0); err != nil {
			return nil, err
		}
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrNotPlain}
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

func (f *folder) ReadFile(name string) ([]byte, error) {
	file, err := f.open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

func (f *folder) ReadDir(name string) ([]fs.DirEntry, error) {
	file, err := f.open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	entries, err := file.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

func (f *folder) Stat(name string) (fs.FileInfo, error) { return f.look(name, toLook, f.root.Stat) }
func (f *folder) Lstat(name string) (fs.FileInfo, error) {
	return f.look(name, toLookAtLink, f.root.Lstat)
}

func (f *folder) look(name string, how opening, step func(string) (fs.FileInfo, error)) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	if file := f.openBeneath(name, how); file != nil {
		defer file.Close()
		return file.Stat()
	}
	return step(name)
}

func (f *folder) ReadLink(name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	return f.root.Readlink(name)
}

// An opening is what a file is opened for.
type opening int

const (
	toRead       opening = iota
	toLook               // at what the system says of it
	toLookAtLink         // the same, of a link itself
)
