package page

import (
	"bytes"
	"html"
	"slices"
	"strings"
)

// A Shown is the text that a body shows, for those who search it: without code,
// and without the marks of footnotes.
type Shown struct {
	Headings string // those of level 2 to 4
	Prose    string // all else
}

// Text returns the text that the body of a page shows. What stands in gaps is not
// there, but for the words of links in double brackets and of diagrams.
func (b *Body) Text(p *Page) Shown {
	s := shower{html: b.HTML, gaps: b.Gaps, links: p.Links, code: p.Code, prose: make([]byte, 0, len(b.HTML))}
	s.read()
	return Shown{unentitled(s.headings), unentitled(s.prose)}
}

func unentitled(text []byte) string {
	if bytes.IndexByte(text, '&') < 0 {
		return string(text)
	}
	return html.UnescapeString(string(text))
}

// A shower reads what HTML shows.
type shower struct {
	html  []byte
	at    int
	gaps  []Gap // that are still to come
	links []Link
	code  []Code

	headings, prose []byte
	inHeading       bool
}

func (s *shower) read() {
	for s.at < len(s.html) {
		open := bytes.IndexByte(s.html[s.at:], '<')
		if open < 0 {
			open = len(s.html) - s.at
		}
		s.show(s.at + open)
		if s.at < len(s.html) {
			s.readTag()
		}
	}
	s.show(len(s.html))
}

// show takes what lies before an offset as text, and goes there.
func (s *shower) show(to int) {
	for len(s.gaps) > 0 && s.gaps[0].At <= to {
		g := s.gaps[0]
		s.gaps = s.gaps[1:]
		if g.At >= s.at {
			s.put(s.html[s.at:g.At])
			s.at = g.At
		}
		switch g.Kind {
		case WikiLinkGap:
			s.put([]byte(s.links[g.Index].Text))
		case CodeGap:
			s.put([]byte(s.code[g.Index].Says))
		}
	}
	if to > s.at {
		s.put(s.html[s.at:to])
		s.at = to
	}
}

func (s *shower) put(text []byte) {
	if s.inHeading {
		s.headings = append(s.headings, text...)
	} else {
		s.prose = append(s.prose, text...)
	}
}

// readTag reads the tag that begins here, with what is in it if that is not shown.
func (s *shower) readTag() {
	rest := s.html[s.at:]
	length := bytes.IndexByte(rest, '>') + 1
	if bytes.HasPrefix(rest, []byte("<!--")) {
		length = after(rest, "-->")
	}
	if length == 0 { // it does not end
		length = len(rest)
	}
	tag := rest[:length]
	s.skip(length)
	name := nameOf(tag)
	if !inline[name] {
		s.put([]byte{' '})
	}
	switch name {
	case "h2", "h3", "h4":
		s.inHeading = true
	case "/h2", "/h3", "/h4":
		s.inHeading = false
	case "pre", "script", "style", "svg", "template":
		s.skip(after(s.html[s.at:], "</"+name+">"))
	case "a":
		if isSign(tag) {
			s.skip(after(s.html[s.at:], "</a>"))
		}
	}
}

// isSign reports whether what is in a link is a number or a sign, and no word.
func isSign(link []byte) bool {
	return slices.ContainsFunc([]string{` role="doc-noteref"`, ` role="doc-backlink"`, ` class="anchor"`}, func(attribute string) bool {
		return bytes.Contains(link, []byte(attribute))
	})
}

// skip leaves out some bytes and the gaps in them. Without any, all the rest is left
// out.
func (s *shower) skip(n int) {
	if n == 0 {
		n = len(s.html) - s.at
	}
	s.at += n
	for len(s.gaps) > 0 && s.gaps[0].At < s.at {
		s.gaps = s.gaps[1:]
	}
}

// after returns how many bytes of a text lie before the end of what is looked for; 0:
// it is not there.
func after(text []byte, sought string) int {
	i := bytes.Index(text, []byte(sought))
	if i < 0 {
		return 0
	}
	return i + len(sought)
}

// nameOf returns the name of a tag, with the slash of one that ends an element.
func nameOf(tag []byte) string {
	end := 1
	for end < len(tag) && (tag[end] == '/' && end == 1 || isWordByte(tag[end])) {
		end++
	}
	return strings.ToLower(string(tag[1:end]))
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// inline are the elements that words go on across.
var inline = func() map[string]bool {
	all := make(map[string]bool)
	for _, name := range strings.Fields("a abbr b bdi bdo cite code del dfn em i ins kbd mark q s small span strong u var wbr") {
		all[name], all["/"+name] = true, true
	}
	return all
}()
