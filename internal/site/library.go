package site

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"waymark/internal/check"
	"waymark/internal/handbook"
	"waymark/internal/kind"
	"waymark/internal/library"
	"waymark/internal/page"
	"waymark/internal/parallel"
	"waymark/internal/source"
)

// LibraryName returns what diagnostics call a page of the library, which is a file of
// the program and of no disk.
func LibraryName(p string) string { return "waymark:" + p }

// IsLibraryName reports whether a name is one that LibraryName gives.
func IsLibraryName(name string) bool { return strings.HasPrefix(name, "waymark:") }

// layLibrary lays Waymark's library beneath the pages that were read, if the settings
// want it. The parts that they leave out are read as well, so that what leads to them
// can be told by its name.
func (b *build) layLibrary() error {
	b.library = make(map[string]handbook.LibraryPage)
	isOn := func(part string) bool { return b.settings.Library[part] }
	isAsked := b.settings.Library != nil
	if isAsked && b.Library != nil {
		pages, err := library.Pages(b.Library)
		if err != nil {
			return err
		}
		b.lay(pages, isOn)
	}
	if isAsked || b.settings.CheckPages {
		b.lay(CheckPages(b.pitfalls()), func(part string) bool { return isOn(part) || b.settings.CheckPages })
	}
	slices.SortFunc(b.read, func(a, c *page.Page) int { return strings.Compare(a.Path, c.Path) })
	return nil
}

// lay reads pages of the library, but for those that the handbook replaces by files of
// its own.
func (b *build) lay(pages []library.Page, isOn func(part string) bool) {
	own := make(map[string]string, len(b.read))
	for _, p := range b.read {
		own[library.ID(p.Path)] = p.Path
	}
	pages = slices.DeleteFunc(pages, func(p library.Page) bool {
		by := own[library.ID(p.Path)]
		if by != "" && by != p.Path {
			b.library[p.Path] = handbook.LibraryPage{Part: p.Part, By: by}
		}
		return by != ""
	})
	files := make([]source.File, len(pages))
	read := make([]*file, len(pages))
	parallel.For(len(pages), func(i int) {
		files[i] = source.Made(pages[i].Path, LibraryName(pages[i].Path), pages[i].Text)
		read[i] = b.readLibraryPage(files[i], pages[i].Text)
	})
	for i, f := range files {
		b.files[f.Path], b.named[f.Name], b.included[f.Path], b.known[f.Name] = f, f, f.Name, read[i]
		b.library[f.Path] = handbook.LibraryPage{Part: pages[i].Part, Off: !isOn(pages[i].Part)}
		b.read = append(b.read, read[i].page)
	}
}

// layPictures lays the pictures of the library beneath the handbook's own files, if a
// page shows them. That may be a copy of a library page, whatever the settings say.
func (b *build) layPictures(own []source.File) error {
	if b.Library == nil {
		return nil
	}
	pictures, err := library.Pictures(b.Library)
	if err != nil {
		return err
	}
	shown := b.shownImages()
	for _, f := range own {
		delete(shown, f.Path)
	}
	for _, picture := range pictures {
		if !shown[picture.Path] {
			continue
		}
		asset := handbook.Asset{Path: picture.Path, Digest: source.Sum(picture.Data), Size: int64(len(picture.Data))}
		asset.Width, asset.Height, _ = source.ImageSize(bytes.NewReader(picture.Data), path.Ext(picture.Path))
		b.assets = append(b.assets, asset)
		b.pictures = append(b.pictures, picture)
	}
	return nil
}

// shownImages returns the paths of the files that pages show as images.
func (b *build) shownImages() map[string]bool {
	shown := make(map[string]bool)
	for _, p := range b.read {
		if b.library[p.Path].Off {
			continue
		}
		for _, img := range p.Images {
			shown[path.Join(path.Dir(p.Path), img.Dest)] = true
		}
	}
	return shown
}

// readLibraryPage returns what a page of the library says, from the previous snapshot
// if it is unchanged.
func (b *build) readLibraryPage(f source.File, text []byte) *file {
	if old := b.previous.file(f.Name); old != nil && old.page.Digest == b.pageKey(f, text) {
		return old
	}
	return &file{path: f.Path, page: b.readPage(f, text)}
}

// CheckPages are the pages of the library that document the checks. pitfalls are the
// paths of the pages of pitfalls that they link to, by name.
func CheckPages(pitfalls map[string]string) (pages []library.Page) {
	for _, doc := range check.Documents(func(name string) string { return pitfalls[name] }) {
		pages = append(pages, library.Page{Path: doc.Path, Part: kind.LibraryChecks, Text: []byte(doc.Text)})
	}
	return pages
}

// pitfalls returns the paths of the pages of pitfalls that are published, by the
// name of their file. Where two have one name, neither is there.
func (b *build) pitfalls() map[string]string {
	found := make(map[string]string)
	for _, p := range b.read {
		named := kind.FieldKind.In(p.Meta).Text
		if named != kind.Pitfall.Name && (named != "" || !slices.Contains(strings.Split(path.Dir(p.Path), "/"), kind.Pitfall.Folder)) {
			continue
		}
		name := source.TrimMarkdown(path.Base(p.Path))
		isLeftOut := b.library[p.Path].Off || kind.FieldDraft.In(p.Meta).Text == "true" && !b.Drafts
		if isLeftOut || name == "index" || name == "README" {
			continue
		}
		if _, twice := found[name]; twice {
			found[name] = ""
			continue
		}
		found[name] = p.Path
	}
	return found
}
