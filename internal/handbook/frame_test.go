package handbook

import (
	"testing"

	"waymark/internal/page"
)

// TestHomeOfAWikiMakesRoomForAnIndex makes each handbook from the one before: what
// was decoded of Home.md as the first page doesn't hold once there is another.
func TestHomeOfAWikiMakesRoomForAnIndex(t *testing.T) {
	adopted := func(in *Input) { in.Settings.Adopted = true }
	first := made(t, map[string]string{"Home.md": "# Welcome", "_Sidebar.md": "", "sub/a.md": ""}, adopted)
	if p := first.byPath["Home.md"]; !p.IsFolder || p.Address != "/" || p.ID != "" || first.Home.Page != p {
		t.Errorf("Home.md is at %s", p.Address)
	}
	if len(first.Pages) != 2 || len(said(first, "H013")) != 1 {
		t.Errorf("%d pages, %v", len(first.Pages), said(first, "H013"))
	}
	read := first.byPath["Home.md"].Page
	second := made(t, map[string]string{"index.md": "# Index"}, adopted, func(in *Input) {
		in.Pages, in.Previous = append(in.Pages, read), first
		body := in.Body
		in.Body = func(p *page.Page) *page.Body {
			if p == read {
				return new(page.Body)
			}
			return body(p)
		}
	})
	if p := second.byPath["Home.md"]; p.IsFolder || p.Address != "/Home/" {
		t.Errorf("next to an index, Home.md is at %s", p.Address)
	}
	if h := made(t, map[string]string{"Home.md": "", "_Sidebar.md": ""}); h.byPath["Home.md"].Address != "/Home/" || len(h.Pages) != 2 {
		t.Error("a handbook is no wiki")
	}
}
