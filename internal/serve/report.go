package serve

import (
	"context"
	"slices"
	"time"

	"waymark/internal/diag"
	"waymark/internal/site"
)

// An Update is what became of a look at the files.
type Update struct {
	First    bool // nothing was shown before
	Pages    int  // that are another now; of the first update, all; -1: not counted, because there was already something newer to show
	Files    int  // other files that are
	Took     time.Duration
	New      []diag.Diagnostic // what was not said before
	Errors   int               // of all that is said now
	Warnings int
	Mended   bool  // something that was said is not said any more
	Err      error // the machine's; what was shown stays
}

// An update is one to be reported, once it is known in what two editions differ.
// They are nil when it says so itself.
type update struct {
	Update
	last, next *edition
	changes    int64 // that the watcher had told by then
}

// report has an update reported.
func (l *Live) report(u update) {
	select {
	case l.updates <- u:
	case <-l.done:
	}
}

// reportAll reports updates in their order, unless the terminal is an editor's for
// now. What has changed is counted here, when it is shown already: that takes the
// keys of everything, and to show it those of the open pages are enough.
func (l *Live) reportAll(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case u := <-l.updates:
			l.tell(u)
		}
	}
}

func (l *Live) tell(u update) {
	if u.next != nil {
		u.Pages, u.Files = l.differences(u)
	}
	if !l.editing.Load() {
		l.cfg.Report(u.Update)
	}
}

// newDiags returns the diagnostics of a build that the edition before did not have.
func newDiags(last, next *edition) []diag.Diagnostic {
	if last == nil {
		return next.fromBuild
	}
	if last.index == next.index {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(next.fromBuild), func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(last.fromBuild, d.Same) || slices.ContainsFunc(last.masked, d.Same)
	})
}

// differences counts the pages and the other outputs that an edition has made
// others, new ones and gone ones too. It gives up, and returns -1, when there is
// another change: that is to be shown as soon as can be.
func (l *Live) differences(u update) (pages, others int) {
	last, next := u.last, u.next
	if last == nil {
		return len(next.site.Handbook.Pages), 0
	}
	if last.site == next.site {
		return 0, 0
	}
	note := func(out *site.Output) {
		if out.IsPage {
			pages++
		} else {
			others++
		}
	}
	for _, out := range next.site.Outputs {
		if l.changes.Load() != u.changes {
			return -1, 0
		}
		if before := last.output(out.Path); before == nil || before != out && before.Key() != out.Key() {
			note(out)
		}
	}
	for _, out := range last.site.Outputs {
		if next.output(out.Path) == nil {
			note(out)
		}
	}
	return pages, others
}
