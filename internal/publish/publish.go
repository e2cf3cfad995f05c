// Package publish makes a folder equal to a set of outputs, all or nothing.
//
// It owns exactly what it wrote. The record of that lies in the folder itself,
// in .waymark/record; files that the record does not name are foreign and
// never removed, and never replaced unless the user asks for it. A folder
// without a record that holds more than dot files is refused.
//
// # How it is all or nothing
//
// A build goes through these steps, in this order:
//
//  1. Every output that is not known to be on the disk already is made and
//     written to .waymark/stage, on the same file system as its target. Until
//     here the published files are untouched: a mistake, a full disk or an
//     interrupt drops the staging and that was all.
//  2. Every step of the change is listed in .waymark/journal.
//  3. The steps are taken. A file that is to be replaced is first linked into
//     .waymark/undo, then replaced by a rename, so that readers meet the old
//     file or the new one; a file that is to go is renamed to .waymark/undo.
//     Assets come before the pages that name them, removals come last, and the
//     last file to be replaced is the record.
//  4. The journal is removed. In this moment the new site is published.
//  5. The staging and what was kept for the undoing are dropped.
//
// A journal that is there when a build begins, or after a step failed, means
// that the change is not complete, and it is undone from its last step to its
// first. There is only this one direction, so a build that was killed and a
// build that met a full disk take the same way back. What has to be undone is
// read off the disk: a step was taken if its staged file is gone, or its kept
// file is there. Undoing can therefore be cut off and begun again at will.
//
// This holds for killed processes, full disks and failing writes. Pages are not
// synced to the disk one by one, only the journal and the record are: after a
// power failure a page may be cut off, and its size and time tell the next build
// that it has to be made again.
//
// # What is believed
//
// A repository can come with anything in .waymark. Our own files are opened
// through no link (package ownfile). A journal is undone only if a build of this
// folder could have written it: its paths are those of outputs, none is beyond a
// link, and its files are regular. Whoever doesn't trust the record sets
// Options.Rewrite: then every output is made and written, whatever it says.
//
// # Details to rely on
//
// A build that changes nothing writes nothing to the output folder, and asks the
// disk once about each file. A file that has another size, time or mode than
// Waymark gave it is read, and made again if its bytes or its mode are not those
// that were published. A former output that somebody has changed is theirs now: it
// stays, with a warning. If the record is damaged, the folder is still ours, but
// every file in it counts as foreign until an output has the same bytes.
//
// Files are published with mode 0644 and folders with 0755, whatever the umask.
// An output folder that is a symbolic link is followed; links inside it are
// not, except to look at files that the record knows. On a disk that folds
// letter case, an output whose name changes by case only is removed under its
// old name before it is written under the new one, so that the removal cannot
// take the new file with it.
//
// One build at a time writes to a folder: .waymark/lock is held through the
// whole of it. The lock is the system's, not the file's, so one that a killed
// build left behind stops nobody. The file stays beside the record; a build
// that ends without a record takes its whole .waymark away.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"waymark/internal/diag"
)

// An Output is one file of the site. Equal keys promise equal bytes, so an
// output whose key is in the record need not be made again. Either Bytes or Open
// is called, at most once, from any goroutine.
type Output struct {
	Path  string // slash-separated, below the output folder: patterns/no-vision/index.html
	Key   [16]byte
	Bytes func() ([]byte, error)
	Open  func() (io.ReadCloser, error) // if set, instead of Bytes: a file to be copied, which may be larger than memory
}

// Options say how far Sync may go.
type Options struct {
	Force    bool                  // take over a folder with foreign files, and replace those at the outputs' own paths
	Rewrite  bool                  // make and write every output again, whatever the record says
	Project  string                // an existing folder to keep stamps in, by which a build sees that somebody edited an output; empty: every output is read
	Progress func(done, total int) // told of every output that is ready, never twice at once; may be nil
	Protect  []string              // existing folders that the output folder must neither be nor contain
	Outside  []string              // existing folders that the output folder must not lie in, nor be
}

// Stats count outputs. Written and Kept together are all of them.
type Stats struct {
	Rendered int   // Bytes was called
	Written  int   // new or replaced on the disk
	Kept     int   // the disk had them already
	Removed  int   // outputs of an earlier build
	Size     int64 // bytes of all outputs together
}

// A RenderError says that an output could not be made. Err is what its Bytes
// returned.
type RenderError struct {
	Path string
	Err  error
}

func (e RenderError) Error() string { return fmt.Sprintf("render %s: %v", e.Path, e.Err) }
func (e RenderError) Unwrap() error { return e.Err }

// RenderErrors are the errors of all outputs that could not be made, in the
// order of the outputs.
type RenderErrors []RenderError

func (es RenderErrors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

func (es RenderErrors) Unwrap() []error {
	errs := make([]error, len(es))
	for i, e := range es {
		errs[i] = e
	}
	return errs
}

// Sync makes the folder dir hold the outputs, and removes what an earlier Sync
// wrote there and is no longer an output.
//
// Nothing is published, and the folder is as it was, if there is a diagnostic
// of severity Error: B001 the folder holds foreign files, B002 it is no place
// for output, B003 another build is writing to it. The same is true of every
// error but a [CleanupError]. The error is a [RenderErrors] if outputs could not
// be made, and the context's own if that ended before all was staged; from then
// on the context is no longer asked. Should the disk refuse even to go back,
// the error says so, and the next Sync or [Recover] goes on with it.
func Sync(ctx context.Context, dir string, outputs []Output, opt Options) (Stats, []diag.Diagnostic, error) {
	return publisher{osDisk{}, lockWait}.sync(ctx, dir, outputs, opt)
}

// Recover undoes a build of dir that was cut off, if there is one. It does
// nothing to a folder that is in order or does not exist. The diagnostic is
// B003, if another build is writing to the folder for so long.
func Recover(ctx context.Context, dir string) ([]diag.Diagnostic, error) {
	return publisher{osDisk{}, lockWait}.recover(ctx, dir)
}

// A CleanupError says that the site is published, but files that are of no
// more use could not be removed. The next build tries again.
type CleanupError struct{ Err error }

func (e *CleanupError) Error() string { return fmt.Sprintf("clean up after publishing: %v", e.Err) }
func (e *CleanupError) Unwrap() error { return e.Err }

// lockWait is how long a build waits for another one that writes to the same
// folder: longer than most builds take, and shorter than patience.
const lockWait = 30 * time.Second

// A publisher is what Sync and Recover need of the world.
type publisher struct {
	disk disk
	wait time.Duration
}

// A refusal is a diagnostic on its way up as an error. It never leaves the
// package.
type refusal struct{ diag.Diagnostic }

func (r refusal) Error() string { return r.Message }

// refused separates diagnostics from failures.
func refused(err error) ([]diag.Diagnostic, error) {
	if r, ok := errors.AsType[refusal](err); ok {
		return []diag.Diagnostic{r.Diagnostic}, nil
	}
	return nil, err
}

func (p publisher) sync(ctx context.Context, dir string, outputs []Output, opt Options) (Stats, []diag.Diagnostic, error) {
	tree, err := arrange(outputs)
	if err != nil {
		return Stats{}, nil, err
	}
	f, err := p.open(ctx, dir, opt)
	if err != nil {
		ds, err := refused(err)
		return Stats{}, ds, err
	}
	defer f.close()
	stats, warnings, err := f.sync(ctx, tree, opt)
	ds, err := refused(err)
	return stats, append(warnings, ds...), err
}

// sync is Sync, once the folder is locked.
func (f *folder) sync(ctx context.Context, tree tree, opt Options) (Stats, []diag.Diagnostic, error) {
	if err := f.recover(); err != nil {
		return Stats{}, nil, err
	}
	old, err := f.readRecord()
	if err != nil {
		return Stats{}, nil, err
	}
	if !old.exists && !opt.Force {
		if err := f.refuseForeign(); err != nil {
			return Stats{}, nil, err
		}
	}
	b := &build{folder: f, tree: tree, opt: opt, old: old, stamps: openStamps(opt.Project, f.root)}
	plan, err := b.prepare(ctx)
	if err != nil {
		return Stats{}, nil, errors.Join(err, f.dropTemporary())
	}
	if len(plan.steps) == 0 {
		b.saveStamps(time.Time{})
		return plan.stats, plan.warnings, f.dropTemporary()
	}
	begun, err := f.commit(plan.steps)
	if err != nil {
		return Stats{}, nil, err
	}
	b.saveStamps(begun)
	if err := f.dropTemporary(); err != nil {
		return plan.stats, plan.warnings, &CleanupError{err}
	}
	return plan.stats, plan.warnings, nil
}

func (p publisher) recover(ctx context.Context, dir string) ([]diag.Diagnostic, error) {
	if !p.cutOff(dir) {
		return nil, nil
	}
	f, err := p.open(ctx, dir, Options{})
	if err != nil {
		return refused(err)
	}
	defer f.close()
	return nil, f.recover()
}
