package serve

import (
	"maps"
	"strings"
	"testing"
)

// TestFindingsAreForThoseWhoWrite: what the checks find on a page is not on the page
// that is answered, and the page's script can ask for it.
func TestFindingsAreForThoseWhoWrite(t *testing.T) {
	const said, settings = "Nobody is named for", "content/handbook.yaml"
	step := func(bracket string) string {
		return "---\nstatus: active\n---\n# S\n\n## Actions\n\n- Move the dunning job " + bracket + "\n"
	}
	files := maps.Clone(plain)
	files["content/strategies/s.md"] = step("(4w)")
	files["content/strategies/specimen.md"] = strings.Replace(step("(4w)"), "status: active", "specimen: true", 1)
	p := newLab(t, files)
	const s, specimen = "/strategies/s/", "/strategies/specimen/"
	ask := func(page string) (int, string) {
		status, body, _ := p.get("/.waymark/judged?page=" + page)
		return status, body
	}
	told := func(page string) string {
		g := p.join()
		g.say(tabState{Page: page, Key: keyOf(t, p.page(page)), Boot: p.live.boot})
		n, _ := g.hear()
		return n.Judged
	}
	if page := p.page(s); strings.Contains(page, said) {
		t.Error("the finding is published")
	}
	status, judged := ask(s)
	if status != 200 || !strings.Contains(judged, said) || keyOf(t, judged) != keyOf(t, p.page(s)) {
		t.Errorf("status %d: %s", status, judged)
	}
	before := told(s)
	if before == "" || before == "none" {
		t.Errorf("the tab is told %q", before)
	}
	p.write("content/strategies/s.md", step("(@payments, 4w)"))
	p.look()
	if after := told(s); after == before {
		t.Error("the tab is told of no change")
	}
	if _, judged := ask(s); strings.Contains(judged, said) {
		t.Error("the finding stays")
	}
	if page := p.page(specimen); !strings.Contains(page, said) {
		t.Error("the specimen hides what it is shown for")
	}
	for page, want := range map[string]int{specimen: 404, "/one/": 404, "/none/": 404} {
		if status, _ := ask(page); status != want {
			t.Errorf("%s: status %d", page, status)
		}
	}
	if got := told("/one/"); got != "none" {
		t.Errorf("a page without findings: %q", got)
	}

	p.write("content/strategies/s.md", step("(4w)"))
	for value, isPublished := range map[string]bool{"true": true, "specimens": false, "false": false} {
		p.write(settings, files[settings]+"findings: "+value+"\n")
		p.look()
		if strings.Contains(p.page(s), said) != isPublished {
			t.Errorf("findings: %s: published is %v", value, !isPublished)
		}
		if status, _ := ask(s); status != 404 {
			t.Errorf("findings: %s: status %d", value, status)
		}
	}
}
