package handbook

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/page"
	"waymark/internal/source"
)

func TestTitlesComeInThePagesLanguage(t *testing.T) {
	read, body := page.Parse("a.md", source.NewText("a.md", []byte("> [!NOTE]\n> x\n\n:::details\ny\n:::\n\n> [!TIP] Own\n> z\n")), page.Settings{})
	p := &Page{Page: read}
	html := string(p.Fill(body, nil, func(name string) string { return "<" + name + ">" }))
	for _, want := range []string{">&lt;note&gt;</p>", "<summary>&lt;details&gt;</summary>", ">Own</p>"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not in %s", want, html)
		}
	}
}

func TestImagesOfHTMLHaveTheSizeThatTheirAuthorAsksFor(t *testing.T) {
	measured := Target{Href: "/a.png", Width: 300, Height: 200}
	for _, c := range []struct {
		name   string
		img    page.Image
		target Target
		want   string
	}{
		{"nothing", page.Image{}, measured, ` width="300" height="200"`},
		{"the width", page.Image{Width: "120"}, measured, ` width="120" height="80"`},
		{"the height", page.Image{Height: "40"}, measured, ` width="60" height="40"`},
		{"both", page.Image{Width: "10", Height: "20"}, measured, ` width="10" height="20"`},
		{"a part of the page", page.Image{Width: "50%"}, measured, ` width="50%"`},
		{"very small", page.Image{Width: "1"}, Target{Href: "/a.png", Width: 900, Height: 2}, ` width="1" height="1"`},
		{"of a file that nobody measured", page.Image{Width: "120"}, Target{Href: "https://a.b/c.png"}, ` width="120"`},
		{"nothing of such a file", page.Image{}, Target{Href: "https://a.b/c.png"}, ""},
	} {
		got := string(appendImage(nil, c.img, c.target, 1))
		want := ` src="` + c.target.Href + `"` + c.want + ` loading="lazy" decoding="async"`
		if got != want {
			t.Errorf("%s: %s, want %s", c.name, got, want)
		}
	}
}

// TestLinksLeadToIDsOfHTML: with GitHub's prefix and without, on the page and from
// another.
func TestLinksLeadToIDsOfHTML(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":        "# Home\n\n[a](b.md#old) [b](b.md#user-content-old) [c](b.md#site:menu) [d](b.md#user-content-part) [e](b.md#user-content-none) [f](b.md#pier) [g](folder/#g)",
		"b.md":            "# B\n\n<a name=\"old\"></a> <a href=\"#site:menu\">a</a> <a href=\"#none\">b</a>\n\n<p id=\"site:menu\">c</p>\n\n## Part\n\n<h3>Pier</h3>\n\n[d](#user-content-part) [e](?q#user-content-old)\n",
		"folder/index.md": "# Folder\n\n<a id=g></a>",
	})
	var got []string
	for _, p := range h.Pages {
		for _, l := range p.Links {
			got = append(got, l.Href)
		}
	}
	want := []string{"#user-content-site:menu", "#none", "#part", "?q#old", "/b/#old", "/b/#old", "/b/#user-content-site:menu", "/b/#part", "/b/#user-content-none", "/b/#pier", "/folder/#g"}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := strings.Join(said(h, "H001", "H002"), "\n"); strings.Count(got, "\n") != 1 || !strings.Contains(got, `b.md:3:56: H002: no heading "#none" on this page`) || !strings.Contains(got, `"#user-content-none" on b.md`) {
		t.Error(got)
	}
}

func TestImagesOfHTMLAreJudged(t *testing.T) {
	h := made(t, map[string]string{"index.md": "# Home\n\n<img src=\"no.png\" alt=\"a\"> <img src=\"https://else.example/a.png\"> <img src=\"https://else.example/b.png\" alt=\"\">"})
	got := strings.Join(said(h, "H001", "H007", "P013"), "\n")
	want := `content/index.md:3:11: H001: image missing file "no.png"
content/index.md:3:38: H007: image without a text alternative (say in alt="…" what the image shows; alt="" if it only adorns the page)
content/index.md:3:38: P013: readers' browsers will not load this image from else.example (copy it into the content folder, or add to handbook.yaml: csp: {img-src: ["https://else.example"]})
content/index.md:3:77: P013: readers' browsers will not load this image from else.example (copy it into the content folder, or add to handbook.yaml: csp: {img-src: ["https://else.example"]})`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
