package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
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

// commit takes all steps, or none.
func (f *folder) commit(steps []step) error {
	err := f.takeAll(steps)
	if err == nil {
		return nil
	}
	if again := f.undo(steps); again != nil {
		return fmt.Errorf("%w; the next build has to undo what was begun, because here it failed: %w", err, again)
	}
	return errors.Join(err, f.dropTemporary())
}

// takeAll takes one step after the other. The folder has its new content once
// the journal is gone, and until then it can be given back the old.
func (f *folder) takeAll(steps []step) error {
	if err := f.disk.Mkdir(f.at(undoFolder)); err != nil {
		return f.fail(undoFolder, err)
	}
	if err := f.writeJournal(steps); err != nil {
		return f.fail(journalFile, err)
	}
	for _, s := range steps {
		if err := f.take(s); err != nil {
			return f.fail(s.path, err)
		}
	}
	if err := f.disk.Remove(f.at(journalFile)); err != nil {
		return f.fail(journalFile, err)
	}
	return nil
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
	data, err := f.disk.ReadFile(f.at(s.path))
	if err != nil {
		return err
	}
	return f.disk.WriteFile(f.kept(s.id), data, true)
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
	if missing(err) || err == nil && !info.IsDir() {
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
	if err := f.disk.Remove(f.at(journalFile)); err != nil && !missing(err) {
		return f.fail(journalFile, err)
	}
	return nil
}

func (f *folder) takeBack(s step) error {
	switch s.kind {
	case mkdir:
		return f.removeFolder(s.path)
	case rmdir:
		return f.makeFolder(s.path)
	case remove:
		return f.move(f.kept(s.id), f.at(s.path))
	}
	if _, err := f.disk.Lstat(f.staged(s.id)); !missing(err) {
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
		if missing(err) {
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
	if err := f.disk.WriteFile(draft, seal(journalTitle, body), true); err != nil {
		return err
	}
	return f.disk.Rename(draft, f.at(journalFile))
}

// readJournal returns the steps of a build that was cut off; none if there is
// no journal.
func (f *folder) readJournal() ([]step, error) {
	data, err := f.disk.ReadFile(f.at(journalFile))
	if missing(err) {
		return nil, nil
	}
	if err != nil {
		return nil, f.fail(journalFile, err)
	}
	body, err := unseal(journalTitle, data)
	if err != nil {
		return nil, fmt.Errorf("%w: remove %s and build with --force", f.fail(journalFile, err), f.at(ownFolder))
	}
	var steps []step
	for line := range strings.Lines(body) {
		var s step
		if _, err := fmt.Sscanf(line, "%s %d %q\n", &s.kind, &s.id, &s.path); err != nil {
			return nil, f.fail(journalFile, err)
		}
		steps = append(steps, s)
	}
	return steps, nil
}
