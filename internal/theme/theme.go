// Package theme turns layers of theme files into what the HTML outputs are made
// with: templates, words and assets.
//
// A layer is a folder with layouts/, assets/ and words/. A file of an earlier
// layer replaces the one at the same path in a later layer; words are replaced
// one by one.
//
// Layouts are html/template files, named by their path below layouts/ without
// .html: "page", "kinds/pattern". base.html and everything in parts/ are shared:
// any template can include them by name. Every other file is a layout. It says
// itself that it wants to stand in base.html, and gives what belongs into its
// blocks:
//
//	{{template "base" .}}
//	{{define "main"}} … {{end}}
//
// A template gets a [view.Page], and parts/nav the sidebar alone; both are
// closed values. It has text/template's comparisons, index, len, slice and
// print, and two functions of ours, both pure:
//
//	{{asset "main.css"}}          the path of a file of assets/, named by its content, below the base path
//	{{t "page_of" 2 4}}           the theme's words in the page's language, {1} and {2} filled in
//
// The theme publishes the assets that its templates name, and the files that
// those name in turn. Style sheets and scripts are bundled and minified.
//
// Load checks every template without running it, all branches, against the
// types of the views: a misspelt field, function, word, template or asset is a
// diagnostic at its place (T001), and so is a template that includes itself,
// which views without recursive types can have no use for. Then it tries every
// layout on sample views, which finds what types cannot tell; a theme that stood
// the trial is not tried again.
package theme

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"waymark/internal/diag"
	"waymark/internal/source"
	"waymark/internal/view"
)

// A Layer is one folder of theme files.
type Layer struct {
	FS    fs.FS
	Name  string // as diagnostics call the folder: themes/mine
	Tried bool   // a theme of such layers alone is known to stand its trial
}

// An Asset is a file that the theme's pages refer to.
type Asset struct {
	Path string // below the output folder: assets/main.3f786850e387.css
	Data []byte
}

// A Theme makes the HTML of pages. It is immutable to its users and safe for
// many goroutines.
type Theme struct {
	digest    source.Digest
	files     files
	words     words
	templates templates
	endless   map[string]diag.Diagnostic // by layout: it includes a template that includes itself
	assets    []Asset
	paths     map[string]string          // by the name that templates use, the path of an asset
	used      map[string]bool            // names of the assets that something uses
	unasked   map[string]diag.Diagnostic // by layout: it is of no use unless a page asks for it

	compiled sync.Map // of compileKey to *compiled
	sidebars sidebars

	read source.Digest     // stands for all files of its layers
	said []diag.Diagnostic // what Load said
}

// Load reads a theme. The first layer wins. Samples are views to try the layouts
// on, at best one of every kind and layout with every field set. memory may be
// nil.
//
// There is always a theme; if a diagnostic is an error, some of its layouts fail.
func Load(layers []Layer, samples []*view.Page, memory source.Memory) (*Theme, []diag.Diagnostic) {
	var r report
	t := &Theme{endless: make(map[string]diag.Diagnostic), unasked: make(map[string]diag.Diagnostic), read: readAll(layers)}
	t.files = readLayers(layers, &r)
	t.words = readWords(layers, &r)
	t.templates = parseTemplates(t.files, &r)
	t.digest = digest(t.files, t.words)

	assets, words := t.check(samples, &r)
	t.reportSlips(layers, words, &r)
	t.bundle(assets, memory, &r)
	t.try(layers, samples, memory, &r)
	t.reportUnused(layers, &r)
	t.said = r.sorted()
	return t, slices.Clone(t.said)
}

// Reload returns what Load does, and spares the work when the layers hold what previous
// was loaded from, which may be nil.
func Reload(previous *Theme, layers []Layer, samples func() []*view.Page, memory source.Memory) (*Theme, []diag.Diagnostic) {
	if previous == nil || readAll(layers) != previous.read {
		return Load(layers, samples(), memory)
	}
	return previous, slices.Clone(previous.said)
}

// readAll returns a digest of all files of all layers, and of what cannot be read.
func readAll(layers []Layer) source.Digest {
	var r report
	var parts [][]byte
	for _, layer := range layers {
		parts = append(parts, []byte(layer.Name), []byte(strings.Join(layer.folders(), "/")))
		for _, folder := range []string{"layouts", "assets", "words"} {
			for _, text := range layer.read(folder, &r) {
				parts = append(parts, []byte(text.Name), text.Data)
			}
		}
	}
	for _, d := range r.all {
		parts = append(parts, []byte(d.Path), []byte(d.Message))
	}
	return source.Sum(parts...)
}

// Digest stands for all that can reach an output of the theme.
func (t *Theme) Digest() source.Digest { return t.digest }

// Assets returns the files to publish beside the pages, in order of their paths.
func (t *Theme) Assets() []Asset { return slices.Clone(t.assets) }

// HasLayout reports whether the theme has a layout of that very name.
func (t *Theme) HasLayout(name string) bool { return t.templates.layouts[name] != nil }

// digest sums up the files that count, and the words, whatever layer they come
// from.
func digest(files files, words words) source.Digest {
	var parts [][]byte
	for _, name := range files.names() {
		parts = append(parts, []byte(name), files[name].Data)
	}
	for _, lang := range words.languages() {
		parts = append(parts, []byte(lang))
		for _, word := range words.of(lang) {
			parts = append(parts, []byte(word), []byte(words[lang][word].text))
		}
	}
	return source.Sum(parts...)
}

// A report collects diagnostics, each once: a part is checked again for every
// layout that includes it.
type report struct {
	all  []diag.Diagnostic
	seen map[reported]bool
}

type reported struct {
	at      diag.Position
	message string
}

func (r *report) add(d diag.Diagnostic) {
	key := reported{d.Position, d.Message}
	if r.seen[key] {
		return
	}
	if r.seen == nil {
		r.seen = make(map[reported]bool)
	}
	r.seen[key] = true
	r.all = append(r.all, d)
}

// errors counts the errors reported so far.
func (r *report) errors() int { return diag.Count(r.all, diag.Error) }

func (r *report) sorted() []diag.Diagnostic {
	diag.Sort(r.all)
	return r.all
}
