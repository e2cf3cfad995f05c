package page

// An htmlElement says of an element of raw HTML what of it is let through.
type htmlElement struct {
	isBlock    bool     // it stands between paragraphs, not in one
	isEmpty    bool     // it has no content, and so no end
	within     []string // where it can be: what is open above the nearest of these ends with it; nil: anywhere
	attributes []string // besides those of every element
}

// safeElements are the elements of raw HTML that are let through. They are those
// that GitHub shows in a README, by the allow-list that it has published
// (github.com/gjtorikian/html-pipeline, lib/html_pipeline/sanitization_filter.rb),
// and <picture> with <source>, which GitHub's documentation tells to use for
// pictures that are others in the dark.
//
// Of that list's attributes, those are missing that do nothing on these elements
// (they are of forms and frames), that readers don't see (cite, longdesc,
// microdata), and that take the keyboard from the page (accesskey, tabindex).
// There is no class and no style, as on GitHub. name is the old spelling of id,
// which it becomes: an element with a name could stand in for a property of the
// document that a script looks up.
//
// The filter works on tokens, and not on a tree, as libraries such as bluemonday do
// in part and sanitizers in browsers do: raw HTML in Markdown is no document. It
// comes in pieces, <details> in one block and </details> many blocks later, with
// Markdown between them; its addresses are gaps, which other files have a say in;
// and what is wrong with it is reported at its place in the file. So every tag is
// written anew from this table, its attributes escaped, and opened and closed in
// step with the Markdown (rawElements): what browsers make of the page is the
// same tree, whichever of them reads it and how often.
var safeElements = func() map[string]htmlElement {
	elements := make(map[string]htmlElement)
	add := func(e htmlElement, names ...string) {
		for _, name := range names {
			elements[name] = e
		}
	}
	add(htmlElement{}, "abbr", "b", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "picture", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "var")
	add(htmlElement{attributes: []string{"href"}}, "a")
	add(htmlElement{attributes: []string{"datetime"}}, "del", "ins", "time")
	add(htmlElement{within: []string{"ruby"}}, "rp", "rt")
	add(htmlElement{isEmpty: true}, "wbr")
	add(htmlElement{isEmpty: true, attributes: []string{"clear"}}, "br")
	add(htmlElement{isEmpty: true, attributes: []string{"src", "alt", "width", "height", "border", "hspace", "vspace"}}, "img")
	add(htmlElement{isEmpty: true, within: []string{"picture"}, attributes: []string{"srcset", "media", "type", "width", "height"}}, "source")

	add(htmlElement{isBlock: true}, "blockquote", "div", "dl", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "p", "summary")
	add(htmlElement{isBlock: true, isEmpty: true, attributes: []string{"noshade", "size", "width"}}, "hr")
	add(htmlElement{isBlock: true, attributes: []string{"open"}}, "details")
	add(htmlElement{isBlock: true, attributes: []string{"width"}}, "pre")
	add(htmlElement{isBlock: true, attributes: []string{"compact", "start", "type"}}, "ol", "ul")
	add(htmlElement{isBlock: true, within: []string{"ol", "ul"}, attributes: []string{"type", "value"}}, "li")
	add(htmlElement{isBlock: true, within: []string{"dl"}}, "dd", "dt")

	add(htmlElement{isBlock: true, attributes: []string{"border", "cellpadding", "cellspacing", "frame", "height", "rules", "summary", "width"}}, "table")
	add(htmlElement{isBlock: true, within: []string{"table"}}, "caption")
	add(htmlElement{isBlock: true, within: []string{"table"}, attributes: []string{"valign"}}, "tbody", "tfoot", "thead")
	add(htmlElement{isBlock: true, within: []string{"tbody", "tfoot", "thead", "table"}, attributes: []string{"valign"}}, "tr")
	add(htmlElement{isBlock: true, within: []string{"tr", "tbody", "tfoot", "thead", "table"}, attributes: []string{"abbr", "colspan", "headers", "height", "nowrap", "rowspan", "scope", "valign", "width"}}, "td", "th")
	return elements
}()

// safeAttributes are those of every element, besides id and name.
var safeAttributes = []string{"align", "aria-hidden", "aria-label", "dir", "lang", "role", "title"}

// withoutValue are the attributes that are there or not.
var withoutValue = map[string]bool{"compact": true, "noshade": true, "nowrap": true, "open": true}

// apart are the elements, besides the blocks of safeElements, whose tags keep what
// stands around them apart. Where such a tag is left out, a space takes its place.
var apart = map[string]bool{
	"address": true, "article": true, "aside": true, "audio": true, "body": true, "br": true, "button": true, "canvas": true, "center": true,
	"dialog": true, "dir": true, "fieldset": true, "footer": true, "form": true, "frameset": true, "head": true, "header": true, "hgroup": true,
	"html": true, "iframe": true, "input": true, "label": true, "legend": true, "main": true, "math": true, "menu": true, "nav": true, "noscript": true,
	"object": true, "optgroup": true, "option": true, "search": true, "section": true, "select": true, "svg": true, "template": true,
	"textarea": true, "title": true, "video": true,
}

// hasNoText reports whether what stands between the tags of an element is for
// browsers, and nothing that anybody reads.
func hasNoText(element string) bool { return element == "script" || element == "style" }

// isTablePart reports whether an element can hold only other parts of a table.
func isTablePart(element string) bool {
	switch element {
	case "table", "tbody", "tfoot", "thead", "tr":
		return true
	}
	return false
}

// isTableEdge reports whether what is open outside of an element is out of reach
// for the tags within it.
func isTableEdge(element string) bool {
	switch element {
	case "caption", "table", "td", "th":
		return true
	}
	return false
}

func isHTMLHeading(element string) bool {
	return len(element) == 2 && element[0] == 'h' && '1' <= element[1] && element[1] <= '6'
}
