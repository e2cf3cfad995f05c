package generate

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
)

// operations are the sorts of edits. Each returns what it did, or "" if there
// is nothing in the handbook that it could be done to.
var operations = []func(*Editor) string{
	(*Editor).addSentence, (*Editor).addSentence, (*Editor).addSentence, (*Editor).changeCode, (*Editor).renameHeading,
	(*Editor).changeTitle, (*Editor).changeField, (*Editor).changeWeight, (*Editor).changeRelation,
	(*Editor).toggleTag, (*Editor).toggleAlias, (*Editor).toggleSlug, (*Editor).toggleDraft,
	(*Editor).addPage, (*Editor).deletePage, (*Editor).renamePage, (*Editor).changeCase, (*Editor).movePage,
	(*Editor).renameFolder, (*Editor).changeSettings, (*Editor).addAsset, (*Editor).changeAsset, (*Editor).removeAsset,
	(*Editor).changeStyle, (*Editor).overridePart, (*Editor).plantBrokenLink, (*Editor).linkByNames,
	(*Editor).ignoreFiles, (*Editor).ignoreFiles, (*Editor).ignoreFiles, (*Editor).addNotes, (*Editor).linkNote,
}

func (e *Editor) addSentence() string {
	p := e.change(e.any(everyPage))
	blocks := strings.Split(p.body, "\n\n")
	for range blocks {
		b := &blocks[e.IntN(len(blocks))]
		if isParagraph(*b) {
			*b += " " + e.sentence()
			p.body = strings.Join(blocks, "\n\n")
			return "add a sentence to " + p.path
		}
	}
	p.body += "\n\n" + e.sentence()
	return "add a paragraph to " + p.path
}

func isParagraph(block string) bool {
	return block != "" && unicode.IsUpper(rune(block[0])) && strings.HasSuffix(block, ".") && !strings.Contains(block, "\n")
}

// changeCode puts another code block in the place of a page's first.
func (e *Editor) changeCode() string {
	name := e.any(func(p *page) bool { return strings.Contains(p.body, "```") })
	if name == "" {
		return ""
	}
	p := e.change(name)
	before, block, _ := strings.Cut(p.body, "```")
	language, block, _ := strings.Cut(block, "\n")
	_, after, _ := strings.Cut(block, "```")
	p.body = before + "```" + language + "\n" + e.code(language) + "```" + after
	return "change code in " + name
}

// renameHeading gives a heading of a plain page another text; anchors follow.
func (e *Editor) renameHeading() string {
	name := e.any(func(p *page) bool { return p.kind() == "" && strings.Contains(p.body, "\n## ") })
	if name == "" {
		return ""
	}
	p := e.change(name)
	lines := strings.Split(p.body, "\n")
	var headings []int
	for i, l := range lines {
		if strings.HasPrefix(l, "## ") {
			headings = append(headings, i)
		}
	}
	i := headings[e.IntN(len(headings))]
	old, text := strings.TrimPrefix(lines[i], "## "), "Edition "+fmt.Sprint(e.number)+" of the "+e.noun()
	lines[i] = "## " + text
	p.body = strings.Join(lines, "\n")
	e.point(
		func(l link) link {
			if l == (link{name, slug(old)}) {
				l.anchor = slug(text)
			}
			return l
		},
		func(_ *page, _ string, r ref) ref { return r })
	return fmt.Sprintf("rename heading %q of %s", old, name)
}

func (e *Editor) changeTitle() string {
	p := e.change(e.any(everyPage))
	p.set("title", fill(e.pick(titleForms), e.adjective(), "", e.noun(), e.noun()))
	return "change the title of " + p.path
}

// statuses are those that a page of a kind can have without other fields.
var statuses = map[string][]string{
	"vision":   {"draft", "proposed", "agreed", "retired"},
	"strategy": {"draft", "proposed", "agreed", "active", "done", "abandoned"},
	"decision": {"proposed", "accepted", "rejected", "deprecated"},
}

func (e *Editor) changeField() string {
	p := e.change(e.any(everyPage))
	if s := statuses[p.kind()]; s != nil && e.chance(50) {
		p.set("status", e.pick(s))
		return "change the status of " + p.path
	}
	if e.chance(50) {
		p.set("date", e.day(2021, 2025))
		return "change the date of " + p.path
	}
	p.set("description", capital(e.clause())+".")
	return "change the description of " + p.path
}

func (e *Editor) changeWeight() string {
	p := e.change(e.any(everyPage))
	if p.get("weight") != nil && e.chance(30) {
		p.remove("weight")
		return "remove the weight of " + p.path
	}
	p.set("weight", e.between(1, 99))
	return "change the weight of " + p.path
}

// changeRelation leads a relation to another page of the same kind.
func (e *Editor) changeRelation() string {
	for _, key := range []string{"vision", "pattern", "serves", "of"} {
		from := e.any(func(p *page) bool { _, ok := p.get(key).(ref); return ok })
		if from == "" || e.chance(50) {
			continue
		}
		old := e.pages[from].get(key).(ref)
		kind := e.pages[string(old)].kind()
		p := e.change(from)
		p.set(key, ref(e.any(func(p *page) bool { return published(p) && p.kind() == kind })))
		return "change " + key + " of " + from
	}
	return ""
}

func (e *Editor) toggleTag() string {
	p := e.change(e.any(everyPage))
	old, _ := p.get("tags").([]string)
	tag := e.pick(tags)
	switch i := slices.Index(old, tag); {
	case i >= 0 || len(old) > 4:
		gone := max(i, 0)
		p.set("tags", slices.Concat(old[:gone], old[gone+1:]))
		return "remove tag " + old[gone] + " from " + p.path
	default:
		p.set("tags", append(slices.Clip(old), tag))
		return "add tag " + tag + " to " + p.path
	}
}

func (e *Editor) toggleAlias() string {
	p := e.change(e.any(everyPage))
	if p.get("aliases") != nil {
		p.remove("aliases")
		return "remove the aliases of " + p.path
	}
	p.set("aliases", []string{fmt.Sprintf("/once/%d/", e.number)})
	return "add an alias to " + p.path
}

func (e *Editor) toggleSlug() string {
	name := e.any(notIndex)
	if name == "" {
		return ""
	}
	p := e.change(name)
	if p.get("slug") != nil {
		p.remove("slug")
		return "remove the slug of " + name
	}
	p.set("slug", e.newName())
	return "give a slug to " + name
}

// toggleDraft makes a draft of a page, which then nothing may link to, or
// publishes one.
func (e *Editor) toggleDraft() string {
	if name := e.any(func(p *page) bool { return !published(p) }); name != "" && e.chance(50) {
		e.change(name).remove("draft")
		return "publish the draft " + name
	}
	name := e.any(func(p *page) bool { return e.canGo(p) && !p.isIndex() && published(p) && !p.links(e.broken) })
	if name == "" {
		return ""
	}
	e.withdraw(name)
	e.change(name).set("draft", true)
	return "make a draft of " + name
}

// canGo says whether a page can be taken away: it is not the home page, and
// enough are left to lead its links to.
func (e *Editor) canGo(p *page) bool {
	return p.path != "index.md" && len(e.pages) > 4
}

// addPage adds a plain page, now and then as the first of a folder, and a link
// to it.
func (e *Editor) addPage() string {
	folder := e.plainFolder()
	if e.chance(25) {
		folder = path.Join(folder, e.newName())
	}
	name := path.Join(folder, e.newName()+".md")
	if !e.free(name) {
		return ""
	}
	e.write(name)
	from := e.change(e.any(published))
	from.body += "\n\nNew: [" + e.pages[name].get("title").(string) + "](/" + name + ")."
	return "add page " + name
}

// write makes a short plain page.
func (e *Editor) write(name string) {
	to := e.any(published)
	e.pages[name] = &page{
		path: name,
		front: []field{
			{"title", fill(e.pick(titleForms), e.adjective(), "", e.noun(), e.noun())},
			{"tags", e.sample(tags, 2)},
		},
		body: strings.Join(e.paragraph(40), " ") + "\n\n## " + capital(e.noun()) + "\n\nBack to [where it began](/" + to + ").",
	}
}

// plainFolder returns a folder whose pages are of no kind.
func (e *Editor) plainFolder() string {
	return e.pick(slices.DeleteFunc(e.folders(), func(f string) bool { return kindOfFolder(f) != "" }))
}

func (e *Editor) deletePage() string {
	name := e.any(e.canGo)
	if name == "" {
		return ""
	}
	e.withdraw(name)
	delete(e.pages, name)
	return "delete page " + name
}

func (e *Editor) renamePage() string {
	name := e.any(notIndex)
	if name == "" {
		return ""
	}
	to := path.Join(path.Dir(name), e.newName()+".md")
	e.move(map[string]string{name: to})
	return "rename page " + name + " to " + to
}

// changeCase makes the first letter of a page's name large or small.
func (e *Editor) changeCase() string {
	name := e.any(notIndex)
	if name == "" {
		return ""
	}
	folder, base := path.Split(name)
	first := unicode.ToUpper(rune(base[0]))
	if first == rune(base[0]) {
		first = unicode.ToLower(first)
	}
	to := folder + string(first) + base[1:]
	if to == name {
		return ""
	}
	e.move(map[string]string{name: to})
	return "change letter case of " + name + " to " + to
}

// movePage moves a page to another folder, new now and then. A page whose kind
// the new folder does not give says it from then on.
func (e *Editor) movePage() string {
	name := e.any(notIndex)
	if name == "" {
		return ""
	}
	folder, kind := e.plainFolder(), e.pages[name].kind()
	if e.chance(25) {
		folder = path.Join(folder, e.newName())
	}
	to := path.Join(folder, path.Base(name))
	if !e.free(to) {
		return ""
	}
	if kind != "" {
		e.change(name).set("kind", kind)
	}
	e.move(map[string]string{name: to})
	return "move page " + name + " to " + to
}

// renameFolder renames a folder that does not stand for a kind, with all that
// it holds.
func (e *Editor) renameFolder() string {
	folders := slices.DeleteFunc(e.folders(), func(f string) bool { return f == "." || kindOfFolder(f) != "" })
	if len(folders) == 0 {
		return ""
	}
	from := e.pick(folders)
	to := path.Join(path.Dir(from), e.newName())
	moves := map[string]string{}
	add := func(name string) {
		if rest, ok := strings.CutPrefix(name, from+"/"); ok {
			moves[name] = to + "/" + rest
		}
	}
	for name := range e.pages {
		add(name)
	}
	for name := range e.others {
		if name, ok := strings.CutPrefix(name, "content/"); ok {
			add(name)
		}
	}
	e.move(moves)
	return "rename folder " + from + " to " + to
}

func (e *Editor) changeSettings() string {
	switch s := &e.settings; e.IntN(4) {
	case 0:
		s.title = fmt.Sprintf("Handbook of the %s %s", e.adjective(), e.noun())
		return "change the handbook's title"
	case 1:
		s.typographer = !s.typographer
		return fmt.Sprintf("set typographer to %v", s.typographer)
	case 2:
		s.baseURL = ""
		return "remove base_url"
	default:
		s.baseURL = fmt.Sprintf("https://example.org/%s-%d/", e.noun(), e.number)
		return "set base_url to " + s.baseURL
	}
}

// addAsset adds an image and shows it on a page.
func (e *Editor) addAsset() string {
	p := e.change(e.any(everyPage))
	name := path.Join(path.Dir(p.path), fmt.Sprintf("chart-%d.png", e.number))
	e.others["content/"+name] = e.image()
	p.body += fmt.Sprintf("\n\n![A chart of the %s](/%s)", e.noun(), name)
	return "add image " + name + " to " + p.path
}

func (e *Editor) changeAsset() string {
	name := e.asset()
	if name == "" {
		return ""
	}
	e.others["content/"+name] = e.image()
	return "change image " + name
}

func (e *Editor) removeAsset() string {
	name := e.asset()
	if name == "" {
		return ""
	}
	delete(e.others, "content/"+name)
	e.dropBlocks(name)
	return "remove image " + name
}

// asset returns the path of an image below content/, or "".
func (e *Editor) asset() string {
	var names []string
	for name := range e.others {
		if strings.HasSuffix(name, ".png") {
			names = append(names, strings.TrimPrefix(name, "content/"))
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	return e.pick(names)
}

// image returns a small PNG of one colour.
func (e *Editor) image() string {
	m := image.NewPaletted(image.Rect(0, 0, e.between(1, 64), e.between(1, 64)),
		color.Palette{color.RGBA{uint8(e.IntN(256)), uint8(e.IntN(256)), uint8(e.IntN(256)), 255}})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic("generate: " + err.Error()) // a bytes.Buffer takes everything
	}
	return b.String()
}

// dropBlocks removes the paragraphs that link to a file.
func (e *Editor) dropBlocks(file string) {
	for name, p := range e.pages {
		if p.links(file) {
			e.change(name).body = strings.Join(slices.DeleteFunc(strings.Split(p.body, "\n\n"),
				func(block string) bool { return strings.Contains(block, "](/"+file+")") }), "\n\n")
		}
	}
}

const (
	stylePath = "content/custom.css"
	partPath  = "themes/mine/layouts/parts/footer.html"
)

func (e *Editor) changeStyle() string {
	if e.others[stylePath] != "" && e.chance(30) {
		delete(e.others, stylePath)
		return "remove " + stylePath
	}
	e.others[stylePath] = fmt.Sprintf("h1 { letter-spacing: 0.%03dem }\n", e.IntN(1000))
	return "write " + stylePath
}

// overridePart puts a part of a theme of the handbook's own in the place of the
// default one, or takes it away again.
func (e *Editor) overridePart() string {
	if e.others[partPath] != "" && e.chance(40) {
		delete(e.others, partPath)
		e.settings.theme = ""
		return "remove " + partPath
	}
	e.others[partPath] = fmt.Sprintf("<footer><p>Edition %d</p></footer>\n", e.number)
	e.settings.theme = "mine"
	return "write " + partPath
}

// ignoreFiles has git ignore notes, which are files that pages may link to: in a
// folder, or in all of them, or no more. What is linked and ignored is reported, so
// the links to it are dropped.
func (e *Editor) ignoreFiles() string {
	name := path.Join("content", e.pick(e.folders()), ".gitignore")
	if e.chance(50) {
		name = ".gitignore"
	}
	if e.others[name] != "" && e.chance(60) {
		delete(e.others, name)
		return "remove " + name
	}
	e.others[name] = e.pick(ignoreRules)
	e.unlinkNotes()
	return "write " + name
}

// ignoreRules are about notes alone: links to pages and pictures go on leading
// somewhere.
var ignoreRules = []string{"*.csv\n", "note-*\n!note-*1.csv\n", "notes/\n", "/note-[0-4]*.csv\n", "**/notes/*\n", "!*.csv\n"}

// addNotes adds files that no page leads to yet.
func (e *Editor) addNotes() string {
	for i := range 4 {
		name := path.Join("content", e.pick(e.folders()), e.pick([]string{"", "notes"}), fmt.Sprintf("note-%d%d.csv", e.number, i))
		e.others[name] = e.noun() + "," + e.adjective() + "\n"
	}
	return "add notes"
}

// linkNote links to a file that git ignores nowhere, or links to no such file any more.
func (e *Editor) linkNote() string {
	if e.chance(30) {
		e.unlinkNotes()
		return "link to no notes"
	}
	var names []string
	for name := range e.others {
		if path.Base(name) == ".gitignore" {
			return ""
		}
		if note, ok := strings.CutPrefix(name, "content/"); ok && isNote(note) {
			names = append(names, note)
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	name := e.pick(names)
	p := e.change(e.any(published))
	p.body += "\n\nSee [the figures](/" + name + ")."
	return "link to " + name + " in " + p.path
}

func isNote(name string) bool { return strings.HasSuffix(name, ".csv") }

// unlinkNotes removes the paragraphs that link to notes.
func (e *Editor) unlinkNotes() {
	for name := range e.others {
		if note, ok := strings.CutPrefix(name, "content/"); ok && isNote(note) {
			e.dropBlocks(note)
		}
	}
}

// linkByNames writes the links of about half of the pages by the names of the
// pages, in double brackets, or now and then those of all by the paths of their files.
func (e *Editor) linkByNames() string {
	names := !e.chance(20)
	n := 0
	for _, name := range slices.Sorted(maps.Keys(e.pages)) {
		if p := e.pages[name]; p.names != names && toPage.MatchString(p.body) && (!names || e.chance(50)) {
			e.change(name).names = names
			n++
		}
	}
	switch {
	case n == 0:
		return ""
	case names:
		return fmt.Sprintf("link by names on %d pages", n)
	}
	return fmt.Sprintf("link by paths on %d pages", n)
}

// plantBrokenLink links to a page that nobody has written.
func (e *Editor) plantBrokenLink() string {
	if e.broken != "" {
		return ""
	}
	p := e.change(e.any(published))
	e.broken = path.Join(path.Dir(p.path), e.newName()+".md")
	p.body += "\n\nSoon to come: [more of it](/" + e.broken + ")."
	return "plant a broken link to " + e.broken + " in " + p.path
}

// repair removes the broken link, or writes the page that it leads to.
func (e *Editor) repair() string {
	broken := e.broken
	e.broken = ""
	if kindOfFolder(path.Dir(broken)) == "" && e.free(broken) && e.chance(50) {
		e.write(broken)
		return "write the missing page " + broken
	}
	e.dropBlocks(broken)
	return "remove the broken link to " + broken
}
