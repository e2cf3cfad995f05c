package handbook

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/source"
)

func readSettings(yaml string) (Settings, []string) {
	s, ds := ReadSettings(source.NewText("content/handbook.yaml", []byte(yaml)))
	var lines []string
	diag.Sort(ds)
	for _, d := range ds {
		lines = append(lines, strings.TrimPrefix(fmt.Sprintf("%s %s %s: %s (%s)", d.Position, d.Code, d.Severity, d.Message, d.Hint), "content/handbook.yaml:"))
	}
	return s, lines
}

func TestPagesAreEditedWhereTheRepositoryIs(t *testing.T) {
	for yaml, want := range map[string]string{
		"title: x": "",
		"repository: https://github.com/acme/handbook":                                             "https://github.com/acme/handbook/edit/main/content/a%20b.md",
		"repository: https://github.com/acme/handbook.git\nbranch: trunk/new":                      "https://github.com/acme/handbook/edit/trunk/new/content/a%20b.md",
		"repository: https://github.acme.example/a/b/":                                             "https://github.acme.example/a/b/edit/main/content/a%20b.md",
		"repository: https://gitlab.com/group/sub/handbook":                                        "https://gitlab.com/group/sub/handbook/-/edit/main/content/a%20b.md",
		"repository: https://git.example/acme/handbook":                                            "",
		"repository: https://github.com/acme/handbook\nedit_url: https://x.example/e?f={path}&b=1": "https://x.example/e?f=content/a%20b.md&b=1",
		"edit_url: https://git.example/acme/docs/_edit/main/docs/{path}":                           "https://git.example/acme/docs/_edit/main/docs/content/a%20b.md",
		"edit_url: https://git.example/{path}\nrepository: https://git.example/acme/handbook#x\n":  "https://git.example/content/a%20b.md",
	} {
		s, said := readSettings(yaml)
		h := made(t, map[string]string{"index.md": "", "a b.md": ""}, func(in *Input) { in.Settings = s })
		if got := h.EditAddress(h.byID["a b"]); got != want || said != nil {
			t.Errorf("%s:\n got %q %v\nwant %q", yaml, got, said, want)
		}
	}
}

func TestIssuesAreOpenedWhereTheRepositoryIs(t *testing.T) {
	for repository, want := range map[string]NewIssue{
		"https://github.com/team/handbook":       {"https://github.com/team/handbook/issues/new", "title", "body"},
		"https://github.com/team/handbook.git":   {"https://github.com/team/handbook/issues/new", "title", "body"},
		"https://gitlab.example.org/a/b/c":       {"https://gitlab.example.org/a/b/c/-/issues/new", "issue[title]", "issue[description]"},
		"https://git.example.org/team/handbook":  {},
		"https://github.com/team":                {},
		"https://github.com.evil.example/a/b?x=": {},
		"":                                       {},
	} {
		s := Settings{Repository: repository}
		if got := s.NewIssue(); got != want {
			t.Errorf("%s: %v, want %v", repository, got, want)
		}
	}
}

func TestBadSettingsAreReportedAtTheirPlace(t *testing.T) {
	for yaml, want := range map[string]string{
		"repository: github.com/acme/handbook": `1:13 C003 error: repository is no address on the web: "github.com/acme/handbook" (write it with scheme and host, such as https://github.com/team/handbook)`,
		"repository: https://github.com/acme":  `1:13 C003 error: repository names no repository: "https://github.com/acme" (write its owner and its name, such as https://github.com/team/handbook)`,
		"repository: javascript:alert(1)":      `1:13 C003 error: repository is no address on the web: "javascript:alert(1)" (write it with scheme and host, such as https://github.com/team/handbook)`,
		"repository: [a]":                      `1:14 C003 error: repository is one value, not a list (write one value: repository: text)`,
		"repositry: x":                         `1:1 C002 error: unknown field "repositry" (did you mean repository?)`,
		"edit_url: https://x.example/":         `1:11 C003 error: edit_url is no address with {path} in it: "https://x.example/" (write such as https://github.com/team/handbook/edit/main/{path})`,
		"edit_url: https://{path}/x":           `1:11 C003 error: edit_url is no address with {path} in it: "https://{path}/x" (write such as https://github.com/team/handbook/edit/main/{path})`,
		"handles: https://x.example/teams":     `1:10 C003 error: handles is no address with {handle} in it: "https://x.example/teams" (write such as https://github.com/orgs/team/teams/{handle})`,
		"handles: 'javascript:{handle}'":       `1:10 C003 error: handles is no address with {handle} in it: "javascript:{handle}" (write such as https://github.com/orgs/team/teams/{handle})`,
		"social: {Mail: team@example.org}":     `1:16 C003 error: social: "team@example.org" is no address (write it whole, such as https://social.example.org/@team or mailto:team@example.org)`,
		"social: [https://x.example/]":         `1:10 C003 error: social is a map, not a list (write a key and a value on each line, indented below social)`,
		"footer: [a]":                          `1:10 C003 error: footer is one value, not a list (write one value: footer: text)`,
	} {
		s, said := readSettings(yaml)
		if d := cmp.Diff([]string{want}, said); d != "" {
			t.Errorf("%s: %s", yaml, d)
		}
		if s.Repository+s.EditURL+s.Handles+s.Footer.Text != "" || s.Social != nil {
			t.Errorf("%s: has an effect all the same", yaml)
		}
	}
}

func TestSocialAddressesKeepTheirOrder(t *testing.T) {
	s, said := readSettings("social:\n  Zulip: https://z.example/\n  Mail: mailto:a@x.example\n  Chat: [https://b.example/, https://a.example/]\n")
	want := []Named{{"Zulip", "https://z.example/"}, {"Mail", "mailto:a@x.example"}, {"Chat", "https://b.example/"}, {"Chat", "https://a.example/"}}
	if d := cmp.Diff(want, s.Social); d != "" || said != nil {
		t.Error(d, said)
	}
}

func TestTheFooterIsALineWhoseLinksAreChecked(t *testing.T) {
	files := map[string]string{"index.md": "", "about/us.md": "## People\n"}
	footer := func(yaml string) *Handbook {
		s, _ := readSettings(yaml)
		return made(t, files, func(in *Input) { in.Settings = s; in.Settings.BaseURL = "https://x.example/r/" })
	}
	h := footer("title: x\nfooter: Made by [*us*](about/us.md#people) & [all](https://x.example/?a&b)\n")
	want := `Made by <a href="/r/about/us/#people"><em>us</em></a> &amp; <a href="https://x.example/?a&amp;b">all</a>`
	if h.Footer != want || len(h.Diags) > 1 {
		t.Errorf("%s\n%v", h.Footer, h.Diags)
	}
	for yaml, want := range map[string]string{
		"title: x\nfooter: '[us](about/uss.md)'":     `content/handbook.yaml:2:9: H001: link to missing page "about/uss.md" (did you mean about/us.md?)`,
		"title: x\nfooter: '[us](about/us.md#folk)'": `content/handbook.yaml:2:9: H002: no heading "#folk" on about/us.md (its headings are #people)`,
		"title: x\nfooter: '# Big'":                  `content/handbook.yaml:2:9: C003: footer is more than one line of Markdown (write text and links, such as Made by the [platform team](about.md))`,
		"title: x\nfooter: |\n  one\n\n  two\n":      `content/handbook.yaml:2:9: C003: footer is more than one line of Markdown (write text and links, such as Made by the [platform team](about.md))`,
		"title: x\nfooter: a <b>b</b>":               "content/handbook.yaml:2:9: P014: HTML tags are left out",
	} {
		got := said(footer(yaml), "H001", "H002", "C003", "P014")
		if len(got) == 0 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%s: %q", yaml, got)
		}
	}
	if h := footer("footer: '[x](javascript:alert(1))'"); h.Footer != "<a>x</a>" {
		t.Error(h.Footer)
	}
}

func TestOnlyFoldersOfTheProjectAreIncluded(t *testing.T) {
	for from, want := range map[string]string{
		"../docs/adr":        "",
		"../docs/../adr/":    "",
		"../../etc":          `include: "../../etc" lies outside the project`,
		"..":                 `include: ".." holds the content folder itself`,
		"../x/../../project": `include: "../x/../../project" lies outside the project`,
		"/etc":               `include: "/etc" is no relative path`,
		`..\docs`:            `include: "..\\docs" is no relative path`,
		"C:/docs":            `include: "C:/docs" is no relative path`,
		`C:\docs`:            `include: "C:\\docs" is no relative path`,
		"decisions":          `include: "decisions" lies in the content folder`,
		".":                  `include: "." lies in the content folder`,
		"../.git":            `include: "../.git" is hidden`,
		"../docs/.private/x": `include: "../docs/.private/x" is hidden`,
	} {
		s, said := readSettings("include: [{from: '" + from + "', at: decisions}]")
		switch {
		case want == "" && (said != nil || len(s.Include) != 1):
			t.Errorf("%s: %q", from, said)
		case want != "" && (len(said) != 1 || !strings.HasPrefix(said[0], "1:18 C003 error: "+want) || s.Include != nil):
			t.Errorf("%s: %q", from, said)
		}
	}
	for yaml, want := range map[string]string{
		"include: [{from: ../a}]":                               `1:12 C003 error: include: this entry has no at`,
		"include: [{from: ../a, at: ../b}]":                     `1:28 C003 error: include: "../b" is no path in the content folder`,
		"include: [{from: ../a, at: .git}]":                     `1:28 C003 error: include: ".git" is no path in the content folder`,
		"include: [{from: ../a, at: /}]":                        `1:28 C003 error: include: "/" is no path in the content folder`,
		"include: [{from: ../a, at: b, holds: decisions}]":      `1:38 C003 error: holds cannot be "decisions" (did you mean decision?)`,
		"include: [{from: ../a, at: b}, {from: ../a/c, at: d}]": `1:39 C003 error: include: "../a/c" has pages that a has too`,
		"include: ../a":                                         `1:10 C003 error: include is a list, not "../a"`,
		"include: [{from: [a], at: b}]":                         `1:19 C003 error: from is one value, not a list`,
	} {
		if _, said := readSettings(yaml); len(said) != 1 || !strings.HasPrefix(said[0], want) {
			t.Errorf("%s: %q", yaml, said)
		}
	}
}

func TestALargeSiteIsWarnedAbout(t *testing.T) {
	const gigabyte = 1_000_000_000
	for _, c := range []struct {
		yaml  string
		bytes int64
		want  string
	}{
		{"title: x", gigabyte, ""},
		{"title: x", gigabyte + 1, "public: warning: the site has 1001 MB, over 1000"},
		{"limits: {site_mb: 2000}", gigabyte + 1, ""},
		{"limits: {site_mb: 1}", 2_500_000, "public: warning: the site has 3 MB, over 1"},
		{"checks: {B004: off}", 2 * gigabyte, ""},
		{"checks: {B004: error}", 2 * gigabyte, "public: error: the site has 2000 MB, over 1000"},
	} {
		s, said := readSettings(c.yaml)
		got := ""
		for _, d := range s.JudgeSize("public", c.bytes) {
			got += fmt.Sprintf("%s: %s: %s", d.Position, d.Severity, d.Message)
		}
		if got != c.want || said != nil {
			t.Errorf("%s, %d bytes: %q %v", c.yaml, c.bytes, got, said)
		}
	}
}

func TestALargeFileIsWarnedAbout(t *testing.T) {
	for yaml, want := range map[string][]string{
		"title: x":               {"content/c.bin: B005: this file has 101 MB, over 100 (make it smaller, or host it elsewhere)"},
		"limits: {file_mb: 5}":   {"content/b.bin: B005: this file has 6 MB, over 5 (make it smaller, or host it elsewhere)", "content/c.bin: B005: this file has 101 MB, over 5 (make it smaller, or host it elsewhere)"},
		"limits: {file_mb: 500}": nil,
	} {
		s, _ := readSettings(yaml)
		h := made(t, map[string]string{"index.md": ""}, func(in *Input) {
			in.Settings = s
			in.Assets = []Asset{{Path: "a.bin", Size: 5_000_000}, {Path: "b.bin", Size: 5_000_001}, {Path: "c.bin", Size: 100_000_001}}
		})
		if d := cmp.Diff(want, said(h, "B005")); d != "" {
			t.Errorf("%s: %s", yaml, d)
		}
	}
}

func TestBadLimitsAndSectionsAreReported(t *testing.T) {
	for yaml, want := range map[string]string{
		"limits: {site_mb: 0}":          `1:19 C003 error: limits: site_mb is not more than nothing: 0`,
		"limits: {file_mb: -1}":         `1:19 C003 error: limits: file_mb is not more than nothing: -1`,
		"limits: {file: 1}":             `1:10 C002 error: unknown field "file" (did you mean file_mb?)`,
		"limits: 100":                   `1:9 C003 error: limits is a map, not "100"`,
		"sections: {Problm: [Lage]}":    `1:21 C003 error: sections: no kind has a section "Problm" (did you mean Problem?)`,
		"sections: {Diagnosis: [Lage]}": `1:24 C003 error: sections: no kind has a section "Diagnosis" (write Problem: that is what the section is called)`,
		"sections: [Problem]":           `1:12 C003 error: sections is a map, not a list`,
	} {
		s, said := readSettings(yaml)
		if len(said) != 1 || !strings.HasPrefix(said[0], want) || len(s.Sections) > 0 || s.MostFile != 100_000_000 {
			t.Errorf("%s: %q", yaml, said)
		}
	}
}

func TestSectionsMayHaveHeadingsOfTheHandbooksOwn(t *testing.T) {
	s, said := readSettings("sections:\n  Problem: [Ausgangslage]\n  Actions: Was wir tun\n")
	if said != nil {
		t.Fatal(said)
	}
	h := made(t, map[string]string{"strategies/s.md": "## Ausgangslage\n\nx\n\n## Was wir tun\n\n- Move (@a)\n"}, func(in *Input) { in.Settings = s })
	p := h.byID["strategies/s"]
	if len(p.Parts) != 3 || p.Parts[0].Section.Name != kind.SectionProblem || len(p.Actions) != 1 {
		t.Errorf("%+v %+v", p.Parts, p.Actions)
	}
}

// TestSettingsOfEveryTypeAreReadOrReported gives each setting each sort of value:
// nothing panics, and whatever is said is said of a place in handbook.yaml.
func TestSettingsOfEveryTypeAreReadOrReported(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	values := []string{
		"", "~", "''", "x", "3", "-3", "1.5", "true", "2026-03-31", "[]", "[~]", "[[]]", "[x, 3]", "[{}]", "[{x: y}]", "{}", "{x: []}", "{x: ~}", "{x: [y, z]}", "{x: {y: z}}",
		"{H001: []}", "{H001: [off, off]}", "{img-src: []}", "{site_mb: []}", "[{from: [], at: {}}]", "[{from: ~, at: ~}]", "[{page: []}]", "[{url: {}}]",
		"'<script>alert(1)</script>'", "'{{.}}'", "'../../etc/passwd'", "'\\u0000'", "\"\\0\"", "'выше 漢字 🔭'", long, "[" + long + "]", "{" + long + ": " + long + "}",
	}
	for _, f := range kind.Settings {
		for _, value := range values {
			s, ds := ReadSettings(source.NewText("content/handbook.yaml", []byte(f.Name.String()+": "+value)))
			h := made(t, map[string]string{"index.md": ""}, func(in *Input) { in.Settings = s })
			for _, d := range append(ds, h.Diags...) {
				if d.Code != "H009" && (d.Path != "content/handbook.yaml" || d.Line != 1 || d.Column < 1) {
					t.Errorf("%s: %.40s: %.200v", f.Name, value, d)
				}
			}
		}
	}
}

func TestAnAdoptedFolderIsJudgedByTheTable(t *testing.T) {
	none, _ := ReadSettings(nil)
	said, _ := readSettings("title: x\nadopted: true\n")
	set, _ := readSettings("adopted: true\nchecks: {H001: error, H009: off}\n")
	handbook, _ := readSettings("title: x\n")
	for _, c := range diag.Codes {
		d := diag.New(c.Code, diag.Position{}, "x")
		for _, adopted := range []Settings{none, said} {
			for _, found := range []diag.Severity{diag.Info, diag.Warning, diag.Error} {
				if got := adopted.Severity(c.Code, found); got != min(found, c.Adopted) {
					t.Errorf("%s, found to be %s, is %s in an adopted folder", c.Code, found, got)
				}
			}
		}
		if got := handbook.Severity(c.Code, d.Severity); got != c.Severity {
			t.Errorf("%s is %s in a handbook", c.Code, got)
		}
	}
	ds := []diag.Diagnostic{diag.New("H001", diag.Position{}, "x"), diag.New("H009", diag.Position{}, "x")}
	if got := set.Judge(ds); len(got) != 1 || got[0].Severity != diag.Error {
		t.Errorf("what the settings say counts: %+v", got)
	}
}

// Whoever follows a hint must not find that the folder builds no more.
func TestAHintToWriteSettingsKeepsTheFolderAdopted(t *testing.T) {
	none, _ := ReadSettings(nil)
	said, _ := readSettings("adopted: true\n")
	ds := []diag.Diagnostic{diag.New("P014", diag.Position{}, "x").WithHint("set raw_html: true in handbook.yaml"), diag.New("H001", diag.Position{}, "x").WithHint("did you mean a.md?")}
	if got := none.Judge(ds); !strings.Contains(got[0].Proviso, "adopted: true") || got[1].Proviso != "" {
		t.Errorf("%+v", got)
	}
	if got := said.Judge(ds); got[0].Proviso != "" {
		t.Errorf("said already: %+v", got)
	}
}
