package scaffold

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
)

var update = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

var today = time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)

// TestNewPages shows a new page of every kind.
func TestNewPages(t *testing.T) {
	for _, k := range kind.Kinds {
		text, err := NewPage(Page{Kind: k, Title: "No more pagers", Today: today})
		if err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		golden(t, k.Name+".md", string(text))
		n, _, ds := meta.Front(source.NewText("page.md", text))
		_, more := kind.Decode("page.md", n, k.All(), kind.PageCodes)
		if ds = append(ds, more...); len(ds) > 0 {
			t.Errorf("%s: %v", k.Name, ds)
		}
		for _, d := range kind.Missing("page.md", k, n) {
			if strings.Contains(d.Message, "written") || strings.Contains(d.Message, "title") {
				t.Errorf("%s: nobody has to fill that in: %s", k.Name, d.Message)
			}
		}
	}
}

// TestWhatIsSetIsWhatIsRead writes texts that YAML could take for something else,
// and reads them back.
func TestWhatIsSetIsWhatIsRead(t *testing.T) {
	texts := []string{
		"plain", "two words", "1.10", "true", "~", "null", "a: b", "a #b", "#b", "@payments", "- a", "[a]", "{a}", "a, b", `"quoted"`, "it's", "é", "日本", "&a", "*a", "!a", "|", "> a", "%a", "`a`",
		"---", "...", "a\nb: c", "a\n---\n# no", "a\tb", "a\u0085b", "\ufeff", "\x7f", "a\u2028b", "\U0001F52D", " lead", "trail ", "<b>&amp;</b>", "? a", "a:", "2026-03-31", "0x10", "x-", "{{< a >}}",
	}
	k := kind.Lookup("vision")
	for _, s := range texts {
		text, err := NewPage(Page{Kind: k, Title: s, Today: today, Set: []Entry{{"statement", []string{s}}, {"for", []string{s, s}}, {"x-own", []string{s}}}})
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		n, _, _ := meta.Front(source.NewText("page.md", text))
		v, _ := kind.Decode("page.md", n, k.All(), kind.PageCodes)
		if v[kind.FieldTitle].Text != s || v[kind.FieldStatement].Text != s || len(v[kind.FieldFor].List) != 2 || v[kind.FieldFor].List[1].Text != s {
			t.Errorf("%q was read as %+v", s, v)
		}
		if kind.FieldHorizon.In(n).Type == meta.Absent {
			t.Errorf("%q ended the front matter", s)
		}
	}
}

func TestWrongFieldsAreRefusedWithAHint(t *testing.T) {
	tests := []struct {
		kind  string
		entry Entry
		want  string
	}{
		{"vision", Entry{"horizon", []string{"soon"}}, `horizon is a year, a date or a length of time, not "soon"; write 2029, 2026-03-31, 3y or 5mo`},
		{"vision", Entry{"status", []string{"agred"}}, `status cannot be "agred"; did you mean agreed?`},
		{"vision", Entry{"owners", []string{"a"}}, `a vision has no field "owners"; did you mean owner?`},
		{"vision", Entry{"colour", []string{"a"}}, `a vision has no field "colour"; for a field of your own, write x-colour`},
		{"vision", Entry{"owner", []string{"two words"}}, `owner: "two words" is no handle; write it as payments, or in quotes as "@payments"`},
		{"vision", Entry{"statement", []string{strings.Repeat("a", 241)}}, "statement has 241 characters, over 240; shorten it: lists, cards and search results cut it off"},
		{"vision", Entry{"statement", []string{"a", "b"}}, "statement is one value, not a list; write one value: statement: text"},
		{"vision", Entry{"written", []string{"2026-02-31\nstatus: agreed"}}, "written is a date"},
		{"vision", Entry{"title", []string{"a"}}, "the page's title is not set in this way"},
		{"vision", Entry{"x-a: b\nstatus", []string{"agreed"}}, "a vision has no field"},
		{"strategy", Entry{"fit", []string{"a"}}, "fit is more than a text or a list of texts; write it in the file"},
		{"pattern", Entry{"max_months", []string{"six"}}, `max_months is a whole number, not "six"`},
		{"page", Entry{"description", []string{"\xff"}}, `"\xff" is not UTF-8`},
	}
	for _, test := range tests {
		_, err := NewPage(Page{Kind: kind.Lookup(test.kind), Title: "A", Today: today, Set: []Entry{test.entry}})
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s %v:\n got %v\nwant %s", test.kind, test.entry, err, test.want)
		}
	}
}

func TestPlaceOfANewPage(t *testing.T) {
	page, vision, practice := kind.Lookup("page"), kind.Lookup("vision"), kind.Lookup("practice")
	tests := []struct {
		folders    Folders
		kind, name string
		want       Place
	}{
		{nil, "vision", "no-more-pagers", Place{"visions/no-more-pagers.md", "No more pagers", false}},
		{nil, "vision", "No more pagers", Place{"visions/no-more-pagers.md", "No more pagers", false}},
		{nil, "vision", "billing/No more pagers!", Place{"visions/billing/no-more-pagers.md", "No more pagers!", false}},
		{nil, "decision", "0007-use-queues.md", Place{"decisions/0007-use-queues.md", "Use queues", false}},
		{nil, "page", "about", Place{"about.md", "About", false}},
		{nil, "page", "visions/about", Place{"visions/about.md", "About", true}},
		{nil, "page", "notes/index", Place{"notes/index.md", "Index", false}},
		{nil, "strategy", "Jürgen's Straße", Place{"strategies/jürgens-straße.md", "Jürgen's Straße", false}},
		{Folders{"goals": vision, "visions": nil}, "vision", "a", Place{"goals/a.md", "A", false}},
		{Folders{"team/visions": nil, "a/b/visions": nil}, "vision", "a", Place{"team/visions/a.md", "A", false}},
		{Folders{"visions": practice}, "vision", "a", Place{"visions/a.md", "A", true}},
		{Folders{"visions": practice}, "practice", "a", Place{"visions/a.md", "A", false}},
		{Folders{"visions": nil, "visions/old": page}, "vision", "old/a", Place{"visions/old/a.md", "A", true}},
	}
	for _, test := range tests {
		got, err := test.folders.Place(kind.Lookup(test.kind), test.name)
		if err != nil || got != test.want {
			t.Errorf("%s %q: %+v, %v; want %+v", test.kind, test.name, got, err, test.want)
		}
	}
}

func TestNoPageOutsideItsFolder(t *testing.T) {
	for _, name := range []string{"", " ", ".", "..", "../a", "a/../b", "/a", "a//b", "a/", `a\b`, ".hidden", "a/.b", "a\x00b", "a\nb", "\xff", "???", "🔭", "index", strings.Repeat("a", 101)} {
		if p, err := (Folders{}).Place(kind.Lookup("vision"), name); err == nil {
			t.Errorf("%q has the place %+v", name, p)
		}
	}
}
