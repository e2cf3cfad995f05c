package page

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark/util"
	"waymark/internal/source"
)

// TestCommonMark reads every example of the specification, which goldmark
// brings along, with our additions off and raw HTML on. The specification writes
// tags that have no end as XHTML does; we write HTML, so " />" counts as ">".
func TestCommonMark(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Markdown, HTML string
		Example        int
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Fatalf("%d examples, want 652", len(examples))
	}
	asHTML := strings.NewReplacer(" />", ">")
	for _, e := range examples {
		// The empty line keeps a rule in the first line from being front matter.
		p, b := Parse("spec.md", source.NewText("spec.md", []byte("\n"+e.Markdown)), Settings{CommonMark: true, RawHTML: AllHTML})
		got := string(b.Fill(nil, func(dst []byte, g Gap) []byte { return appendPlain(dst, p, g) }))
		if asHTML.Replace(got) != asHTML.Replace(e.HTML) {
			t.Errorf("example %d: %q\n got %q\nwant %q", e.Example, e.Markdown, got, e.HTML)
		}
	}
}

// appendPlain fills a gap as CommonMark has it.
func appendPlain(dst []byte, p *Page, g Gap) []byte {
	address := func(s string) string { return string(util.URLEscape([]byte(s), false)) }
	switch g.Kind {
	case LinkGap:
		dst = appendEscaped(append(dst, ` href="`...), address(p.Links[g.Index].Dest))
		return append(dst, '"')
	case ImageGap:
		dst = appendEscaped(append(dst, `<img src="`...), address(p.Images[g.Index].Dest))
		return append(dst, `"`+p.Images[g.Index].Attributes+">"...)
	case AddressGap:
		return appendEscaped(dst, address(p.Links[g.Index].Dest))
	}
	c := p.Code[g.Index]
	dst = append(dst, "<pre><code"...)
	if c.Language != "" {
		dst = append(appendEscaped(append(dst, ` class="language-`...), c.Language), '"')
	}
	dst = appendEscaped(append(dst, '>'), c.Text)
	return append(dst, "</code></pre>"...)
}
