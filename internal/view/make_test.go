package view

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/handbook"
	"waymark/internal/source"
)

func TestHandlesWithoutASettingLeadNowhere(t *testing.T) {
	m := For(made("/", map[string]string{"strategies/s.md": "## Actions\n\n- Move (@ops)\n"}))
	v := pageAt(m, "strategies/s/index.html")
	if got := v.Actions[0].Who; !slices.Equal(got, []Link{{"@ops", ""}}) {
		t.Errorf("%v", got)
	}
}

func pageAt(m *Maker, output string) Page {
	places := m.Places()
	return m.Page(places[slices.IndexFunc(places, func(p Place) bool { return p.Output == output })], source.Digest{})
}

func TestAHorizonThatIsALengthIsShownAsItsLastDay(t *testing.T) {
	for front, want := range map[string]string{
		"horizon: 5mo\nwritten: 2026-01-31": "2026-06-30",
		"horizon: 3y\nwritten: 2026-03-31":  "2029-03-31",
		"horizon: 5mo":                      "5mo", // nobody knows from when
		"horizon: 2029":                     "2029",
		"horizon: 2026-10-31":               "2026-10-31",
	} {
		v := pageAt(For(made("/", map[string]string{"strategies/s.md": "---\n" + front + "\n---\n"})), "strategies/s/index.html")
		if got := v.Fields["horizon"].Text; got != want {
			t.Errorf("%s: %q is shown, want %q", front, got, want)
		}
	}
}

func TestHandlesLeadWhereTheSettingsSay(t *testing.T) {
	h := made("/", map[string]string{"visions/v.md": "---\nowner: [\"@pay/core\", ops]\n---\n"}, func(s *handbook.Settings) {
		s.Handles = "https://git.example/teams/{handle}"
	})
	v := pageAt(For(h), "visions/v/index.html")
	want := []Link{{"@pay/core", "https://git.example/teams/pay/core"}, {"@ops", "https://git.example/teams/ops"}}
	if got := v.Fields["owner"].Links; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

func TestListsOfWhatTeamsWriteLeadToOneAnother(t *testing.T) {
	m := For(made("/r/", map[string]string{
		"index.md":             "# Home",
		"strategies/a.md":      "---\nstatus: active\nowner: ops\n---\n",
		"strategies/deep/b.md": "---\nstatus: done\nowner: \"@pay\"\n---\n",
		"decisions/1.md":       "---\ndate: 2024-01-02\n---\n",
		"patterns/p.md":        "",
	}))
	ways := func(output string) (ways []string) {
		for _, l := range pageAt(m, output).Listings {
			way := l.URL
			if l.Here {
				way += " here"
			}
			ways = append(ways, way)
		}
		return ways
	}
	strategies := []string{"/r/kinds/strategy/", "/r/kinds/strategy/live/", "/r/kinds/strategy/active/", "/r/kinds/strategy/done/"}
	decisions := []string{"/r/kinds/decision/", "/r/kinds/decision/date/"}
	byValue := append(slices.Clone(strategies[1:]), decisions[1])
	for output, want := range map[string][]string{
		"index.html":                       nil,
		"patterns/index.html":              nil,
		"strategies/a/index.html":          nil,
		"strategies/index.html":            append(slices.Clone(strategies), "/r/owners/"),
		"strategies/deep/index.html":       append(slices.Clone(strategies), "/r/owners/"),
		"decisions/index.html":             {decisions[1], "/r/owners/"},
		"kinds/strategy/active/index.html": {strategies[0], strategies[1], strategies[2] + " here", strategies[3], "/r/owners/"},
		"kinds/decision/date/index.html":   {decisions[0], decisions[1] + " here", "/r/owners/"},
		"kinds/pattern/index.html":         {"/r/kinds/pattern/ here"},
		"kinds/index.html":                 slices.Concat(strategies, decisions, []string{"/r/kinds/pattern/", "/r/owners/"}),
		"search/index.html":                {strategies[0], decisions[0], "/r/kinds/pattern/", "/r/owners/"},
		"owners/index.html":                append(slices.Clone(byValue), "/r/owners/ here"),
		"owners/pay/index.html":            append(slices.Clone(byValue), "/r/owners/"),
	} {
		if got := ways(output); !slices.Equal(got, want) {
			t.Errorf("%s leads to %q, want %q", output, got, want)
		}
	}
	v := pageAt(m, "kinds/strategy/live/index.html")
	if v.Listing.Kind != "strategy" || v.Listing.Value != "live" || len(v.List.Cards) != 1 || v.List.Cards[0].Status != "active" || v.URL != "/r/kinds/strategy/live/" {
		t.Errorf("%+v %+v", v.Listing, v.List)
	}
	if v := pageAt(m, "kinds/strategy/index.html"); len(v.List.Cards) != 2 {
		t.Errorf("%+v", v.List)
	}
	if v := pageAt(m, "kinds/decision/date/index.html"); v.List.Cards[0].Date != "2024-01-02" {
		t.Errorf("%+v", v.List)
	}
}

// TestTheSearchPageShowsTheFirstOfAll: however much there is, and search engines do
// without it.
func TestTheSearchPageShowsTheFirstOfAll(t *testing.T) {
	files := map[string]string{"index.md": "# Home", "patterns/index.md": "---\ndescription: All of them.\n---\n"}
	for i := range 200 {
		files[fmt.Sprintf("patterns/p%03d.md", i)] = fmt.Sprintf("# Pattern %d", i)
		files[fmt.Sprintf("loose%03d.md", i)] = "# Loose"
	}
	m := For(made("/", files))
	v := pageAt(m, "search/index.html")
	if !v.NoIndex || v.Canonical != "" || v.Image != (Image{}) || v.URL != "/search/" {
		t.Errorf("search engines are told of %+v", v)
	}
	if len(v.List.Cards) != navWhole || v.List.Total != 201 || v.List.Of != 1 {
		t.Errorf("%d of %d at the top, on %d pages", len(v.List.Cards), v.List.Total, v.List.Of)
	}
	first := []Link{{"Pattern 0", "/patterns/p000/"}, {"Pattern 1", "/patterns/p001/"}, {"Pattern 2", "/patterns/p002/"}}
	section := slices.IndexFunc(v.List.Cards, func(c Card) bool { return c.URL == "/patterns/" })
	if section < 0 || !slices.Equal(v.List.Cards[section].First, first) || !v.List.Cards[section].More {
		t.Errorf("the section is number %d: %+v", section, v.List.Cards[0])
	}
	if len(v.Listings) != 1 || !slices.Equal(v.Listings[0].First, first) || !v.Listings[0].More || v.Listings[0].Count != 200 {
		t.Errorf("the kinds are %+v", v.Listings)
	}
	for _, e := range m.Sitemap().Entries {
		if strings.Contains(e.URL, "search") {
			t.Errorf("the sitemap has %s", e.URL)
		}
	}
}

func TestADeepPageShowsTheFoldersNearIt(t *testing.T) {
	m := For(made("/", map[string]string{"index.md": "# Home", strings.Repeat("a/", 200) + "b.md": "# B"}))
	v := pageAt(m, strings.Repeat("a/", 200)+"b/index.html")
	if len(v.Crumbs) != mostFolders+2 || v.Crumbs[0].URL != "/" || v.Crumbs[1].Title != "…" || v.Crumbs[1].URL != "/"+strings.Repeat("a/", 200-mostFolders) {
		t.Errorf("%d crumbs, of which the first are %+v", len(v.Crumbs), v.Crumbs[:2])
	}
}

// TestCrumbsLeadToPages follows every crumb of every page.
func TestCrumbsLeadToPages(t *testing.T) {
	files := map[string]string{
		"index.md":             "# Home",
		"strategies/2026/a.md": "---\nstatus: active\nowner: ops\ntags: [x]\nvision: v\n---\n",
		"decisions/1.md":       "---\ndate: 2024-01-02\n---\n",
		"visions/index.md":     "# Visions",
		"visions/v.md":         "# V",
		"patterns/p.md":        "",
	}
	for i := range 21 {
		files[fmt.Sprintf("notes/deep/n%d.md", i)] = "[v](../../visions/v.md) [in](../../visions/index.md) [home](../../index.md)"
	}
	m := For(made("/r/", files))
	exists := make(map[string]bool)
	ways := make(map[string]string)
	for _, at := range m.Places() {
		v := m.Page(at, source.Digest{})
		exists[v.URL] = true
		for _, c := range v.Crumbs {
			ways[v.URL] += c.URL + " "
		}
	}
	for url, way := range ways {
		for _, crumb := range strings.Fields(way) {
			if !exists[crumb] {
				t.Errorf("%s has the crumb %s, which is no page", url, crumb)
			}
		}
	}
	for url, want := range map[string]string{
		"/r/":                          "",
		"/r/strategies/2026/":          "/r/ /r/strategies/ ",
		"/r/strategies/2026/a/":        "/r/ /r/strategies/ /r/strategies/2026/ ",
		"/r/tags/":                     "/r/ ",
		"/r/tags/x/":                   "/r/ /r/tags/ ",
		"/r/owners/ops/":               "/r/ /r/owners/ ",
		"/r/kinds/":                    "/r/ ",
		"/r/kinds/strategy/":           "/r/ /r/kinds/ ",
		"/r/kinds/strategy/live/":      "/r/ /r/kinds/ /r/kinds/strategy/ ",
		"/r/kinds/decision/date/":      "/r/ /r/kinds/ /r/kinds/decision/ ",
		"/r/backlinks/link/visions/v/": "/r/ /r/visions/ /r/visions/v/ ",
		"/r/backlinks/link/visions/":   "/r/ /r/visions/ ",
		"/r/backlinks/link/":           "/r/ ",
	} {
		if !exists[url] || ways[url] != want {
			t.Errorf("%s (%v) has the crumbs %q", url, exists[url], ways[url])
		}
	}
}

func TestBacklinksGoOnInAListOfTheirOwn(t *testing.T) {
	files := map[string]string{"index.md": "# Home", "few.md": "# Few", "many.md": "# Many"}
	for i := range 250 {
		files[fmt.Sprintf("notes/n%03d.md", i)] = "We follow [it](../many.md)."
	}
	for i := range 20 {
		files[fmt.Sprintf("more/m%02d.md", i)] = "As [few](../few.md) do."
	}
	m := For(made("/", files))
	if g := pageAt(m, "few/index.html").Relations[0]; g.All != "" || g.Total != 20 || len(g.Backlinks) != 20 {
		t.Errorf("%+v", g)
	}
	if g := pageAt(m, "many/index.html").Relations[0]; g.All != "/backlinks/link/many/" || g.Total != 250 || len(g.Backlinks) != 20 {
		t.Errorf("%+v", g)
	}
	var got []string
	listed := make(map[string]bool)
	for _, at := range m.Places() {
		if at.back == nil {
			continue
		}
		v := m.Page(at, source.Digest{})
		got = append(got, fmt.Sprintf("%s %s %d/%d %s|%s", v.URL, v.Title, v.List.Number, v.List.Of, v.List.Prev, v.List.Next))
		for _, c := range v.List.Cards {
			listed[c.URL] = c.Sentence == "We follow it."
		}
	}
	want := []string{
		"/backlinks/link/many/ Many 1/3 |/backlinks/link/many/page/2/",
		"/backlinks/link/many/page/2/ Many 2/3 /backlinks/link/many/|/backlinks/link/many/page/3/",
		"/backlinks/link/many/page/3/ Many 3/3 /backlinks/link/many/page/2/|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for i := range 250 {
		if url := fmt.Sprintf("/notes/n%03d/", i); !listed[url] {
			t.Errorf("%s is not listed with its sentence", url)
		}
	}
}

// A specimen is in force nowhere, so that nobody has agreed on it says nothing.
func TestASpecimenIsNoDraft(t *testing.T) {
	m := For(made("/", map[string]string{
		"strategies/index.md": "# Strategies\n\n[a](a.md)",
		"strategies/a.md":     "---\nweight: 1\nspecimen: true\n---\n[b](b.md)",
		"strategies/b.md":     "---\nweight: 2\nspecimen: true\nstatus: active\n---\n[c](c.md)",
		"strategies/c.md":     "---\nweight: 3\n---\n[a](a.md)",
	}))
	var cards, backlinks []string
	for _, c := range pageAt(m, "strategies/index.html").List.Cards {
		cards = append(cards, c.Status)
	}
	for _, name := range []string{"b", "c", "a"} { // where a, b and c link to
		for _, b := range pageAt(m, "strategies/"+name+"/index.html").Relations[0].Backlinks {
			if b.Kind == "strategy" {
				backlinks = append(backlinks, b.Status)
			}
		}
	}
	for where, got := range map[string][]string{"cards": cards, "backlinks": backlinks} {
		if want := []string{"", "active", "draft"}; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", where, got, want)
		}
	}
}

func TestMinutesOfReading(t *testing.T) {
	m := For(made("/", map[string]string{
		"a.md": "# A\n\n" + strings.Repeat("word ", 1000) + "\n\n```\n" + strings.Repeat("code ", 1000) + "\n```\n",
		"b.md": "word",
		"c.md": "# Only a title",
	}))
	for output, want := range map[string]int{"a/index.html": 5, "b/index.html": 1, "c/index.html": 0} {
		if got := pageAt(m, output).Minutes; got != want {
			t.Errorf("%s takes %d minutes, want %d", output, got, want)
		}
	}
}

func TestASectionIsOfTheKindThatItHolds(t *testing.T) {
	m := For(made("/", map[string]string{
		"index.md": "# Home", "patterns/a.md": "", "adr/index.md": "---\nholds: decision\n---\n", "adr/old/a.md": "", "notes/a.md": "", "faq.md": "",
	}))
	home := m.Page(m.Places()[0], source.Digest{})
	got := make(map[string]string)
	for _, s := range home.Site.Sections {
		got[s.URL] = s.Kind
	}
	for i, item := range home.Nav.Items {
		if section := got[item.URL]; section != "" && section != item.Kind {
			t.Errorf("%s is %s at the top and %s in the sidebar", item.URL, section, item.Kind)
		}
		if card := home.List.Cards[i]; card.Kind == "section" && card.Holds != item.Kind {
			t.Errorf("%s is %s on its card and %s in the sidebar", item.URL, card.Holds, item.Kind)
		}
	}
	want := map[string]string{"/adr/": "decision", "/notes/": "section", "/patterns/": "pattern"}
	if !maps.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if v := pageAt(m, "adr/index.html"); v.Nav.Items[0].Kind != "decision" {
		t.Errorf("a folder within one of decisions is %s", v.Nav.Items[0].Kind)
	}
}

func TestAStrategyIsReadBesideItsVision(t *testing.T) {
	files := map[string]string{
		"visions/v.md":    "---\ntitle: Calm nights\nstatement: Nobody is woken.\n---\n## What it settles\n\n- Quiet *even over* fast\n- Few\n\n## Why\n\n- Sleep\n",
		"strategies/s.md": "---\nvision: v\n---\n",
		"strategies/t.md": "---\npattern: no-vision\n---\n",
	}
	beside := func(output string) (Beside, source.Digest) {
		v := pageAt(For(made("/r/", files)), output)
		return v.Beside, v.Key()
	}
	got, before := beside("strategies/s/index.html")
	want := Beside{"Calm nights", "/r/visions/v/", "Nobody is woken.", []string{"Quiet even over fast", "Few"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, _ := beside("strategies/t/index.html"); got.URL != "" {
		t.Errorf("without a vision there is %v", got)
	}
	files["visions/v.md"] = strings.Replace(files["visions/v.md"], "Few", "Fewer", 1)
	if _, after := beside("strategies/s/index.html"); after == before {
		t.Error("what the vision settles is not in the key of its strategy")
	}
}

func TestAStrategyIsSeenAtAGlance(t *testing.T) {
	m := For(made("/", map[string]string{
		"index.md":        "# Home",
		"strategies/s.md": "# S\n\n## Problem\n\nTickets say \"later\" for nine days. Each.\n\n## Policy\n\nWe remove the wait for one team.\n\n## Non-goals\n\n- A.\n- B.\n- C.\n- D.\n- E.\n- F.\n- G.\n",
		"strategies/n.md": "# N\n\nNothing yet.\n",
	}, func(s *handbook.Settings) { s.Parser.Typographer = true }))
	want := map[string]Glance{
		"S": {"Tickets say “later” for nine days.", "We remove the wait for one team.", []string{"A", "B", "C", "D", "E", "F"}, 7},
		"N": {},
	}
	for _, at := range m.Places() {
		v := m.Page(at, source.Digest{})
		if v.Kind != "strategy" {
			continue
		}
		if d := cmp.Diff(want[v.Title], v.Glance); d != "" {
			t.Errorf("%s: %s", v.Title, d)
		}
		delete(want, v.Title)
	}
	if len(want) > 0 {
		t.Errorf("not there: %v", want)
	}
}

func TestFindingsHaveTheQuotesOfATextAround(t *testing.T) {
	h := made("/", map[string]string{"index.md": "# Home"}, func(s *handbook.Settings) { s.Parser.Typographer = true })
	for text, want := range map[string]string{
		`Nobody is named for "Move it", and it isn't clear.`:       "Nobody is named for “Move it”, and it isn’t clear.",
		"Begin one, `waymark new vision \"Its title\"`, or don't.": "Begin one, `waymark new vision \"Its title\"`, or don’t.",
	} {
		got := For(h).finding(check.Found{Diagnostic: diag.Diagnostic{Message: text, Hint: text}, Passage: text})
		if got.Message != want || got.Hint != want || got.Passage != want {
			t.Errorf("%s becomes %+v, want %s", text, got, want)
		}
	}
}

func TestAStrategyShowsHowItMeetsItsPattern(t *testing.T) {
	m := For(made("/", map[string]string{
		"patterns/p.md":   "---\nconstraints:\n  - {id: will, text: Conviction, need: necessary}\n  - {id: value, text: Value}\n---\n",
		"strategies/s.md": "---\npattern: p\nfit: {will: The law says so}\n---\n",
		"strategies/t.md": "---\nfit: {will: The law says so}\n---\n",
	}))
	want := []Fit{{"Conviction", "necessary", []string{"The law says so"}}, {Constraint: "Value"}}
	if diff := cmp.Diff(want, pageAt(m, "strategies/s/index.html").Fit); diff != "" {
		t.Error(diff)
	}
	if got := pageAt(m, "strategies/t/index.html").Fit; got != nil {
		t.Errorf("without a pattern there is %v", got)
	}
}

func TestLanguagesAreWrittenFromOneSide(t *testing.T) {
	for lang, want := range map[string]bool{
		"ar": true, "ar-EG": true, "he": true, "fa": true, "ur-PK": true, "az-Arab": true,
		"en": false, "de-AT": false, "zh-Hant": false, "az": false, "ar-Latn": false, "": false, "no language": false,
	} {
		if got := rightToLeft(lang); got != want {
			t.Errorf("%q: %v", lang, got)
		}
	}
}

func TestAFolderThatSaysNothingLeadsToWhatItHolds(t *testing.T) {
	m := For(made("/docs/", map[string]string{
		"index.md": "# Home", "few/a.md": "# A", "few/b/c.md": "# C",
		"many/d.md": "# D", "many/e.md": "# E", "many/f.md": "# F", "many/g.md": "# G",
		"silent/index.md": "# Silent\n\n[H](h.md)", "silent/h.md": "# H",
		"told/index.md": "# Told\n\nAll of it.", "told/i.md": "# I",
	}))
	type held struct {
		First []Link
		More  bool
	}
	got := make(map[string]held)
	for _, c := range pageAt(m, "index.html").List.Cards {
		got[c.Title] = held{c.First, c.More}
	}
	want := map[string]held{
		"Few":    {First: []Link{{"A", "/docs/few/a/"}, {"B", "/docs/few/b/"}}},
		"Many":   {First: []Link{{"D", "/docs/many/d/"}, {"E", "/docs/many/e/"}, {"F", "/docs/many/f/"}}, More: true},
		"Silent": {First: []Link{{"H", "/docs/silent/h/"}}},
		"Told":   {},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
