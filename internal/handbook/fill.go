package handbook

import (
	"html"
	"strconv"

	"waymark/internal/page"
	"waymark/internal/source"
)

// Fill returns the page's HTML: the body with every gap filled, without a heading
// that is the title. highlight makes
// the HTML of a code block; title says what one of page.Titles is called in the
// page's language.
func (p *Page) Fill(body *page.Body, highlight func(page.Code) []byte, title func(name string) string) []byte {
	fill := p.filler(highlight, title)
	html := make([]byte, 0, 2*len(body.HTML))
	if !p.Opening {
		return body.Fill(html, fill)
	}
	from, to := openingOf(body.Sections)
	return body.FillPart(body.FillPart(html, 0, from, fill), to, len(body.HTML), fill)
}

// FillTitle returns what is in the heading that is the page's title, or nothing
// when the title is no heading.
func (p *Page) FillTitle(body *page.Body) []byte {
	fill := p.filler(nil, nil)
	if p.Opening {
		return body.FillPart(nil, body.Opening[0], body.Opening[1], fill)
	}
	return body.Title.Fill(nil, fill)
}

// FillPart returns the HTML of one part of the page.
func (p *Page) FillPart(body *page.Body, part Part, highlight func(page.Code) []byte, title func(name string) string) []byte {
	to := part.To
	if to == restOfBody {
		to = len(body.HTML)
	}
	return body.FillPart(nil, part.From, to, p.filler(highlight, title))
}

func (p *Page) filler(highlight func(page.Code) []byte, title func(name string) string) func([]byte, page.Gap) []byte {
	return func(dst []byte, g page.Gap) []byte {
		switch g.Kind {
		case page.LinkGap:
			return appendLink(dst, p.Links[g.Index])
		case page.WikiLinkGap:
			return appendWikiLink(dst, p.Links[g.Index])
		case page.ImageGap:
			return appendImage(dst, p.Images[g.Index], g.Index)
		case page.AddressGap:
			return append(dst, html.EscapeString(p.Links[g.Index].Href)...)
		case page.TitleGap:
			return append(dst, html.EscapeString(title(page.Titles[g.Index]))...)
		}
		return append(dst, highlight(p.Blocks[g.Index])...)
	}
}

// ContentKey returns the digest of everything that Fill puts together: equal
// keys, equal HTML, as long as titles are called the same.
func (p *Page) ContentKey() source.Digest {
	var fills []byte
	for _, t := range p.Links {
		fills = append(appendWikiLink(fills, t), 0)
	}
	for i, t := range p.Images {
		fills = append(appendImage(fills, t, i), 0)
	}
	for i := range p.Blocks {
		if p.Blocks[i].File != "" { // the others are in the page's own digest
			key := p.Blocks[i].Key()
			fills = append(fills, key[:]...)
		}
	}
	return source.Sum(p.Digest[:], strconv.AppendBool(nil, p.Opening), fills)
}

func appendLink(dst []byte, t Target) []byte {
	if t.Href == "" {
		return dst
	}
	return appendAttribute(dst, "href", t.Href)
}

// appendImage also says how large the image is, so that the page does not jump
// when it arrives. All but a page's first image wait until they are near.
func appendImage(dst []byte, t Target, index int) []byte {
	if t.Href == "" {
		return dst
	}
	dst = appendAttribute(dst, "src", t.Href)
	if t.Width > 0 {
		dst = appendAttribute(dst, "width", strconv.Itoa(t.Width))
	}
	if t.Height > 0 {
		dst = appendAttribute(dst, "height", strconv.Itoa(t.Height))
	}
	if index > 0 {
		dst = append(dst, ` loading="lazy"`...)
	}
	return append(dst, ` decoding="async"`...)
}

func appendAttribute(dst []byte, name, value string) []byte {
	dst = append(dst, ' ')
	dst = append(dst, name...)
	dst = append(dst, `="`...)
	dst = append(dst, html.EscapeString(value)...)
	return append(dst, '"')
}
