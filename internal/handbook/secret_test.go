package handbook

import (
	"strings"
	"testing"

	"waymark/internal/meta"
)

func TestWhatOnlyDraftsShowIsNotPublished(t *testing.T) {
	files := map[string]string{
		"index.md": "# Home\n\n![Both](both.svg) [Report](a/report.pdf)\n\n```text file=\"code.txt\"\n```\n",
		"plan.md": "---\ndraft: true\n---\n![Plan](plan.svg?x#y) [Table](a/table%20one.csv) ![Both](/both.svg) [Report](a/report.pdf)\n\n" +
			"[Robots](robots.txt) [Key](.well-known/key) [Licence](LICENCE) ![Logo](logo.svg) [Web](https://example.org/web.svg)\n\n```text file=\"secret.txt\"\n```\n\n```text file=\"code.txt\"\n```\n",
		"both.svg": "", "plan.svg": "", "a/table one.csv": "", "a/report.pdf": "", "secret.txt": "x\n", "code.txt": "x\n",
		"robots.txt": "", ".well-known/key": "", "LICENCE": "", "logo.svg": "", "nobody.svg": "", "web.svg": "",
	}
	published := func(change func(*Input)) string {
		h := made(t, files, change)
		var names []string
		for _, a := range h.Assets {
			names = append(names, a.Path)
			if h.Asset(a.Path) == nil {
				t.Errorf("%s is listed, and there is none", a.Path)
			}
		}
		if got := said(h, "H001", "P012"); len(got) > 0 {
			t.Error(got)
		}
		return strings.Join(names, " ")
	}
	const always = ".well-known/key LICENCE a/report.pdf both.svg code.txt logo.svg nobody.svg robots.txt web.svg"
	settings := func(in *Input) {
		in.Settings.Logo.Text = "/logo.svg"
		in.Settings.Footer.Text, in.Settings.Footer.At = "See the [licence](LICENCE)", meta.Span{}
	}
	if got := published(settings); got != always {
		t.Errorf("published are %s, want %s", got, always)
	}
	withDrafts := published(func(in *Input) { settings(in); in.Drafts = true })
	for _, file := range []string{"plan.svg", "a/table one.csv", "secret.txt"} {
		if !strings.Contains(withDrafts, file) {
			t.Errorf("with drafts, %s is not published", file)
		}
	}
}

func TestAFileOfADraftIsNeverSuggested(t *testing.T) {
	h := made(t, map[string]string{
		"index.md": "![Plan](plam.svg)\n",
		"plan.md":  "---\ndraft: true\n---\n![Plan](plan.svg)\n", "plan.svg": "",
	})
	got := said(h, "H001")
	if len(got) != 1 || strings.Contains(got[0], "plan.svg") {
		t.Errorf("%q", got)
	}
}
