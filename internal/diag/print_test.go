package diag

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// said is one of everything that the printed forms have to deal with.
func said() []Diagnostic {
	const line = "See [the bet](../bets/x.md) for more."
	ds := []Diagnostic{
		New("B003", Position{}, "another build is running"),
		New("P015", Position{Path: "content/wild: 100%,\n.html"}, "a browser would run it"),
		New("H001", Position{"content/strategies/billing.md", 7, 15, 7, 27}, `link to missing page "../bets/x.md"`).
			WithHint("did you mean ../bets/y.md?").
			WithRelated(Position{Path: "content/bets/y.md", Line: 1, Column: 1}, "this page is near").
			WithRelated(Position{}, "and this is everywhere"),
		New("P001", Position{"content/a b/ü.md", 2, 1, 4, 3}, "50%% of it\nis <b>wrong</b> \x1b[31m"),
		New("H009", Position{Path: "content/orphan.md", Line: 3}, "no page links here").WithSeverity(Info),
		New("H007", Position{Path: "content/quiet.md", Line: 1, Column: 2}, "never seen").WithSeverity(Off),
		New("H006", Position{Path: "content/known.md", Line: 1, Column: 1}, "no description"),
	}
	ds[2].URL = "https://handbook.example/checks/h001/"
	ds[6].Accepted, ds[6].Because = true, "it is a stub"
	Complete(ds, func(path string, n int) (string, bool) {
		if path == "content/strategies/billing.md" || path == "content/known.md" {
			return line, true
		}
		return "", false
	})
	return ds
}

func TestPrint(t *testing.T) {
	for _, tt := range []struct {
		file   string
		format Format
		color  bool
	}{
		{"all.txt", Text, false},
		{"color.txt", Text, true},
		{"all.json", JSON, false},
		{"github.txt", GitHub, false},
	} {
		var got bytes.Buffer
		if err := Print(&got, tt.format, said(), Look{Color: tt.color}); err != nil {
			t.Fatal(err)
		}
		golden(t, tt.file, got.Bytes())
	}
}

// People read a proviso once. The other forms hold diagnostics that are read alone.
func TestPrintSaysAProvisoOnceToPeople(t *testing.T) {
	const proviso = "start handbook.yaml with adopted: true"
	var ds []Diagnostic
	for i := range 5 {
		d := New("P014", Position{Path: "a.md", Line: i + 1}, "tags are left out").WithHint("set raw_html")
		d.Proviso = proviso
		ds = append(ds, d, New("H001", Position{Path: "a.md"}, "link to missing page"))
	}
	for _, tt := range []struct {
		format Format
		look   Look
		phrase string
		times  int
	}{
		{Text, Look{}, "\n\nnote: " + proviso + "\n", 1},
		{Text, Look{All: true}, "\n\nnote: " + proviso + "\n", 1},
		{Text, Look{All: true}, proviso, 1},
		{Text, Look{All: true}, "  hint: set raw_html\n", 5},
		{JSON, Look{}, `"hint": "set raw_html; ` + proviso + `"`, 5},
		{SARIF, Look{}, `hint: set raw_html; ` + proviso, 5},
		{GitHub, Look{}, `hint: set raw_html; ` + proviso, 5},
	} {
		var got bytes.Buffer
		if err := Print(&got, tt.format, ds, tt.look); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(got.String(), tt.phrase); n != tt.times {
			t.Errorf("%v %+v: %q stands there %d times, not %d:\n%s", tt.format, tt.look, tt.phrase, n, tt.times, &got)
		}
	}
}

// The golden file has the results alone: the rules are the table of codes.
func TestPrintSARIF(t *testing.T) {
	var got bytes.Buffer
	if err := Print(&got, SARIF, said(), Look{}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(got.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	rules := log.Runs[0].Tool.Driver.Rules
	if len(rules) != len(Codes) {
		t.Errorf("%d rules for %d codes", len(rules), len(Codes))
	}
	for i := range log.Runs[0].Results {
		r := &log.Runs[0].Results[i]
		if rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("a result of %s has the rule %s", r.RuleID, rules[r.RuleIndex].ID)
		}
		r.RuleIndex = 0
	}
	log.Runs[0].Tool.Driver.Rules = nil
	golden(t, "all.sarif", appendIndented(nil, log))
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestMessagesCutOffWhatIsTooLong(t *testing.T) {
	long := strings.Repeat("ä", 100_000)
	d := New("H003", Position{}, "there is no page %q", long).WithHint("make %s", long).WithRelated(Position{}, "not %s", long)
	for _, text := range []string{d.Message, d.Hint, d.Related[0].Message} {
		if n := utf8.RuneCountInString(text); n < mostQuoted || n > mostQuoted+40 || !utf8.ValidString(text) {
			t.Errorf("a message of %d characters", n)
		}
	}
	if d := New("H003", Position{}, "%s and %d", "short", 3); d.Message != "short and 3" {
		t.Error(d.Message)
	}
}

func TestNothingPrintsAsNothing(t *testing.T) {
	for format, want := range map[Format]string{Text: "", JSON: "[]\n", GitHub: ""} {
		var got bytes.Buffer
		if err := Print(&got, format, nil, Look{Color: true}); err != nil || got.String() != want {
			t.Errorf("%v: %q, %v; want %q", format, got.String(), err, want)
		}
	}
}

func TestPrintReturnsTheWritersError(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	w.Close()
	if Print(w, Text, said(), Look{}) == nil {
		t.Error("no error from a closed pipe")
	}
}

func TestParseFormat(t *testing.T) {
	for _, f := range []Format{Text, JSON, SARIF, GitHub} {
		if got, ok := ParseFormat(f.String()); got != f || !ok {
			t.Errorf("ParseFormat(%q) = %v, %v", f, got, ok)
		}
	}
	if _, ok := ParseFormat("xml"); ok {
		t.Error("xml is no format")
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("0123456789", 30)
	tests := []struct {
		name string
		at   Position
		line string
		want string
	}{
		{"one character", Position{Line: 7, Column: 3}, "abcdef", "  7 | abcdef\n    |   ^\n"},
		{"a range", Position{Line: 7, Column: 3, EndLine: 7, EndColumn: 6}, "abcdef", "  7 | abcdef\n    |   ^~~\n"},
		{"several lines", Position{Line: 17, Column: 3, EndLine: 19, EndColumn: 1}, "abcdef", "  17 | abcdef\n     |   ^~~~\n"},
		{"past the end", Position{Line: 7, Column: 99, EndLine: 7, EndColumn: 120}, "abc", "  7 | abc\n    |    ^\n"},
		{"an end before the start", Position{Line: 7, Column: 3, EndLine: 7, EndColumn: 1}, "abc", "  7 | abc\n    |   ^\n"},
		{"no column", Position{Line: 7}, "abc", "  7 | abc\n"},
		{"no line", Position{}, "abc", ""},
		{"a blank line", Position{Line: 7, Column: 1}, " \t", ""},
		{"tabs", Position{Line: 7, Column: 4, EndLine: 7, EndColumn: 5}, "\ta\tb", "  7 |     a   b\n    |         ^\n"},
		{"wide characters", Position{Line: 7, Column: 3, EndLine: 7, EndColumn: 5}, "日本語版x", "  7 | 日本語版x\n    |     ^~~~\n"},
		{"a combining mark", Position{Line: 7, Column: 3}, "e\u0301x", "  7 | e\u0301x\n    |  ^\n"},
		{"an emoji", Position{Line: 7, Column: 2}, "🎯x", "  7 | 🎯x\n    |   ^\n"},
		{"control characters", Position{Line: 7, Column: 2}, "\x1b[31m", "  7 | \\x1b[31m\n    |     ^\n"},
		{"no character", Position{Line: 7, Column: 2}, "\xffx", "  7 | \\xffx\n    |     ^\n"},
		{"turned around", Position{Line: 7, Column: 2}, "\u202ex", "  7 | \\u202ex\n    |       ^\n"},
		{"long, at its start", Position{Line: 7, Column: 2}, long, "  7 | " + long[:100] + "…\n    |  ^\n"},
		{"long, in the middle", Position{Line: 7, Column: 151, EndLine: 7, EndColumn: 153}, long,
			"  7 | …" + long[118:218] + "…\n    | " + strings.Repeat(" ", 33) + "^~\n"},
		{"long, at its end", Position{Line: 7, Column: 299}, long, "  7 | …" + long[200:] + "\n    | " + strings.Repeat(" ", 99) + "^\n"},
		{"long, all of it", Position{Line: 7, Column: 1, EndLine: 8, EndColumn: 1}, long,
			"  7 | " + long[:100] + "…\n    | ^" + strings.Repeat("~", 99) + "\n"},
	}
	for _, tt := range tests {
		got := string(appendExcerpt(nil, Diagnostic{Position: tt.at, Excerpt: tt.line}, false))
		if got != tt.want {
			t.Errorf("%s:\n%swant:\n%s", tt.name, got, tt.want)
		}
	}
}

// What the text form writes is text: lines of printable characters, whatever
// an author wrote.
func FuzzTextIsHarmless(f *testing.F) {
	f.Add("content/a.md", "message", "the \t line", 1, 2, 1, 4)
	f.Add("\x1b]0;x\a", "a\nb\u0085", "\u2066\xff日本", 3, 4, 5, 6)
	f.Fuzz(func(t *testing.T, path, message, line string, l, c, el, ec int) {
		d := Diagnostic{Code: "H001", Severity: Error, Position: Position{path, l, c, el, ec},
			Message: message, Hint: message, Excerpt: line, Related: []Related{{Position{Path: path}, message}}}
		folded := d
		folded.Severity = Warning
		ds := append([]Diagnostic{d}, slices.Repeat([]Diagnostic{folded}, mostWhole+1)...)
		other := folded
		other.Message = line
		var b bytes.Buffer
		if err := Print(&b, Text, append(ds, other), Look{}); err != nil {
			t.Fatal(err)
		}
		for r := range strings.SplitSeq(b.String(), "\n") {
			if Printable(r) != r || !utf8.ValidString(r) {
				t.Errorf("not harmless: %q", r)
			}
		}
		b.Reset()
		if err := Print(&b, SARIF, []Diagnostic{d}, Look{}); err != nil || !json.Valid(b.Bytes()) {
			t.Errorf("no JSON: %v", err)
		}
	})
}

func TestExplain(t *testing.T) {
	text, ok := Explain("H001")
	if !ok || text != explain(Codes[slices.IndexFunc(Codes, func(c Code) bool { return c.Code == "H001" })]) {
		t.Fatal(text)
	}
	golden(t, "explain.txt", []byte(explain(Code{"X000", "no-such-thing", Warning, Warning,
		strings.Repeat("All that is wrong is in the example. ", 6) + strings.Repeat("long", 30) + " end."})))
	for _, same := range []string{"h001", "broken-link"} {
		if got, ok := Explain(same); got != text || !ok {
			t.Errorf("Explain(%q) = %q", same, got)
		}
	}
	for unknown, want := range map[string]string{
		"broken-lnik": "there is no code \"broken-lnik\"; did you mean broken-link?\n",
		"H01":         "there is no code \"H01\"; did you mean H001?\n",
		"nonsense":    "there is no code \"nonsense\"\n",
	} {
		if got, ok := Explain(unknown); ok || got != want {
			t.Errorf("Explain(%q) = %q, %v; want %q", unknown, got, ok, want)
		}
	}
}
