package serve

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/site"
	"waymark/internal/source"
	"waymark/internal/watch"
)

// A Config says what a live preview shows, and to whom.
type Config struct {
	Dir     string // the project's folder, from the working folder
	Build   Build
	Folders func(*site.Site) []watch.Folder // those to watch; the site is nil until there is one
	Report  func(Update)                    // told of every update, one at a time
	Watch   watch.Options
	Hosts   []string // names, beside those of this machine, that requests may be for
	Editor  Editor
}

// A Build runs the pipeline on what is on the disk now. last is what is shown, or
// nil; changed names the files and folders that may have changed since, by their
// paths in the project, or is nil when any may have.
type Build func(ctx context.Context, last *site.Site, changed []string) (*site.Site, error)

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

	updates chan update // to report
	editing atomic.Bool // an editor has the terminal

	mu      sync.Mutex
	now     *edition           // nil: none yet
	err     error              // the machine's, of the last look
	news    chan struct{}      // closed when now or err is replaced
	answers map[string]answer  // by output
	size    int                // of the answers, in bytes
	failed  map[string]failure // by output
	history []change           // of the latest editions
}

// An edition is the handbook at one moment. It is immutable.
type edition struct {
	number  int
	site    *site.Site
	base    string
	outputs map[string]int    // by path, their numbers in the site
	sources map[string]int    // by the file of a page, the number of the output that shows it
	said    []diag.Diagnostic // what a build says
	found   []diag.Diagnostic // what a check says beside the errors
	broken  map[string]bool   // files that cannot be read as they were meant
	added   []string          // files of pages that were not there in the edition before
}

// An answer is an output as it was last answered.
type answer struct {
	key   source.Digest
	bytes []byte
	good  bool // it is what a build would write
}

// A failure is a page that could not be made.
type failure struct {
	key     source.Digest
	mistake diag.Diagnostic
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
			outdated++
			unread = unread.and(l.scopeOf(c))
			wait := time.Duration(0)
			if l.edit(c) {
				wait = verifyAfter
			}
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
	all   bool
	names []string // paths in the project; when it is not all
}

var everything = scope{all: true}

func (s scope) and(t scope) scope {
	if s.all || t.all {
		return everything
	}
	names := slices.Concat(s.names, t.names)
	slices.Sort(names)
	return scope{names: slices.Compact(names)}
}

// scopeOf returns what a change is about. What lies outside of the project, where
// a link led, has no name.
func (l *Live) scopeOf(c watch.Change) scope {
	var s scope
	for _, file := range c.Paths {
		rel, err := filepath.Rel(l.root, file)
		if err != nil || !filepath.IsLocal(rel) {
			return everything
		}
		s.names = append(s.names, filepath.ToSlash(rel))
	}
	s.all = c.All
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
	site  *site.Site
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
func (l *Live) site() *site.Site {
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
	u.Took = o.took + time.Since(start)
	l.report(update{u, last, next})
}

// An update is one to be reported, once it is known in what two editions differ.
// They are nil when it says so itself.
type update struct {
	Update
	last, next *edition
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
		u.Pages, u.Files = l.differences(u.last, u.next)
	}
	if !l.editing.Load() {
		l.cfg.Report(u.Update)
	}
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

// newEdition returns what to show of a site. Mistakes in settings and theme
// touch every page; the site of the last edition stays while there are such.
func newEdition(last *edition, built *site.Site) *edition {
	if last != nil && slices.ContainsFunc(built.Diags, spoilsAll) {
		e := *last
		e.number++
		e.said, e.found, e.added = built.Diags, besideErrors(built), nil
		return &e
	}
	e := &edition{site: built, base: built.Handbook.Settings.Base(), said: built.Diags, found: besideErrors(built), broken: make(map[string]bool)}
	e.outputs = make(map[string]int, len(built.Outputs))
	e.sources = make(map[string]int, len(built.Handbook.Pages))
	for i, out := range built.Outputs {
		e.outputs[out.Path] = i
		if out.Source == "" {
			continue
		}
		e.sources[out.Source] = i
		if last != nil {
			if _, known := last.sources[out.Source]; !known {
				e.added = append(e.added, out.Source)
			}
		}
	}
	for _, d := range built.Diags {
		if d.Severity == diag.Error && d.Code[0] == 'P' {
			e.broken[d.Path] = true
		}
	}
	if last != nil {
		e.number = last.number + 1
	}
	return e
}

// besideErrors returns what a check would say of a site beside what keeps it from
// being published, and beside what authors accept.
func besideErrors(built *site.Site) []diag.Diagnostic {
	type said struct {
		diag.Position
		code, message string
	}
	errors := make(map[said]bool)
	for _, d := range built.Diags {
		if d.Severity == diag.Error {
			errors[said{d.Position, d.Code, d.Message}] = true
		}
	}
	return slices.DeleteFunc(built.Checked(), func(d diag.Diagnostic) bool {
		return d.Accepted || d.Severity == diag.Off || errors[said{d.Position, d.Code, d.Message}]
	})
}

// spoilsAll reports whether a mistake touches every page.
func spoilsAll(d diag.Diagnostic) bool {
	return d.Severity == diag.Error && (d.Code[0] == 'C' || slices.Contains([]string{"T001", "T004", "T005"}, d.Code))
}

// unsaid returns what was not said of the edition before.
func unsaid(last, next *edition) []diag.Diagnostic {
	if last == nil {
		return next.said
	}
	return slices.DeleteFunc(slices.Clone(next.said), func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(last.said, d.Same)
	})
}

// isPartOfPages reports whether a page may show an output of this name as a part of
// itself.
func isPartOfPages(name string) bool {
	sort, _, _ := strings.Cut(contentType(name), "/")
	return path.Ext(name) == ".css" || slices.Contains([]string{"image", "font", "video", "audio"}, sort)
}

// changedParts lists what pages may show of an edition that is another than in the
// one before and has kept its name.
func changedParts(last, next *edition) (changed []string) {
	if last == nil || next == nil || last.site == next.site {
		return nil
	}
	for i := range next.site.Outputs {
		out := &next.site.Outputs[i]
		if !isPartOfPages(out.Path) {
			continue
		}
		if before := last.output(out.Path); before != nil && before.Key() != out.Key() {
			changed = append(changed, out.Path)
		}
	}
	slices.Sort(changed)
	return changed
}

// differences counts the pages and the other outputs that an edition has made
// others, new ones and gone ones too. It gives up, and returns -1, when another
// edition is shown.
func (l *Live) differences(last, next *edition) (pages, others int) {
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
	for i := range next.site.Outputs {
		if e, _, _ := l.current(); e != next {
			return -1, 0
		}
		out := &next.site.Outputs[i]
		if before := last.output(out.Path); before == nil || before.Key() != out.Key() {
			note(out)
		}
	}
	for i := range last.site.Outputs {
		if out := &last.site.Outputs[i]; next.output(out.Path) == nil {
			note(out)
		}
	}
	return pages, others
}

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

// shown returns the key of what is answered for an output as far as it is known
// without making it: of a page that cannot be made, the key of what stays.
func (l *Live) shown(e *edition, out *site.Output) source.Digest {
	key := out.Key()
	l.mu.Lock()
	defer l.mu.Unlock()
	known := l.answers[out.Path]
	if known.good && (e.broken[out.Source] || l.failed[out.Path].key == key) {
		return known.key
	}
	return key
}

// answer returns the bytes of an output, as a build would write them, or as they
// were when it last could. The error is a *site.Mistake of the page's author, or
// the machine's.
func (l *Live) answer(e *edition, out *site.Output) (answer, error) {
	l.mu.Lock()
	known := l.answers[out.Path]
	l.mu.Unlock()
	if known.bytes != nil && known.key == out.Key() || known.good && e.broken[out.Source] {
		return known, nil
	}
	bytes, err := out.Bytes()
	if err != nil {
		return l.instead(out, known, err)
	}
	made := answer{key: out.Key(), bytes: bytes, good: !e.broken[out.Source]}
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.failed, out.Path)
	if l.size += len(bytes) - len(l.answers[out.Path].bytes); l.size > mostAnswers {
		clear(l.answers)
		l.size = len(bytes)
	}
	l.answers[out.Path] = made
	return made, nil
}

// instead returns the last good answer for an output that could not be made, and
// notes the mistake. A file that has changed since the edition was made is no
// mistake: there will be another edition.
func (l *Live) instead(out *site.Output, known answer, err error) (answer, error) {
	var mistake *site.Mistake
	if !errors.As(err, &mistake) || mistake.Code == changedCode {
		return answer{}, err
	}
	l.mu.Lock()
	before := l.failed[out.Path]
	l.failed[out.Path] = failure{out.Key(), mistake.Diagnostic}
	l.mu.Unlock()
	if before.key != out.Key() {
		l.report(update{Update: Update{New: []diag.Diagnostic{mistake.Diagnostic}}})
	}
	if !known.good {
		return answer{}, err
	}
	return known, nil
}

// changedCode is the code of files that changed while they were read.
const changedCode = "P008"

// output returns the output of a path, or nil.
func (e *edition) output(path string) *site.Output {
	if i, ok := e.outputs[path]; ok {
		return &e.site.Outputs[i]
	}
	return nil
}

// moved returns where the page went that was read from a file: the output that
// shows the file now, or, when there is no such file any more, the one new page
// with its title. It returns nil when that cannot be told.
func (e *edition) moved(file, title string) *site.Output {
	if file == "" {
		return nil
	}
	var found *site.Output
	for i := range e.site.Outputs {
		out := &e.site.Outputs[i]
		switch {
		case out.Source == "":
		case out.Source == file:
			return out
		case out.Title == title && slices.Contains(e.added, out.Source):
			if found != nil {
				return nil
			}
			found = out
		}
	}
	return found
}

// address returns the address of an output, as a browser writes it.
func (e *edition) address(out *site.Output) string {
	return handbook.URL(e.base, strings.TrimSuffix("/"+out.Path, "index.html"))
}
