package generate

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// An Edit is one change to a handbook: files gone and files written, by their
// path from the project's folder.
type Edit struct {
	What    string // "rename page a/b.md to a/c.md"
	Removed []string
	Written map[string]string
	Broken  bool // the handbook now has a planted mistake, an error
}

// Apply makes the change to the handbook in a folder. Folders that it empties
// are removed. Files are removed before others are written, so that a change of
// a name's letter case works where case does not count.
func (e Edit) Apply(dir string) error {
	for _, name := range e.Removed {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return fmt.Errorf("%s: %w", e.What, err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e.Written)) {
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(name)), e.Written[name]); err != nil {
			return fmt.Errorf("%s: %w", e.What, err)
		}
	}
	for _, name := range e.Removed {
		if err := removeEmpty(dir, path.Dir(name)); err != nil {
			return fmt.Errorf("%s: %w", e.What, err)
		}
	}
	return nil
}

// removeEmpty removes a folder and those around it as long as they are empty.
func removeEmpty(dir, folder string) error {
	for ; folder != "." && folder != "content"; folder = path.Dir(folder) {
		name := filepath.Join(dir, filepath.FromSlash(folder))
		entries, err := os.ReadDir(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil || len(entries) > 0 {
			return err
		}
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	return nil
}

// An Editor edits a generated handbook at random, as its authors would. After
// each edit every link, anchor and relation leads somewhere, but for a link that
// is planted broken on purpose and repaired by one of the next edits. The same
// options and seed give the same edits.
type Editor struct {
	prose
	pages    map[string]*page  // by path below content/; a page is replaced, never changed
	others   map[string]string // files that are neither pages nor settings, by path from the project's folder
	settings settings
	number   int               // of the edit: makes new names unique
	broken   string            // a file below content/ that is linked to and does not exist, or ""
	files    map[string]string // all of it, as text
}

// NewEditor returns an editor of the handbook that Handbook makes of the
// options, without the mistakes that they ask for.
func NewEditor(opt Options, seed uint64) *Editor {
	opt.Errors = 0
	e := &Editor{
		prose:    newProse(seed, 0, editStream),
		pages:    map[string]*page{},
		others:   map[string]string{},
		settings: settingsOf(opt),
	}
	pl := newPlan(opt)
	for i := range opt.Pages {
		p := pl.page(i)
		e.pages[p.path] = p
	}
	e.files = e.render(nil)
	return e
}

// Files returns every file of the handbook as it is now.
func (e *Editor) Files() map[string]string { return maps.Clone(e.files) }

// Next makes one edit, which changes at least one file.
func (e *Editor) Next() Edit {
	for {
		e.number++
		pages, files := maps.Clone(e.pages), e.files
		what := e.operate()
		e.files = e.render(pages)
		if edit := e.compare(what, files); len(edit.Written)+len(edit.Removed) > 0 {
			return edit
		}
	}
}

// operate does something to the handbook and says what; it may come to nothing.
func (e *Editor) operate() string {
	if e.broken != "" && e.chance(10) {
		return e.repair()
	}
	what := operations[e.IntN(len(operations))](e)
	if e.linking(e.broken) == 0 {
		e.broken = ""
	}
	return what
}

// render returns the texts of all files. Those of pages that are as before are
// not written again.
func (e *Editor) render(before map[string]*page) map[string]string {
	files := maps.Clone(e.others)
	files[settingsPath] = e.settings.text()
	for name, p := range e.pages {
		if p == before[name] {
			files["content/"+name] = e.files["content/"+name]
		} else {
			files["content/"+name] = p.text()
		}
	}
	return files
}

func (e *Editor) compare(what string, before map[string]string) Edit {
	edit := Edit{What: what, Written: map[string]string{}, Broken: e.broken != ""}
	for name, data := range e.files {
		if old, ok := before[name]; !ok || old != data {
			edit.Written[name] = data
		}
	}
	for name := range before {
		if _, ok := e.files[name]; !ok {
			edit.Removed = append(edit.Removed, name)
		}
	}
	slices.Sort(edit.Removed)
	return edit
}

// change returns a copy of a page, in its place, that may be changed.
func (e *Editor) change(name string) *page {
	p := *e.pages[name]
	e.pages[name] = &p
	return &p
}

// any returns the path of a page of which ok holds, or "".
func (e *Editor) any(ok func(*page) bool) string {
	var names []string
	for name, p := range e.pages {
		if ok(p) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	return e.pick(names)
}

func everyPage(*page) bool   { return true }
func published(p *page) bool { return p.get("draft") == nil }
func notIndex(p *page) bool  { return !p.isIndex() }
func (p *page) links(to string) bool {
	return strings.Contains(p.body, "](/"+to+")") || strings.Contains(p.body, "](/"+to+"#")
}

// linking counts the pages that link to a file.
func (e *Editor) linking(file string) int {
	n := 0
	for _, p := range e.pages {
		if p.links(file) {
			n++
		}
	}
	return n
}

// free says whether a new page or folder may have a path, ending included.
func (e *Editor) free(file string) bool {
	address := strings.ToLower(strings.TrimSuffix(file, ".md"))
	for name := range e.pages {
		name = strings.ToLower(name)
		if strings.TrimSuffix(name, ".md") == address || strings.HasPrefix(name, address+"/") {
			return false
		}
	}
	return true
}

// folders returns every folder that holds pages, "." first.
func (e *Editor) folders() []string {
	seen := map[string]bool{".": true}
	for name := range e.pages {
		for folder := path.Dir(name); !seen[folder]; folder = path.Dir(folder) {
			seen[folder] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// newName returns a name that no file or folder has.
func (e *Editor) newName() string {
	return fmt.Sprintf("%s-%s-%d", e.adjective(), e.noun(), e.number)
}

// point changes where links and relations lead: for each page, each link goes
// through toLink, each relation through toRef, which drops it by returning "".
func (e *Editor) point(toLink func(link) link, toRef func(from *page, key string, r ref) ref) {
	for name, p := range e.pages {
		body := mapLinks(p.body, func(l link) string { return toLink(l).String() })
		front := mapRefs(p.front, func(key string, r ref) ref { return toRef(p, key, r) })
		if body != p.body || front != nil {
			p = e.change(name)
			p.body = body
			if front != nil {
				p.front = front
			}
		}
	}
}

// mapRefs returns the fields with other relations, or nil if all stay.
func mapRefs(front []field, to func(key string, r ref) ref) []field {
	var out []field
	changed := false
	for _, f := range front {
		switch v := f.value.(type) {
		case ref:
			r := to(f.key, v)
			changed = changed || r != v
			if r != "" {
				out = append(out, field{f.key, r})
			}
		case []ref:
			var refs []ref
			for _, r := range v {
				if r = to(f.key, r); r != "" {
					refs = append(refs, r)
				}
			}
			changed = changed || !slices.Equal(refs, v)
			if len(refs) > 0 {
				out = append(out, field{f.key, refs})
			}
		default:
			out = append(out, f)
		}
	}
	if !changed {
		return nil
	}
	return out
}

// move gives files new paths, pages and others, and carries along what leads
// to them.
func (e *Editor) move(to map[string]string) {
	e.point(
		func(l link) link {
			if name, ok := to[l.path]; ok {
				l.path = name
			}
			return l
		},
		func(_ *page, _ string, r ref) ref {
			if name, ok := to[string(r)]; ok {
				return ref(name)
			}
			return r
		})
	for from, name := range to {
		if e.pages[from] == nil {
			e.others["content/"+name] = e.others["content/"+from]
			delete(e.others, "content/"+from)
			continue
		}
		p := e.change(from)
		p.path = name
		delete(e.pages, from)
		e.pages[name] = p
	}
}

// withdraw leads links and necessary relations to a page elsewhere and drops
// its other relations, so that the page can go.
func (e *Editor) withdraw(name string) {
	other := func(ok func(*page) bool) string {
		return e.any(func(p *page) bool { return p.path != name && published(p) && ok(p) })
	}
	kind := e.pages[name].kind()
	instead := other(everyPage)
	insteadOfKind := other(func(p *page) bool { return p.kind() == kind })
	e.point(
		func(l link) link {
			if l.path == name {
				return link{path: instead}
			}
			return l
		},
		func(_ *page, key string, r ref) ref {
			switch {
			case string(r) != name:
				return r
			case key == "vision" || key == "of":
				return ref(insteadOfKind)
			}
			return ""
		})
}
