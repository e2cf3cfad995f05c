package view

import (
	"html/template"

	"waymark/internal/choose"
	"waymark/internal/kind"
)

// Samples returns one view of every layout and every kind, with nothing empty,
// so that a theme can try its templates before a handbook needs them.
func Samples() []*Page {
	var samples []*Page
	for _, layout := range []string{"page", "section", "home", "tag", "tags", "kinds", "list", "owners", "reviews", "backlinks", "search", "choose", "404"} {
		samples = append(samples, sample(layout, "page"))
	}
	for _, k := range kind.Kinds {
		samples = append(samples, sample("kinds/"+k.Name, k.Name))
	}
	return samples
}

func sample(layout, kindName string) *Page {
	link := Link{Title: "A page", URL: "/a/page/"}
	p := &Page{
		Site: Site{
			Title: "A handbook", Description: "What it is about", Lang: "en", Base: "/", BaseURL: "https://handbook.example/",
			CSP: "default-src 'none'", CustomCSS: "/custom.css", Favicon: "/favicon.svg", Logo: "/logo.svg",
			Sections: []Section{{"A section", "/a/", kindName}}, Tags: "/tags/", Kinds: "/kinds/", Reviews: "/reviews/", ReviewFeed: "https://handbook.example/reviews/feed.xml", Index: true,
			Issue:      Issue{"https://git.example/handbook/issues/new", "title", "body"},
			Repository: "https://git.example/handbook", Footer: "Made <em>here</em>", Social: []Link{{"Chat", "https://chat.example/"}},
		},
		Layout: layout, Kind: kindName, Holds: kindName, Title: "A page", TitleID: "a-page", Description: "What it says",
		URL: "/a/page/", Canonical: "https://handbook.example/a/page/", Lang: "en", RightToLeft: true, Draft: true, NoIndex: true,
		Crumbs: []Crumb{{Title: "A page", URL: "/a/page/"}, {URL: "/tags/", Listing: Listing{By: "tags"}}}, TOC: []Heading{{2, "first", "First"}, {3, "second", "Second"}},
		Prev: link, Next: link, Tags: []Link{link}, Date: "2026-03-31", Edit: "https://git.example/handbook/edit/a.md", Modified: "2026-03-31", Minutes: 3, Containers: true, Diagrams: true, Footnotes: true, Tabs: true,
		Fit:    []Fit{{Constraint: "text", Need: kind.NeedNecessary.String(), Evidence: []string{"text"}}, {Constraint: "text"}},
		Beside: Beside{Title: "A vision", URL: "/a/vision/", Statement: "text", Settles: []string{"text"}},
		Relations: []Group{{
			Relation: kind.RelationLink.String(), Total: 21, All: "/backlinks/link/a/page/",
			Backlinks: []Backlink{{Title: "A page", URL: "/a/page/", Kind: kindName, Status: kind.StatusActive.String(), Outcome: kind.OutcomeWorked.String(), Draft: true, Sentence: "A sentence."}},
		}},
		List: List{
			Cards: []Card{{Title: "A page", URL: "/a/page/", Description: "What it says", Sentence: "A sentence.", Kind: kindName, Holds: kindName, Status: kind.StatusActive.String(), Outcome: kind.OutcomeWorked.String(), Basis: kind.BasisSource.String(), Default: true, Specimen: true, Date: "2026-03-31", Draft: true, Count: 3, First: []Link{link}, More: true}},
			Total: 201, Number: 2, Of: 3, Prev: "/a/", Next: "/a/page/3/",
		},
		Listing:  Listing{By: "status", Kind: "strategy", Value: kind.StatusActive.String(), URL: "/kinds/strategy/active/", Count: 3, Here: true},
		Listings: []Listing{{By: "owner", Value: "team", URL: "/owners/team/", Count: 3, Here: true, First: []Link{link}, More: true}, {By: "owners", URL: "/owners/", Count: 3}},
		Nav: Nav{
			Title: "A section", URL: "/a/", Up: link, Total: 101, All: Link{Title: "101", URL: "/a/"},
			Items: []NavItem{{Title: "A page", URL: "/a/page/", Kind: kindName, Draft: true}, {Title: "A folder", URL: "/a/b/", Folder: true}},
		},
		Heading: template.HTML("A <em>page</em>"),
		Content: template.HTML("<p>Text</p>"),
		Fields:  make(map[string]Field),
		Own:     map[string][]string{"x-own": {"text"}},
	}
	if layout == "choose" {
		p.Chooser = sampleChooser()
	}
	if kind.Lookup(kindName).Numbered {
		p.Number = "0002"
	}
	p.Twin = "/a/page/index.md"
	p.Image = Image{URL: "https://handbook.example/cards/" + kindName + ".en.png", Width: CardWidth, Height: CardHeight, Kind: kindName, Own: true}
	p.Data = LinkedData{Context: "https://schema.org", Graph: []Thing{{
		Type: "TechArticle", Name: "A page", Headline: "A page", Description: "What it says", URL: p.Canonical, Lang: "en", Published: "2026-03-31", Modified: "2026-03-31",
		Image: p.Image.URL, Keywords: []string{"text"}, PartOf: Whole{"WebSite", "A handbook", "https://handbook.example/"},
	}, {
		Type: "BreadcrumbList", Steps: []Step{{"ListItem", 1, "A page", p.Canonical}},
	}}}
	for _, f := range kind.Lookup(kindName).Fields {
		field := Field{Text: "text", Yes: true, List: []string{"text"}, Links: []Link{link}}
		if len(f.Values) > 0 {
			field.Text = f.Values[0]
		}
		row := make(map[string]string)
		for _, sub := range f.Of {
			row[sub.Name.String()] = "text"
			if len(sub.Values) > 0 {
				row[sub.Name.String()] = sub.Values[0]
			}
		}
		field.Records = []map[string]string{row}
		p.Fields[f.Name.String()] = field
	}
	for _, s := range kind.Lookup(kindName).Sections {
		p.Parts = append(p.Parts, Part{Name: s.Name.String(), Title: s.Name.String(), ID: "section", HTML: "<p>Text</p>"})
	}
	p.Parts = append(p.Parts, Part{HTML: "<p>Text</p>"})
	finding := Finding{Code: "S222", Severity: "warning", Message: "Text.", Hint: "Text.", Passage: "Text.", Teaches: link, Check: link, Since: "2026-03-31", Because: "Text.", Until: "2026-03-31", Count: 2, Number: 1, Phrase: "Text"}
	p.Parts[0].Findings = []Finding{finding}
	p.Actions = []Action{{Text: "A step", Who: []Link{link}, By: "2026-03-31", Day: "2026-03-31", Size: "6w", Exit: "text", Done: "text", Because: "text", Findings: []Finding{finding}, HTML: "<span>A step</span>"}}
	phrases := []Phrase{{"Text", 1, "warning"}}
	p.Parts[0].Phrases, p.Statement = phrases, "<span>text</span>"
	passage := Passage{Statement: "text", HTML: "<p>Text</p>", Phrases: phrases, TextKey: keyOf("text")}
	p.Compared = []Comparison{{Kind: "strategy", Told: link, Repaired: link, Basis: kind.BasisInvented.String(), Rows: []Row{
		{Name: "Problem", Title: "Text", Told: passage, Repaired: passage, Findings: []Finding{finding}},
		{Name: "Actions", Title: "Text", Told: Passage{IsMissing: true}, Repaired: Passage{}},
		{Findings: []Finding{finding}},
	}}}
	p.Counted = 2
	p.Live, p.Ends, p.Findings, p.Accepted = true, "2026-03-31", []Finding{finding}, []Finding{finding}
	if layout == "backlinks" {
		p.Listing = Listing{By: "relation", Value: kind.RelationLink.String(), URL: "/backlinks/link/a/page/", Count: 201, Here: true}
		p.Listings = []Listing{p.Listing}
	}
	p.Reviews = Reviews{
		Months: []ReviewMonth{{Month: 3, Year: 2026, Reviews: []Review{{Card: p.List.Cards[0], Owners: []Link{link}, Due: "2026-03-31", By: kind.FieldReviewed.String(), Last: "2026-01-31", Ends: "2026-12-31"}}}},
		Axis: Axis{Shown: 3, Total: 4, Views: []AxisView{{
			From: "2026-01-01", To: "2026-07-01", First: true, Months: []AxisMonth{{1, 2026, "0.00%"}},
			Spans: []AxisSpan{{Title: "A page", At: "0.00%", Width: "50.00%", Due: "49.00%"}},
		}}},
		Calendar: "/reviews.ics", Webcal: "webcal://handbook.example/reviews.ics", Feed: "https://handbook.example/reviews/feed.xml",
	}
	p.NavKey = keyOf(p.Nav)
	return p
}

// sampleChooser returns a chooser of two questions and two patterns.
func sampleChooser() Chooser {
	line := ChooserLine{Points: "+3", Says: []string{"text", "text"}, URL: "/a/page/#first"}
	lines := []ChooserLine{{Points: "+1"}, line, {Out: true, Open: "A question?"}, {Out: true, Says: []string{"text"}}}
	yes := ChooserAnswer{Number: 0, Letter: "y", Text: "Yes", Says: "text", Scores: [][]ChooserLine{{line}, {{Out: true, Says: []string{"text"}}}}}
	no := ChooserAnswer{Number: 1, Letter: "n", Text: "No", Says: "text", Scores: [][]ChooserLine{nil, nil}}
	pattern := ChooserPattern{Title: "A page", URL: "/a/page/", Months: "6", Default: true, Start: "1", Waits: true, Lines: lines, Notes: []ChooserNote{{Text: "text", Say: "text"}, {Text: "text"}}}
	return Chooser{
		Rules: choose.Rules{
			Questions: []choose.Question{{Answers: 2}, {Answers: 2, Unless: []choose.Condition{{Question: 0, Answer: 1}}}},
			Patterns:  []choose.Pattern{{Scores: []choose.Score{{Points: 1}}}, {}},
			CloseCall: 1,
		},
		Groups:   []ChooserGroup{{Title: "A group", Questions: []ChooserQuestion{{Number: 0, Ask: "A question?", Answers: []ChooserAnswer{yes, no}}, {Number: 1, Ask: "A question?", Because: "A sentence.", Answers: []ChooserAnswer{yes, no}}}}},
		Columns:  3,
		Patterns: []ChooserPattern{pattern, {Title: "A page", URL: "/a/page/", Lines: lines}},
	}
}
