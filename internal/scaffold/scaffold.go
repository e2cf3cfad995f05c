// Package scaffold makes the files that an author begins with, and the schemas
// by which editors help to fill them in. All of it derives from package kind
// (invariant 8): a field that is added there is in the schema, in the comments of
// a new page and among the questions without a word here.
//
//	Schema, SettingsSchema   what front matter and handbook.yaml may hold
//	NewPage                  a page of a kind, to be filled in
//	Handbook                 a handbook that builds at once
//	TakeOver                 the same from the folder of another tool
//	Recognize                what a folder is that needs no taking over
//
// Those are functions from values to files. Write puts files on the disk, and
// never overwrites: when one of them exists, it names those that do, and writes
// nothing.
//
// There is no clock here: who calls says what day it is.
package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/ownfile"
	"waymark/internal/source"
)

// A File is one to be written.
type File struct {
	Path string // slash-separated, below the folder that Write is given
	Data []byte
	Copy func() (io.ReadCloser, error) // opens what to copy instead of Data, which can be large
}

// An ExistsError says which files are in the way.
type ExistsError struct{ Paths []string }

func (e *ExistsError) Error() string {
	exist := "exist"
	if len(e.Paths) == 1 {
		exist = "exists"
	}
	return diag.ShortList(e.Paths, 10) + " " + exist + " already; nothing was written"
}

// Write writes files below a folder, which is made unless it is there. All of
// them are new, or none is written: files in the way are an *ExistsError, and
// what a failing disk has cut short is removed again. The folder may be a link;
// nothing is written through a link below it, which is an *ownfile.Obstacle.
func Write(dir string, files []File) (err error) {
	made, err := makeAll(dir)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return errors.Join(err, removeAll(os.Remove, made))
	}
	defer root.Close()
	var inTheWay []string
	for _, f := range files {
		if err := ownfile.Folders(dir, path.Dir(f.Path)); err != nil {
			return err
		}
		if _, err := root.Lstat(filepath.FromSlash(f.Path)); err == nil {
			inTheWay = append(inTheWay, f.Path)
		}
	}
	if len(inTheWay) > 0 {
		return &ExistsError{inTheWay}
	}
	var written []string
	for _, f := range files {
		folders, err := makeFolders(root, path.Dir(f.Path))
		written = append(written, folders...)
		if err == nil {
			err = writeFile(root, f, &written)
		}
		if err != nil {
			err = errors.Join(err, removeAll(root.Remove, written))
			return errors.Join(err, removeAll(os.Remove, made))
		}
	}
	return nil
}

// Differ returns those of the files that a folder doesn't have as they are.
func Differ(dir string, files []File) (paths []string, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	for _, f := range files {
		same, err := isThere(source.FS(root), f)
		if err != nil {
			return nil, err
		}
		if !same {
			paths = append(paths, f.Path)
		}
	}
	return paths, nil
}

// isThere reports whether there is a file with these bytes.
func isThere(in fs.FS, f File) (bool, error) {
	there, err := in.Open(f.Path)
	if err != nil {
		return false, nil // gone, a folder, no file: it is not the same
	}
	defer there.Close()
	want := io.NopCloser(bytes.NewReader(f.Data))
	if f.Copy != nil {
		if want, err = f.Copy(); err != nil {
			return false, err
		}
	}
	defer want.Close()
	wanted, size, err := source.SumOf(want)
	if err != nil {
		return false, err
	}
	found, foundSize, err := source.SumOf(there)
	return err == nil && found == wanted && foundSize == size, nil
}

// Replace writes a file that Write may have written before, through no link.
func Replace(dir string, f File) error {
	if err := ownfile.Folders(dir, path.Dir(f.Path)); err != nil {
		return err
	}
	return ownfile.WriteRegular(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data)
}

// makeAll makes a folder and those above it, and returns the ones that were
// not there, from the top.
func makeAll(dir string) (made []string, err error) {
	for missing := filepath.Clean(dir); ; missing = filepath.Dir(missing) {
		if _, err := os.Stat(missing); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		made = append([]string{missing}, made...)
	}
	return made, os.MkdirAll(dir, 0o777)
}

func makeFolders(root *os.Root, dir string) (made []string, err error) {
	for missing := dir; missing != "."; missing = path.Dir(missing) {
		if _, err := root.Lstat(missing); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		made = append([]string{missing}, made...)
	}
	for _, folder := range made {
		if err := root.Mkdir(folder, 0o777); err != nil {
			return made, err
		}
	}
	return made, nil
}

// writeFile writes one file, and enters it in written as soon as it is there.
func writeFile(root *os.Root, f File, written *[]string) (err error) {
	from := io.NopCloser(strings.NewReader(string(f.Data)))
	if f.Copy != nil {
		if from, err = f.Copy(); err != nil {
			return err
		}
	}
	defer from.Close()
	to, err := root.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	*written = append(*written, f.Path)
	_, err = io.Copy(to, from)
	if closed := to.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.Path, err)
	}
	return nil
}

// removeAll takes back what was written, the last first. What cannot be removed
// is reported: the disk is failing, and its owner should know what is left.
func removeAll(remove func(string) error, paths []string) error {
	var errs []error
	for i := len(paths) - 1; i >= 0; i-- {
		if err := remove(paths[i]); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
