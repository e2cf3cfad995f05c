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
		want := `<img src="` + c.target.Href + `"` + c.want + ` loading="lazy" decoding="async">`
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
	want := `content/index.md:3:11: H001: there is no image "no.png"
content/index.md:3:38: H007: image without a text alternative (say in alt="…" what the image shows; alt="" if it only adorns the page)
content/index.md:3:38: P013: readers' browsers will not load 2 images from else.example (copy them into the content folder, or add to handbook.yaml: csp: {img-src: ["https://else.example"]})`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestImagesThatThePolicyBlocksAreLinks(t *testing.T) {
	const shown = `<img src="https://a.b/c.png" decoding="async" alt="d">`
	for _, test := range []struct{ name, markdown, sources, want string }{
		{"Markdown", "![d & e](https://a.b/c.png \"f\") g", "", `<p><a class="blocked" href="https://a.b/c.png">d &amp; e</a> g</p>`},
		{"by reference, without a scheme", "![d][e]\n\n[e]: //a.b/c.png", "", `<p><a class="blocked" href="//a.b/c.png">d</a></p>`},
		{"with a caption", "![d](https://a.b/c.png \"f\")", "", "<figure><a class=\"blocked\" href=\"https://a.b/c.png\">d</a>\n<figcaption>f</figcaption></figure>"},
		{"in a link", "[![d](https://a.b/c.png)](https://e.f/)", "", `<p><a href="https://e.f/"><span class="blocked">d</span></a></p>`},
		{"in a link of HTML", "<a href=\"https://e.f/\"><img src=\"https://a.b/c.png\" alt=d></a> g", "", `<p><a href="https://e.f/"><span class="blocked">d</span></a> g</p>`},
		{"Markdown in a link of HTML", "<a href=\"https://e.f/\">*![d](https://a.b/c.png)*</a>", "", `<p><a href="https://e.f/"><em><span class="blocked">d</span></em></a></p>`},
		{"behind a link of HTML", "<a href=\"https://e.f/\">g</a> <img src=\"https://a.b/c.png\" alt=d>", "", `<p><a href="https://e.f/">g</a> <a class="blocked" href="https://a.b/c.png">d</a></p>`},
		{"without a text", "![](https://a.b/c/d%20e.png?f#g) ![](https://a.b) <img src=\"https://a.b/c.png\" alt=\"\" title=\"h\">", "",
			`<p><a class="blocked" href="https://a.b/c/d%20e.png?f#g">d e.png</a> <a class="blocked" href="https://a.b">a.b</a> <a class="blocked" href="https://a.b/c.png">h</a></p>`},
		{"data", "![d](data:image/png;base64,xx) ![](data:image/png;base64,xx)", "", `<p><span class="blocked">d</span> </p>`},
		{"all forms of a picture", "<picture><source srcset=\"https://a.b/c.avif\"><img src=\"https://a.b/c.png\" alt=\"d\"></picture>", "", `<p><picture><a class="blocked" href="https://a.b/c.png">d</a></picture></p>`},
		{"some forms of a picture", "<picture><source media=\"(m)\" srcset=\"https://a.b/c.avif 2x, c.avif 1x\"><source srcset=\"//a.b/c.avif\"><img src=\"c.png\" alt=\"d\"></picture>", "",
			`<p><picture><source srcset="/c.avif 1x" media="(m)"><img src="/c.png" decoding="async" alt="d"></picture></p>`},
		{"allowed", "![d](https://a.b/c.png)\n\n<picture><source srcset=\"https://a.b/c.avif 2x\"><img src=\"https://x.y/c.png\" alt=\"d\"></picture>", "https://a.b",
			"<p>" + shown + "</p>\n<p><picture><source srcset=\"https://a.b/c.avif 2x\"><a class=\"blocked\" href=\"https://x.y/c.png\">d</a></picture></p>"},
	} {
		h := made(t, map[string]string{"index.md": test.markdown}, func(in *Input) {
			in.Assets = []Asset{{Path: "c.avif"}, {Path: "c.png"}}
			if test.sources != "" {
				in.Settings.CSP = map[string][]string{"img-src": {test.sources}}
			}
		})
		if got := strings.TrimSpace(string(h.Pages[0].Fill(h.in.Body(h.Pages[0].Page), nil, nil))); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.markdown, got, test.want)
		}
	}
}

func TestBlockedImageInTheTitle(t *testing.T) {
	for markdown, want := range map[string]string{
		"# ![The Pier](https://a.b/c.png) A":                                  `<a class="blocked" href="https://a.b/c.png">The Pier</a> A`,
		"<h1><img src=\"https://a.b/c.png\" alt=\"Pier\"><br>The pier</h1>":   `The pier`,
		"<h1><img src=\"https://a.b/c.png\" alt=\"The Pier\"></h1>":           `<a class="blocked" href="https://a.b/c.png">The Pier</a>`,
		"<h1><img src=\"https://a.b/c.png\" alt=\"A drawing\"> The pier</h1>": `<a class="blocked" href="https://a.b/c.png">A drawing</a> The pier`,
		"# A <img src=\"https://a.b/c.png\" alt=\"The Pier\">":                `A <a class="blocked" href="https://a.b/c.png">The Pier</a>`,
	} {
		read, body := page.Parse("index.md", source.NewText("index.md", []byte(markdown)), page.Settings{})
		h := made(t, nil, func(in *Input) { in.Pages = []*page.Page{read} })
		if got := string(h.Pages[0].FillTitle(body)); got != want {
			t.Errorf("%s\n got %s\nwant %s", markdown, got, want)
		}
	}
}

func TestOneLineShowsAllImagesOfAPage(t *testing.T) {
	const markdown = "![a](https://a.b/c.png)\n\n<img src=\"https://d.e/f.png\" alt=g> ![h](https://a.b/i.png) <picture><source srcset=\"https://j.k/l\"><img alt=m src=n.png></picture> ![o](//p.q/)"
	for settings, want := range map[string]string{
		"":                                `copy them into the content folder, or add to handbook.yaml: csp: {img-src: ["https://a.b", "https://d.e", "https://j.k", "https://p.q"]}`,
		"csp: {media-src: [https://x.y]}": `copy them into the content folder, or add below csp in handbook.yaml: img-src: ["https://a.b", "https://d.e", "https://j.k", "https://p.q"]`,
		"csp: {img-src: [https://d.e]}":   `copy them into the content folder, or make this the img-src below csp in handbook.yaml: img-src: ["https://d.e", "https://a.b", "https://j.k", "https://p.q"]`,
	} {
		h := made(t, map[string]string{"a.md": markdown}, func(in *Input) {
			in.Assets = []Asset{{Path: "n.png"}}
			in.Settings, _ = readSettings(settings)
		})
		got := said(h, "P013")
		if len(got) != 1 || !strings.HasPrefix(got[0], "content/a.md:1:6: P013: readers' browsers will not load ") || !strings.Contains(got[0], "("+want+")") {
			t.Errorf("%s: %q", settings, got)
		}
	}
}
