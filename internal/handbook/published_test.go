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

// The root of a repository is built: what it is made of is nobody's business but its
// team's.
func TestOfAnAdoptedFolderOnlyWhatPagesLeadToIsPublished(t *testing.T) {
	files := map[string]string{
		"README.md":     "[Form](form.txt) ![Map](img/map.svg) [[notes.pdf]] ![[wide.png]]\n\n```text file=\"code.txt\"\n```\n",
		"docs/more.md":  "[Table](/data/one%20two.csv?raw#x)\n\n[r]: reference.txt\n\n[Reference][r]\n",
		"docs/draft.md": "---\ndraft: true\n---\n![Plan](plan.svg) [Main](/main.go)\n",
		"form.txt":      "", "img/map.svg": "", "notes.pdf": "", "x/wide.png": "", "code.txt": "x\n", "data/one two.csv": "", "docs/reference.txt": "",
		"logo.svg": "", "LICENCE": "", "CNAME": "", "robots.txt": "", "custom.css": "", "favicon.ico": "", ".well-known/security.txt": "",
		"docs/plan.svg": "", "Dockerfile": "", "main.go": "", "img/other.svg": "", "gen/api.json": "", "gen/b/api.json": "",
	}
	settings := func(in *Input) {
		in.Settings.Logo.Text = "/logo.svg"
		in.Settings.Footer.Text = "See the [licence](LICENCE)"
	}
	assets := func(h *Handbook) (names []string) {
		for _, a := range h.Assets {
			names = append(names, a.Path)
		}
		return names
	}
	const linked = ".well-known/security.txt CNAME LICENCE code.txt custom.css data/one two.csv docs/reference.txt favicon.ico form.txt img/map.svg logo.svg notes.pdf robots.txt x/wide.png"
	h := made(t, files, adopt, settings)
	if got := strings.Join(assets(h), " "); got != linked {
		t.Errorf("published are\n%s, want\n%s", got, linked)
	}
	got := strings.Join(said(h, "H001", "H014", "P012"), "\n")
	if want := "4 files that no page links to are not published: Dockerfile, gen/api.json, gen/b/api.json and 1 more"; !strings.Contains(got, want) || strings.Contains(got, "H001") {
		t.Errorf("said %s, want %s", got, want)
	}
	if !strings.Contains(got, `publish: ["/Dockerfile"]`) {
		t.Errorf("said %s", got)
	}
	h = made(t, files, adopt, settings, func(in *Input) { in.Settings.Publish = []string{"gen/**", "/img/", "plan.svg"} })
	if got := strings.Join(assets(h), " "); !strings.Contains(got, "gen/api.json gen/b/api.json img/map.svg img/other.svg") || strings.Contains(got, "plan.svg") {
		t.Errorf("with `publish`: %s", got)
	}
	if got := said(h, "H014"); len(got) != 1 || !strings.Contains(got[0], "1 file that no page links to is not published: Dockerfile") {
		t.Errorf("with `publish`: %q", got)
	}
	h = made(t, files, settings)
	if got := len(h.Assets); got != len(files)-3-2 || len(said(h, "H014")) > 0 {
		t.Errorf("a handbook publishes %d files: %s", got, assets(h))
	}
}

// A file that is there and not published is never called missing.
func TestWhatIsNotPublishedIsNeverCalledMissing(t *testing.T) {
	unpublished := func(in *Input) {
		in.Unpublished = func(p string) (string, string) {
			if strings.HasPrefix(p, "keys/") {
				return "files of this name hold keys", "remove the link"
			}
			return "", ""
		}
		in.Settings.Logo.Text = "/keys/logo.svg"
	}
	h := made(t, map[string]string{"index.md": "[K](keys/a.pem) ![K](keys/b.svg) [G](gone.txt)\n\n```text file=\"keys/c.txt\"\n```\n\n```text file=\"gone.txt\"\n```\n"}, unpublished)
	got := strings.Join(said(h, "H001", "P012", "C003"), "\n")
	for _, want := range []string{
		`link to "keys/a.pem", which is not published: files of this name hold keys`, `image "keys/b.svg", which is not published`,
		`included file "keys/c.txt" is not published: files of this name hold keys`, `logo: "/keys/logo.svg" is not published`,
		`missing file "gone.txt"`, `included file "gone.txt" does not exist`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not said: %s\n%s", want, got)
		}
	}
}
