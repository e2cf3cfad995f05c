package source

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSinceTellsTheLinesThatChanged(t *testing.T) {
	r := newRepository(t)
	text := func(lines ...string) string { return strings.Join(lines, "\n") + "\n" }
	r.write("docs/a.md", text("one", "two", "three", "four"))
	r.write("docs/moved.md", text("one", "two", "three", "four", "five", "six", "seven", "eight"))
	r.write("docs/ä b\t.md", text("one"))
	r.write("docs/gone.md", text("one"))
	r.write("docs/same.md", text("one"))
	r.write("other.md", text("one"))
	r.git("add", "-A")
	r.commit("2026-11-02T12:00:00Z")
	r.write("docs/a.md", text("one", "2", "three", "++ new", "@@ -1 +1 @@", "four", "five"))
	r.git("mv", "docs/moved.md", "docs/here.md")
	r.write("docs/here.md", text("one", "two", "three", "four", "five", "six", "seven", "8"))
	r.git("rm", "-q", "docs/gone.md")
	r.write("docs/ä b\t.md", text("one", "two"))
	r.write("docs/new.md", text("one"))
	r.write("other.md", text("two"))

	changes, err := Since(t.Context(), filepath.Join(r.dir, "docs"), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, file := range []string{"a.md", "here.md", "ä b\t.md", "new.md", "same.md", "gone.md", "moved.md", "other.md"} {
		var lines []int
		for line := 0; line <= 9; line++ {
			if changes.Has(file, line) {
				lines = append(lines, line)
			}
		}
		got = append(got, fmt.Sprint(file, lines))
	}
	want := []string{"a.md[0 2 4 5 7]", "here.md[0 8]", "ä b\t.md[0 2]", "new.md[0 1 2 3 4 5 6 7 8 9]", "same.md[]", "gone.md[]", "moved.md[]", "other.md[]"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, revision := range []string{"nowhere", "--help", "HEAD:docs/a.md"} {
		if _, err := Since(t.Context(), r.dir, revision); err == nil {
			t.Errorf("%q is a revision", revision)
		}
	}
	if _, err := Since(t.Context(), t.TempDir(), "HEAD"); err == nil || !strings.Contains(err.Error(), "not a git repository") {
		t.Errorf("outside of a repository: %v", err)
	}
}
