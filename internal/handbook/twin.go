package handbook

import (
	"strings"

	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
)

// Twin returns the address of a page's Markdown, as readers get it: beside its
// HTML.
func Twin(address string) string { return address + "index.md" }

// HasTwin reports whether the page is published as Markdown too. A draft is not,
// and neither is what search engines shall not find: no file but HTML can tell
// them.
func (p *Page) HasTwin() bool { return !p.Draft && !p.Values[kind.FieldNoIndex].Bool }

// Twin returns the page's Markdown as readers get it: what is in the heading that
// is the title, if one is, and the body; and every address of the handbook with
// scheme and host, which origin is, where they are known; url is the page's own.
// t and body are of the page's own file.
func (p *Page) Twin(t *source.Text, body *page.Body, origin, url string) (title, text []byte) {
	fill := p.twinFiller(origin, url)
	if !p.Opens || p.Opening {
		title = body.TwinTitle(t, fill)
	}
	return title, body.Twin(t, fill)
}

func (p *Page) twinFiller(origin, url string) func(c page.Cut) (string, bool) {
	whole := func(href string) (string, bool) {
		switch {
		case href == "": // it leads nowhere
			return "", true
		case strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//"):
			return origin + href, true
		case strings.HasPrefix(href, "#"):
			return url + href, true
		}
		return "", false
	}
	return func(c page.Cut) (string, bool) {
		switch c.Kind {
		case page.LinkCut:
			return whole(p.Links[c.Index].Href)
		case page.OpeningCut:
			return "", p.Opening
		case page.ImageCut:
			return whole(p.Images[c.Index].Href)
		case page.WikiLinkCut:
			return markdownLink(p.Links[c.Index], whole), true
		case page.WikiImageCut:
			t, alt := p.Images[c.Index], p.Page.Images[c.Index].Alt
			return "!" + markdownLink(Target{Href: t.Href, Text: alt}, whole), true
		}
		return "\n" + strings.TrimSuffix(p.Blocks[c.Index].Text, "\n"), true
	}
}

// markdownLink returns a link in double brackets as every reader of Markdown knows
// it. One that leads nowhere is its text.
func markdownLink(t Target, whole func(href string) (string, bool)) string {
	text := markdownEscape.Replace(t.Text)
	if t.Href == "" {
		return text
	}
	href := t.Href
	if absolute, ok := whole(href); ok {
		href = absolute
	}
	return "[" + text + "](" + strings.NewReplacer("(", "%28", ")", "%29", " ", "%20").Replace(href) + ")"
}

var markdownEscape = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`)
