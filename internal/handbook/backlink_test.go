package handbook

import (
	"path"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// backlinks returns who points at a page, a line each.
func backlinks(p *Page) (list []string) {
	for _, b := range p.Backlinks {
		for _, from := range b.From {
			list = append(list, b.Relation.String()+" "+from.Page.ID+": "+from.Sentence)
		}
	}
	return list
}

func TestBacklinksShowTheSentenceThatLinksHere(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":      "- [A](a.md)\n- [B](b.md)\n\nBegin with [a](a.md), always. [Again](a.md) and again.",
		"a.md":          "# A\n\n[B](b.md) follows from [itself](a.md).",
		"b.md":          "# B\n\n> As [A](a.md#a) says.",
		"examples/e.md": "---\nshows: p\n---\nSee [P](../patterns/p.md) and [B](../b.md).",
		"patterns/p.md": "---\ndescription: x\n---\n# P",
	})
	for id, want := range map[string][]string{
		"a":          {"link : Begin with a, always.", "link b: As A says."},
		"b":          {"link : ", "link a: B follows from itself.", "link examples/e: See P and B."},
		"patterns/p": {"example.shows examples/e: "},
	} {
		if d := cmp.Diff(want, backlinks(h.byID[id])); d != "" {
			t.Errorf("%s (-want +got):\n%s", id, d)
		}
	}
}

func TestExamplesOfAPatternAreInOrderOfHowTheyEnded(t *testing.T) {
	example := func(outcome string) string { return "---\nshows: p\n" + outcome + "---\n[p](../patterns/p.md)" }
	h := made(t, map[string]string{
		"index.md": "[p](patterns/p.md)", "patterns/p.md": "# P", "examples/a.md": example(""), "examples/b.md": example("outcome: failed\n"),
		"examples/c.md": example("outcome: worked\n"), "examples/d.md": example("outcome: mixed\n"), "examples/e.md": example("outcome: worked\n"),
	})
	var got []string
	for _, b := range h.byID["patterns/p"].Backlinks {
		for _, from := range b.From {
			got = append(got, b.Relation.String()+" "+path.Base(from.Page.ID))
		}
	}
	want := []string{"example.shows c", "example.shows e", "example.shows d", "example.shows b", "example.shows a", "link ."}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestBacklinksBeginWithWhatIsLive(t *testing.T) {
	strategy := func(title, more string) string {
		return "---\ntitle: " + title + "\nvision: v\n" + more + "---\n"
	}
	h := made(t, map[string]string{
		"index.md":            "x",
		"visions/v.md":        "# V",
		"strategies/one.md":   strategy("1", ""),
		"strategies/two.md":   strategy("2", "status: done\n"),
		"strategies/three.md": strategy("3", "status: agreed\n"),
		"strategies/four.md":  strategy("4", "status: active\n"),
		"strategies/five.md":  strategy("5", "status: active\nunlisted: true\n"),
		"examples/e.md":       "---\ntitle: E\n---\nAs in [V](../visions/v.md).",
		"decisions/d.md":      "---\ntitle: D\nstatus: rejected\n---\nNot [V](../visions/v.md).",
	})
	want := []string{
		"strategy.vision strategies/three: ", "strategy.vision strategies/four: ", "strategy.vision strategies/one: ", "strategy.vision strategies/two: ",
		"link examples/e: As in V.", "link decisions/d: Not V.",
	}
	if d := cmp.Diff(want, backlinks(h.byID["visions/v"])); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestTextsCanLinkToLists(t *testing.T) {
	h := made(t, map[string]string{
		"index.md":        "[a](/kinds/strategy/live/) [b](kinds/) [c](/tags/x/) [d](/owners/ops/#top) [e](/kinds/strategy/done/) [f](search/)",
		"strategies/s.md": "---\nstatus: active\nowner: ops\ntags: x\n---\n",
	})
	var got []string
	for _, l := range h.Home.Page.Links {
		got = append(got, l.Href)
	}
	if d := cmp.Diff([]string{"/kinds/strategy/live/", "/kinds/", "/tags/x/", "/owners/ops/#top", "/kinds/strategy/done/", "/search/"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for _, d := range h.Diags {
		if d.Code == "H001" && d.Message != `link to missing page "/kinds/strategy/done/"` {
			t.Error(d.Message)
		}
	}
}
