package theme

import (
	"fmt"
	"html/template"
	"maps"
	"os"
	"strconv"
	"testing"
	"testing/fstest"

	"waymark/internal/diag"
	"waymark/internal/source"
	"waymark/internal/view"
)

// standard is the default theme as it lies in the repository.
var standard = Layer{FS: os.DirFS("../../themes/waymark"), Name: "themes/waymark"}

func layer(name string, files map[string]string) Layer {
	fsys := make(fstest.MapFS)
	for path, text := range files {
		fsys[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return Layer{FS: fsys, Name: name}
}

// mustLoad loads layers that must be without fault.
func mustLoad(t testing.TB, layers ...Layer) *Theme {
	t.Helper()
	theme, ds := Load(layers, samples(), nil)
	for _, d := range ds {
		t.Errorf("%v: %s (%s)", d.Position, d.Message, d.Hint)
	}
	if t.Failed() {
		t.FailNow()
	}
	return theme
}

func mustRender(t testing.TB, theme *Theme, v *view.Page) string {
	t.Helper()
	b, err := theme.Render(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// handles are those that lead nowhere.
func handles(names ...string) []view.Link {
	var links []view.Link
	for _, name := range names {
		links = append(links, view.Link{Title: "@" + name})
	}
	return links
}

// samples are one view for every layout, with every field set, and one of a kind
// that has no layout of its own.
func samples() []*view.Page {
	pattern := sample("kinds/pattern", "pattern", "/patterns/grand-migration/", "Grand Migration")
	pattern.Fields = map[string]view.Field{
		"default":    {Text: "true", Yes: true},
		"max_months": {Text: "36"},
		"constraints": {Records: []map[string]string{
			{"id": "conviction", "text": "The organisation is convinced, from top to bottom", "need": "necessary"},
			{"id": "legacy", "text": "Tricky legacy can be left behind", "need": "helpful"},
		}},
	}
	pattern.Parts = []view.Part{
		{HTML: "<p>Before.</p>\n"},
		{Name: "Steps", Title: "Steps", ID: "steps", HTML: "<ol><li>Prove it</li></ol>\n"},
		{Name: "Failure modes", Title: "When it fails", ID: "when-it-fails", HTML: "<p>Mostly.</p>\n"},
		{HTML: "<p>Between.</p>\n"},
		{Name: "Summary", Title: "In short", ID: "in-short", HTML: "<p>Rarely.</p>\n"},
	}
	pitfall := sample("kinds/pitfall", "pitfall", "/pitfalls/not-compelling/", "Not compelling enough")
	pitfall.Fields = map[string]view.Field{"of": {Text: "vision"}, "basis": {Text: "inferred"}}

	pitfall.Parts = []view.Part{
		{Name: "What it looks like", Title: "The tell", ID: "the-tell", HTML: "<p>Yawns.</p>\n"},
		{Name: "How to get out", Title: "Out", ID: "out", HTML: "<p>Say who.</p>\n"},
	}

	example := sample("kinds/example", "example", "/examples/goliath/", "Goliath")
	example.Fields = map[string]view.Field{
		"basis": {Text: "public"}, "outcome": {Text: "worked"}, "org": {Text: "Khan Academy"}, "when": {Text: "2018–2023"},
		"shows":    {Links: []view.Link{{Title: "Grand Migration", URL: "/patterns/grand-migration/"}}},
		"pitfalls": {Links: []view.Link{{Title: "Value last", URL: "/pitfalls/value-last/"}, {Title: "Not agreed", URL: "/pitfalls/not-agreed/"}}},
		"sources": {Records: []map[string]string{
			{"url": "https://example.org/a?b=c&d=e", "supports": "The dates"},
			{"url": "https://example.org/b", "supports": ""},
		}},
	}
	told := view.Passage{HTML: `<p><span class="points severity-warning" data-finding="1">Nights.</span></p>`}
	example.Compared = []view.Comparison{{
		Kind: "strategy", Told: view.Link{Title: "All at once", URL: "/strategies/all/"}, Repaired: view.Link{Title: "Invoices first", URL: "/strategies/s/"}, Basis: "invented",
		Rows: []view.Row{
			{Name: "Problem", Title: "What stops us", Told: told, Repaired: view.Passage{HTML: "<p>Nine nights in March.</p>\n"}, Findings: []view.Finding{{Code: "S202", Severity: "warning", Message: "It is short.", Hint: "Say more.", Number: 1}}},
			{Name: "Non-goals", Title: "Non-goals", Told: view.Passage{IsMissing: true}, Repaired: view.Passage{}},
			{Findings: []view.Finding{{Code: "D402", Severity: "error", Message: "Nobody looks again.", Number: 2}}},
		},
	}}
	example.Counted = 2
	reading := sample("kinds/reading", "reading", "/readings/book/", "Good Strategy Bad Strategy")
	reading.Fields = map[string]view.Field{
		"author": {Text: "Richard Rumelt"}, "year": {Text: "2011"}, "form": {Text: "book"}, "from_source": {Yes: true},
		"url": {Text: "https://example.org/book"}, "covers": {Links: []view.Link{{Title: "Strategy", URL: "/strategy/"}}},
	}
	reading.Footnotes = true
	practice := sample("kinds/practice", "practice", "/practices/ask/", "Ask which one")
	practice.Fields = map[string]view.Field{
		"say": {List: []string{"Are you disagreeing with the vision?", "Or with the way?"}}, "basis": {Text: "source"},
		"counters": {Links: []view.Link{{Title: "Not agreed", URL: "/pitfalls/not-agreed/"}}},
	}
	link := []view.Link{{Title: "Another page", URL: "/another/"}}
	shared := map[string]view.Field{
		"owner": {Links: handles("platform")}, "agreed_by": {Links: handles("payments", "search")}, "review_by": {Text: "2026-09-30"},
		"basis": {Text: "invented"}, "supersedes": {Links: link}, "horizon": {Text: "2029"}, "specimen": {Yes: true}, "judged_on": {Text: "2026-03-31"},
	}
	fields := func(own map[string]view.Field) map[string]view.Field {
		maps.Copy(own, shared)
		return own
	}
	vision := sample("kinds/vision", "vision", "/visions/v/", "Everything in its place")
	vision.Live, vision.Ends = true, "2029-12-31"
	vision.Fields = fields(map[string]view.Field{
		"statement": {Text: "By 2029 a team ships on its first day."}, "for": {List: []string{"product teams", "those on call"}},
		"status": {Text: "agreed"}, "part_of": {Links: link},
	})
	vision.Fields["specimen"], vision.Fields["judged_on"] = view.Field{}, view.Field{}
	vision.Draft, vision.NoIndex = true, true

	vision.Parts = []view.Part{
		{Name: "Where we end up", Title: "Where we end up", ID: "where", HTML: "<p>Here.</p>\n"},
		{Name: "What it settles", Title: "What it settles", ID: "settles", HTML: "<ul><li>Calm even over fast</li></ul>\n"},
		{HTML: "<p>After.</p>\n"},
	}

	strategy := sample("kinds/strategy", "strategy", "/strategies/s/", "Invoices first")
	finding := view.Finding{
		Code: "S222", Severity: "warning", Message: "Nobody is named.", Hint: "Name somebody.", Passage: "Move it.", Since: "2026-03-31", Count: 2,
		Teaches: view.Link{Title: "Bad objectives", URL: "/bad/"}, Because: "They are named in March.", Until: "2026-03-31",
	}
	strategy.Live, strategy.Ends, strategy.Findings, strategy.Accepted = true, "2026-08-31", []view.Finding{finding}, []view.Finding{finding}
	strategy.Fields = fields(map[string]view.Field{
		"vision": {Links: link}, "pattern": {Links: link}, "slice": {Text: "Invoices"}, "after": {Links: link}, "status": {Text: "active"},
	})
	strategy.Parts = []view.Part{
		{HTML: "<p>Before.</p>\n"},
		{Name: "Problem", Title: "What stops us", ID: "what-stops-us", HTML: "<p>Nights.</p>\n"},
		{Name: "Guiding policy", Title: "Guiding policy", ID: "guiding-policy", HTML: "<p>One at a time.</p>\n"},
		{Name: "Actions", Title: "Actions", ID: "actions", HTML: "<ul><li>Move</li></ul>\n"},
		{Name: "Non-goals", Title: "Non-goals", ID: "non-goals", HTML: "<p>Search.</p>\n"},
		{Name: "Outcome", Title: "Outcome", ID: "outcome", HTML: "<p>Open.</p>\n"},
	}
	strategy.Glance = view.Glance{Problem: "Nights.", Policy: "One at a time.", NonGoals: []string{"Search", "Mail"}, More: 7}
	strategy.Beside = view.Beside{Title: "Everything in its place", URL: "/visions/v/", Statement: "By 2029 a team ships on its first day.", Settles: []string{"Calm even over fast"}}
	strategy.Actions = []view.Action{
		{Text: "Move invoices", Who: handles("payments", "platform"), By: "2026-03-31", Day: "2026-03-31", Size: "6w", Exit: "nobody asks", Done: "all moved", Because: "it hurts"},
		{Text: "Ask around"},
	}

	decision := sample("kinds/decision", "decision", "/decisions/d/", "Use functions")
	decision.Number, decision.Date = "0002", "2026-03-31"
	decision.Fields = map[string]view.Field{
		"status": {Text: "superseded"}, "decision-makers": {Text: "platform"}, "consulted": {Text: "payments"}, "informed": {Text: "all"},
		"serves": {Links: link}, "supersedes": {Links: link}, "superseded_by": {Links: link},
	}

	check := sample("kinds/check", "check", "/checks/s201/", "A problem is named")
	check.Fields = map[string]view.Field{
		"code": {Text: "S201"}, "severity": {Text: "warning"}, "pitfall": {Links: link},
	}

	page := sample("page", "page", "/patterns/vision/", "Vision")
	page.Containers, page.Tabs, page.Diagrams = true, true, true

	section := sample("section", "page", "/patterns/page/2/", "Patterns")
	section.List = view.List{
		Cards: []view.Card{
			{Title: "Grand Migration", URL: "/patterns/grand-migration/", Kind: "pattern", Description: "Everything moves.", Default: true},
			{Title: "Goliath", URL: "/examples/goliath/", Kind: "example", Outcome: "worked", Basis: "invented"},
			{Title: "Invoices", URL: "/strategies/s/", Kind: "strategy", Status: "active", Specimen: true},
			{Title: "Older", URL: "/patterns/older/", Kind: "section", Holds: "pattern", Count: 12, Draft: true},
			{Title: "Notes", URL: "/patterns/notes/", Kind: "section", Holds: "section", Count: 9, First: []view.Link{{Title: "Quay", URL: "/patterns/notes/quay/"}, {Title: "Tide", URL: "/patterns/notes/tide/"}}, More: true},
			{Title: "Pair", URL: "/patterns/pair/", Kind: "section", Holds: "section", Count: 1, First: []view.Link{{Title: "Crane", URL: "/patterns/pair/crane/"}}},
		},
		Total: 104, Number: 2, Of: 2, Prev: "/patterns/",
	}
	section.Holds = "pattern"
	section.Crumbs = section.Crumbs[:1]

	home := sample("home", "page", "/", "")
	home.Crumbs, home.Relations, home.Tags, home.TOC = nil, nil, nil, nil
	home.Nav.Up = view.Link{}
	home.NavKey = source.Sum([]byte("home"))
	home.List, home.Containers = section.List, true
	home.List.Number, home.List.Of, home.List.Prev = 1, 1, ""

	tag := sample("tag", "page", "/tags/c%23/", "C#")
	tag.Crumbs = []view.Crumb{{Title: "Field guide", URL: "/"}, {URL: "/tags/", Listing: view.Listing{By: "tags"}}}
	tag.List = view.List{Cards: section.List.Cards[:1], Total: 101, Number: 1, Of: 2, Next: "/tags/c%23/page/2/"}
	tag.Content, tag.TOC, tag.Relations, tag.Fields = "", nil, nil, nil

	tags := sample("tags", "page", "/tags/", "")
	tags.List = view.List{Cards: []view.Card{{Title: "C#", URL: "/tags/c%23/", Count: 101}, {Title: "C++", URL: "/tags/c++/", Count: 2}}, Total: 2, Number: 1, Of: 1}
	tags.Content, tags.TOC, tags.Relations, tags.Fields = "", nil, nil, nil

	live := view.Listing{By: "status", Kind: "strategy", Value: "live", URL: "/kinds/strategy/live/", Count: 2}
	kinds := sample("kinds", "page", "/kinds/", "")
	kinds.Crumbs = kinds.Crumbs[:1]
	kinds.Listings = []view.Listing{
		{By: "kind", Kind: "strategy", Value: "all", URL: "/kinds/strategy/", Count: 12}, live,
		{By: "kind", Kind: "pattern", Value: "all", URL: "/kinds/pattern/", Count: 3}, {By: "owners", URL: "/owners/", Count: 2},
	}

	list := sample("list", "page", "/kinds/strategy/live/", "")
	list.Crumbs = []view.Crumb{list.Crumbs[0], {URL: "/kinds/", Listing: view.Listing{By: "kinds"}}, {URL: "/kinds/strategy/", Listing: kinds.Listings[0]}}
	list.Listing, list.Listings = live, kinds.Listings[:2]
	list.List = view.List{Cards: []view.Card{{Title: "Events first", URL: "/strategies/events-first/", Kind: "strategy", Status: "active", Description: "One queue."}}, Total: 1, Number: 1, Of: 1}

	backlinks := sample("backlinks", "page", "/backlinks/link/patterns/grand-migration/page/2/", "Grand Migration")
	backlinks.Listing = view.Listing{By: "relation", Value: "link", URL: "/backlinks/link/patterns/grand-migration/", Count: 101, Here: true}
	backlinks.Listings = []view.Listing{backlinks.Listing}
	backlinks.List = view.List{Total: 101, Number: 2, Of: 2, Prev: "/backlinks/link/patterns/grand-migration/", Cards: []view.Card{
		{Title: "Home", URL: "/", Kind: "page", Description: "Not shown.", Sentence: "Begin with a vision only if you need one."},
		{Title: "Late", URL: "/pitfalls/late/", Kind: "pitfall", Description: "Shown for want of a sentence."},
	}}
	for _, v := range []*view.Page{kinds, list, backlinks} {
		v.Content, v.TOC, v.Relations, v.Fields, v.Tags = "", nil, nil, nil, nil
	}

	missing := sample("404", "page", "/404.html", "")
	missing.Canonical, missing.Content, missing.TOC, missing.Relations, missing.Fields, missing.Tags = "", "", nil, nil, nil, nil
	missing.NoIndex = true
	for _, v := range []*view.Page{pattern, pitfall, vision, strategy} {
		v.TOC = nil
		for _, part := range v.Parts {
			if part.ID != "" {
				v.TOC = append(v.TOC, view.Heading{Level: 2, ID: part.ID, Text: part.Title})
			}
		}
	}
	return []*view.Page{
		page, section, home, tag, tags, missing, pattern, pitfall, example, practice, reading, vision, strategy, decision, check,
		kinds, list, backlinks,
	}
}

// sample is a page with everything that any page can have.
func sample(layout, kind, url, title string) *view.Page {
	return &view.Page{
		Site: view.Site{
			Title: "Field guide", Description: "How to get there.", Lang: "en", Base: "/", BaseURL: "https://example.org/",
			CSP:      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'",
			Sections: []view.Section{{Title: "Patterns", URL: "/patterns/", Kind: "pattern"}, {Title: "Pitfalls", URL: "/pitfalls/", Kind: "pitfall"}, {Title: "Strategies", URL: "/strategies/", Kind: "strategy"}},
			Issue:    view.Issue{URL: "https://git.example.org/team/handbook/issues/new", Title: "title", Text: "body"},
			Tags:     "/tags/", Kinds: "/kinds/",
		},
		Layout: layout, Kind: kind, Title: title, Description: "One line & what it says.",
		URL: url, Canonical: "https://example.org" + url, Lang: "en",
		Crumbs: []view.Crumb{{Title: "Field guide", URL: "/"}, {Title: "Patterns", URL: "/patterns/"}},
		TOC:    []view.Heading{{Level: 2, ID: "steps", Text: "Steps"}, {Level: 3, ID: "prove-it", Text: "Prove it"}},
		Prev:   view.Link{Title: "No vision", URL: "/patterns/no-vision/"},
		Next:   view.Link{Title: "Big vision", URL: "/patterns/big-vision/"},
		Tags:   []view.Link{{Title: "C#", URL: "/tags/c%23/"}},
		Relations: []view.Group{
			{Relation: "strategy.vision", Total: 1, Backlinks: []view.Backlink{{Title: "Events first", URL: "/strategies/events-first/", Kind: "strategy", Status: "active"}}},
			{Relation: "example.shows", Total: 1, Backlinks: []view.Backlink{{Title: "Goliath", URL: "/examples/goliath/", Kind: "example"}}},
			{Relation: "link", Total: 21, All: "/backlinks/link/patterns/grand-migration/", Backlinks: []view.Backlink{{Title: "Home", URL: "/", Kind: "page", Sentence: "Begin with a vision only if you need one."}}},
		},
		List:     view.List{Number: 1, Of: 1},
		Modified: "2026-03-31",
		Nav: view.Nav{
			Title: "Patterns", URL: "/patterns/", Up: view.Link{Title: "Field guide", URL: "/"}, Total: 312,
			All: view.Link{Title: "312", URL: "/patterns/"},
			Items: []view.NavItem{
				{Title: "Grand Migration", URL: "/patterns/grand-migration/", Kind: "pattern"},
				{Title: "No vision", URL: "/patterns/no-vision/", Kind: "pattern", Draft: true},
				{Title: "Older", URL: "/patterns/older/", Folder: true},
			},
		},
		Content: template.HTML("<h2 id=\"steps\">Steps</h2>\n<p>First.</p>\n<h3 id=\"prove-it\">Prove it</h3>\n<p>Then.</p>\n"),
		SiteKey: source.Sum([]byte("site")), NavKey: source.Sum([]byte("nav")),
	}
}

// large is a typical page of a large handbook.
func large() *view.Page {
	v := sample("kinds/pattern", "pattern", "/patterns/p30/", "Pattern 30")
	v.Fields = samples()[6].Fields
	v.TOC, v.Nav.Items = nil, nil
	body := make([]byte, 0, 20<<10)
	for i := range 10 {
		v.TOC = append(v.TOC, view.Heading{Level: 2 + i%2, ID: "h" + strconv.Itoa(i), Text: fmt.Sprintf("Heading number %d", i)})
		body = fmt.Appendf(body, "<h%d id=\"h%d\">Heading number %d</h%d>\n", 2+i%2, i, i, 2+i%2)
	}
	for i := range 60 {
		v.Nav.Items = append(v.Nav.Items, view.NavItem{Title: fmt.Sprintf("Pattern %d", i), URL: fmt.Sprintf("/patterns/p%d/", i), Kind: "pattern"})
	}
	v.NavKey = source.Sum([]byte("large"))
	for len(body) < 18<<10 {
		body = append(body, "<p>Say where the system should end up, prove it on a hard case, then move everything.</p>\n"...)
	}
	v.Content = template.HTML(body)
	return v
}

// one returns the only diagnostic.
func one(t *testing.T, ds []diag.Diagnostic) diag.Diagnostic {
	t.Helper()
	if len(ds) != 1 {
		for _, d := range ds {
			t.Logf("%s %v: %s (%s)", d.Code, d.Position, d.Message, d.Hint)
		}
		t.Fatalf("%d diagnostics, want 1", len(ds))
	}
	return ds[0]
}
