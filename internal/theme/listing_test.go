package theme

import (
	"testing"

	"waymark/internal/kind"
)

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
