package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/internal/ownfile"
)

// A step is one change of the folder that can be taken back.
type step struct {
	kind string
	id   int    // the file's name in the staging and in the undo folder; 0 for folders
	path string // slash-separated, below the output folder
}

const (
	create  = "create"  // stage → path, where nothing is
	replace = "replace" // path is linked into undo, then stage → path
	remove  = "remove"  // path → undo
	mkdir   = "mkdir"
	rmdir   = "rmdir" // unless something is left in it
)

// commit takes all steps, or none. It returns the disk's time at which everything
// was staged and nothing yet published.
func (f *folder) commit(steps []step) (begun time.Time, err error) {
	begun, err = f.takeAll(steps)
	if err == nil {
		return begun, nil
	}
	if again := f.undo(steps); again != nil {
		return begun, fmt.Errorf("%w; the next build has to undo what was begun, because here it failed: %w", err, again)
	}
	return begun, errors.Join(err, f.dropTemporary())
}

// takeAll takes one step after the other. The folder has its new content once
// the journal is gone, and until then it can be given back the old.
func (f *folder) takeAll(steps []step) (begun time.Time, err error) {
	if err := f.disk.Mkdir(f.at(undoFolder)); err != nil {
		return begun, f.fail(undoFolder, err)
	}
	if err := f.writeJournal(steps); err != nil {
		return begun, f.fail(journalFile, err)
	}
	info, err := f.disk.Lstat(f.at(journalFile))
	if err != nil {
		return begun, f.fail(journalFile, err)
	}
	for _, s := range steps {
		if err := f.take(s); err != nil {
			return begun, f.fail(s.path, err)
		}
	}
	if err := f.disk.Remove(f.at(journalFile)); err != nil {
		return begun, f.fail(journalFile, err)
	}
	return info.ModTime(), nil
}

// take takes one step.
func (f *folder) take(s step) error {
	switch s.kind {
	case mkdir:
		return f.makeFolder(s.path)
	case rmdir:
		return f.removeFolder(s.path)
	case remove:
		return f.disk.Rename(f.at(s.path), f.kept(s.id))
	case replace:
		if err := f.keep(s); err != nil {
			return err
		}
	}
	return f.disk.Rename(f.staged(s.id), f.at(s.path))
}

// keep gives a file a second name, by which it comes back if the build is
// undone, while readers still find it under the first. Where the disk has no
// links, it is copied.
func (f *folder) keep(s step) error {
	if f.disk.Link(f.at(s.path), f.kept(s.id)) == nil {
		return nil
	}
	return copyFile(f.disk, f.at(s.path), f.kept(s.id))
}

func (f *folder) makeFolder(path string) error {
	err := f.disk.Mkdir(f.at(path))
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, there := f.disk.Lstat(f.at(path)); there == nil && info.IsDir() {
		return nil
	}
	return err
}

// removeFolder removes a folder if it is one, and empty.
func (f *folder) removeFolder(path string) error {
	info, err := f.disk.Lstat(f.at(path))
	if ownfile.IsMissing(err) || err == nil && !info.IsDir() {
		return nil
	}
	if err == nil {
		err = f.disk.Remove(f.at(path))
	}
	if errors.Is(err, fs.ErrExist) { // not empty
		return nil
	}
	return err
}

// undo takes the steps back, the last one first, then removes the journal. A
// step that was not taken, or was taken back before, is left alone.
func (f *folder) undo(steps []step) error {
	for _, s := range slices.Backward(steps) {
		if err := f.takeBack(s); err != nil {
			return f.fail(s.path, err)
		}
	}
	if err := f.disk.Remove(f.at(journalFile)); err != nil && !ownfile.IsMissing(err) {
		return f.fail(journalFile, err)
	}
	return nil
}

func (f *folder) takeBack(s step) error {
	if f.linkAbove(s.path) != "" {
		return nil // no step is taken beyond a link: it was still to be cleared away, or is back
	}
	switch s.kind {
	case mkdir:
		return f.removeFolder(s.path)
	case rmdir:
		return f.makeFolder(s.path)
	case remove:
		return f.move(f.kept(s.id), f.at(s.path))
	}
	if _, err := f.disk.Lstat(f.staged(s.id)); !ownfile.IsMissing(err) {
		return err // still staged: the step was not taken
	}
	if s.kind == create {
		return f.move(f.at(s.path), f.staged(s.id))
	}
	return f.move(f.kept(s.id), f.at(s.path))
}

// move renames a file that need not be there.
func (f *folder) move(from, to string) error {
	if _, err := f.disk.Lstat(from); err != nil {
		if ownfile.IsMissing(err) {
			return nil
		}
		return err
	}
	return f.disk.Rename(from, to)
}

const journalTitle = "waymark journal 1"

// writeJournal writes down the steps, which makes them begin.
func (f *folder) writeJournal(steps []step) error {
	var body []byte
	for _, s := range steps {
		body = fmt.Appendf(body, "%s %d %q\n", s.kind, s.id, s.path)
	}
	draft := f.at(stageFolder + "/journal")
	if err := f.disk.WriteFile(draft, bytes.NewReader(seal(journalTitle, body)), true); err != nil {
		return err
	}
	return f.disk.Rename(draft, f.at(journalFile))
}

// readJournal returns the steps of a build that was cut off; none if there is
// no journal. A journal with a step that no build takes is an error: somebody
// else wrote it, and undoing it could change any file.
func (f *folder) readJournal() ([]step, error) {
	data, err := readFile(f.disk, f.at(journalFile))
	if ownfile.IsMissing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, f.fail(journalFile, err)
	}
	refuse := func(err error) error {
		return fmt.Errorf("%w: remove %s and build with --force", f.fail(journalFile, err), f.shownAt(ownFolder))
	}
	body, err := unseal(journalTitle, data)
	if err != nil {
		return nil, refuse(err)
	}
	var steps []step
	for line := range strings.Lines(body) {
		s, err := parseStep(line)
		if err != nil {
			return nil, refuse(err)
		}
		steps = append(steps, s)
	}
	if err := f.checkSteps(steps); err != nil {
		return nil, refuse(fmt.Errorf("no build wrote this journal: %w", err))
	}
	return steps, nil
}

func parseStep(line string) (s step, err error) {
	kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
	id, path, _ := strings.Cut(rest, " ")
	s.kind = kind
	if s.id, err = strconv.Atoi(id); err != nil {
		return step{}, fmt.Errorf("strange line %q", line)
	}
	if s.path, err = strconv.Unquote(path); err != nil {
		return step{}, fmt.Errorf("strange line %q", line)
	}
	return s, nil
}

// checkSteps returns an error if a step is none that a build of this folder could
// have taken.
func (f *folder) checkSteps(steps []step) error {
	ids, cleared := make(map[int]bool), make(map[string]bool)
	for _, s := range steps {
		switch {
		case s.kind == mkdir || s.kind == rmdir:
			if s.id != 0 {
				return fmt.Errorf("%s of %q has a number", s.kind, s.path)
			}
		case s.kind != create && s.kind != replace && s.kind != remove:
			return fmt.Errorf("%q is no step", s.kind)
		case s.id < 0 || ids[s.id]:
			return fmt.Errorf("%d is the number of no file, or of two", s.id)
		default:
			ids[s.id] = true
			cleared[s.path] = cleared[s.path] || s.kind == remove
		}
	}
	for _, s := range steps {
		if err := f.checkStepPath(s, cleared); err != nil {
			return err
		}
		if s.kind == create || s.kind == replace {
			if err := f.checkStepFiles(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkStepPath returns an error if a step is for a file that is not ours to
// change, or for one beyond a link that the build did not clear away itself.
func (f *folder) checkStepPath(s step, cleared map[string]bool) error {
	isRecord := s.path == recordFile && (s.kind == create || s.kind == replace)
	if !isRecord {
		if err := checkPath(s.path); err != nil {
			return err
		}
	}
	if link := f.linkAbove(s.path); link != "" && !cleared[link] {
		return fmt.Errorf("%s is a symbolic link", f.shownAt(link))
	}
	return nil
}

// checkStepFiles returns an error if what a build staged or kept for a step is no
// regular file. (What --force made a build remove can be anything.)
func (f *folder) checkStepFiles(s step) error {
	for _, name := range []string{f.staged(s.id), f.kept(s.id)} {
		info, err := f.disk.Lstat(name)
		if err == nil && !info.Mode().IsRegular() {
			return fmt.Errorf("%s is %s", name, ownfile.Describe(info.Mode()))
		}
	}
	return nil
}

// linkAbove returns the uppermost folder of a path that is a symbolic link, or
// nothing.
func (f *folder) linkAbove(p string) string {
	found := ""
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if info, err := f.disk.Lstat(f.at(dir)); err == nil && info.Mode().Type() == fs.ModeSymlink {
			found = dir
		}
	}
	return found
}
