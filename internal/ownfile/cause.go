package ownfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// Cause returns what went wrong without the system's paths: callers name files as
// the user would, and the system may name a staged copy.
func Cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}

// IsMissing reports whether an error says that there is nothing at a path, even
// because a folder above it is a file.
func IsMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
