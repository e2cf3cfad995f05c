package serve

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
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

// A Build runs the pipeline on what is on the disk now. last is what is shown, or
// nil; changed names the files and folders that may have changed since, by their
// paths in the project, or is nil when any may have.
type Build func(ctx context.Context, last *site.Snapshot, changed []string) (*site.Snapshot, error)

// A Live is a live preview: the handbook as it is on the disk, built when a file
// changes, and made into pages when somebody asks for one. It writes nothing.
//
// What it shows is an edition. While settings or theme have errors the last
// edition without stays; while a page's file cannot be read as it was meant, or
// a template fails on it, the page stays as it was last answered. Whatever else
// is wrong is shown as it is, and said beside.
type Live struct {
	cfg    Config
	boot   string // tells this process from the one before it
	secret string // without which no command is run
	root   string // the project's folder, links followed
	done   <-chan struct{}
	again  chan struct{} // asks for another look

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

// Run shows what is on the disk until the context ends.
//
// An edit that changes nothing but the text of its page is shown at once, from
// what is known of all others. A build follows, when there has been no other edit
// for a moment, and is shown if nothing has changed since it began.
func (l *Live) Run(ctx context.Context) {
	var reporter sync.WaitGroup
	reporter.Go(func() { l.reportAll(ctx) })
	defer reporter.Wait()
	w := watch.Start(ctx, l.cfg.Folders(nil), l.cfg.Watch)
	built := make(chan *outcome)
	start := time.NewTimer(0)
	running, outdated := false, 0
	unread := everything // what may have changed since what is shown was read
	for {
		select {
		case <-ctx.Done():
			return
		case c := <-w.Changes():
			l.changes.Add(1)
			outdated++
			news, wait := l.scopeOf(c), time.Duration(0)
			if l.edit(c) {
				news.unseen, wait = false, verifyAfter
			}
			unread = unread.and(news)
			start.Reset(wait)
		case <-l.again:
			outdated++
			unread = everything
			start.Reset(0)
		case <-start.C:
			if running {
				continue // another follows, because this one is outdated
			}
			running, outdated = true, 0
			go l.run(ctx, unread, built)
			unread = scope{}
		case o := <-built:
			running = false
			if outdated > 0 {
				start.Reset(0)
			}
			if outdated == 0 || outdated > mostOutdated {
				l.take(o)
				w.Watch(l.cfg.Folders(l.site()))
			}
			if o.site == nil || l.site() != o.site {
				unread = unread.and(o.scope)
			}
		}
	}
}

// A scope says in which files there may be something new.
type scope struct {
	all    bool
	names  []string // paths in the project; when it is not all
	unseen bool     // some of it is not shown yet
}

var everything = scope{all: true, unseen: true}

func (s scope) and(t scope) scope {
	if s.all || t.all {
		return everything
	}
	names := slices.Concat(s.names, t.names)
	slices.Sort(names)
	return scope{names: slices.Compact(names), unseen: s.unseen || t.unseen}
}

// scopeOf returns what a change is about. What lies outside of the project, where
// a link led, has no name.
func (l *Live) scopeOf(c watch.Change) scope {
	s := scope{all: c.All, unseen: true}
	for _, file := range c.Paths {
		rel, err := filepath.Rel(l.root, file)
		if err != nil || !filepath.IsLocal(rel) {
			return everything
		}
		s.names = append(s.names, filepath.ToSlash(rel))
	}
	return s
}

const (
	verifyAfter  = 200 * time.Millisecond // without another edit, before what was shown at once is built
	mostOutdated = 3                      // changes during a build, beyond which it is shown all the same
)

// An outcome is what came of a build.
type outcome struct {
	scope scope // of the files that were read
	took  time.Duration
	site  *site.Snapshot
	err   error
}

// run builds, and passes on what came of it.
func (l *Live) run(ctx context.Context, unread scope, built chan<- *outcome) {
	o := l.build(ctx, unread)
	select {
	case built <- o:
	case <-ctx.Done():
	}
}

func (l *Live) build(ctx context.Context, unread scope) *outcome {
	start := time.Now()
	var changed []string
	if !unread.all {
		changed = append([]string{}, unread.names...) // not nil
	}
	s, err := l.cfg.Build(ctx, l.site(), changed)
	return &outcome{unread, time.Since(start), s, err}
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
	next := last
	if o.err == nil {
		next = newEdition(last, o.site)
	}
	u := Update{First: last == nil, Err: o.err}
	if next != nil {
		u.New = unsaid(last, next)
		u.Mended = last != nil && len(unsaid(next, last)) > 0
		u.Errors, u.Warnings = diag.Count(next.said, diag.Error), diag.Count(next.said, diag.Warning)
	}
	l.show(next, changedParts(last, next), o.err)
	l.forgetGone(next)
	u.Took = o.took + time.Since(start)
	if !o.scope.unseen { // this proves what was shown at once
		last, next = nil, nil
	}
	l.report(update{u, last, next, l.changes.Load()})
}

// edit shows an edit of one page's text at once. It reports false if only a build
// can tell what the change comes to.
func (l *Live) edit(c watch.Change) bool {
	start := time.Now()
	last := l.now
	if last == nil || last.site == nil || l.err != nil || slices.ContainsFunc(last.said, spoilsAll) {
		return false
	}
	name, ok := l.editedFile(last, c)
	if !ok {
		return false
	}
	edited, ok := last.site.Edited(name)
	if !ok {
		return false
	}
	next := *last
	next.number++
	next.site, next.added = edited, nil
	u := Update{Errors: diag.Count(next.said, diag.Error), Warnings: diag.Count(next.said, diag.Warning)}
	if i := last.sources[name]; edited.Outputs[i].Key() != last.site.Outputs[i].Key() {
		u.Pages = 1
	}
	l.show(&next, nil, nil)
	u.Took = time.Since(start)
	l.report(update{Update: u})
	return true
}

// editedFile returns the one file of a page that a change is about. Files that an
// editor made and removed again are no part of it.
func (l *Live) editedFile(e *edition, c watch.Change) (name string, ok bool) {
	if c.All {
		return "", false
	}
	for _, file := range c.Paths {
		rel, err := filepath.Rel(l.root, file)
		if err != nil {
			return "", false
		}
		rel = filepath.ToSlash(rel)
		_, known := e.sources[rel]
		_, err = os.Lstat(file)
		switch {
		case known && err == nil && name == "":
			name = rel
		case known, err == nil, e.site.Knows(rel):
			return "", false
		}
	}
	return name, name != ""
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
