// Package site is the build: content and a theme in, outputs and diagnostics
// out. It runs the whole pipeline from the front every time,
//
//	source → page → handbook → check, view → theme, search, export
//
// and records nothing about who read what. Five steps are expensive and are cached
// by content: reading one Markdown file, colouring one code block, finding the parts
// of one vision or strategy, judging it, and reading the words of one page. Update
// does what Build does, with a previous snapshot and what has changed since: see
// snapshot.go.
//
// An output is not made by Build: it works out its key, a hash of (program, theme,
// view), when asked, and so its bytes. Equal keys promise equal bytes (invariant 1),
// so whoever holds the bytes of a key need not ask for them. A build asks for every
// key; the live preview for those of the pages that somebody looks at.
package site

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"slices"
	"sync"
	"time"

	"github.com/fxamacker/cbor/v2"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/draw"
	"waymark/internal/export"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/library"
	"waymark/internal/page"
	"waymark/internal/parallel"
	"waymark/internal/sections"
	"waymark/internal/source"
	"waymark/internal/theme"
	"waymark/internal/view"
)

// Config says what to build.
type Config struct {
	Content fs.FS  // the content folder
	Name    string // of the project's folder: what the handbook is called when it has no title
	Root    string // what diagnostics call it, from the project's folder: "content", or "" when they are one
	Library fs.FS  // the content folder of Waymark's own handbook, whose library the settings can ask for; nil: there is none
	Project fs.FS  // the folder that holds the content, for what the settings include
	Themes  func(name string) ([]theme.Layer, bool)
	History func(dir string) (map[string]time.Time, []diag.Diagnostic) // days of the last change in a folder of the project; nil: none are known
	Memory  source.Memory
	Program string // stands for the code that makes outputs
	BaseURL string // replaces that of handbook.yaml; empty: it stays
	Drafts  bool
	Today   time.Time // UTC midnight: the day on which the handbook is judged
	Only    []string  // codes of rules to run though they are switched off
}

// A Snapshot is a handbook as it was read at one moment, and the outputs that it is
// published as. It is immutable.
type Snapshot struct {
	Handbook *handbook.Handbook // after an edit of a text, it has the page as it was, which says the same to all others
	Outputs  []*Output          // pages first, then what no template makes; one that is as it was is the same pointer
	Diags    []diag.Diagnostic
	Judged   []check.Judged // visions and strategies

	whole    *whole
	index    func() ([]*Output, error)
	edited   map[string]*file // by name, what was read of pages whose texts were edited since whole
	newTexts bool             // since git was asked for the days of files
}

// An Output is one file of the site. Key and Bytes may be called from any
// goroutine; the key is kept once it is known. The error of Bytes is a *Mistake
// when an author's template is to blame.
type Output struct {
	Path   string // below the output folder
	IsPage bool   // a template makes it
	Source string // what diagnostics call the Markdown file whose text it shows; empty: none
	Title  string // of that text
	Key    func() [16]byte
	Bytes  func() ([]byte, error)
	File   *source.File                  // that it is a copy of; nil: it is made
	Open   func() (io.ReadCloser, error) // of a copy, Bytes in pieces
	Judged *Output                       // of a page, what the preview shows in its place: the same with what the checks find; nil: the same. It is published nowhere

	madeOf string // what diagnostics call the Markdown file that it is made of; may be empty
}

// A Mistake is an author's mistake that shows only when an output is made.
type Mistake struct{ diag.Diagnostic }

func (m *Mistake) Error() string { return m.Position.String() + ": " + m.Message }

// Mistakes returns the mistakes that an error consists of, or nil when the
// machine has a part in it.
func Mistakes(err error) []diag.Diagnostic {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []diag.Diagnostic
		for _, e := range joined.Unwrap() {
			ds := Mistakes(e)
			if ds == nil {
				return nil
			}
			all = append(all, ds...)
		}
		return all
	}
	var mistake *Mistake
	if errors.As(err, &mistake) {
		return []diag.Diagnostic{mistake.Diagnostic}
	}
	return nil
}

// A build is one run of the pipeline.
type build struct {
	Config
	settings handbook.Settings

	previous  *Snapshot // may be nil
	change    Change    // since then
	isPreview bool      // there will be other builds: what they can take over is noted
	same      bool      // there are the files that previous had, and of those only edited may be different

	edited  []source.File // pages in change
	outside bool          // something in change is no content

	scanned    map[string]scanned              // what the folders were found to hold, by what diagnostics call them
	files      map[string]source.File          // pages and assets by path
	named      map[string]source.File          // the same by name
	included   map[string]string               // of those in included folders, the name by path
	gitIgnored string                          // a page or a folder that is no content because git ignores it, or nothing
	leftOut    map[string]bool                 // names of files that are there and no content, and that something leads to
	library    map[string]handbook.LibraryPage // by path
	read       []*page.Page
	known      map[string]*file // by name, what was read of pages and assets
	assets     []handbook.Asset
	pictures   []library.Picture // of the library, that pages show; also among the assets
	look       *theme.Theme
	program    []byte
}

// Build runs the pipeline. What authors did wrong is in Snapshot.Diags; the error is
// the machine's or the context's, or a *Mistake for each file that was removed
// in the meantime.
func Build(ctx context.Context, cfg Config) (*Snapshot, error) {
	return run(ctx, &build{Config: cfg})
}

func run(ctx context.Context, b *build) (next *Snapshot, err error) {
	caught := diag.Catch("", func() { next, err = b.run(ctx) })
	if caught != nil { // of one page it would be in Diags
		return nil, fmt.Errorf("%s; %s", caught.Message, caught.Hint)
	}
	return next, err
}

func (b *build) run(ctx context.Context) (*Snapshot, error) {
	b.program, b.scanned, b.leftOut = []byte(b.Program), make(map[string]scanned), make(map[string]bool)
	settings, diags, err := Settings(b.Content, b.Root, b.BaseURL)
	if err != nil {
		return nil, err
	}
	b.settings = settings
	if b.previous == nil || b.previous.whole.settings.Parser != settings.Parser || b.previous.whole.Program != b.Program {
		b.previous = &Snapshot{whole: &whole{build: &build{}}} // nothing to take over
	}
	b.same = b.onlyPagesChanged()
	if next := b.editTexts(); next != nil {
		return next, nil
	}
	askedHistory := b.askHistory()
	defer askedHistory() // don't leak the goroutine
	if next := b.updateDates(askedHistory); next != nil {
		return next, nil
	}
	return b.runAll(ctx, diags, askedHistory)
}

// runAll runs all stages. diags are those of the settings.
func (b *build) runAll(ctx context.Context, diags []diag.Diagnostic, askedHistory func() history) (*Snapshot, error) {
	tree, more, err := b.scan()
	if err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	b.gitIgnored = tree.Ignored
	b.known = make(map[string]*file, len(tree.Pages)+len(tree.Assets))
	if err := b.readAll(ctx, tree.Pages, b.readPageFile); err != nil {
		return nil, err
	}
	if err := b.layLibrary(); err != nil {
		return nil, err
	}
	if err := b.readAll(ctx, tree.Assets, b.readAsset); err != nil {
		return nil, err
	}
	if err := b.layPictures(tree.Assets); err != nil {
		return nil, err
	}
	diags = append(diags, b.loadTheme()...)
	history := askedHistory()
	diags = append(diags, history.diags...)
	h, more, err := b.handbook(b.dates(history))
	if err != nil {
		return nil, err
	}
	diags = append(diags, more...)
	diags = b.settings.Judge(diags)
	diag.Sort(diags)
	diags = slices.CompactFunc(diags, diag.Diagnostic.Same) // a definition that two links use is dead once

	judging := check.Options{Today: b.Today, Prose: b.prose, Only: b.Only, Memory: ownMemory{b.Memory, b.program}, Previous: b.previous.Judged}
	judged := check.Run(h, judging)
	for _, j := range judged {
		if j.Broken != nil {
			diags = append(diags, *j.Broken)
		}
	}
	diags = append(diags, b.settings.Judge(check.Silence(h, judged, diags, judging))...)
	maker := view.For(h, judged...)
	places := maker.Places()
	outputs, more := b.outputs(h, maker, places, tree.Assets)
	diags = append(diags, b.settings.Judge(more)...)
	diag.Sort(diags)
	diag.Complete(diags, b.lines())
	b.previous = nil // or all that was ever built would stay
	next := &Snapshot{
		Handbook: h, Outputs: outputs, Diags: diags, Judged: judged,
		whole: &whole{b, maker, places, history},
	}
	return next.withIndex(), ctx.Err()
}

// Checked returns all that is wrong, ready to be printed: Diags, in which what is
// missing on a page in force is an error, and what was found on visions and
// strategies of the handbook's own.
func (s *Snapshot) Checked() []diag.Diagnostic {
	ds := check.Raise(s.Handbook, s.Diags)
	for _, j := range s.Judged {
		if j.Page.Library { // nobody can mend it
			continue
		}
		for _, f := range j.Findings {
			ds = append(ds, f.Diagnostic)
		}
	}
	diag.Sort(ds)
	diag.Complete(ds, s.whole.lines())
	return ds
}

// handbook puts together what was read. The error is that of a file that changed
// in the meantime.
func (b *build) handbook(dates map[string]time.Time) (*handbook.Handbook, []diag.Diagnostic, error) {
	in := handbook.Input{
		Settings: b.settings, Pages: b.read, Assets: b.assets, Dates: dates, Drafts: b.Drafts,
		Name: b.Name, Root: b.Root, Included: b.included, Library: b.library, Previous: b.previous.Handbook,
	}
	for _, a := range b.look.Assets() {
		in.Reserved = append(in.Reserved, a.Path)
	}
	var mu sync.Mutex
	var changed error
	in.Body = func(p *page.Page) *page.Body {
		k := b.known[b.name(p.Path)]
		if k != nil && k.sections != nil {
			return &page.Body{Sections: *k.sections}
		}
		body, err := b.body(p)
		if err != nil {
			mu.Lock()
			defer mu.Unlock()
			changed = errors.Join(changed, err)
			return new(page.Body)
		}
		if k != nil {
			k.sections = &body.Sections
		}
		return body
	}
	in.Parts = b.parts
	in.Unpublished = b.whyLeftOut
	in.Read = func(p string) ([]byte, error) { return b.files[p].ReadText() }

	h := handbook.Make(in)
	diags := h.Diags
	if len(b.read) == 0 {
		d := diag.New("C004", diag.Position{Path: cmp.Or(b.Root, ".")}, "no Markdown to build").WithHint("write a first page: index.md")
		if b.gitIgnored != "" {
			d = d.WithHint("git ignores %s; if that is what you want to publish, write publish: [%q] into handbook.yaml", b.gitIgnored, "/"+b.gitIgnored)
		}
		diags = append(diags, d)
	}
	return h, diags, changed
}

// loadTheme reads the theme that the settings name.
func (b *build) loadTheme() []diag.Diagnostic {
	layers, ok := b.Themes(b.settings.Theme.Text)
	var diags []diag.Diagnostic
	if !ok {
		diags = append(diags, diag.New("T004", b.settings.Theme.At.In(b.name("handbook.yaml")), "theme %q does not exist", b.settings.Theme.Text).
			WithHint("make the folder themes/%s, or remove `theme` from handbook.yaml", b.settings.Theme.Text))
	}
	var more []diag.Diagnostic
	b.look, more = theme.Reload(b.previous.whole.look, layers, view.Samples, ownMemory{b.Memory, b.program})
	return append(diags, more...)
}

// name returns what diagnostics call a file: its path in the project.
func (b *build) name(p string) string {
	if name, ok := b.included[p]; ok {
		return name
	}
	return path.Join(b.Root, p)
}

// Settings reads handbook.yaml of a content folder, and puts the base URL that is
// given, unless it is empty, in the place of its own. The error is the machine's.
func Settings(content fs.FS, root, baseURL string) (handbook.Settings, []diag.Diagnostic, error) {
	name := path.Join(root, "handbook.yaml")
	text, err := settingsText(content, name)
	var unread []diag.Diagnostic
	if large := (*source.TooLarge)(nil); errors.As(err, &large) || errors.Is(err, source.ErrNotPlain) {
		unread = append(unread, diag.New("C001", diag.Position{Path: name}, "the settings cannot be read: %v", errors.Unwrap(err)).
			WithHint("replace the file by an ordinary one of at most %d kB", source.MaxSettings/1000))
		err = nil
	}
	if err != nil {
		return handbook.Settings{}, nil, err
	}
	settings, diags := handbook.ReadSettings(text)
	settings.Adopted = settings.Adopted && len(unread) == 0 // what they say nobody knows
	diags = append(unread, diags...)
	if baseURL != "" {
		settings.BaseURL = baseURL
	}
	return settings, diags, nil
}

// settingsText returns handbook.yaml, or nil when there is none.
func settingsText(content fs.FS, name string) (*source.Text, error) {
	info, err := fs.Stat(content, "handbook.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.Mode().IsRegular() { // a pipe would never end
		err = source.ErrNotPlain
	}
	var data []byte
	if err == nil {
		data, err = source.ReadFile(content, "handbook.yaml", source.MaxSettings)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return source.NewText(name, data), nil
}

// lines returns a function that returns a line of a file for an excerpt. A file
// that is gone has none. The last file is kept: most have several.
func (b *build) lines() func(name string, n int) (string, bool) {
	var last *source.Text
	return func(name string, n int) (string, bool) {
		if last != nil && last.Name == name {
			return last.Line(n)
		}
		f, ok := b.named[name]
		if !ok {
			return "", false
		}
		data, err := f.ReadText()
		if err != nil {
			return "", false
		}
		last = source.NewText(name, data)
		return last.Line(n)
	}
}

// readAll reads all files, or takes what is known of them from the previous snapshot.
// The error has all that could not be read.
func (b *build) readAll(ctx context.Context, files []source.File, read func(source.File) (*file, error)) error {
	all := make([]*file, len(files))
	errs := make([]error, len(files))
	parallel.For(len(files), func(i int) {
		if ctx.Err() == nil {
			all[i], errs[i] = read(files[i])
		}
	})
	if err := errors.Join(append(errs, ctx.Err())...); err != nil {
		return err
	}
	for i, f := range files {
		b.known[f.Name] = all[i]
		if all[i].page != nil {
			b.read = append(b.read, all[i].page)
		} else {
			b.assets = append(b.assets, all[i].asset)
		}
	}
	return nil
}

// readPageFile returns what a file says, from the previous snapshot if it is unchanged.
func (b *build) readPageFile(f source.File) (*file, error) {
	k, unchanged := b.unchanged(f)
	if unchanged {
		return k, nil
	}
	var data []byte
	var err error
	caught := diag.Catch(f.Name, func() {
		data, err = f.ReadText()
		large := (*source.TooLarge)(nil)
		switch {
		case errors.As(err, &large):
			k.page, err = b.unreadPage(f, "split it into several pages, or name it under `ignore` in handbook.yaml", large), nil
		case errors.Is(err, fs.ErrPermission):
			k.page, err = b.unreadPage(f, "let the system's users read it, or name it under `ignore` in handbook.yaml", errNotAllowed), nil
		case err != nil:
			err = changed(f, err)
		default:
			k.page = b.readPage(f, data)
		}
	})
	if caught != nil { // the page is there, and holds nothing
		k.page, k.info = &page.Page{Path: f.Path, Diags: []diag.Diagnostic{*caught}}, nil
	}
	return k, err
}

// isBroken reports whether the program failed to read a page.
func isBroken(p *page.Page) bool { return slices.ContainsFunc(p.Diags, isInternal) }

func isInternal(d diag.Diagnostic) bool { return d.Code == diag.Internal }

var errNotAllowed = errors.New("the system does not allow it")

// unreadPage stands for a file that cannot be read, whatever it may hold: it is
// too large, say. It is not published.
func (b *build) unreadPage(f source.File, hint string, why error) *page.Page {
	p := b.readPage(f, nil)
	p.NoText = true
	p.Diags = append(p.Diags, diag.New("P008", diag.Position{Path: f.Name}, "the page cannot be read: %v", why).WithHint("%s", hint))
	return p
}

func (b *build) readPage(f source.File, data []byte) *page.Page {
	key := b.pageKey(f, data)
	if known, ok := b.Memory.Get(key); ok {
		p := new(page.Page)
		if cbor.Unmarshal(known, p) == nil {
			return p
		}
	}
	p, body := page.Parse(f.Path, source.NewText(f.Name, data), b.settings.Parser)
	p.Digest = key
	b.remember(key, p)
	b.remember(bodyKey(key), body)
	return p
}

// open opens a file that is copied, which can be of any size.
func open(f source.File) (io.ReadSeekCloser, error) {
	r, err := f.Open()
	return r, changed(f, err)
}

// altered is the mistake of a file that no longer has the bytes that were read.
func altered(f source.File) error {
	return &Mistake{diag.New("P008", diag.Position{Path: f.Name}, "the file changed while it was being built").WithHint("build again")}
}

// changed returns a mistake for the error of reading a file that was an ordinary
// one when the content was listed, and is so no more.
func changed(f source.File, err error) error {
	what := ""
	large := (*source.TooLarge)(nil)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		what = "removed"
	case errors.Is(err, source.ErrNotPlain), errors.As(err, &large):
		what = "replaced"
	default:
		return err
	}
	return &Mistake{diag.New("P008", diag.Position{Path: f.Name}, "the file was %s while it was being built", what).WithHint("build again")}
}

func (b *build) pageKey(f source.File, data []byte) source.Digest {
	settings := fmt.Appendf(nil, "%+v", b.settings.Parser)
	return source.Sum([]byte("page"), b.program, settings, []byte(f.Name), []byte(f.Path), data)
}

func bodyKey(page source.Digest) source.Digest { return source.Sum([]byte("body"), page[:]) }

func (b *build) remember(key source.Digest, value any) {
	encoded, err := cbor.Marshal(value)
	if err != nil {
		panic("site: " + err.Error()) // plain data that cannot be encoded is a mistake in package page
	}
	b.Memory.Put(key, encoded)
}

// body returns a page's body, remembered or read again.
func (b *build) body(p *page.Page) (*page.Body, error) {
	if isBroken(p) {
		return new(page.Body), nil
	}
	if known, ok := b.Memory.Get(bodyKey(p.Digest)); ok {
		body := new(page.Body)
		if cbor.Unmarshal(known, body) == nil {
			return body, nil
		}
	}
	text, err := b.reread(p)
	if err != nil {
		return nil, err
	}
	_, body := page.Parse(p.Path, text, b.settings.Parser)
	return body, nil
}

// reread returns a page's file, which has to be what it was.
func (b *build) reread(p *page.Page) (*source.Text, error) {
	if i := slices.IndexFunc(p.Diags, isInternal); i >= 0 {
		return nil, &Mistake{p.Diags[i]}
	}
	f := b.files[p.Path]
	data, err := f.ReadText()
	if err != nil {
		return nil, changed(f, err)
	}
	if b.pageKey(f, data) != p.Digest {
		return nil, altered(f)
	}
	return source.NewText(f.Name, data), nil
}

// prose returns the running text of a page, remembered or read. It is not ok when
// the file changed in the meantime: whoever asks for the page's body says so.
func (b *build) prose(p *handbook.Page) (blocks []page.Block, ok bool) { return b.proseOf(p.Page) }

func (b *build) proseOf(p *page.Page) (blocks []page.Block, ok bool) {
	key := source.Sum([]byte("prose"), p.Digest[:])
	if known, ok := b.Memory.Get(key); ok {
		if cbor.Unmarshal(known, &blocks) == nil {
			return blocks, true
		}
	}
	f := b.files[p.Path]
	data, err := f.ReadText()
	if err != nil || b.pageKey(f, data) != p.Digest {
		return nil, false
	}
	blocks = page.Prose(source.NewText(f.Name, data), b.settings.Parser)
	b.remember(key, blocks)
	return blocks, true
}

// parts finds the parts of a page's text, remembered or anew.
func (b *build) parts(p *page.Page, k *kind.Kind) (r sections.Result) {
	key := source.Sum([]byte("parts"), p.Digest[:], []byte(k.Name), b.settings.Digest[:])
	if known, ok := b.Memory.Get(key); ok {
		if cbor.Unmarshal(known, &r) == nil {
			return r
		}
	}
	blocks, ok := b.proseOf(p)
	if !ok {
		return sections.Result{} // whoever asks for the page's body says so
	}
	r = sections.Read(handbook.TextOf(p, blocks, &b.settings), k)
	b.remember(key, r)
	return r
}

// highlighter returns what colours code blocks and draws diagrams on pages in a
// language, or remembers how they looked.
func (b *build) highlighter(lang string) func(page.Code) []byte {
	draw := func(c page.Code) []byte {
		return page.Draw(c, func(name string) string { return b.look.DiagramWord(lang, name) })
	}
	return func(c page.Code) []byte {
		code := c.Key()
		key, show := source.Sum([]byte("code"), b.program, code[:]), page.Highlight
		if c.Drawn {
			key, show = source.Sum([]byte("diagram"), b.program, code[:], b.look.DiagramWords(lang)), draw
		}
		if known, ok := b.Memory.Get(key); ok {
			return known
		}
		html := show(c)
		b.Memory.Put(key, html)
		return html
	}
}

// An ownMemory knows what this program has made, and not what another has.
type ownMemory struct {
	source.Memory
	program []byte
}

func (m ownMemory) key(key [16]byte) [16]byte { return source.Sum(m.program, key[:]) }

func (m ownMemory) Get(key [16]byte) ([]byte, bool) { return m.Memory.Get(m.key(key)) }
func (m ownMemory) Put(key [16]byte, value []byte)  { m.Memory.Put(m.key(key), value) }

// readAsset returns what counts of a file that is copied, from the previous snapshot if
// it is unchanged.
func (b *build) readAsset(f source.File) (*file, error) {
	k, unchanged := b.unchanged(f)
	if unchanged {
		return k, nil
	}
	k.asset.Path = f.Path
	if ext := path.Ext(f.Path); source.IsImage(ext) {
		r, err := open(f)
		if err != nil {
			return nil, err
		}
		k.asset.Width, k.asset.Height, _ = source.ImageSize(r, ext)
		r.Close()
	}
	r, err := open(f)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	k.asset.Digest, k.asset.Size, err = source.SumOf(r)
	return k, err
}

// outputs lists everything that is published.
func (b *build) outputs(h *handbook.Handbook, maker *view.Maker, places []view.Place, files []source.File) ([]*Output, []diag.Diagnostic) {
	var diags []diag.Diagnostic
	outputs := make([]*Output, 0, 2*len(places)+len(files))
	for _, at := range places {
		outputs = append(outputs, b.pageOutput(maker, at))
		if d := b.missingLayout(at.Content()); d != nil {
			diags = append(diags, *d)
		}
	}
	diags = append(diags, b.look.Unasked(func(layout string) bool {
		return slices.ContainsFunc(b.read, func(p *page.Page) bool { return kind.FieldLayout.In(p.Meta).Text == layout }) // drafts too
	})...)
	diags = append(diags, b.undrawable(h)...)
	for _, a := range b.look.Assets() {
		outputs = append(outputs, plain(a.Path, known(source.Sum(a.Data)), func() []byte { return a.Data }))
	}
	for i, f := range files {
		if h.Asset(f.Path) != nil {
			outputs = append(outputs, copied(f, b.assets[i].Digest))
		}
	}
	for _, picture := range b.pictures {
		if a := h.Asset(picture.Path); a != nil {
			outputs = append(outputs, plain(a.Path, known(a.Digest), func() []byte { return picture.Data }))
		}
	}
	outputs = append(outputs, b.exports(maker, h)...)
	for _, out := range outputs {
		guarded(out)
	}
	return outputs, diags
}

// guarded lets an output fail with a *Mistake where making it, or its key, panics. It
// has a key all the same, which is none of an output that can be made.
func guarded(o *Output) *Output {
	if o.Judged != nil {
		guarded(o.Judged)
	}
	name, key, bytes := cmp.Or(o.Source, o.madeOf, o.Path), o.Key, o.Bytes
	var broken *diag.Diagnostic
	o.Key = sync.OnceValue(func() (k [16]byte) {
		if broken = diag.Catch(name, func() { k = key() }); broken != nil {
			return source.Sum([]byte("broken"), []byte(o.Path))
		}
		return k
	})
	o.Bytes = func() (data []byte, err error) {
		o.Key()
		caught := broken
		if caught == nil {
			caught = diag.Catch(name, func() { data, err = bytes() })
		}
		if caught != nil {
			return nil, &Mistake{*caught}
		}
		return data, err
	}
	return o
}

// missingLayout returns a diagnostic if a page asks for a layout that the theme
// does not have, else nil. p may be nil.
func (b *build) missingLayout(p *handbook.Page) *diag.Diagnostic {
	if p == nil || p.Values[kind.FieldLayout].Text == "" || b.look.HasLayout(p.Values[kind.FieldLayout].Text) {
		return nil
	}
	layout := p.Values[kind.FieldLayout]
	d := diag.New("T003", layout.At.In(b.name(p.Path)), "the theme has no layout %q", layout.Text).
		WithHint("make themes/%s/layouts/%s.html, or remove the field", b.settings.Theme.Text, layout.Text)
	return &d
}

// pageOutput is one page of HTML. Its view is made for the key, let go, and
// made again when the page is: memory does not hold the site.
func (b *build) pageOutput(maker *view.Maker, at view.Place) *Output {
	out := b.seenAs(maker, at, maker.Page)
	if b.isPreview && maker.IsJudged(at) {
		out.Judged = b.seenAs(maker, at, maker.Judged)
	}
	return out
}

// seenAs is a page of HTML of the view that see makes of its place.
func (b *build) seenAs(maker *view.Maker, at view.Place, see func(view.Place, source.Digest) view.Page) *Output {
	content := at.Content()
	page := func() view.Page {
		if content == nil {
			return see(at, source.Digest{})
		}
		v := see(at, content.ContentKey())
		if b.settings.Adopted && !b.look.HasLayout(v.Layout) { // it was made for another theme
			v.Layout = at.UsualLayout()
		}
		return v
	}
	out := &Output{
		Path:   at.Output,
		IsPage: true,
		Key: sync.OnceValue(func() [16]byte {
			v := page()
			themeKey, viewKey := b.look.Digest(), v.Key()
			return source.Sum([]byte("html"), b.program, themeKey[:], viewKey[:])
		}),
		Bytes: func() ([]byte, error) {
			v := page()
			if content != nil {
				body, err := b.body(content.Page)
				if err != nil {
					return nil, err
				}
				title := func(name string) string { return b.look.Title(v.Lang, name) } // the theme is part of the key
				highlight := b.highlighter(v.Lang)
				v.Heading = template.HTML(content.FillTitle(body))
				v.Content = template.HTML(content.Fill(body, highlight, title))
				if err := maker.Fill(&v, at, b.partText(content, body, highlight, title)); err != nil {
					return nil, err
				}
			}
			html, err := b.look.Render(&v)
			if failure := (*theme.Failure)(nil); errors.As(err, &failure) {
				return nil, &Mistake{failure.Diagnostic}
			}
			return html, err
		},
	}
	if content != nil {
		out.Source, out.Title = b.name(content.Path), content.Title
	}
	return out
}

// partText returns a function that makes the HTML of parts: of a page whose body is at
// hand, and of those that it shows something of.
func (b *build) partText(p *handbook.Page, body *page.Body, highlight func(page.Code) []byte, title func(string) string) func(*handbook.Page, handbook.Part) ([]byte, error) {
	bodies := map[*handbook.Page]*page.Body{p: body}
	return func(of *handbook.Page, part handbook.Part) ([]byte, error) {
		if bodies[of] == nil {
			body, err := b.body(of.Page)
			if err != nil {
				return nil, err
			}
			bodies[of] = body
		}
		return of.FillPart(bodies[of], part, highlight, title), nil
	}
}

// exports are the outputs that no theme has a say in. A robots.txt of the
// handbook's own stands in for ours.
func (b *build) exports(maker *view.Maker, h *handbook.Handbook) []*Output {
	var outputs []*Output
	for _, r := range maker.Redirects() {
		outputs = append(outputs, exported(b, "redirect", r.Output, func() view.Redirect { return r }, export.Redirect))
	}
	if maker.HasSitemap() {
		outputs = append(outputs, exported(b, "sitemap", "sitemap.xml", maker.Sitemap, export.Sitemap))
	}
	if h.Asset("robots.txt") == nil {
		outputs = append(outputs, exported(b, "robots", "robots.txt", maker.Robots, export.Robots))
	}
	for _, c := range maker.SocialCards() {
		c.Name = b.look.KindName(c.Lang, c.Kind)
		outputs = append(outputs, b.card(c))
	}
	for _, p := range h.Pages {
		if p.HasTwin() {
			outputs = append(outputs, b.twin(maker, h, p))
		}
	}
	if maker.HasFeed() {
		outputs = append(outputs, exported(b, "feed", "feed.xml", maker.Feed, export.Feed))
	}
	words := b.look.ReviewWords(h.Settings.Lang)
	if maker.HasReviewCalendar() {
		see := func() view.Calendar { return maker.ReviewCalendar(words) }
		outputs = append(outputs, exported(b, "calendar", handbook.ReviewCalendar, see, export.Calendar))
	}
	if maker.HasReviewFeed() {
		see := func() view.Feed { return maker.ReviewFeed(words) }
		outputs = append(outputs, exported(b, "feed", handbook.ReviewFeed, see, export.Feed))
	}
	if h.Asset("llms.txt") == nil {
		outputs = append(outputs, exported(b, "guide", "llms.txt", maker.Guide, export.Guide))
	}
	outputs = append(outputs, exported(b, "catalogue", "handbook.json", maker.Catalogue, export.Catalogue))
	return append(outputs, plain(".nojekyll", known(source.Sum(nil)), func() []byte { return nil }))
}

// exported is an output that is made from a view without a theme. As with pages,
// the view is made for the key, let go, and made again for the bytes.
func exported[V interface{ Key() source.Digest }](b *build, sort, path string, see func() V, write func(V) []byte) *Output {
	return plain(path, keyOf(b, sort, see), func() []byte { return write(see()) })
}

// keyOf works out the key of an output of some sort from its view, when asked.
func keyOf[V interface{ Key() source.Digest }](b *build, sort string, see func() V) func() [16]byte {
	return sync.OnceValue(func() [16]byte {
		key := see().Key()
		return source.Sum([]byte(sort), b.program, key[:])
	})
}

// card is a social card, remembered or drawn.
func (b *build) card(c view.SocialCard) *Output {
	key := keyOf(b, "card", func() view.SocialCard { return c })
	return plain(c.Output, key, func() []byte {
		if known, ok := b.Memory.Get(key()); ok {
			return known
		}
		card := draw.Card(c)
		b.Memory.Put(key(), card)
		return card
	})
}

// undrawable returns a diagnostic for each page that asks for a card of its own
// and has a title that no card can show.
func (b *build) undrawable(h *handbook.Handbook) (ds []diag.Diagnostic) {
	for _, c := range h.Cards {
		if c.Page != nil && !draw.Covers(c.Page.Title) {
			ds = append(ds, diag.New("T006", h.CardPlace(c.Page), "the cards' font lacks letters of the title %q, so the card shows the kind alone", c.Page.Title).
				WithHint("remove `card`, or leave it: links to the page are shown with the card of its kind"))
		}
	}
	return ds
}

// twin is a page's Markdown. Its file is read once more.
func (b *build) twin(maker *view.Maker, h *handbook.Handbook, p *handbook.Page) *Output {
	see := func() view.Twin { return maker.Twin(p) }
	return &Output{Path: twinOutput(p), madeOf: b.name(p.Path), Key: keyOf(b, "twin", see), Bytes: func() ([]byte, error) {
		text, err := b.reread(p.Page)
		if err != nil {
			return nil, err
		}
		body, err := b.body(p.Page)
		if err != nil {
			return nil, err
		}
		t := see()
		heading, markdown := p.Twin(text, body, h.Settings.Origin(), t.URL)
		t.Heading, t.Body = string(heading), string(markdown)
		return export.Twin(t), nil
	}}
}

// twinOutput is where a page's Markdown is published.
func twinOutput(p *handbook.Page) string { return handbook.Output(handbook.Twin(p.Address)) }

func plain(path string, key func() [16]byte, bytes func() []byte) *Output {
	return &Output{Path: path, Key: key, Bytes: func() ([]byte, error) { return bytes(), nil }}
}

// known is a key that need not be worked out.
func known(key source.Digest) func() [16]byte { return func() [16]byte { return key } }

// copied publishes a file as it is. It is read once more when it is copied, and
// has to be what it was.
func copied(f source.File, digest source.Digest) *Output {
	from := func() (io.ReadCloser, error) {
		r, err := open(f)
		if err != nil {
			return nil, err
		}
		return source.Expect(digest, r, altered(f)), nil
	}
	return &Output{Path: f.Path, Key: known(digest), File: &f, Open: from, Bytes: func() ([]byte, error) {
		r, err := from()
		if err != nil {
			return nil, err
		}
		defer r.Close()
		return io.ReadAll(r)
	}}
}

// Try makes every page and lets it go, to meet the mistakes that show only then.
func (s *Snapshot) Try(ctx context.Context) ([]diag.Diagnostic, error) {
	found := make([]error, len(s.whole.places))
	parallel.For(len(found), func(i int) {
		if ctx.Err() == nil {
			_, found[i] = s.Outputs[i].Bytes()
		}
	})
	var ds []diag.Diagnostic
	for _, err := range found {
		var mistake *Mistake
		switch {
		case errors.As(err, &mistake):
			ds = append(ds, mistake.Diagnostic)
		case err != nil:
			return nil, err
		}
	}
	return ds, ctx.Err()
}
