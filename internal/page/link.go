package page

import (
	"bytes"
	"html"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"waymark/internal/meta"
)

// Dangerous reports whether a browser could take an address for a program, or
// for something on the reader's own disk. Such an address is never written. It
// sees through what browsers ignore: letter case, control characters and white
// space anywhere in the scheme.
func Dangerous(dest string) bool {
	if !strings.ContainsAny(dest, ":&") { // & may begin the entity of a colon
		return false
	}
	scheme, rest, ok := strings.Cut(strip(dest), ":")
	if !ok {
		return false
	}
	switch scheme {
	case "javascript", "vbscript", "file":
		return true
	case "data":
		image, _, _ := strings.Cut(rest, ";")
		image, _, _ = strings.Cut(image, ",")
		switch image {
		case "image/png", "image/gif", "image/jpeg", "image/webp":
			return false
		}
		return true
	}
	return false
}

// strip returns the beginning of an address in lower case, without what browsers
// do not see, entities resolved.
func strip(dest string) string {
	var b strings.Builder
	for _, r := range html.UnescapeString(dest[:min(len(dest), 1<<10)]) {
		if unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		if b.Len() > 40 { // longer than every scheme and type that matters
			break
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// addLink adds a link to the page and returns its index.
func (d *document) addLink(l Link) int {
	d.page.Links = append(d.page.Links, l)
	return len(d.page.Links) - 1
}

// placeOf returns where a destination is written, which for a reference link is
// in its definition. An empty destination is where its link is.
func (d *document) placeOf(dest []byte, n ast.Node) meta.Span {
	at, ok := d.offset(dest)
	if !ok {
		return d.span(max(n.Pos(), 0), max(n.Pos(), 0))
	}
	place, ok := d.used[at]
	if !ok {
		place = d.span(at, at+len(dest))
		d.used[at] = place
	}
	return place
}

// expand reports whether a link may use its definition once more. A long
// destination that is used everywhere makes a huge page of a small file.
func (d *document) expand(l *ast.ReferenceLink, dest, title []byte, at int) bool {
	if l == nil {
		return true
	}
	d.expanded += len(dest) + len(title)
	if d.expanded > mostExpanded+len(d.source) {
		d.exceeded(at)
		return false
	}
	return true
}

func (ourRenderer) writeLink(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	l := n.(*ast.Link)
	if mark := wikiOf(l); mark != nil {
		if entering {
			w.wikiLink(l, mark)
		}
		return ast.WalkSkipChildren
	}
	if !entering {
		w.put("</a>")
		return ast.WalkContinue
	}
	dest, title := l.Destination, l.Title
	if !w.expand(l.Reference, dest, title, l.Pos()) {
		dest, title = nil, nil
	}
	w.cutDestination(dest, LinkCut, len(w.page.Links))
	index := w.addLink(Link{Dest: unescape(dest), Text: w.textOf(l), Sentence: w.sentenceOf(l), At: w.placeOf(dest, l)})
	w.put("<a")
	w.gap(LinkGap, index)
	w.title(title)
	w.put(">")
	return ast.WalkContinue
}

func (w *writer) title(title []byte) {
	if title != nil {
		w.attribute("title", unescape(title))
	}
}

func (ourRenderer) writeAutoLink(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	link := w.autoLink(n.(*ast.AutoLink))
	if w.raw != nil && slices.Contains(w.raw.open, "a") { // a link in a link
		w.html = appendEscaped(w.html, link.Text)
		return ast.WalkContinue
	}
	w.put("<a")
	w.gap(LinkGap, w.addLink(link))
	w.put(">")
	w.html = appendEscaped(w.html, link.Text)
	w.put("</a>")
	return ast.WalkContinue
}

// autoLink reads a bare address, or one in pointed brackets.
func (d *document) autoLink(n *ast.AutoLink) Link {
	label, dest := n.Label(d.source), string(n.URL(d.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(label), []byte("mailto:")) {
		dest = "mailto:" + dest
	}
	return Link{Dest: dest, Text: string(label), Sentence: d.sentenceOf(n), At: d.placeOf(label, n)}
}

// readUnusedDefinitions adds the reference definitions that no link has used:
// they are as dead as a link when their target is gone.
func (d *document) readUnusedDefinitions(n ast.Node) {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		def, ok := c.(*ast.LinkReferenceDefinition)
		if !ok {
			d.readUnusedDefinitions(c)
			continue
		}
		at, ok := d.offset(def.Destination)
		if _, used := d.used[at]; ok && !used {
			d.cut(at, at+len(def.Destination), LinkCut, len(d.page.Links))
			d.addLink(Link{Dest: unescape(def.Destination), Text: string(def.Label), At: d.span(at, at+len(def.Destination))})
		}
	}
}

// LinkTo returns how the page at a path links to the file at another.
func LinkTo(from, to string) string {
	base := strings.Split(path.Dir(from), "/")
	if base[0] == "." {
		base = nil
	}
	parts := strings.Split(to, "/")
	for len(base) > 0 && len(parts) > 1 && base[0] == parts[0] {
		base, parts = base[1:], parts[1:]
	}
	return strings.Repeat("../", len(base)) + strings.Join(parts, "/")
}
