package site

import (
	"path"
	"slices"
	"strings"

	"waymark/internal/handbook"
	"waymark/internal/printout"
)

// Section returns the pages of a section in reading order: a folder's page and all below
// it, or one page. It is named by its address or its file, with or without the content
// folder's name; "" names the whole handbook. Pages that lists leave out are in no section
// and have to be named. near is the nearest name there is, if there is no such section.
func (s *Snapshot) Section(name string) (pages []*handbook.Page, near []string) {
	name = strings.Trim(path.Clean("/"+name), "/")
	if below, ok := strings.CutPrefix(name+"/", s.whole.Root+"/"); ok && s.whole.Root != "" {
		name = strings.Trim(below, "/")
	}
	h := s.Handbook
	if name == "" {
		return listed(h.Pages), nil
	}
	for _, f := range h.Folders {
		near = append(near, f.Path)
		if name == f.Path {
			return listed(below(h.Pages, f)), nil
		}
	}
	for _, p := range h.Pages {
		near = append(near, p.ID)
		if slices.Contains([]string{p.ID, p.Path, strings.Trim(p.Address, "/")}, name) {
			if p.IsFolder {
				return listed(below(h.Pages, p.Folder)), nil
			}
			return []*handbook.Page{p}, nil
		}
	}
	return nil, near
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

// below returns the pages in a folder and in those in it.
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

// Printout returns one file of HTML that holds pages, which are not none, for paper. The
// error is a *Mistake where an author is to blame, or else the machine's.
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
	for _, p := range pages {
		html, err := outputs[handbook.Output(p.Address)].Bytes()
		if err != nil {
			return nil, err
		}
		book.Pages = append(book.Pages, printout.Page{
			Title: p.Title, Address: handbook.URL(settings.Base(), p.Address),
			Level: depth(p) - depth(pages[0]), HTML: html,
		})
	}
	return printout.Make(book)
}

// depth is how far a page is from the first page.
func depth(p *handbook.Page) int { return strings.Count(p.Address, "/") - 1 }
