package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/view"
)

// Feed returns feed.xml (Atom, RFC 4287). Days become the beginning of the day in
// UTC: no output knows a time of day.
func Feed(f view.Feed) []byte {
	type link struct {
		Rel  string `xml:"rel,attr,omitempty"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	type category struct {
		Term string `xml:"term,attr"`
	}
	type entry struct {
		Title     string   `xml:"title"`
		ID        string   `xml:"id"`
		Link      link     `xml:"link"`
		Published string   `xml:"published,omitempty"`
		Updated   string   `xml:"updated"`
		Category  category `xml:"category"`
		Summary   string   `xml:"summary,omitempty"`
	}
	type feed struct {
		XMLName  xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Lang     string   `xml:"xml:lang,attr"`
		Title    string   `xml:"title"`
		Subtitle string   `xml:"subtitle,omitempty"`
		ID       string   `xml:"id"`
		Links    []link   `xml:"link"`
		Updated  string   `xml:"updated"`
		Author   string   `xml:"author>name"`
		Entries  []entry  `xml:"entry"`
	}
	out := feed{
		Lang: f.Lang, Title: f.Title, Subtitle: f.Description, ID: f.URL, Author: f.Title,
		Links: []link{{Rel: "self", Type: "application/atom+xml", Href: f.Self}, {Rel: "alternate", Type: "text/html", Href: f.URL}},
	}
	for _, e := range f.Entries {
		out.Updated = max(out.Updated, midnight(e.Updated))
		out.Entries = append(out.Entries, entry{
			Title: e.Title, ID: e.URL, Link: link{Href: e.URL}, Published: midnight(e.Published), Updated: midnight(e.Updated),
			Category: category{e.Kind}, Summary: e.Summary,
		})
	}
	text, err := xml.MarshalIndent(out, "", "  ")
	if err != nil {
		panic("export: " + err.Error()) // texts and nothing else
	}
	return append([]byte(xml.Header), append(text, '\n')...)
}

// midnight returns the beginning of a day as RFC 3339 writes it.
func midnight(day string) string {
	if day == "" {
		return ""
	}
	return day + "T00:00:00Z"
}

// Guide returns llms.txt, as llmstxt.org has it: a title, what the handbook is
// about, and a list of links a section, to Markdown.
func Guide(g view.Guide) []byte {
	var b bytes.Buffer
	b.WriteString("# " + oneLine(g.Title) + "\n")
	if g.Description != "" {
		b.WriteString("\n> " + oneLine(g.Description) + "\n")
	}
	for _, s := range g.Sections {
		if len(s.Pages) == 0 {
			continue
		}
		b.WriteString("\n## " + oneLine(s.Title) + "\n\n")
		for _, p := range s.Pages {
			b.WriteString("- [" + inBrackets.Replace(oneLine(p.Title)) + "](" + inParentheses.Replace(p.URL) + ")")
			if p.Description != "" {
				b.WriteString(": " + oneLine(p.Description))
			}
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

// An address in a link of Markdown ends at a parenthesis, its text at a bracket.
var (
	inBrackets    = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)
	inParentheses = strings.NewReplacer("(", "%28", ")", "%29")
)

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Twin returns a page's Markdown.
func Twin(t view.Twin) []byte {
	var b bytes.Buffer
	b.WriteString("# " + oneLine(t.Title) + "\n")
	if t.Description != "" {
		b.WriteString("\n> " + oneLine(t.Description) + "\n")
	}
	if t.Body != "" {
		b.WriteString("\n" + t.Body + "\n")
	}
	return b.Bytes()
}

// CatalogueVersion is the version of handbook.json. It grows when a reader of the
// one before would not understand the next; new members do not count.
const CatalogueVersion = 1

// Catalogue returns handbook.json.
func Catalogue(c view.Catalogue) []byte {
	type page struct {
		ID          string              `json:"id"`
		Kind        string              `json:"kind"`
		Title       string              `json:"title"`
		Description string              `json:"description,omitempty"`
		URL         string              `json:"url"`
		Markdown    string              `json:"markdown,omitempty"`
		Lang        string              `json:"lang"`
		Date        string              `json:"date,omitempty"`
		Modified    string              `json:"modified,omitempty"`
		Draft       bool                `json:"draft,omitempty"`
		Unlisted    bool                `json:"unlisted,omitempty"`
		Tags        []string            `json:"tags,omitempty"`
		Fields      map[string]any      `json:"fields,omitempty"`
		Relations   map[string][]string `json:"relations,omitempty"`
	}
	out := struct {
		Version     int    `json:"version"`
		Title       string `json:"title"`
		Description string `json:"description,omitempty"`
		Lang        string `json:"lang"`
		URL         string `json:"url"`
		Pages       []page `json:"pages"`
	}{CatalogueVersion, c.Title, c.Description, c.Lang, c.URL, make([]page, 0, len(c.Pages))}
	for _, e := range c.Pages {
		p := page{
			ID: e.ID, Kind: e.Kind, Title: e.Title, Description: e.Description, URL: e.URL, Markdown: e.Markdown, Lang: e.Lang,
			Date: e.Date, Modified: e.Modified, Draft: e.Draft, Unlisted: e.Unlisted, Tags: e.Tags,
		}
		for _, d := range e.Fields {
			if p.Fields == nil {
				p.Fields = make(map[string]any, len(e.Fields))
			}
			p.Fields[d.Name] = value(d)
		}
		for _, r := range e.Relations {
			if p.Relations == nil {
				p.Relations = make(map[string][]string)
			}
			p.Relations[r.Name] = append(p.Relations[r.Name], r.ID)
		}
		out.Pages = append(out.Pages, p)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(out); err != nil {
		panic("export: " + err.Error()) // a closed view can be encoded
	}
	return b.Bytes()
}

// value returns what a field holds, as JSON has it.
func value(d view.Datum) any {
	switch d.Type {
	case kind.Int:
		return d.Int
	case kind.Bool:
		return d.Yes
	case kind.Strings, kind.Handles, kind.Paths, kind.Refs:
		return append([]string{}, d.List...) // [] rather than null
	case kind.Records, kind.Record:
		return d.Records
	case kind.Texts:
		return d.Texts
	}
	return d.Text
}
