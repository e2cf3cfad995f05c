package main

import (
	"bytes"
	"testing"
)

// TestEveryArchiveHasWhatReadersShellsAndManLookFor makes the documents as a
// release does, twice.
func TestEveryArchiveHasWhatReadersShellsAndManLookFor(t *testing.T) {
	t.Chdir("../..")
	made, err := documents(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	again, err := documents(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	holds := make(map[string][]byte)
	for i, f := range made {
		holds[f.name] = f.data
		if again[i].name != f.name || !bytes.Equal(again[i].data, f.data) {
			t.Errorf("%s is another the second time", f.name)
		}
	}
	for name, want := range map[string]string{
		"LICENSE": "MIT", "README.md": "# Waymark", "CHANGELOG.md": "# Changelog",
		"man/waymark.1": "waymark-build(1)", "man/waymark-deploy.1": "gh-pages",
		"completions/waymark.bash": "complete ", "completions/_waymark": "#compdef waymark\n",
		"completions/waymark.fish": "complete -c waymark", "completions/waymark.ps1": "Register-ArgumentCompleter",
	} {
		if !bytes.Contains(holds[name], []byte(want)) {
			t.Errorf("%s has no %q", name, want)
		}
	}
}
