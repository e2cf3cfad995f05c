package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"waymark/internal/diag"
	"waymark/internal/ownfile"
)

// What lies in ownFolder, at the top of the output folder.
const (
	ownFolder   = string(ownfile.Folder)
	recordFile  = string(ownfile.Record)
	lockFile    = string(ownfile.Lock)
	journalFile = string(ownfile.Journal)
	stageFolder = string(ownfile.Stage)
	undoFolder  = string(ownfile.Undo)
)

// A folder is an output folder while it is locked.
type folder struct {
	disk  disk
	root  string   // absolute, links followed
	shown string   // as the user called it
	made  []string // folders that were not there before, the outermost first
	lock  *flock.Flock
}

// at returns where a slash-separated path lies on the disk.
func (f *folder) at(path string) string {
	return f.root + string(filepath.Separator) + filepath.FromSlash(path)
}

func (f *folder) staged(id int) string { return f.at(stageFolder + "/" + strconv.Itoa(id)) }
func (f *folder) kept(id int) string   { return f.at(undoFolder + "/" + strconv.Itoa(id)) }

// shownAt returns a slash-separated path as the user would write it.
func (f *folder) shownAt(path string) string { return filepath.Join(f.shown, filepath.FromSlash(path)) }

// fail says which published file an operation was for.
func (f *folder) fail(path string, err error) error {
	return fmt.Errorf("publish %s: %w", f.shownAt(path), ownfile.Cause(err))
}

// refuse makes the error of a folder that cannot be used as it stands.
func refuse(code, dir, hint, format string, args ...any) error {
	at := diag.Position{Path: filepath.ToSlash(dir)}
	return refusal{diag.New(code, at, format, args...).WithHint("%s", hint)}
}

// position is where a diagnostic about a published file points.
func (f *folder) position(path string) diag.Position {
	return diag.Position{Path: filepath.ToSlash(f.shownAt(path))}
}

// guard refuses places where no output should be, before anything is written.
func guard(dir string, opt Options) error {
	const elsewhere = "name another folder with --output"
	name, _ := os.Lstat(dir)
	info, err := os.Stat(dir)
	switch {
	case err == nil && !info.IsDir():
		return refuse("B002", dir, elsewhere, "the output folder is a file")
	case errors.Is(err, fs.ErrNotExist):
		if name != nil && name.Mode().Type() == fs.ModeSymlink {
			return refuse("B002", dir, elsewhere, "the output folder is a symbolic link that leads nowhere")
		}
	case ownfile.IsMissing(err):
		return refuse("B002", dir, elsewhere, "the output folder would lie below a file")
	case err != nil:
		return fmt.Errorf("publish: %w", err)
	}
	for _, p := range opt.Protect {
		if within(p, dir) {
			return refuse("B002", dir, elsewhere, "the output folder is, or contains, %s", p)
		}
	}
	for _, p := range opt.Outside {
		if within(dir, p) {
			return refuse("B002", dir, elsewhere, "the output folder is, or lies in, %s", p)
		}
	}
	return nil
}

// within tells whether a folder is another one or lies below it. It asks the
// disk and compares no names, for the sake of links and letter case. What is
// inside need not exist.
func within(inside, outside string) bool {
	outer, err := os.Stat(outside)
	if err != nil {
		return false
	}
	dir, err := filepath.Abs(inside)
	if err != nil {
		return false
	}
	real, err := filepath.EvalSymlinks(dir)
	for err != nil && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		real, err = filepath.EvalSymlinks(dir)
	}
	for {
		if info, err := os.Stat(real); err == nil && os.SameFile(info, outer) {
			return true
		}
		if real == filepath.Dir(real) {
			return false
		}
		real = filepath.Dir(real)
	}
}

// open makes the folder if need be and if it may be one, and locks it.
func (p publisher) open(ctx context.Context, dir string, opt Options) (*folder, error) {
	if err := guard(dir, opt); err != nil {
		return nil, err
	}
	patience, cancel := context.WithTimeout(ctx, p.wait)
	defer cancel()

	f := &folder{disk: p.disk, shown: dir}
	err := f.enter(patience)
	// A build that fails takes away what it made, and perhaps that is what
	// this one was just about to use.
	for try := 1; errors.Is(err, fs.ErrNotExist) && try < 100; try++ {
		err = f.enter(patience)
	}
	if err == nil {
		return f, nil
	}
	f.unmake()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, refuse("B003", dir, "wait until it has ended, or name another folder with --output",
			"another build is writing to the output folder")
	}
	return nil, err
}

// enter makes the folder and takes the lock. Its error is fs.ErrNotExist if
// something vanished meanwhile.
func (f *folder) enter(ctx context.Context) error {
	abs, err := filepath.Abs(f.shown)
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	if err := f.makeAll(abs); err != nil {
		return f.fail("", err)
	}
	if f.root, err = filepath.EvalSymlinks(abs); err != nil {
		return f.fail("", err)
	}
	if err := f.makeAll(f.at(ownFolder)); err != nil {
		return f.fail("", err)
	}
	if info, err := f.disk.Lstat(f.at(ownFolder)); err == nil && !info.IsDir() {
		return refuse("B002", f.shown, "move it away, or name another folder with --output",
			"the output folder holds a %s that is not a folder", ownFolder)
	}
	if err := f.checkOwnFiles(); err != nil {
		return err
	}
	lock, err := ownfile.NewLock(f.root, ownfile.Lock)
	if err != nil {
		return f.fail(lockFile, err)
	}
	if _, err := lock.TryLockContext(ctx, 20*time.Millisecond); err != nil {
		return f.fail("", err)
	}
	// The file may have been removed between its opening and its locking.
	held, err := lock.Stat()
	if err == nil {
		var there fs.FileInfo
		if there, err = os.Stat(f.at(lockFile)); err == nil && !os.SameFile(held, there) {
			err = fs.ErrNotExist
		}
	}
	if err != nil {
		lock.Close()
		return f.fail("", err)
	}
	f.lock = lock
	os.Chmod(f.at(lockFile), 0o644) // the umask may have kept other users from locking it
	return nil
}

// checkOwnFiles returns an error if something is in the place of our own files
// that no build makes, such as a link that leads elsewhere.
func (f *folder) checkOwnFiles() error {
	for _, name := range []ownfile.Name{ownfile.Lock, ownfile.Record, ownfile.Journal, ownfile.Stage, ownfile.Undo} {
		if err := ownfile.Check(f.root, name); err != nil {
			return f.obstacle(err)
		}
	}
	return nil
}

// obstacle names a file as the user would.
func (f *folder) obstacle(err error) error {
	if o, ok := errors.AsType[*ownfile.Obstacle](err); ok {
		if below, isBelow := strings.CutPrefix(o.Path, f.root); isBelow {
			o.Path = f.shown + below
		}
	}
	return fmt.Errorf("publish: %w; Waymark did not make it, and nothing was changed: remove it", err)
}

// makeAll makes a folder and those above it, and remembers which.
func (f *folder) makeAll(dir string) error {
	if _, err := f.disk.Lstat(dir); err == nil || !ownfile.IsMissing(err) {
		return err
	}
	if dir != filepath.Dir(dir) {
		if err := f.makeAll(filepath.Dir(dir)); err != nil {
			return err
		}
	}
	err := f.disk.Mkdir(dir)
	if errors.Is(err, fs.ErrExist) {
		return nil // another build was quicker
	}
	f.made = append(f.made, dir) // it may be there in spite of an error
	return err
}

// unmake removes the folders that were made on the way here, if they are
// empty.
func (f *folder) unmake() {
	for _, dir := range slices.Backward(f.made) {
		f.disk.Remove(dir)
	}
}

// close releases the lock. Without a record nothing was ever published here,
// and what was made on the way is taken back; where that fails, because there
// is more in it, it stays.
func (f *folder) close() {
	if _, err := f.disk.Lstat(f.at(recordFile)); ownfile.IsMissing(err) {
		f.disk.Remove(f.at(lockFile))
		f.disk.Remove(f.at(ownFolder))
		f.unmake()
	}
	f.lock.Close()
}

// cutOff tells whether a build of dir did not come to its end, or is running.
func (p publisher) cutOff(dir string) bool {
	there := func(path string) bool {
		_, err := p.disk.Lstat(filepath.Join(dir, filepath.FromSlash(path)))
		return !ownfile.IsMissing(err)
	}
	return there(ownFolder) &&
		(!there(recordFile) || there(journalFile) || there(stageFolder) || there(undoFolder))
}

// recover undoes a build that was cut off.
func (f *folder) recover() error {
	steps, err := f.readJournal()
	if err != nil {
		return err
	}
	if len(steps) > 0 {
		if err := f.undo(steps); err != nil {
			return fmt.Errorf("undo a build that was cut off: %w", err)
		}
	}
	return f.dropTemporary()
}

// dropTemporary removes the staging and what was kept for the undoing.
func (f *folder) dropTemporary() error {
	for _, dir := range []string{stageFolder, undoFolder} {
		entries, err := f.disk.ReadDir(f.at(dir))
		if ownfile.IsMissing(err) {
			continue
		}
		for _, e := range entries {
			err = errors.Join(err, f.disk.Remove(f.at(dir+"/"+e.Name())))
		}
		if err = errors.Join(err, f.disk.Remove(f.at(dir))); err != nil {
			return f.fail(dir, err)
		}
	}
	return nil
}

func (f *folder) readRecord() (record, error) {
	data, err := readFile(f.disk, f.at(recordFile))
	if ownfile.IsMissing(err) {
		return record{}, nil
	}
	if err != nil {
		return record{}, f.fail(recordFile, err)
	}
	r := record{exists: true}
	if r.entries, err = decodeRecord(data); err != nil {
		return r, nil
	}
	r.valid = true
	r.at = make(map[string]int, len(r.entries))
	for i, e := range r.entries {
		r.at[e.path] = i
	}
	return r, nil
}

// refuseForeign refuses a folder that we have never written to, and that holds
// more than dot files.
func (f *folder) refuseForeign() error {
	entries, err := f.disk.ReadDir(f.root)
	if err != nil {
		return f.fail("", err)
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		return nil
	}
	return refuse("B001", f.shown, "name another folder with --output, or take this one over with --force: foreign files stay",
		"the output folder holds %s, which Waymark did not write", diag.ShortList(names, mostListed))
}

// mostListed is how many foreign files a message names.
const mostListed = 5
