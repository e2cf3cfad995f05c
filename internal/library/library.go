// Package library is what Waymark's own handbook has to offer other handbooks: pages
// in parts, each of which a handbook can lay beneath its own pages or do without.
package library

import (
	"io/fs"
	"path"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/source"
)

// A Page is a page of the library.
type Page struct {
	Path string // below content/
	Part string // see kind.LibraryParts
	Text []byte
}

// Pages returns the pages of the library, by path. handbook is the content folder of
// the handbook that it is taken from; the error is that of reading it.
func Pages(handbook fs.FS) (pages []Page, err error) {
	err = fs.WalkDir(handbook, ".", func(p string, d fs.DirEntry, err error) error {
		part, isOfLibrary := kind.PartOf(p)
		if err != nil || d.IsDir() || !isOfLibrary || !source.IsMarkdown(p) {
			return err
		}
		text, err := fs.ReadFile(handbook, p)
		pages = append(pages, Page{p, part, text})
		return err
	})
	return pages, err
}

// A Picture is an image that pages of the library show.
type Picture struct {
	Path string // below content/
	Data []byte
}

// Pictures returns the images of the handbook that the library is taken from, by
// path. They belong to no part: a handbook has those that its pages show.
func Pictures(handbook fs.FS) (pictures []Picture, err error) {
	err = fs.WalkDir(handbook, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !source.IsImage(path.Ext(p)) {
			return err
		}
		data, err := fs.ReadFile(handbook, p)
		pictures = append(pictures, Picture{p, data})
		return err
	})
	return pictures, err
}

// ID returns what two files have in common of which one replaces the other: the path
// without its ending, or of a folder's page the folder's. Letter case does not count,
// since addresses that differ in nothing else cannot both be published.
func ID(file string) string {
	id := source.TrimMarkdown(file)
	if name := path.Base(id); name == "index" || name == "README" {
		id = path.Dir(id)
	}
	return strings.ToLower(id)
}
