package site

import (
	"path"
	"slices"
	"strings"

	"waymark/internal/handbook"
	"waymark/internal/printout"
)

// Section returns the pages of a section in reading order: those of a folder and the
// folders in it, or one page. name is an address or a file, with or without the content
// folder; "" is the whole handbook. Unlisted pages are in a section only when they are
// named themselves. If there is no such section, names are those that there are.
func (s *Snapshot) Section(name string) (pages []*handbook.Page, names []string) {
	name = strings.Trim(path.Clean("/"+name), "/")
	if below, ok := strings.CutPrefix(name+"/", s.whole.Root+"/"); ok && s.whole.Root != "" {
		name = strings.Trim(below, "/")
	}
	h := s.Handbook
	if name == "" {
		return listed(h.Pages), nil
	}
	for _, f := range h.Folders {
		names = append(names, f.Path)
		if name == f.Path {
			return listed(below(h.Pages, f)), nil
		}
	}
	for _, p := range h.Pages {
		names = append(names, p.ID)
		if slices.Contains([]string{p.ID, p.Path, p.File(), strings.Trim(p.Address, "/")}, name) {
			if p.IsFolder {
				return listed(below(h.Pages, p.Folder)), nil
			}
			return []*handbook.Page{p}, nil
		}
	}
	return nil, names
}

// listed returns the pages that navigation and lists show.
func listed(pages []*handbook.Page) (shown []*handbook.Page) {
	for _, p := range pages {
		if !p.Unlisted {
			shown = append(shown, p)
		}
	}
	return shown
}

// below returns the pages in a folder and in the folders in it.
func below(pages []*handbook.Page, f *handbook.Folder) (inside []*handbook.Page) {
	for _, p := range pages {
		for in := p.Folder; in != nil; in = in.Parent {
			if in == f {
				inside = append(inside, p)
				break
			}
		}
	}
	return inside
}

// Printout returns one HTML file with the pages, of which there is at least one. The error
// is a *Mistake if an author's template or file is to blame, or else the machine's.
func (s *Snapshot) Printout(pages []*handbook.Page) ([]byte, error) {
	settings := &s.Handbook.Settings
	outputs := make(map[string]*Output, len(s.Outputs))
	for _, o := range s.Outputs {
		outputs[o.Path] = o
	}
	book := printout.Book{
		Title: s.Handbook.Title(), Lang: settings.Lang, Base: settings.Base(), Origin: settings.Origin(),
		Read: func(file string) ([]byte, bool, error) {
			o := outputs[file]
			if o == nil {
				return nil, false, nil
			}
			data, err := o.Bytes()
			return data, true, err
		},
	}
	if pages[0].Address != "/" {
		book.Title = pages[0].Title + " · " + book.Title
	}
	top := depth(slices.MinFunc(pages, func(p, q *handbook.Page) int { return depth(p) - depth(q) }))
	for _, p := range pages {
		html, err := outputs[handbook.Output(p.Address)].Bytes()
		if err != nil {
			return nil, err
		}
		book.Pages = append(book.Pages, printout.Page{
			Title: p.Title, Address: handbook.URL(settings.Base(), p.Address),
			Level: depth(p) - top, HTML: html,
		})
	}
	return printout.Make(book)
}

// depth is the number of folders that a page's address names.
func depth(p *handbook.Page) int { return strings.Count(p.Address, "/") - 1 }
