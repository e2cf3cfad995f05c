package publish

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/internal/ownfile"
)

// A stamp is what the disk says of a file without reading it.
type stamp struct {
	size, time int64 // time is in nanoseconds since 1970
	mode       fs.FileMode
}

func stampOf(info fs.FileInfo) stamp {
	return stamp{info.Size(), info.ModTime().UnixNano(), info.Mode()}
}

// Stamps say how the disk described each output when it was known to have the
// bytes that the record says. As long as a file has that stamp, nobody has edited
// it, and it isn't read. The record has no times, because the same outputs have
// the same record; so stamps are in the project, one file for each of its output
// folders. Losing them costs one reading of the outputs.
//
// An edit in the same tick of the clock as the writing would leave the stamp as
// it is. So a file has a stamp only once the clock has moved on.
type stamps struct {
	project string // empty: none are kept
	name    ownfile.Name
	root    string // of the output folder
	known   map[string]stamp
	begun   time.Time // when this build began to look at files
}

// slowestClock is the longest tick of a disk's clock: FAT has two seconds.
const slowestClock = 2 * time.Second

const stampsTitle = "waymark stamps 1"

// openStamps reads the stamps of an output folder. Where there are none, or they
// are damaged, no file has one.
func openStamps(project, root string) *stamps {
	s := &stamps{project: project, root: root, known: map[string]stamp{}, begun: time.Now()}
	if project == "" {
		return s
	}
	s.name = stampsName(root)
	data, err := ownfile.Read(project, s.name)
	if err != nil {
		return s
	}
	body, err := unseal(stampsTitle, data)
	if err != nil {
		return s
	}
	first, rest, _ := strings.Cut(body, "\n")
	if first != strconv.Quote(root) {
		return s
	}
	for line := range strings.Lines(rest) {
		var at stamp
		var path string
		if _, err := fmt.Sscanf(line, "%d %d %o %q\n", &at.size, &at.time, &at.mode, &path); err == nil {
			s.known[path] = at
		}
	}
	return s
}

// stampsName names the stamps of an output folder.
func stampsName(root string) ownfile.Name {
	return ownfile.Stamps + ownfile.Name(fmt.Sprintf("/%x", digestOf([]byte(root))))
}

// has reports whether a file is as it was when its stamp was taken.
func (s *stamps) has(path string, info fs.FileInfo) bool {
	at, known := s.known[path]
	return known && at == stampOf(info)
}

// settled reports whether a file that has just been read, or written before the
// given time, is so old that any later edit gives it another time.
func (s *stamps) settled(at stamp, written time.Time) bool {
	if written.IsZero() {
		written = s.begun.Add(-slowestClock)
	}
	return at.time < written.UnixNano()
}

// save keeps the stamps of outputs for the next build. It reports nothing: the
// next build can do without.
func (s *stamps) save(now map[string]stamp) {
	if s.project == "" || len(now) == 0 && len(s.known) == 0 || sameStamps(now, s.known) {
		return
	}
	body := fmt.Appendf(nil, "%q\n", s.root)
	paths := make([]string, 0, len(now))
	for path := range now {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		at := now[path]
		body = fmt.Appendf(body, "%d %d %o %q\n", at.size, at.time, uint32(at.mode), path)
	}
	if ownfile.MakeFolder(s.project, ownfile.Stamps) != nil {
		return
	}
	s.prune()
	ownfile.Replace(s.project, s.name, s.name+".new", func(w io.Writer) error {
		_, err := w.Write(seal(stampsTitle, body))
		return err
	})
}

func sameStamps(a, b map[string]stamp) bool {
	if len(a) != len(b) {
		return false
	}
	for path, at := range a {
		if was, known := b[path]; !known || was != at {
			return false
		}
	}
	return true
}

// prune removes the stamps of output folders that no longer exist.
func (s *stamps) prune() {
	entries, err := os.ReadDir(ownfile.At(s.project, ownfile.Stamps))
	if err != nil {
		return
	}
	for _, e := range entries {
		name := ownfile.Stamps + ownfile.Name("/"+e.Name())
		data, err := ownfile.Read(s.project, name)
		if err != nil {
			continue
		}
		_, body, _ := bytes.Cut(data, []byte("\n"))
		first, _, _ := bytes.Cut(body, []byte("\n"))
		root, err := strconv.Unquote(string(first))
		if err != nil {
			root = "" // damaged, or cut off
		}
		if _, err := os.Stat(root); ownfile.IsMissing(err) {
			os.Remove(filepath.Join(ownfile.At(s.project, name)))
		}
	}
}
