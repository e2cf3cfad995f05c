package serve

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"waymark/internal/diag"
	"waymark/internal/site"
	"waymark/internal/watch"
)

// A Config says what a live preview shows, and to whom.
type Config struct {
	Dir     string // the project's folder, from the working folder
	Build   Build
	Folders func(*site.Snapshot) []watch.Folder // those to watch; the site is nil until there is one
	Report  func(Update)                        // told of every update, one at a time
	Watch   watch.Options
	Hosts   []string // names, beside those of this machine, that requests may be for
	Editor  Editor
}

// A Build returns the snapshot of what is on the disk now. previous is the last one
// that it returned, or nil; change says what may be different since.
type Build func(ctx context.Context, previous *site.Snapshot, change site.Change) (*site.Snapshot, error)

// A Live is a live preview: the handbook as it is on the disk, built when a file
// changes, and made into pages when somebody asks for one. It writes nothing.
//
// What it shows is an edition. While settings or theme have errors the last
// edition without stays; while a page's file cannot be read as it was meant, or
// a template fails on it, the page stays as it was last answered. Whatever else
// is wrong is shown as it is, and said beside. What the checks find on a page its script
// puts there; see judged.go.
type Live struct {
	cfg    Config
	boot   string // tells this process from the one before it
	secret string // without which no command is run
	root   string // the project's folder, links followed
	done   <-chan struct{}
	again  chan struct{} // asks for another look

	previous *site.Snapshot // the last that was built; used by build alone, which doesn't run twice at a time

	updates chan update  // to report
	changes atomic.Int64 // how many the watcher has told
	editing atomic.Bool  // an editor has the terminal

	mu      sync.Mutex
	now     *edition           // nil: none yet
	err     error              // the machine's, of the last look
	news    chan struct{}      // closed when now or err is replaced
	answers map[string]answer  // by output
	size    int                // of the answers, in bytes
	failed  map[string]failure // by output
	history []change           // of the latest editions
}

// A change lists what pages show as a part of themselves, and an edition has made
// another under its name.
type change struct {
	edition int
	files   []string
}

const (
	mostAnswers = 64 << 20 // bytes of answers that are kept
	mostHistory = 64       // editions whose changes are kept
	mostFiles   = 100      // files of a change; beyond, it is everything
	mostUpdates = 64       // that wait to be reported
)

// NewLive returns a live preview, which ends with the context. Run keeps it up
// to date.
func NewLive(ctx context.Context, cfg Config) *Live {
	return &Live{
		cfg: cfg, boot: rand.Text(), secret: rand.Text(), root: watch.Real(cfg.Dir), done: ctx.Done(), again: make(chan struct{}, 1),
		updates: make(chan update, mostUpdates), news: make(chan struct{}), answers: make(map[string]answer), failed: make(map[string]failure),
	}
}

// Run shows what is on the disk until the context ends. Every change goes one way: it
// is added to what a build has not read yet, the next build reads that, and what it
// makes of it is shown, unless something has changed since it began.
func (l *Live) Run(ctx context.Context) {
	var reporter sync.WaitGroup
	reporter.Go(func() { l.reportAll(ctx) })
	defer reporter.Wait()
	w := watch.Start(ctx, l.cfg.Folders(nil), l.cfg.Watch)
	built := make(chan *outcome)
	start := time.NewTimer(0)
	running, outdated := false, 0
	unread := site.Change{Reason: site.Started}
	for {
		select {
		case <-ctx.Done():
			return
		case c := <-w.Changes():
			l.changes.Add(1)
			outdated++
			unread = unread.And(l.changeOf(c))
			start.Reset(0)
		case <-l.again:
			outdated++
			unread = unread.And(site.Change{Reason: site.Asked})
			start.Reset(0)
		case <-start.C:
			if running {
				continue // another follows, because this one is outdated
			}
			running, outdated = true, 0
			go l.run(ctx, unread, built)
			unread = site.Change{}
		case o := <-built:
			running = false
			if o.err != nil {
				unread = unread.And(o.change)
			}
			if outdated > 0 {
				start.Reset(0)
			}
			if outdated == 0 || outdated > mostOutdated {
				before := l.site()
				l.take(o)
				if now := l.site(); now == nil || before == nil || !now.OnlyTextsDiffer(before) {
					w.Watch(l.cfg.Folders(now))
				}
			}
			if outdated == 0 && o.err == nil && o.built.HasNewTexts() {
				start.Reset(pause)
			}
		}
	}
}

// changeOf returns what the watcher told. What lies outside of the project, where a
// link led, has no name.
func (l *Live) changeOf(c watch.Change) site.Change {
	change := site.Change{Reason: site.Written}
	for _, file := range c.Paths {
		rel, err := filepath.Rel(l.root, file)
		if err != nil || !filepath.IsLocal(rel) {
			return site.Change{Reason: site.Lost}
		}
		change.Files = append(change.Files, filepath.ToSlash(rel))
	}
	if c.All {
		change.Reason = site.Lost
	}
	return change
}

const (
	pause        = 200 * time.Millisecond // without another edit, before git is asked what it has of the edited files
	mostOutdated = 3                      // changes during a build, beyond which it is shown all the same
)

// An outcome is what came of a build.
type outcome struct {
	change site.Change
	took   time.Duration
	built  *site.Snapshot
	err    error
}

// run builds, and passes on what came of it.
func (l *Live) run(ctx context.Context, change site.Change, built chan<- *outcome) {
	o := l.build(ctx, change)
	select {
	case built <- o:
	case <-ctx.Done():
	}
}

func (l *Live) build(ctx context.Context, change site.Change) *outcome {
	start := time.Now()
	built, err := l.cfg.Build(ctx, l.previous, change)
	if err == nil {
		l.previous = built
	}
	return &outcome{change, time.Since(start), built, err}
}

// site returns what is shown, or nil.
func (l *Live) site() *site.Snapshot {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		return nil
	}
	return l.now.site
}

// lookAgain asks for an update.
func (l *Live) lookAgain() {
	select {
	case l.again <- struct{}{}:
	default:
	}
}

// take shows what came of a build.
func (l *Live) take(o *outcome) {
	if errors.Is(o.err, context.Canceled) {
		return
	}
	if site.Mistakes(o.err) != nil { // files went while they were read
		time.AfterFunc(settle, l.lookAgain)
		return
	}
	start := time.Now()
	last := l.now // which nobody else replaces
	if o.err == nil && o.change.Reason == site.Paused && last != nil && o.built.OnlyTextsDiffer(last.site) {
		return // git has nothing new
	}
	next := last
	if o.err == nil {
		next = newEdition(last, o.built)
	}
	u := Update{First: last == nil, Err: o.err}
	if next != nil {
		u.New = newDiags(last, next)
		u.Mended = last != nil && len(newDiags(next, last)) > 0
		u.Errors, u.Warnings = diag.Count(next.fromBuild, diag.Error), diag.Count(next.fromBuild, diag.Warning)
	}
	l.show(next, changedParts(last, next), o.err)
	l.forgetGone(next)
	u.Took = o.took + time.Since(start)
	l.report(update{u, last, next, l.changes.Load()})
}

// settle is how long to wait for files to come to rest.
const settle = 20 * time.Millisecond

// show puts an edition in the place of the one before.
func (l *Live) show(e *edition, files []string, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e != nil && (l.now == nil || e.number != l.now.number) {
		l.history = append(l.history, change{e.number, files})
		l.history = l.history[max(0, len(l.history)-mostHistory):]
	}
	l.now, l.err = e, err
	close(l.news)
	l.news = make(chan struct{})
}

// forgetGone forgets the answers and failures of outputs that an edition does not
// have.
func (l *Live) forgetGone(e *edition) {
	if e == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for name := range l.failed {
		if e.output(name) == nil {
			delete(l.failed, name)
		}
	}
	for name, known := range l.answers {
		if e.output(name) == nil {
			l.size -= len(known.bytes)
			delete(l.answers, name)
		}
	}
}

// changedSince returns the outputs, beside pages, that are others than in an
// edition. all: they may all be.
func (l *Live) changedSince(number int) (files []string, all bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.history) == 0 || number < l.history[0].edition-1 {
		return nil, true
	}
	for _, c := range l.history {
		if c.edition > number {
			files = append(files, c.files...)
		}
	}
	slices.Sort(files)
	files = slices.Compact(files)
	return files, len(files) > mostFiles
}

// current returns what is shown, a channel that is closed when there is news, and
// what the machine refused at the last look.
func (l *Live) current() (*edition, <-chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now, l.news, l.err
}

// first waits for the first edition, and returns it or why there is none.
func (l *Live) first(ctx context.Context) (*edition, error) {
	for {
		e, news, err := l.current()
		if e != nil || err != nil {
			return e, err
		}
		select {
		case <-news:
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-l.done:
			return nil, errEnded
		}
	}
}

var errEnded = errors.New("the preview has ended")
