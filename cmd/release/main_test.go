package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestAModuleWithoutALicenceIsNoticed(t *testing.T) {
	dir := t.TempDir()
	if _, err := licenceTexts(dir); err == nil {
		t.Error("nobody misses a licence")
	}
	for name, text := range map[string]string{"License.txt": "one\r\n", "NOTICE": "\ntwo", "licenser.go": "no", "README": "no"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := licenceTexts(dir); err != nil || got != "one\n\ntwo\n" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestEveryArchiveHasWhatReadersShellsAndManLookFor makes the documents as a
// release does, twice.
func TestEveryArchiveHasWhatReadersShellsAndManLookFor(t *testing.T) {
	if testing.Short() {
		t.Skip("it links the program, and asks what it imports on each system")
	}
	t.Chdir("../..")
	writer, err := buildWriter(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	made, err := documents(t.Context(), writer, day)
	if err != nil {
		t.Fatal(err)
	}
	again, err := documents(t.Context(), writer, day)
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
	for _, want := range [][2]string{
		{"LICENSE", "MIT"}, {"LICENSES-OF-OTHERS.txt", "\ngithub.com/inconshreveable/mousetrap "}, // which only Windows has
		{"README.md", "# Waymark"}, {"CHANGELOG.md", "# Changelog"},
		{"man/waymark.1", "waymark-build(1)"}, {"man/waymark.1", "\n  waymark new        a new page, such as a vision\n"},
		{"man/waymark-build.1", "Mar 2026"}, {"man/waymark-build.1", "base-url"}, {"man/waymark-deploy.1", "gh-pages"},
		{"completions/waymark.bash", "complete "}, {"completions/_waymark", "#compdef waymark\n"},
		{"completions/waymark.fish", "complete -c waymark"}, {"completions/waymark.ps1", "Register-ArgumentCompleter"},
	} {
		if !bytes.Contains(holds[want[0]], []byte(want[1])) {
			t.Errorf("%s has no %q", want[0], want[1])
		}
	}
}
