package serve

import (
	"path"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/site"
	"waymark/internal/source"
)

// An edition is the handbook at one moment. It is immutable.
type edition struct {
	*index
	number int
	site   *site.Snapshot
	added  []string // files of pages that were not there in the edition before
}

// An index is what editions have in common that differ in nothing but texts.
type index struct {
	base      string
	outputs   map[string]int // by path, their numbers in the site
	sources   map[string]int // by the file of a page, the number of the output that shows it
	fromBuild []diag.Diagnostic
	fromCheck []diag.Diagnostic // beside the errors of the build
	broken    map[string]bool   // files that cannot be read as they were meant
	masked    []diag.Diagnostic // that a build had before something broke, and cannot find until it is mended
}

// newEdition returns what to show of a site. Mistakes in settings and theme
// touch every page; the site of the last edition stays while there are such.
func newEdition(last *edition, built *site.Snapshot) *edition {
	e := &edition{site: built}
	if last != nil {
		e.number = last.number + 1
	}
	switch {
	case last != nil && built.OnlyTextsDiffer(last.site):
		e.index = last.index
		return e
	case last != nil && slices.ContainsFunc(built.Diags, spoilsAll):
		spoilt := *last.index
		spoilt.fromBuild, spoilt.fromCheck = built.Diags, besideErrors(built)
		e.index, e.site = &spoilt, last.site
		e.masked = newDiags(e, last.withMasked())
		return e
	}
	e.index = &index{
		base: built.Handbook.Settings.Base(), outputs: make(map[string]int, len(built.Outputs)), sources: make(map[string]int, len(built.Handbook.Pages)),
		fromBuild: built.Diags, fromCheck: besideErrors(built), broken: make(map[string]bool),
	}
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
		if d.Severity == diag.Error && (d.Code[0] == 'P' || d.Code == diag.Internal) {
			e.broken[d.Path] = true
		}
	}
	if last != nil && len(e.broken) > 0 {
		e.masked = newDiags(e, last.withMasked())
	}
	return e
}

// withMasked returns an edition whose build has what is masked, too.
func (e *edition) withMasked() *edition {
	return &edition{index: &index{fromBuild: slices.Concat(e.fromBuild, e.masked)}}
}

// besideErrors returns what a check would say of a site beside what keeps it from
// being published, and beside what authors accept.
func besideErrors(built *site.Snapshot) []diag.Diagnostic {
	type shown struct {
		diag.Position
		code, message string
	}
	errors := make(map[shown]bool)
	for _, d := range built.Diags {
		if d.Severity == diag.Error {
			errors[shown{d.Position, d.Code, d.Message}] = true
		}
	}
	return slices.DeleteFunc(built.Checked(), func(d diag.Diagnostic) bool {
		return d.Accepted || d.Severity == diag.Off || errors[shown{d.Position, d.Code, d.Message}]
	})
}

// spoilsAll reports whether a mistake touches every page.
func spoilsAll(d diag.Diagnostic) bool {
	return d.Severity == diag.Error && (d.Code[0] == 'C' || slices.Contains([]string{"T001", "T004", "T005"}, d.Code))
}

// isPartOfPages reports whether a page may show an output of this name as a part of
// itself.
func isPartOfPages(name string) bool {
	sort, _, _ := strings.Cut(source.ContentType(name), "/")
	return path.Ext(name) == ".css" || slices.Contains([]string{"image", "font", "video", "audio"}, sort)
}

// changedParts lists what pages may show of an edition that is another than in the
// one before and has kept its name.
func changedParts(last, next *edition) (changed []string) {
	if last == nil || next == nil || last.site == next.site || last.index == next.index {
		return nil
	}
	for _, out := range next.site.Outputs {
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

// output returns the output of a path, or nil. The index for searching is made when
// somebody asks for a file of it.
func (e *edition) output(path string) *site.Output {
	if i, ok := e.outputs[path]; ok {
		return e.site.Outputs[i]
	}
	if !handbook.IsOfSearch(path) {
		return nil
	}
	index, err := e.site.Index()
	if err != nil {
		return &site.Output{Path: path, Key: func() (none [16]byte) { return none }, Bytes: func() ([]byte, error) { return nil, err }}
	}
	if i := slices.IndexFunc(index, func(out *site.Output) bool { return out.Path == path }); i >= 0 {
		return index[i]
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
	for _, out := range e.site.Outputs {
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
