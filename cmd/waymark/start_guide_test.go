package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"waymark/internal/page"
	"waymark/internal/source"
)

// TestGettingStartedWorks follows content/guide/getting-started.md: it writes the
// files that the guide shows, makes its mistake, and builds where the guide builds.
// The program says what the guide says, but for the time that it takes.
func TestGettingStartedWorks(t *testing.T) {
	const name = "../../content/guide/getting-started.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	guide, _ := page.Parse("guide/getting-started.md", source.NewText(name, data), page.Settings{})
	t.Chdir(t.TempDir())
	build := func() (said string, status int) {
		var out bytes.Buffer
		status = run(context.Background(), []string{"build"}, &out, &out)
		return out.String(), status
	}
	builds, settings := 0, false
	for _, code := range guide.Code {
		shown, isBuild := strings.CutPrefix(code.Text, "$ waymark build\n")
		switch {
		case code.Title != "":
			write(t, code.Title, code.Text)
			settings = settings || code.Title == "content/handbook.yaml"
		case isBuild:
			builds++
			if strings.Contains(shown, "[H001]") { // the guide is at its mistake
				if said, status := build(); status != 0 { // its author has built what came before
					t.Fatal(said)
				}
				text, err := os.ReadFile("content/index.md")
				if err != nil {
					t.Fatal(err)
				}
				write(t, "content/index.md", strings.Replace(string(text), "small-slices.md", "small-slice.md", 1))
			}
			said, status := build()
			if status != 0 || untimed(said) != untimed(shown) {
				t.Errorf("status %d, the guide says\n%s\nand the program\n%s", status, shown, said)
			}
		}
	}
	if builds != 2 || !settings {
		t.Errorf("the guide builds %d times, and settings are shown: %v", builds, settings)
	}
	if said, status := build(); status != 1 || !strings.Contains(said, "error: link to missing page") {
		t.Errorf("with settings the broken link is no error: status %d\n%s", status, said)
	}
}

func untimed(said string) string {
	return strings.TrimSpace(regexp.MustCompile(`in \d+ ms`).ReplaceAllString(said, "in N ms"))
}
