package publish

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// A disk is all that this package does to files. The tests have one that fails
// at the n-th call, and one that folds letter case.
type disk interface {
	Lstat(name string) (fs.FileInfo, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	ReadFile(name string) ([]byte, error)

	// WriteFile makes a new file of mode 0644, and never writes to one that
	// exists: it might be a second name of a published one. With sync it
	// returns when the file is safe from a power failure.
	WriteFile(name string, data []byte, sync bool) error

	Mkdir(name string) error // of mode 0755
	Link(from, to string) error
	Rename(from, to string) error
	Remove(name string) error // a file, or an empty folder
}

// osDisk is the disk of the operating system.
type osDisk struct{}

func (osDisk) Lstat(name string) (fs.FileInfo, error)     { return os.Lstat(name) }
func (osDisk) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (osDisk) ReadFile(name string) ([]byte, error)       { return os.ReadFile(name) }
func (osDisk) Link(from, to string) error                 { return os.Link(from, to) }
func (osDisk) Rename(from, to string) error               { return os.Rename(from, to) }
func (osDisk) Remove(name string) error                   { return os.Remove(name) }

func (osDisk) WriteFile(name string, data []byte, sync bool) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644) // the umask may have taken the world's right to read
	}
	if err == nil && sync {
		err = f.Sync()
	}
	return errors.Join(err, f.Close()) // a full network disk may tell only here
}

func (osDisk) Mkdir(name string) error {
	if err := os.Mkdir(name, 0o755); err != nil {
		return err
	}
	return os.Chmod(name, 0o755)
}

// missing tells whether there is nothing at a path, be it that a folder above
// it is a file.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// bare returns the reason of a system error without its paths: they name
// staged files, and callers name the published one.
func bare(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}
