package diag

import "testing"

func TestNearest(t *testing.T) {
	fields := []string{"title", "description", "weight", "draft", "date", "lastmod", "tags", "owner", "of", "by", "review_by"}
	tests := []struct {
		word       string
		candidates []string
		want       string // empty: nothing near
	}{
		{"tilte", fields, "title"},
		{"weigth", fields, "weight"},
		{"drfat", fields, "draft"},
		{"dat", fields, "date"},
		{"tag", fields, "tags"},
		{"Title", fields, "title"},
		{"reviewby", fields, "review_by"},
		{"desciption", fields, "description"},
		{"colour", fields, ""},
		{"on", fields, ""}, // half of a word of two letters is no slip
		{"", fields, ""},
		{"x", []string{""}, ""},
		{"naïve", []string{"naive"}, "naive"},
		{"überscihtlich", []string{"übersichtlich"}, "übersichtlich"},
		{"../bets/bilings.md", []string{"../bets/other.md", "../bets/billing.md"}, "../bets/billing.md"},
		{"READ", []string{"road", "read", "Read"}, "read"},
		{"deployments", []string{"departments"}, ""},
		{"monitoring-guide", []string{"onboarding-guide"}, ""},
		{"from", []string{"form", "frim"}, "form"}, // both one slip: the first
		{"form", []string{"forms", "form"}, "form"},
	}
	for _, tt := range tests {
		got, ok := Nearest(tt.word, tt.candidates)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("Nearest(%q) = %q, %v; want %q", tt.word, got, ok, tt.want)
		}
	}
}

func FuzzNearest(f *testing.F) {
	f.Add("tilte", "title")
	f.Add("a\xff", "\u0301")
	f.Fuzz(func(t *testing.T, word, candidate string) {
		if got, ok := Nearest(word, []string{candidate}); ok && got != candidate {
			t.Errorf("Nearest(%q) = %q, which is no candidate", word, got)
		}
		if _, ok := Nearest(word, []string{word}); !ok {
			t.Errorf("%q is not near itself", word)
		}
	})
}
