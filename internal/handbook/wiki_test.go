package handbook

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/page"
)

// vault is what people write who link by names.
func vault() map[string]string {
	return map[string]string{
		"index.md":                 "# Home",
		"winter-plan.md":           "# Plan for the winter\n\n## Ice on deck: how?\n\n## Ice on deck\n\n## Salt {#salt-it}\n",
		"Getting-Aboard.md":        "# Coming on board\n",
		"people/index.md":          "# Crew",
		"people/harbour_master.md": "---\naliases: [Hannah, /old/hannah/]\n---\n# Harbour master\n",
		"people/log.md":            "# A log",
		"ships/log.md":             "# Ship's log",
		"ships/tug/log.md":         "# The tug’s log",
		"ships/tug/README.md":      "# The tug",
		"teams/anna.md":            "# Anna of the team",
		"others/anna.md":           "# Another Anna",
		"draft.md":                 "---\ndraft: true\n---\n# Not yet",
		"Übung.md":                 "# Übung",
		"img/berths.svg":           "",
		"img/map.png":              "",
		"a.pdf":                    "",
		"empty/b/c.md":             "# C",
	}
}

// shown returns the HTML of a page with links in double brackets.
func shown(h *Handbook, p *Page) string {
	return strings.TrimSpace(string(p.Fill(h.in.Body(p.Page), nil, func(string) string { return "" })))
}

func TestNamesLeadToTheirPages(t *testing.T) {
	for _, c := range []struct{ from, markdown, want string }{
		{"log.md", "[[winter-plan]]", `<a href="/winter-plan/">winter-plan</a>`},
		{"log.md", "[[Winter Plan|the cold months]]", `<a href="/winter-plan/">the cold months</a>`},
		{"log.md", "[[winter-plan.md]]", `<a href="/winter-plan/">winter-plan.md</a>`},
		{"log.md", "[[getting aboard]]", `<a href="/Getting-Aboard/">getting aboard</a>`},
		{"log.md", "[[Begin here|Getting Aboard]]", `<a href="/Getting-Aboard/">Begin here</a>`},
		{"log.md", "[[coming on board]]", `<a href="/Getting-Aboard/">coming on board</a>`},
		{"log.md", "[[Hannah]]", `<a href="/people/harbour_master/">Hannah</a>`},
		{"log.md", "[[harbour master]]", `<a href="/people/harbour_master/">harbour master</a>`},
		{"log.md", "[[people]] [[people/]] [[tug]]", `<a href="/people/">people</a> <a href="/people/">people/</a> <a href="/ships/tug/">tug</a>`},
		{"log.md", "[[empty/b]]", `<a href="/empty/b/">empty/b</a>`},
		{"log.md", "[[u\u0308bung]]", `<a href="/%C3%9Cbung/">` + "u\u0308bung</a>"},
		{"log.md", "[[the tug's log]]", `<a href="/ships/tug/log/">the tug&#39;s log</a>`},
		{"x.md", "[[people/log]] [[tug/log]] [[/ships/log]]", `<a href="/people/log/">people/log</a> <a href="/ships/tug/log/">tug/log</a> <a href="/ships/log/">/ships/log</a>`},
		{"ships/x.md", "[[log]] [[../people/log]]", `<a href="/ships/log/">log</a> <a href="/people/log/">../people/log</a>`},
		{"ships/tug/x.md", "[[log]]", `<a href="/ships/tug/log/">log</a>`},
		{"log.md", "[[winter-plan#Ice on deck]]", `<a href="/winter-plan/#ice-on-deck">winter-plan › Ice on deck</a>`},
		{"log.md", "[[winter-plan#ice on deck how]]", `<a href="/winter-plan/#ice-on-deck-how">winter-plan › ice on deck how</a>`},
		{"log.md", "[[winter-plan#Ice on deck#Salt|salt]]", `<a href="/winter-plan/#salt-it">salt</a>`},
		{"log.md", "[[winter-plan#Plan for the winter|it]]", `<a href="/winter-plan/#plan-for-the-winter">it</a>`},
		{"log.md", "[[#Own]]\n\n## Own", `<a href="#own">Own</a>`},
		{"log.md", "[[winter-plan#^3f2a|it]]", `<a href="/winter-plan/">it</a>`},
		{"log.md", "[[a.pdf]] [[berths.svg|the berths]]", `<a href="/a.pdf">a.pdf</a> <a href="/img/berths.svg">the berths</a>`},
		{"log.md", "![[winter-plan]]", `<a href="/winter-plan/">winter-plan</a>`},
		{"log.md", "[[the web|https://a.example/?b=c&d]]", `<a href="https://a.example/?b=c&amp;d">the web</a>`},
		{"log.md", "x[[0]] [[1]] a[[people]]", `x[[0]] [[1]] a<a href="/people/">people</a>`},
		{"log.md", "[[winter-plan|&amp; \"x\"]]", "<a href=\"/winter-plan/\">&amp;amp; &#34;x&#34;</a>"},
		{"log.md", "![[berths.svg|The berths]]", `<img src="/img/berths.svg" width="40" height="30" decoding="async" alt="The berths">`},
		{"log.md", "![[img/map.png|Map|20]]", `<img src="/img/map.png" width="20" height="15" decoding="async" alt="Map">`},
		{"log.md", "![[map.png|Map|8x9]]", `<img src="/img/map.png" width="8" height="9" decoding="async" alt="Map">`},
	} {
		files := vault()
		files[c.from] = "# Log\n\n" + c.markdown
		h := made(t, files)
		got, _, _ := strings.Cut(shown(h, h.byPath[c.from]), "\n")
		if want := "<p>" + c.want + "</p>"; got != want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.from, c.markdown, got, want)
		}
		if lines := said(h, "H001", "H002", "H007", "H012", "H015"); lines != nil {
			t.Errorf("%s: %s", c.markdown, lines)
		}
	}
}

func TestNamesThatLeadNowhereAreReported(t *testing.T) {
	for _, c := range []struct{ markdown, shown, said string }{
		{"the [[Sunken Ferry]]", "the Sunken Ferry", `1:5: H015: no page is called "Sunken Ferry" (write that page, or remove the brackets; put them in backticks if this is code)`},
		{"[[winter-paln#Salt|it]]", "it", `1:1: H015: no page is called "winter-paln" (did you mean [[winter-plan#Salt]]?)`},
		{"[[winter-plan#Slat]]", `<a href="/winter-plan/">winter-plan › Slat</a>`, `1:1: H002: no heading is called "Slat" on winter-plan.md (did you mean #Salt?)`},
		{"[[#Slat]]", `<a href="/log/">Slat</a>`, `1:1: H002: no heading is called "Slat" on this page`},
		{"[[anna]]", `<a href="/others/anna/">anna</a>`, `1:1: H012: 2 pages are called "anna", and this link leads to others/anna (name the folder, too: [[others/anna]] or [[teams/anna]])`},
		{"[[draft]]", "draft", `1:1: H001: link to draft "draft", which is not published (publish it (remove draft: true), or build with --drafts)`},
		{"![[gone.png|x]]", `<img src="gone.png" decoding="async" alt="x">`, `1:1: H001: there is no image "gone.png"`},
		{"![[map.png]]", `<img src="/img/map.png" width="40" height="30" decoding="async" alt="">`, `1:1: H007: image without a text alternative (say behind the name what the image shows: ![[map.png|a map of the harbour]])`},
		{"[[javascript:alert(1)]] [[x|javascript:alert(1)]]", "javascript:alert(1) javascript:alert(1)", ""},
	} {
		files := vault()
		files["log.md"] = c.markdown
		h := made(t, files)
		if got, want := shown(h, h.byPath["log.md"]), "<p>"+c.shown+"</p>"; got != want {
			t.Errorf("%s is shown as %s, want %s", c.markdown, got, want)
		}
		lines := said(h, "H001", "H002", "H007", "H012", "H015")
		if want := []string{"content/log.md:" + c.said}; c.said != "" && cmp.Diff(want, lines) != "" {
			t.Errorf("%s: %s", c.markdown, cmp.Diff(want, lines))
		}
	}
}

// TestNamesAreLinks: a link in double brackets counts as any other.
func TestNamesAreLinks(t *testing.T) {
	files := vault()
	files["log.md"] = "# Log\n\nWe work by the [[Winter Plan]] each day. Then [[we go|Getting Aboard]] again.\n"
	h := made(t, files)
	var got []string
	for _, to := range []string{"winter-plan.md", "Getting-Aboard.md"} {
		for _, r := range h.byPath[to].Inbound {
			got = append(got, fmt.Sprintf("%s: %s", r.Page.Path, r.Sentence))
		}
	}
	want := []string{"log.md: We work by the Winter Plan each day.", "log.md: Then we go again."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, line := range said(h, "H009") {
		if strings.Contains(line, "winter-plan.md") {
			t.Error(line)
		}
	}
}

// TestNamesInDrafts: a picture that only a draft shows is not published, whether
// it is named or linked to.
func TestNamesInDrafts(t *testing.T) {
	files := vault()
	files["draft.md"] += "\n\n![[map.png|Map]] [[a.pdf]]\n"
	h := made(t, files)
	if h.Asset("img/map.png") != nil || h.Asset("a.pdf") != nil || h.Asset("img/berths.svg") == nil {
		t.Errorf("published: %v", h.Assets)
	}
	files["log.md"] = "[[The map|map.png]]"
	h = made(t, files)
	if h.Asset("img/map.png") == nil || shown(h, h.byPath["log.md"]) != `<p><a href="/img/map.png">The map</a></p>` {
		t.Errorf("published: %v", h.Assets)
	}
}

// FuzzNames checks what holds for every name: what is shown is text and a link, and
// nothing of a name becomes HTML.
func FuzzNames(f *testing.F) {
	for _, name := range []string{"winter-plan", "Winter plan#Ice on deck|x", "../a", "/", "./..", "#", "people/", "a.pdf#x", "x|https://a.b", "\"><b>", "//", ".", "..", "anna"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		files := vault()
		files["ships/log.md"] = "[[" + name + "]]"
		h := made(t, files)
		p := h.byPath["ships/log.md"]
		for i, l := range p.Page.Links {
			if l.Wiki == page.NotWiki {
				continue
			}
			html := string(appendWikiLink(nil, p.Links[i]))
			inner := strings.TrimSuffix(html, "</a>")
			if _, after, isLink := strings.Cut(inner, `">`); isLink {
				inner = strings.TrimPrefix(inner[:len(inner)-len(after)-len(`">`)], `<a href="`) + after
			}
			if strings.ContainsAny(inner, `<>"`) {
				t.Errorf("%q is shown as %s", name, html)
			}
			if href := p.Links[i].Href; page.Dangerous(href) {
				t.Errorf("%q leads to %s", name, href)
			}
		}
	})
}
