package handbook

import (
	"bytes"
	"cmp"
	"html"
	"net/url"
	"path"
	"strconv"
	"strings"

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
	heading := body.Title.Fill(nil, fill)
	for bytes.HasPrefix(heading, []byte("<br>")) { // behind an image that is not shown
		heading = bytes.TrimSpace(heading[len("<br>"):])
	}
	return heading
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
			return appendImage(dst, p.Page.Images[g.Index], p.Images[g.Index], g.Index)
		case page.PictureGap:
			return appendPicture(dst, p.Page.Pictures[g.Index], p.Pictures[g.Index])
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
		fills = append(appendImage(fills, p.Page.Images[i], t, i), 0)
	}
	for i, srcset := range p.Pictures {
		fills = append(appendPicture(fills, p.Page.Pictures[i], srcset), 0)
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
// when it arrives. All but a page's first image wait until they are near. One that
// no browser will load is a link to it.
func appendImage(dst []byte, img page.Image, t Target, index int) []byte {
	if t.Blocked {
		return appendBlocked(dst, img, t)
	}
	dst = append(dst, "<img"...)
	if t.Href != "" {
		dst = appendAttribute(dst, "src", t.Href)
		width, height := sizeOf(img, t)
		if width != "" {
			dst = appendAttribute(dst, "width", width)
		}
		if height != "" {
			dst = appendAttribute(dst, "height", height)
		}
		if index > 0 {
			dst = append(dst, ` loading="lazy"`...)
		}
		dst = append(dst, ` decoding="async"`...)
	}
	dst = append(dst, img.Attributes...)
	return append(dst, '>')
}

// appendBlocked says in words what an image shows, and leads to it where that can
// be: a link holds no other, and browsers follow none to data.
func appendBlocked(dst []byte, img page.Image, t Target) []byte {
	if img.Repeats {
		return dst
	}
	isData := strings.HasPrefix(strings.ToLower(t.Href), "data:")
	text := cmp.Or(img.Alt, img.Title)
	switch {
	case isData && text == "":
		return dst
	case text == "":
		text = fileOf(t.Href)
	}
	if img.InLink || isData {
		dst = append(dst, `<span class="blocked">`...)
		return append(append(dst, html.EscapeString(text)...), "</span>"...)
	}
	dst = append(dst, `<a class="blocked"`...)
	dst = append(appendAttribute(dst, "href", t.Href), '>')
	return append(append(dst, html.EscapeString(text)...), "</a>"...)
}

// fileOf returns the name of the file that an address on the web leads to, or the
// host's.
func fileOf(dest string) string {
	u, err := url.Parse(dest)
	if err != nil {
		return dest
	}
	if name := path.Base(u.Path); name != "." && name != "/" {
		return name
	}
	return u.Host
}

// appendPicture writes the other forms of an image, if browsers may load any.
func appendPicture(dst []byte, picture page.Picture, srcset string) []byte {
	if srcset == "" {
		return dst
	}
	dst = appendAttribute(append(dst, "<source"...), "srcset", srcset)
	return append(append(dst, picture.Attributes...), '>')
}

// sizeOf returns how large an image is shown: as the author asks in raw HTML, in the
// proportions that the file has, else as large as it is.
func sizeOf(img page.Image, t Target) (width, height string) {
	isMeasured := t.Width > 0 && t.Height > 0
	width, height = img.Width, img.Height
	switch w, h := pixels(width), pixels(height); {
	case !isMeasured:
	case width == "" && height == "":
		return strconv.Itoa(t.Width), strconv.Itoa(t.Height)
	case height == "" && w > 0:
		height = strconv.Itoa(max(1, (w*t.Height+t.Width/2)/t.Width))
	case width == "" && h > 0:
		width = strconv.Itoa(max(1, (h*t.Width+t.Height/2)/t.Height))
	}
	return width, height
}

// pixels returns a number of pixels, 0 for none and for a percentage.
func pixels(length string) int {
	n, err := strconv.Atoi(length)
	if err != nil {
		return 0
	}
	return n
}

func appendAttribute(dst []byte, name, value string) []byte {
	dst = append(dst, ' ')
	dst = append(dst, name...)
	dst = append(dst, `="`...)
	dst = append(dst, html.EscapeString(value)...)
	return append(dst, '"')
}
