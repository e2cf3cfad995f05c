package theme

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/internal/kind"
	"waymark/internal/view"
)

// TestEveryListSaysWhatItIsAbout reads what search engines show of pages that no author
// has described.
func TestEveryListSaysWhatItIsAbout(t *testing.T) {
	theme := mustLoad(t, standard)
	want := map[string]string{
		"list":      "All live strategies: Events first (Field guide)",
		"kinds":     "By kind: All strategies, All live strategies, All patterns, Owners (Field guide)",
		"tag":       "C#: Grand Migration, … (Field guide)",
		"tags":      "Tags: C#, C++ (Field guide)",
		"backlinks": "Mentioned in: Grand Migration (page 2 of 2): Home, Late, … (Field guide)",
		"section":   "Patterns (page 2 of 2): Grand Migration, Goliath, Invoices, Older, Notes, … (Field guide)",
	}
	for _, v := range samples() {
		about, listed := want[v.Layout]
		if !listed {
			continue
		}
		v.Description = ""
		page, err := theme.Render(v)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"description", "og:description"} {
			m := regexp.MustCompile(`="` + name + `" content="([^"]*)"`).FindSubmatch(page)
			if m == nil || strings.TrimSpace(html.UnescapeString(string(m[1]))) != about {
				t.Errorf("%s: %s is %q, want %q", v.Layout, name, m, about)
			}
		}
		delete(want, v.Layout)
	}
	if len(want) > 0 {
		t.Errorf("there is no sample of %v", want)
	}
}

// TestEveryListStatusAndRelationHasAWord keeps the words, whose names are put together
// in templates, in step with the kinds.
func TestEveryListStatusAndRelationHasAWord(t *testing.T) {
	theme := mustLoad(t, standard)
	want := func(name string) {
		if !theme.words.has(name) {
			t.Errorf("there is no word %s", name)
		}
	}
	for _, k := range kind.Kinds {
		want("kind_" + k.Name)
		if k.Name != "page" {
			want("list_" + k.Name + "_all")
		}
		for _, f := range k.All() {
			if f.Inverse != "" {
				want("relation_" + k.Relation(f.Name).String())
			}
		}
		if k.Live == nil {
			continue
		}
		if len(k.Live) > 1 {
			want("list_" + k.Name + "_live")
		}
		for _, f := range k.Fields {
			if f.Name != kind.FieldStatus {
				continue
			}
			for _, status := range f.Values {
				want("list_" + k.Name + "_" + status)
				want("status_" + status)
			}
		}
	}
	want("list_decision_date")
	want("relation_link")
}

// TestExamplesStandUnderOneHeading shows a pattern whose text tells of examples itself,
// and one whose text does not.
func TestExamplesStandUnderOneHeading(t *testing.T) {
	theme := mustLoad(t, standard)
	for _, parts := range [][]view.Part{nil, {{Name: "Examples", Title: "Examples", ID: "examples", HTML: "<p>Three.</p>\n"}, {HTML: "<p>After.</p>\n"}}} {
		i := slices.IndexFunc(samples(), func(v *view.Page) bool { return v.Layout == "kinds/pattern" })
		v := samples()[i]
		v.Parts = slices.Concat([]view.Part{{HTML: "<p>Before.</p>\n"}}, parts)
		page, err := theme.Render(v)
		if err != nil {
			t.Fatal(err)
		}
		text, _, _ := strings.Cut(string(page), "After.")
		if n := len(regexp.MustCompile(`<h2[^>]*>Examples`).FindAllString(string(page), -1)); n != 1 || !strings.Contains(text, "/examples/goliath/") {
			t.Errorf("with %d parts of its own: %d headings, or the example is not below it\n%s", len(parts), n, page)
		}
	}
}
