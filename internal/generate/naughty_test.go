package generate

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	gotoml "github.com/pelletier/go-toml/v2"
)

func TestNaughtyTextsAreWhatTheyPromise(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range Naughty {
		switch {
		case seen[s]:
			t.Errorf("%q occurs twice", s)
		case s == "" || !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\n\r") || strings.Trim(s, " \t\f") != s:
			t.Errorf("%q breaks the promise", s)
		}
		seen[s] = true
	}
	if len(seen) < 150 {
		t.Errorf("only %d", len(seen))
	}
}

func TestNaughtyTitlesAreReadBack(t *testing.T) {
	for _, s := range Naughty {
		if got := decodeFront(t, "titled.md", Titled(s))["title"]; got != s {
			t.Errorf("YAML: %q, want %q", got, s)
		}
		var toml, jason struct{ Title string }
		if err := gotoml.Unmarshal([]byte("Title = "+tomlValue(s)), &toml); err != nil || toml.Title != s {
			t.Errorf("TOML: %q, want %q: %v", toml.Title, s, err)
		}
		if err := json.Unmarshal([]byte(`{"Title": `+jsonValue(s)+"}"), &jason); err != nil || jason.Title != s {
			t.Errorf("JSON: %q, want %q: %v", jason.Title, s, err)
		}
	}
}

// A value is written without quotes only if it stays a string.
func TestPlainScalarsStayText(t *testing.T) {
	for _, s := range Naughty {
		front := decodeFront(t, "plain.md", "---\ntitle: x\nvalue:"+yamlValue(s)+"\nlist:"+yamlValue([]string{s, s})+"\n---\n")
		if front["value"] != s || len(listOf(front["list"])) != 2 || listOf(front["list"])[0] != s {
			t.Errorf("%q reads back as %v", s, front)
		}
	}
}
