package handbook

import (
	"testing"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// TestTheExamplesOfTheGuideAreAHandbook builds what the reference pages offer to
// be copied.
func TestTheExamplesOfTheGuideAreAHandbook(t *testing.T) {
	files := map[string]string{"index.md": "# Home"}
	for _, k := range kind.Kinds {
		name, text := k.Example()
		files[name] = text
	}
	h := made(t, files)
	for _, d := range h.Diags {
		if d.Severity > diag.Info && d.Code != "H009" {
			t.Errorf("%s: %s: %s", d.Position, d.Code, d.Message)
		}
	}
	for _, p := range h.Pages {
		if want, _ := p.Kind.Example(); p.ID != "" && want != p.Path {
			t.Errorf("%s is a %s", p.Path, p.Kind.Name)
		}
	}
	if s := h.byID["strategies/billing-first"]; len(s.Actions) != 3 || len(s.Relations) != 2 || s.Actions[0].Done == "" {
		t.Errorf("%+v", s.Actions)
	}
}

func TestTheExamplesOfSettingsAreUnderstood(t *testing.T) {
	for _, f := range kind.Settings {
		if _, said := readSettings(f.Setting()); said != nil {
			t.Errorf("%s%q", f.Setting(), said)
		}
	}
}
