package handbook

import (
	"cmp"
	"html"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
)

// A link in double brackets names a page, and not where its file is. The name is
// that of the file or the folder, with as much of the path before it as the author
// likes; else the page's title; else an alias. Letter case does not count, nor
// whether words are parted by spaces, hyphens or underscores: on GitHub
// [[Getting Aboard]] leads to Getting-Aboard.md.

// A namesake is a page or a file that a name may mean.
type namesake struct {
	page *Page
	file string // of an asset
	path string // without the ending of a page; what a name with a path is compared with
	said string // the name, as it is written there
}

// names are what pages and files are called, by nameKey.
type names struct {
	pages, files, titles, aliases map[string][]namesake
	all                           []string // for hints
}

// nameKey is what is equal of two names that mean the same.
func nameKey(name string) string {
	isPlain := true
	for i := 0; i < len(name) && isPlain; i++ {
		isPlain = name[i] < 0x80
	}
	if !isPlain {
		name = cases.Fold().String(norm.NFC.String(name))
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '_', '\u00a0':
			return '-'
		case '’', '‘':
			return '\''
		case '“', '”':
			return '"'
		}
		return unicode.ToLower(r)
	}, name)
}

// nameAll collects what pages and files are called. It is done when the first link
// in double brackets is met: most handbooks have none.
func (h *Handbook) nameAll() *names {
	n := &names{make(map[string][]namesake), make(map[string][]namesake), make(map[string][]namesake), make(map[string][]namesake), nil}
	add := func(to map[string][]namesake, s namesake) {
		if key := nameKey(s.said); key != "" {
			to[key] = append(to[key], s)
			n.all = append(n.all, s.said)
		}
	}
	for _, read := range h.in.Pages {
		p := h.byPath[read.Path]
		stem := source.TrimMarkdown(p.Path)
		add(n.pages, namesake{page: p, path: stem, said: path.Base(stem)})
		if p.IsFolder && p.ID != "" {
			add(n.pages, namesake{page: p, path: p.ID, said: path.Base(p.ID)})
		}
		add(n.titles, namesake{page: p, path: stem, said: p.Title})
		for _, alias := range p.Values[kind.FieldAliases].List {
			if !strings.Contains(alias.Text, "/") {
				add(n.aliases, namesake{page: p, path: stem, said: alias.Text})
			}
		}
	}
	for i := range h.in.Assets {
		file := h.in.Assets[i].Path
		add(n.files, namesake{file: file, path: file, said: path.Base(file)})
	}
	return n
}

// meant returns what a name on a page means: those that are as near as the first
// are all returned. Nearest is what is written in the same letters, then what is
// fewest folders away, then what has the shortest path. What is not published is
// meant only where nothing else is.
func (h *Handbook) meant(p *Page, name string) []namesake {
	all := h.names()
	plain := strings.TrimSuffix(source.TrimMarkdown(name), "/")
	base := nameKey(path.Base(plain))
	for _, tier := range [][]namesake{
		fit(p, plain, all.pages[base]), fit(p, plain, h.published(all.files[base])),
		all.titles[nameKey(name)], all.aliases[nameKey(name)],
	} {
		if len(tier) > 0 {
			return nearest(p, plain, tier)
		}
	}
	return nil
}

// namedFile returns the file that a name on a page means.
func (h *Handbook) namedFile(p *Page, name string) (file string, ok bool) {
	found := fit(p, name, h.published(h.names().files[nameKey(path.Base(name))]))
	if len(found) == 0 {
		return "", false
	}
	return nearest(p, name, found)[0].file, true
}

// published leaves out the files that are not published: see hideFiles.
func (h *Handbook) published(files []namesake) []namesake {
	return slices.DeleteFunc(slices.Clone(files), func(s namesake) bool { return h.assets[s.file] == nil })
}

// fit returns those whose path ends as the name has it.
func fit(p *Page, name string, namesakes []namesake) []namesake {
	if !strings.Contains(name, "/") {
		return namesakes
	}
	key := nameKey(strings.TrimPrefix(name, "/"))
	isWhole := strings.HasPrefix(name, "/")
	if strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") {
		key, isWhole = nameKey(path.Join(path.Dir(p.Path), name)), true
	}
	var fitting []namesake
	for _, s := range namesakes {
		if full := nameKey(s.path); full == key || !isWhole && strings.HasSuffix(full, "/"+key) {
			fitting = append(fitting, s)
		}
	}
	return fitting
}

// nearest returns the likeliest, each page once.
func nearest(p *Page, name string, namesakes []namesake) []namesake {
	if len(namesakes) == 1 {
		return namesakes
	}
	var first []namesake
	var least rank
	for _, s := range namesakes {
		r := s.rank(p, name)
		order := 0
		if len(first) > 0 {
			order = slices.Compare(r[:], least[:])
		}
		isSame := func(other namesake) bool { return s.page != nil && other.page == s.page }
		switch {
		case len(first) == 0, order < 0:
			first, least = append(first[:0], s), r
		case order == 0 && !isSame(first[len(first)-1]):
			first = append(first, s)
		}
	}
	return first
}

// A rank orders namesakes, the likeliest first.
type rank [5]int

func (s namesake) rank(p *Page, name string) rank {
	count := func(is bool) int {
		if is {
			return 1
		}
		return 0
	}
	isLeftOut := s.page != nil && s.page.leftOut
	isSelf := s.page != nil && s.page.Path == p.Path
	isSpelt := s.path == strings.TrimPrefix(name, "/") || s.said == path.Base(name)
	return rank{count(isLeftOut), count(!isSpelt), count(isSelf), steps(path.Dir(p.Path), path.Dir(s.path)), strings.Count(s.path, "/")}
}

// steps is how many folders one goes up and down from one to another.
func steps(from, to string) int {
	count := func(dir string) int {
		if dir == "." {
			return 0
		}
		return strings.Count(dir, "/") + 1
	}
	common := from
	for !isBelow(to, common) {
		common = path.Dir(common)
	}
	return count(from) + count(to) - 2*count(common)
}

// leadWiki finds the target of a link in double brackets. One that leads nowhere
// is reported, and its text is shown.
func (h *Handbook) leadWiki(p *Page, l page.Link) Target {
	place := h.Place(p, l.At)
	for _, side := range [][2]string{{l.Dest, l.Text}, {l.Text, l.Dest}} { // GitHub's wikis have the text before the |
		if t, ok := h.leadName(p, side[0], place); ok {
			t.Text = side[1]
			return t
		}
	}
	if l.Wiki == page.MaybeWiki {
		return Target{Text: l.Written()}
	}
	name, heading, hasHeading := strings.Cut(l.Dest, "#")
	d := diag.New("H015", place, "no page is called %q", name)
	if near, ok := h.nearest(name, func() []string { return h.names().all }); ok {
		if hasHeading {
			near += "#" + heading
		}
		d = d.WithHint("did you mean [[%s]]?", near)
	} else {
		d = d.WithHint("write that page, or remove the brackets; put them in backticks if this is code")
	}
	h.report(d)
	return Target{Text: l.Text}
}

// leadName leads to what a name means. It is not ok if that is nothing.
func (h *Handbook) leadName(p *Page, name string, place diag.Position) (t Target, ok bool) {
	if strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "mailto:") {
		return Target{Href: name}, true
	}
	name, heading, _ := strings.Cut(name, "#")
	name = strings.TrimSpace(name)
	to := p
	if name != "" {
		found := h.meant(p, name)
		if len(found) == 0 {
			return h.leadFolder(name)
		}
		if len(found) > 1 {
			h.reportNamesakes(name, found, place)
		}
		if to = found[0].page; to == nil {
			return Target{Href: h.url("/" + found[0].file)}, true
		}
	}
	if h.reportOff(to, place, "link to %q is shown as text", name) {
		return Target{}, true
	}
	switch {
	case to.leftOut && to != p:
		h.report(h.brokenLink(p, "link to", name, to.Path, "", place))
		return Target{}, true
	case to.Draft && !p.Draft:
		h.report(draftLinked(name, place))
	}
	return h.leadHeading(p, to, heading, place), true
}

// leadFolder leads to a folder that has no page of its own.
func (h *Handbook) leadFolder(name string) (t Target, ok bool) {
	full := strings.Trim(name, "/")
	if f := h.folders[full]; f != nil && full != "" {
		return Target{Href: h.url(f.Address), Page: f.Page}, true
	}
	return t, false
}

// leadHeading leads to the heading of a page that is called so, or has the id. A
// block, ^id, can't be linked to, so the link leads to the page.
func (h *Handbook) leadHeading(p, to *Page, heading string, place diag.Position) Target {
	t := Target{Href: h.url(to.Address), Page: to}
	heading = strings.TrimSpace(heading[strings.LastIndexByte(heading, '#')+1:])
	if heading == "" || heading[0] == '^' {
		return t
	}
	if id, ok := h.headingCalled(to, heading); ok {
		if t.Href += fragmentURL(id); to == p {
			t.Href = fragmentURL(id)
		}
		return t
	}
	where := "this page"
	if to != p {
		where = to.Path
	}
	d := diag.New("H002", place, "no heading is called %q on %s", heading, where)
	texts := func() (all []string) {
		for _, x := range to.Headings {
			all = append(all, x.Text)
		}
		return all
	}
	if near, ok := h.nearest(heading, texts); ok {
		d = d.WithHint("did you mean #%s?", near)
	} else if all := texts(); len(all) > 0 {
		d = d.WithHint("its headings are %s", diag.ShortList(all, mostHeadings))
	}
	h.report(d)
	return t
}

// headingCalled returns the id of the first heading with a text, or with an id.
func (h *Handbook) headingCalled(p *Page, called string) (id string, ok bool) {
	if h.hasElement(p, called) {
		return called, true
	}
	key := headingKey(called)
	for _, x := range p.Headings {
		if key != "" && headingKey(x.Text) == key {
			return x.ID, true
		}
	}
	if p.TitleID != "" && headingKey(p.Title) == key {
		return p.TitleID, true
	}
	return "", false
}

// headingKey is what counts in a heading: Obsidian leaves marks out of links.
func headingKey(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(text))
}

// reportNamesakes reports a name that several pages have, none nearer than another.
func (h *Handbook) reportNamesakes(name string, found []namesake, place diag.Position) {
	var paths []string
	for _, s := range found {
		paths = append(paths, "[["+s.path+"]]")
	}
	h.report(diag.New("H012", place, "%d pages are called %q, and this link leads to %s", len(found), name, cmp.Or(found[0].file, found[0].path)).
		WithHint("name the folder, too: %s", strings.Replace(diag.ShortList(paths, 4), " and ", " or ", 1)))
}

func appendWikiLink(dst []byte, t Target) []byte {
	text := html.EscapeString(t.Text)
	if t.Href == "" {
		return append(dst, text...)
	}
	dst = append(appendAttribute(append(dst, "<a"...), "href", t.Href), '>')
	return append(append(dst, text...), "</a>"...)
}

// fileOf returns the file that a destination on a page means, whether it is a
// place or, in double brackets, a name.
func (h *Handbook) fileOf(p *Page, dest string, isName bool) (file string, ok bool) {
	if isName {
		name, _, _ := strings.Cut(dest, "#")
		return h.namedFile(p, name)
	}
	file, _, _ = split(dest)
	return h.resolve(p, file)
}
