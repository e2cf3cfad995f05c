package handbook

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/kind"
)

func TestLinksOfIncludedPagesWorkAsInTheRepository(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":           "[by its file](../docs/adr/0001.md) [by its place](decisions/0001.md) [its picture](../docs/adr/a.png) [gone](../docs/adr/2.md) [not read](../docs/b.md)",
		"overview.md":        "",
		"decisions/index.md": "",
		"decisions/0001.md":  "[next](0002.md) [up](../../content/index.md) [out](../overview.md) [root](/overview.md) ![p](a.png)",
		"decisions/0002.md":  "[back](0001.md#no)",
		"decisions/a.png":    "",
	}, func(in *Input) {
		in.Included = map[string]string{"decisions/0001.md": "docs/adr/0001.md", "decisions/0002.md": "docs/adr/0002.md", "decisions/a.png": "docs/adr/a.png"}
		in.Settings.Include = []Include{{From: "docs/adr", At: "decisions", Holds: kind.Lookup("reading")}}
		in.Settings.EditURL = "https://x.example/{path}"
	})
	hrefs := func(id string) (list []string) {
		for _, l := range h.byID[id].Links {
			list = append(list, l.Href)
		}
		return list
	}
	if d := cmp.Diff([]string{"/decisions/0001/", "/decisions/0001/", "/decisions/a.png", "../docs/adr/2.md", "../docs/b.md"}, hrefs("")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"/decisions/0002/", "/", "../overview.md", "/overview/"}, hrefs("decisions/0001")); d != "" {
		t.Error(d)
	}
	want := []string{
		`content/index.md:1:110: H001: link to missing page "../docs/adr/2.md" (did you mean ../docs/adr/0002.md?)`,
		`content/index.md:1:139: H001: link "../docs/b.md" leads out of the content folder (copy the file into the content folder, or link to it on the web)`,
		`docs/adr/0001.md:1:52: H001: link "../overview.md" leads out of the content folder (copy the file into the content folder, or link to it on the web)`,
		`docs/adr/0002.md:1:8: H002: no heading "#no" on decisions/0001.md`,
	}
	if d := cmp.Diff(want, said(h, "H001", "H002")); d != "" {
		t.Error(d)
	}
	p := h.byID["decisions/0001"]
	if got := h.EditAddress(p); got != "https://x.example/docs/adr/0001.md" {
		t.Error(got)
	}
	if p.Kind.Name != "reading" || h.byID["decisions"].Kind.Name != "page" {
		t.Errorf("a %s in a folder with a %s", p.Kind.Name, h.byID["decisions"].Kind.Name)
	}
}
