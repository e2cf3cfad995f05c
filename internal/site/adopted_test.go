package site_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"waymark/content"
	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/site"
	"waymark/internal/theme"
)

// raised are files that raise each code that the content of a folder can raise, but
// for those of rules, which bring examples of their own. A file is separated from the
// next by a line with its path.
var raised = map[string]string{
	"P001": "-- a.md --\n---\ntitle: [x\n---\nText",
	"P002": "-- a.md --\n---\ntitle: x\n\nText",
	"P003": "-- a.md --\n---\ntitle: x\ntitle: y\n---\n",
	"P004": "-- a.md --\nCaf\xe9",
	"P005": "-- a.md --\n---\n- x\n---\n",
	"P006": "-- a.md --\n---\na: " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "\n---\n",
	"P007": "-- a.md --\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n",
	"P008": "-- locked.md --\nText",
	"P009": "-- a.md --\n## A {#x}\n\n## B {#x}\n",
	"P010": "-- a.md --\n```gibberish\nx\n```\n",
	"P011": "-- a.md --\n```go {x}\nx\n```\n",
	"P012": "-- a.md --\n```go file=\"none.go\"\n```\n",
	"P013": "-- a.md --\n![x](https://images.example.com/x.png)\n",
	"P014": "-- a.md --\n<blink>x</blink>\n",
	"P015": "-- a.html --\n<p>x",
	"P017": "-- a.md --\n" + strings.Repeat("> ", 40) + "x\n",
	"P018": "-- a.md --\n[x](javascript:alert)\n",
	"P019": "-- a.md --\n:::nothing\nx\n:::\n",
	"P020": "-- a.md --\n:::steps\nx\n:::\n",
	"P021": "-- a.md --\n[x]()\n",
	"P022": "-- a.md --\n[the list][crew]\n",
	"P023": "-- a.md --\n[^x]\n",
	"P024": "-- a.md --\n[^x]: y\n",
	"P025": "-- a.md --\n##\n",
	"P026": "-- a.md --\n| a |\n|---|\n| b | c |\n",
	"P028": "-- a.md --\n\n---\ntitle: x\n---\n",
	"P029": "-- a.mdx --\n<Tabs>\n\nx\n\n</Tabs>\n",
	"P030": "-- a.md --\n[TOC]\n",
	"P031": "-- a.md --\n```mermaid\npie\n\"Waiting\" : much\n```\n",
	"T003": "-- a.md --\n---\nlayout: post\n---\n",
	"T006": "-- a.md --\n---\ntitle: 吊り橋\ncard: true\n---\n",
	"H001": "-- a.md --\n[x](gone.md)\n",
	"H002": "-- a.md --\n[x](#gone)\n",
	"H003": "-- strategies/a.md --\n---\nvision: gone\n---\n",
	"H004": "-- README.md --\n# Two\n",
	"H005": "-- a.md --\n---\nweight: heavy\n---\n",
	"H006": "-- patterns/a.md --\n# A\n",
	"H007": "-- a.md --\n![](https://example.org/x.png)\n",
	"H008": "-- a.md --\n---\naliases: [/]\n---\n",
	"H009": "-- a.md --\nText",
	"H010": "-- a.md --\n## A\n\n#### B\n",
	"H011": "-- a.md --\n---\ntags: [" + strings.Repeat("x", 300) + "]\n---\n",
	"H012": "-- x/q.md --\n# Q\n-- y/q.md --\n# Q\n-- a.md --\n[[q]]\n",
	"H013": "-- _Sidebar.md --\nText\n",
	"H014": "-- Makefile --\nall:\n",
	"H015": "-- a.md --\n[[q]]\n",
	"H016": "-- a.md --\n[x](checks/s201.md)\n",
	"H017": "-- decisions/0001-a.md --\n# A\n-- decisions/0001-b.md --\n# B\n",
	"H018": "-- strategies/a.md --\n# A\n\n## Eleven minutes at the ramp\n\nThe ferry leaves late because cars stand in one lane; in May, 40 of 62 boats were late by more than 11 minutes, and passengers missed the last train.\n",
	"H019": "-- patterns/a.md --\n---\nchooser: [{points: 1}]\n---\n",
	"H020": "-- choose.md --\n---\nquestions: [{id: a, ask: A?, answers: {yes: B}}]\n---\n-- patterns/a.md --\n---\nchooser: [{points: 9}]\n---\n-- patterns/b.md --\n---\nchooser: [{points: 1}]\n---\n",
	"A901": "-- strategies/a.md --\n---\naccept: [{check: S201, because: so}]\n---\n",
	"A902": "-- strategies/a.md --\n---\naccept: [{check: S999, because: it is as it has to be}]\n---\n",
	"A903": "-- strategies/a.md --\n---\naccept: [{check: S201, because: it is as it has to be, until: 2026-01-01}]\n---\n",
}

// notContent are the codes of what stands in no file of the content: settings, theme,
// machine, and T007, P016.
func notContent(code string) bool {
	return strings.ContainsRune("BCI", rune(code[0])) || slices.Contains([]string{"T001", "T002", "T004", "T005", "T007", "P016"}, code)
}

// locked is a folder of which the system does not let us read one file.
type locked struct{ fs.FS }

func (l locked) Open(name string) (fs.File, error) {
	if name == "locked.md" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

// TestNoContentStopsAnAdoptedFolder builds an example of every code that content can
// raise in an adopted folder, with settings and without.
func TestNoContentStopsAnAdoptedFolder(t *testing.T) {
	examples := make(map[string]fstest.MapFS)
	patterns, err := fs.Glob(content.FS, "patterns/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for code, text := range raised {
		examples[code] = fstest.MapFS{}
		name := ""
		for line := range strings.Lines(text) {
			if path, ok := strings.CutPrefix(strings.TrimSuffix(line, " --\n"), "-- "); ok {
				name = path
				examples[code][name] = new(fstest.MapFile)
				continue
			}
			examples[code][name].Data = append(examples[code][name].Data, line...)
		}
	}
	for _, r := range check.Rules {
		examples[r.Code] = fstest.MapFS{}
		for _, f := range r.Sample(r.Before) {
			examples[r.Code][f.Path] = &fstest.MapFile{Data: []byte(f.Text)}
		}
		for _, pattern := range patterns { // whose constraints some rules ask about
			if data, err := content.FS.ReadFile(pattern); err != nil {
				t.Fatal(err)
			} else if examples[r.Code][pattern] == nil {
				examples[r.Code][pattern] = &fstest.MapFile{Data: data}
			}
		}
	}
	look := themeFS(t)
	memory := newShelf()
	var last *site.Snapshot
	for _, c := range diag.Codes {
		files := examples[c.Code]
		if files == nil {
			if !notContent(c.Code) {
				t.Errorf("there is no example of %s", c.Code)
			}
			continue
		}
		if files["index.md"] == nil {
			files["index.md"] = &fstest.MapFile{Data: []byte("# Home\n")}
		}
		for _, settings := range []string{"", "adopted: true\nbase_url: https://example.org/\nlibrary: false\nchecks: {S226: warning}\n"} {
			if settings != "" {
				files["handbook.yaml"] = &fstest.MapFile{Data: []byte(settings)}
			}
			built, err := site.Update(t.Context(), site.Config{
				Content: locked{files}, Project: files, Root: "content", Memory: &memory, Today: check.SampleDay, Only: check.Nursery(),
				Themes: func(string) ([]theme.Layer, bool) { return []theme.Layer{{FS: look, Name: "themes/waymark"}}, true },
			}, last, site.Change{Reason: site.Lost})
			if err != nil {
				t.Fatalf("%s: %v", c.Code, err)
			}
			last = built // its theme is taken over
			ds := built.Checked()
			if n := diag.Count(ds, diag.Error); n > 0 && c.Adopted < diag.Error {
				t.Errorf("%s: %d errors: %v", c.Code, n, ds)
			}
			isRaised := slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Code == c.Code })
			if needsSettings := c.Code == "T006" || c.Code == "H016" || c.Severity == diag.Off; !isRaised && (settings != "" || !needsSettings) {
				t.Errorf("%s is not raised by its example: %v", c.Code, ds)
			}
		}
	}
}

// What cannot be read is not published, and what leads to it says so.
func TestAFileThatCannotBeReadCostsItsOwnPage(t *testing.T) {
	files := fstest.MapFS{"index.md": {Data: []byte("# Home\n\n[x](locked.md)\n")}, "locked.md": {Data: []byte("# Secret\n")}}
	b := fuzzed{look: themeFS(t), forgets: true, memory: newShelf()}
	b.config = func(cfg *site.Config) { cfg.Content = locked{files} }
	b.build(t, files)
	if slices.ContainsFunc(b.site.Outputs, func(o *site.Output) bool { return strings.HasPrefix(o.Path, "locked/") }) {
		t.Error("an empty page is published")
	}
	var said []string
	for _, d := range b.site.Diags {
		said = append(said, d.Position.String()+": "+d.Severity.String()+": "+d.Message+" ["+d.Code+"]")
	}
	want := []string{
		`content/index.md:3:5: warning: link to "locked.md", which cannot be read, so it is not published [H001]`,
		`content/locked.md: warning: the page cannot be read: the system does not allow it [P008]`,
	}
	if !slices.Equal(said, want) {
		t.Errorf("said %s", strings.Join(said, "\n"))
	}
	files["handbook.yaml"] = &fstest.MapFile{Data: []byte("title: x\n")}
	b.build(t, files)
	if n := diag.Count(b.site.Diags, diag.Error); n != 2 {
		t.Errorf("in a handbook there are %d errors: %v", n, b.site.Diags)
	}
}

func newShelf() shelf { return shelf{known: make(map[[16]byte][]byte)} }
