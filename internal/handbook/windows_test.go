package handbook

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Paths of content are written with / on every system. Who writes them as Windows
// does is told, on every system: a handbook that builds on one builds on all.
func TestPathsWrittenAsOnWindowsAreReported(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": `[a](a\b.md) [b](.\a\b.md#h) [c](a%5Cb.md)` + "\n" +
			`[d](C:\docs\x.md) [e](c:/docs/x.md) [f](\\server\x.md)` + "\n" +
			`![g](img\p.png) ![h](D:/p.png)` + "\n\n" +
			"```go file=\"..\\code.go\"\n```\n",
		"a/b.md":    "---\nkind: example\nshows: patterns\\no-vision\naliases: ['\\old\\page']\nslug: a\\b\n---\n## H\n",
		"img/p.png": "", "patterns/no-vision.md": "---\ndescription: x\n---\n",
	})
	want := []string{
		`content/a/b.md:3:8: H003: shows: there is no pattern "patterns\\no-vision" (did you mean patterns/no-vision?)`,
		`content/a/b.md:4:11: H008: alias "\\old\\page" is no address of this handbook (write the old address from the root, such as /patterns/old-name/)`,
		`content/a/b.md:5:7: H005: slug "a\\b" is not one part of an address (write letters, digits and hyphens, such as no-vision)`,
		`content/index.md:1:5: H001: link "a\\b.md" is written with backslashes (write it with /, as on every system: a/b.md)`,
		`content/index.md:1:17: H001: link ".\\a\\b.md#h" is written with backslashes (write it with /, as on every system: a/b.md#h)`,
		`content/index.md:1:33: H001: link "a%5Cb.md" is written with backslashes (write it with /, as on every system: a/b.md)`,
		`content/index.md:2:5: H001: link "C:\\docs\\x.md" leads to a disk, not into the handbook (copy the file into the content folder, or link to it on the web)`,
		`content/index.md:2:23: H001: link "c:/docs/x.md" leads to a disk, not into the handbook (copy the file into the content folder, or link to it on the web)`,
		`content/index.md:2:41: H001: link "\\server\\x.md" leads out of the content folder (copy the file into the content folder, or link to it on the web)`,
		`content/index.md:3:6: H001: image "img\\p.png" is written with backslashes (write it with /, as on every system: img/p.png)`,
		`content/index.md:3:22: H001: image "D:/p.png" leads to a disk, not into the handbook (copy the file into the content folder)`,
		`content/index.md:5:1: P012: included file "..\\code.go" does not exist in the content folder (write it with /, as on every system: ../code.go)`,
	}
	if d := cmp.Diff(want, said(h, "H001", "H003", "H005", "H008", "P012")); d != "" {
		t.Error(d)
	}
}
