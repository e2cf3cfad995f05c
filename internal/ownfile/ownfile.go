// Package ownfile names the files that Waymark keeps for itself, and opens them
// without following a link.
//
// Whoever clones a repository gets whatever its author put under these names: a
// symbolic link to a file in the reader's home, a folder that leads into .git, a
// named pipe. Nothing here is read, written or removed through a link, and
// nothing but a regular file is opened, so that no build writes elsewhere and
// none waits for a pipe. The folder that the names are below is the user's
// choice and may be a link itself.
//
// It also says what the system found, in words that messages share: Describe for
// what is at a name, Cause for what went wrong.
//
// A name that is not in All cannot be opened, and a test plants a link at each
// name in All, so a new file is tested as soon as it is declared.
package ownfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

// A Name is a slash-separated path below a project or an output folder.
type Name string

// Folder holds all of our files.
const Folder Name = ".waymark"

// In an output folder; package publish says what each is for.
const (
	Record  Name = ".waymark/record"
	Lock    Name = ".waymark/lock"
	Journal Name = ".waymark/journal"
	Stage   Name = ".waymark/stage" // a folder
	Undo    Name = ".waymark/undo"  // a folder
)

// In a project. CacheFolder is package cache's; Stamps holds a file for each
// output folder, see package publish.
const (
	CacheFolder   Name = ".waymark/cache"
	CacheLock     Name = ".waymark/cache/lock"
	CachePack     Name = ".waymark/cache/pack"
	CacheNewPack  Name = ".waymark/cache/pack.new"
	CacheIndex    Name = ".waymark/cache/index"
	CacheNewIndex Name = ".waymark/cache/index.new"
	CacheIgnore   Name = ".waymark/cache/.gitignore"
	Stamps        Name = ".waymark/cache/stamps" // a folder
)

// All are all names, parents first.
var All = []Name{
	Folder, Record, Lock, Journal, Stage, Undo,
	CacheFolder, CacheLock, CachePack, CacheNewPack, CacheIndex, CacheNewIndex, CacheIgnore, Stamps,
}

// folders are the names of All that are folders. What is directly in Stage, Undo
// and Stamps belongs to us, too.
var folders = []Name{Folder, Stage, Undo, CacheFolder, Stamps}

// At returns where a name is on the disk.
func At(base string, name Name) string { return filepath.Join(base, filepath.FromSlash(string(name))) }

func (n Name) isDeclared() bool {
	return slices.Contains(All, n) || slices.Contains(folders, Name(path.Dir(string(n))))
}

// An Obstacle is something that is not what a name stands for. Waymark leaves it
// alone.
type Obstacle struct {
	Path string
	Is   string // what it is: "a symbolic link"
	Want string // "a file" or "a folder"
}

func (o *Obstacle) Error() string {
	return fmt.Sprintf("%s is %s, not %s", o.Path, o.Is, o.Want)
}

// IsLink reports whether a symbolic link is in the way.
func (o *Obstacle) IsLink() bool { return o.Is == symbolicLink }

const symbolicLink = "a symbolic link"

// Check returns an *Obstacle if a name, or a folder above it, is neither missing
// nor what it should be.
func Check(base string, name Name) error {
	if !name.isDeclared() {
		return fmt.Errorf("%s is not declared in package ownfile", name)
	}
	if err := Folders(base, path.Dir(string(name))); err != nil {
		return err
	}
	info, err := os.Lstat(At(base, name))
	if err != nil {
		return ignoreMissing(err)
	}
	return expect(At(base, name), info, slices.Contains(folders, name))
}

// Folders returns an *Obstacle if a part of a slash-separated path below base is
// there but is not a folder: a link to a folder is none.
func Folders(base, dir string) error {
	if dir == "." || dir == "" {
		return nil
	}
	at := base
	for part := range strings.SplitSeq(dir, "/") {
		at = filepath.Join(at, part)
		info, err := os.Lstat(at)
		if err != nil {
			return ignoreMissing(err)
		}
		if err := expect(at, info, true); err != nil {
			return err
		}
	}
	return nil
}

func ignoreMissing(err error) error {
	if IsMissing(err) {
		return nil
	}
	return err
}

func expect(at string, info fs.FileInfo, folder bool) error {
	switch {
	case folder && !info.IsDir():
		return &Obstacle{at, Describe(info.Mode()), "a folder"}
	case !folder && !info.Mode().IsRegular():
		return &Obstacle{at, Describe(info.Mode()), "a file"}
	}
	return nil
}

// Describe names what a mode stands for, with its article.
func Describe(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode.IsRegular():
		return "a file"
	case mode&fs.ModeSymlink != 0:
		return symbolicLink
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}

// Open opens one of our files with the flags of os.OpenFile. With os.O_CREATE,
// a missing file is made with the mode; the folder it is in must exist.
func Open(base string, name Name, flag int, mode fs.FileMode) (*os.File, error) {
	if err := Check(base, name); err != nil {
		return nil, err
	}
	at := At(base, name)
	if flag&os.O_CREATE != 0 {
		// O_EXCL follows no link. Somebody else may be quicker, which is fine.
		f, err := os.OpenFile(at, flag|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) || flag&os.O_EXCL != 0 {
			return f, err
		}
	}
	return OpenRegular(at, flag&^os.O_CREATE)
}

// OpenRegular opens an existing file. It returns an *Obstacle for a link and for
// whatever is not a regular file, and never waits for a pipe.
func OpenRegular(name string, flag int) (*os.File, error) {
	// Where the system has no O_NOFOLLOW, this look is all there is; elsewhere it
	// only makes the message clearer than "too many levels of symbolic links".
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if err := expect(name, info, false); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, flag|noFollow, 0)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err == nil {
		err = expect(name, info, false)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// WriteRegular gives a file new bytes, or makes it. Like OpenRegular it follows no
// link and writes to nothing but a regular file.
func WriteRegular(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		f, err = OpenRegular(name, os.O_WRONLY|os.O_TRUNC)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// NewLock returns a lock on one of our files, which is made if it is missing. It
// is not held yet. The lock is the system's, not the file's, so a file that a
// killed process left behind locks nobody out.
func NewLock(base string, name Name) (*flock.Flock, error) {
	f, err := Open(base, name, os.O_RDONLY|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	flag := os.O_RDONLY
	if runtime.GOOS == "aix" || runtime.GOOS == "solaris" || runtime.GOOS == "illumos" {
		flag = os.O_RDWR // they lock no file that is only open for reading
	}
	return flock.New(At(base, name), flock.SetFlag(flag|noFollow)), f.Close()
}

// Read returns the bytes of one of our files.
func Read(base string, name Name) ([]byte, error) {
	if err := Check(base, name); err != nil {
		return nil, err
	}
	return ReadRegular(At(base, name))
}

// ReadRegular returns the bytes of a file that OpenRegular opens.
func ReadRegular(name string) ([]byte, error) {
	f, err := OpenRegular(name, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Replace gives one of our files new bytes. They are written to the file draft
// first and take the name by a rename, so a reader meets the old file or the new
// one.
func Replace(base string, name, draft Name, write func(io.Writer) error) error {
	if err := errors.Join(Check(base, name), Check(base, draft)); err != nil {
		return err
	}
	if err := os.Remove(At(base, draft)); ignoreMissing(err) != nil { // of a process that was killed
		return err
	}
	f, err := Open(base, draft, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(At(base, draft)))
	}
	return os.Rename(At(base, draft), At(base, name))
}

// MakeFolder makes one of our folders and those above it, up to base, which must
// exist.
func MakeFolder(base string, name Name) error {
	if err := Check(base, name); err != nil {
		return err
	}
	return os.MkdirAll(At(base, name), 0o755)
}

// RemoveAll removes a folder of ours with all that is in it, and then Folder if
// nothing else is in that. A link in the folder goes, what it leads to stays.
func RemoveAll(base string, name Name) error {
	if err := Check(base, name); err != nil {
		return err
	}
	if err := os.RemoveAll(At(base, name)); err != nil {
		return err
	}
	os.Remove(At(base, Folder)) // only an empty folder goes
	return nil
}

// Rewrite gives an author's file new bytes and leaves it its mode. They are written
// beside it first, so that whatever happens the old file is there, or the new one. It
// follows no link.
func Rewrite(name string, data []byte) error {
	info, err := os.Lstat(name)
	if err == nil {
		err = expect(name, info, false)
	}
	if err != nil {
		return err
	}
	draft, err := os.CreateTemp(filepath.Dir(name), ".waymark-*")
	if err != nil {
		return err
	}
	_, err = draft.Write(data)
	if err = errors.Join(err, os.Chmod(draft.Name(), info.Mode().Perm()), draft.Close()); err == nil {
		err = os.Rename(draft.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(draft.Name()))
	}
	return nil
}
