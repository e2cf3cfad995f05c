package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// What is read as a whole has a limit, and is refused by its size before it is
// read: a file can say that it has more than any memory.
const (
	MaxPage     = 32e6      // bytes of a page, of a file that a page includes, of a file of a theme
	MaxSettings = 1_000_000 // bytes of handbook.yaml
)

// ErrNotPlain is the error of reading what is neither a file nor a folder.
var ErrNotPlain = errors.New("it is not an ordinary file")

// TooLarge is the error of reading a file that has more than it may.
type TooLarge struct{ Size, Limit int64 }

func (e *TooLarge) Error() string {
	return fmt.Sprintf("it has %s, over the limit of %s", megabytes(e.Size), megabytes(e.Limit))
}

func megabytes(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }

// ReadFile returns the bytes of an ordinary file if there are no more than limit.
func ReadFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, ErrNotPlain
	case info.Size() > limit:
		return nil, &TooLarge{info.Size(), limit}
	}
	data := make([]byte, info.Size()+1) // one more, to see that it ends there
	n, err := io.ReadFull(file, data)
	for err == nil && int64(n) <= limit { // it has grown
		data = append(data, make([]byte, len(data))...)
		var more int
		more, err = io.ReadFull(file, data[n:])
		n += more
	}
	switch {
	case int64(n) > limit:
		return nil, &TooLarge{int64(n), limit}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return data[:n], nil
	}
	return nil, err
}
