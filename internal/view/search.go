package view

import (
	"maps"
	"slices"
	"strings"

	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/source"
)

// Search is what the handbook's own search knows of a page beside the text of its
// body.
type Search struct {
	Address  string   // below the base path, ready to be written: patterns/no-vision/
	Title    string   // with its number
	Kind     string   // its name
	Asked    []string // how readers ask for it, each as good as a title
	Headings []string // what counts as much as a heading
	Body     []string // what counts as much as a sentence
	HasTwin  bool     // its Markdown is published, too
}

// SearchHead is what the search knows of the handbook as a whole.
type SearchHead struct {
	Kinds [][2]string       // name, and what several are called, in the order of the model
	Words map[string]string // of the theme, for whoever shows results
}

// Searched lists the pages that can be found by searching, in the order of their
// files.
func (m *Maker) Searched() []*handbook.Page {
	var pages []*handbook.Page
	for _, p := range m.h.Pages {
		if in, set := p.Values[kind.FieldSearch]; !p.Unlisted && (!set || in.Bool) {
			pages = append(pages, p)
		}
	}
	slices.SortFunc(pages, func(a, b *handbook.Page) int { return strings.Compare(a.Path, b.Path) })
	return pages
}

// Search makes the view of a page. kindName is what the theme calls its kind.
func (m *Maker) Search(p *handbook.Page, kindName string) Search {
	s := Search{
		Address: strings.TrimPrefix(m.url(p.Address), m.base), Title: p.Name(), Kind: p.Kind.Name,
		Headings: []string{p.Kind.Name, kindName, status(p)}, Body: []string{p.Description},
		HasTwin: p.HasTwin(),
	}
	s.Asked = kind.TextsOf(p.Values[kind.FieldAsked].List)
	s.Headings = append(s.Headings, kind.TextsOf(p.Values[kind.FieldOwner].List)...)
	for _, t := range p.Tags {
		s.Headings = append(s.Headings, t.Name)
	}
	for _, f := range p.Kind.Fields {
		isForProgram := f.Name == kind.FieldSections || f.Name == kind.FieldChooser // nobody reads it on this page
		if !isForProgram {
			s.Body = appendTexts(s.Body, f, p.Values[f.Name])
		}
	}
	isEmpty := func(text string) bool { return text == "" }
	s.Headings, s.Body = slices.DeleteFunc(s.Headings, isEmpty), slices.DeleteFunc(s.Body, isEmpty)
	return s
}

// appendTexts appends what a field says in words of its author's.
func appendTexts(dst []string, f kind.Field, v kind.Value) []string {
	switch f.Type {
	case kind.String:
		dst = append(dst, v.Text)
	case kind.Strings:
		dst = append(dst, kind.TextsOf(v.List)...)
	case kind.Texts:
		for _, name := range slices.Sorted(maps.Keys(v.Texts)) {
			dst = append(dst, kind.TextsOf(v.Texts[name])...)
		}
	case kind.Records, kind.Record:
		for _, record := range v.Records {
			for _, of := range f.Of {
				dst = appendTexts(dst, of, record[of.Name])
			}
		}
	}
	return dst
}

// Key returns the digest of what is known of a page.
func (s Search) Key() source.Digest { return keyOf(s) }

// Key returns the digest of what is known of the handbook.
func (h SearchHead) Key() source.Digest { return keyOf(h) }
