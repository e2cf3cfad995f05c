package view

import (
	"slices"
	"testing"

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
	strategies := []string{"/r/status/strategy/live/", "/r/status/strategy/active/", "/r/status/strategy/done/"}
	for output, want := range map[string][]string{
		"index.html":                        nil,
		"patterns/index.html":               nil,
		"strategies/a/index.html":           nil,
		"strategies/index.html":             append(slices.Clone(strategies), "/r/owners/"),
		"strategies/deep/index.html":        append(slices.Clone(strategies), "/r/owners/"),
		"status/strategy/active/index.html": {strategies[0], strategies[1] + " here", strategies[2], "/r/owners/"},
		"dates/decision/index.html":         {"/r/dates/decision/ here", "/r/owners/"},
		"owners/index.html":                 append(slices.Clone(strategies), "/r/dates/decision/", "/r/owners/ here"),
		"owners/pay/index.html":             append(slices.Clone(strategies), "/r/dates/decision/", "/r/owners/"),
	} {
		if got := ways(output); !slices.Equal(got, want) {
			t.Errorf("%s leads to %q, want %q", output, got, want)
		}
	}
	v := pageAt(m, "status/strategy/live/index.html")
	if v.Listing.Kind != "strategy" || v.Listing.Value != "live" || len(v.List.Cards) != 1 || v.List.Cards[0].Status != "active" || v.URL != "/r/status/strategy/live/" {
		t.Errorf("%+v %+v", v.Listing, v.List)
	}
	if v := pageAt(m, "dates/decision/index.html"); v.List.Cards[0].Date != "2024-01-02" {
		t.Errorf("%+v", v.List)
	}
}
