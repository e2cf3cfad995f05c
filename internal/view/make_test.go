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
