package export

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"slices"
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
		Lang      string   `xml:"xml:lang,attr,omitempty"`
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
			Lang: e.Lang, Title: e.Title, ID: cmp.Or(e.ID, e.URL), Link: link{Href: e.URL}, Published: midnight(e.Published), Updated: midnight(e.Updated),
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
	b.WriteString("# " + oneLine(cmp.Or(t.Heading, t.Title)) + "\n")
	if t.Description != "" {
		b.WriteString("\n> " + oneLine(t.Description) + "\n")
	}
	if len(t.Chooser.Patterns) > 0 {
		b.WriteString("\n" + scoreTable(t.Chooser))
	}
	if t.Body != "" {
		b.WriteString("\n" + t.Body + "\n")
	}
	return b.Bytes()
}

// scoreTable returns the chooser's questions, and what each answer counts, as a table.
func scoreTable(c view.Chooser) string {
	var b strings.Builder
	row := func(first string, cell func(pattern int) string) {
		b.WriteString("| " + tableCell(first) + " |")
		for i := range c.Patterns {
			b.WriteString(" " + tableCell(cell(i)) + " |")
		}
		b.WriteByte('\n')
	}
	row("", func(i int) string { return c.Patterns[i].Title })
	b.WriteString(strings.Repeat("|---", 1+len(c.Patterns)) + "|\n")
	row("", func(i int) string { return scores(slices.DeleteFunc(slices.Clone(c.Patterns[i].Lines), isConditional)) })
	for _, g := range c.Groups {
		for _, q := range g.Questions {
			for _, a := range q.Answers {
				row(q.Ask+" "+a.Text, func(i int) string { return scores(a.Scores[i]) })
			}
		}
	}
	return b.String()
}

func isConditional(line view.ChooserLine) bool { return line.Open != "" || len(line.Says) > 0 }

// scores formats what an answer counts for a pattern, with other answers it needs.
func scores(lines []view.ChooserLine) string {
	var texts []string
	for _, line := range lines {
		text := cmp.Or(line.Points, "✕")
		if len(line.Says) > 0 {
			text += " (" + strings.Join(line.Says, ", ") + ")"
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}

func tableCell(text string) string { return strings.ReplaceAll(oneLine(text), "|", `\|`) }

// CatalogueVersion is the version of handbook.json. It grows when a reader of the
// one before would not understand the next; new members do not count.
const CatalogueVersion = 1

// A catalogue is handbook.json. Its members are described here, once: the schema
// is made from their types and tags. doc says what a member is, and is what its
// texts are.
type catalogue struct {
	Version     int             `json:"version" doc:"Of this format. It grows when a program that read the version before would be wrong about the next; new members do not count."`
	Title       string          `json:"title" doc:"Of the handbook."`
	Description string          `json:"description,omitempty" doc:"Of the handbook."`
	Lang        string          `json:"lang" doc:"The handbook's language."`
	URL         string          `json:"url" is:"address" doc:"Of the home page: with scheme and host when they are known, else from the root of the site."`
	Pages       []cataloguePage `json:"pages" doc:"All pages, in reading order."`
}

type cataloguePage struct {
	ID          string              `json:"id" doc:"The page's path below content/ without its ending; a folder's page has its folder's, the home page an empty one."`
	Kind        string              `json:"kind" is:"kind" doc:"What sort of page this is."`
	Title       string              `json:"title" doc:"Of the page."`
	Number      string              `json:"number,omitempty" doc:"By which a decision is known, as its file's name has it: 0002."`
	Description string              `json:"description,omitempty" doc:"The page in one line."`
	URL         string              `json:"url" is:"address" doc:"Of the page."`
	Markdown    string              `json:"markdown,omitempty" is:"address" doc:"Of the page's Markdown. A page that search engines shall not show has none."`
	Lang        string              `json:"lang" doc:"The page's language."`
	Date        string              `json:"date,omitempty" is:"day" doc:"The page's date."`
	Modified    string              `json:"modified,omitempty" is:"day" doc:"The day of its last change."`
	Draft       bool                `json:"draft,omitempty" doc:"Not to be published: only a build with drafts has such pages."`
	Unlisted    bool                `json:"unlisted,omitempty" doc:"Published, but kept out of navigation and lists."`
	Tags        []string            `json:"tags,omitempty" doc:"Words by which pages are grouped."`
	Asked       []string            `json:"asked,omitempty" doc:"What readers would type who look for the page and don't know its words."`
	Fields      map[string]any      `json:"fields,omitempty" doc:"What the front matter says in the fields of the page's kind."`
	Relations   map[string][]string `json:"relations,omitempty" doc:"Ids of pages, by the field that names them."`
}

// Catalogue returns handbook.json.
func Catalogue(c view.Catalogue) []byte {
	out := catalogue{CatalogueVersion, c.Title, c.Description, c.Lang, c.URL, make([]cataloguePage, 0, len(c.Pages))}
	for _, e := range c.Pages {
		p := cataloguePage{
			ID: e.ID, Kind: e.Kind, Title: e.Title, Number: e.Number, Description: e.Description, URL: e.URL, Markdown: e.Markdown, Lang: e.Lang,
			Date: e.Date, Modified: e.Modified, Draft: e.Draft, Unlisted: e.Unlisted, Tags: e.Tags, Asked: e.Asked,
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
	return encode(out)
}

// encode writes JSON for people as well: without the escapes that it needs within
// HTML only.
func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		panic("export: " + err.Error()) // values that can be encoded, and nothing else
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
		rows := make([]map[string]any, 0, len(d.Records)) // [] rather than null
		for _, record := range d.Records {
			row := make(map[string]any, len(record))
			for _, of := range record {
				row[of.Name] = value(of)
			}
			rows = append(rows, row)
		}
		return rows
	case kind.Texts:
		return d.Texts
	}
	return d.Text
}
