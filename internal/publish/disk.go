package publish

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"

	"waymark/internal/ownfile"
)

// A disk is all that this package does to files. The tests have one that fails
// at the n-th call, and one that folds letter case.
type disk interface {
	Lstat(name string) (fs.FileInfo, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	Open(name string) (io.ReadCloser, error) // a regular file, no link

	// WriteFile makes a new file of mode 0644, and never writes to one that
	// exists: it might be a second name of a published one. With sync it
	// returns when the file is safe from a power failure.
	WriteFile(name string, from io.Reader, sync bool) error

	Mkdir(name string) error // of mode 0755
	Link(from, to string) error
	Rename(from, to string) error
	Remove(name string) error // a file, or an empty folder
}

// publishedMode is the mode of every file that we write.
const publishedMode = 0o644

// osDisk is the disk of the operating system.
type osDisk struct{}

func (osDisk) Lstat(name string) (fs.FileInfo, error)     { return os.Lstat(name) }
func (osDisk) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(name) }
func (osDisk) Open(name string) (io.ReadCloser, error)    { return ownfile.OpenRegular(name, os.O_RDONLY) }
func (osDisk) Link(from, to string) error                 { return os.Link(from, to) }
func (osDisk) Rename(from, to string) error               { return os.Rename(from, to) }
func (osDisk) Remove(name string) error                   { return os.Remove(name) }

func (osDisk) WriteFile(name string, from io.Reader, sync bool) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, publishedMode)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	if err == nil {
		err = f.Chmod(publishedMode) // the umask may have taken the world's right to read
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

// readFile returns the bytes of a small file: a record or a journal.
func readFile(d disk, name string) ([]byte, error) {
	f, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// digestFile returns the digest of a file, which can be of any size.
func digestFile(d disk, name string) (digest, error) {
	f, err := d.Open(name)
	if err != nil {
		return digest{}, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return digest(h.Sum(nil)[:16]), err
}

// copyFile makes a new file of the bytes of another.
func copyFile(d disk, from, to string) error {
	f, err := d.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	return d.WriteFile(to, f, true)
}
