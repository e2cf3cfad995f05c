package diagram

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// english is what Words are in these tests.
func english(name string) string {
	if w, ok := englishWords[name]; ok {
		return w
	}
	return "no word: " + name
}

var englishWords = map[string]string{
	"outline":           "In words",
	"edge.leads":        "leads to {1}",
	"edge.leads.by":     "leads to {1}: {2}",
	"edge.joins":        "joined to {1}",
	"edge.joins.by":     "joined to {1}: {2}",
	"state.start":       "start",
	"state.end":         "end",
	"state.region":      "at the same time",
	"flowchart":         "Flowchart",
	"gantt":             "Gantt chart",
	"mindmap":           "Mind map",
	"pie":               "Pie chart",
	"quadrant":          "Quadrant chart",
	"sequence":          "Sequence diagram",
	"state":             "State diagram",
	"timeline":          "Timeline",
	"gantt.task":        "{1}: {2} to {3}",
	"gantt.milestone":   "{1}: on {2}",
	"gantt.done":        "done",
	"gantt.active":      "under way",
	"gantt.critical":    "critical",
	"quadrant.x":        "From left to right: {1} to {2}",
	"quadrant.y":        "From bottom to top: {1} to {2}",
	"quadrant.x.one":    "From left to right: {1}",
	"quadrant.y.one":    "From bottom to top: {1}",
	"quadrant.1":        "Upper right",
	"quadrant.2":        "Upper left",
	"quadrant.3":        "Lower left",
	"quadrant.4":        "Lower right",
	"sequence.between":  "Between {1}",
	"sequence.message":  "{1} to {2}: {3}",
	"sequence.lost":     "{1} to {2}, fails: {3}",
	"sequence.self":     "{1} to itself: {3}",
	"sequence.both":     "{1} and {2}: {3}",
	"sequence.note":     "Note on {1}: {2}",
	"sequence.ends":     "{1} ends",
	"sequence.loop":     "Repeated: {1}",
	"sequence.alt":      "If: {1}",
	"sequence.else":     "Otherwise: {1}",
	"sequence.opt":      "Optional: {1}",
	"sequence.par":      "At the same time: {1}",
	"sequence.and":      "And: {1}",
	"sequence.critical": "Critical: {1}",
	"sequence.option":   "In case of: {1}",
	"sequence.break":    "Breaks off: {1}",
}

func TestWordsAreNamed(t *testing.T) {
	if d := cmp.Diff(slices.Sorted(maps.Keys(englishWords)), slices.Sorted(slices.Values(Words))); d != "" {
		t.Error(d)
	}
}

// htmlOf draws a diagram whose links lead where they say.
func htmlOf(d *Diagram) []byte {
	hrefs := make([]string, len(d.Links))
	for i, l := range d.Links {
		hrefs[i] = strings.Map(printable, strings.ToValidUTF8(l.Dest, "?")) // XML has no other letters
	}
	return d.HTML(nil, "", hrefs, english)
}

// A sheet is what stands in a picture.
type sheet struct {
	frame  area
	texts  []inscription
	rects  []shape
	ground []area
	lines  []shape // straight
	dots   []area  // circles
}

type shape struct {
	area
	class string
}

type inscription struct {
	area
	text string
}

var straight = regexp.MustCompile(`^M(-?\d+) (-?\d+)(?:L(-?\d+) (-?\d+)|H(-?\d+)|V(-?\d+))$`)

// sheetOf reads a picture back.
func sheetOf(t *testing.T, html []byte) *sheet {
	t.Helper()
	s := &sheet{}
	from, to := bytes.Index(html, []byte("<svg")), bytes.Index(html, []byte("</svg>"))
	decoder := xml.NewDecoder(bytes.NewReader(html[from : to+len("</svg>")]))
	var text *inscription
	var anchored string
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return s
		}
		if err != nil {
			t.Fatalf("the picture is no XML: %v\n%s", err, html)
		}
		switch e := token.(type) {
		case xml.StartElement:
			at := func(name string) int { n, _ := strconv.Atoi(attribute(e, name)); return n }
			class := attribute(e, "class")
			switch e.Name.Local {
			case "svg":
				s.frame = area{-margin, -margin, at("width") - margin, at("height") - margin}
			case "rect":
				r := area{at("x"), at("y"), at("x") + at("width"), at("y") + at("height")}
				if class == "ground" {
					s.ground = append(s.ground, r)
				} else {
					s.rects = append(s.rects, shape{r, class})
				}
			case "circle":
				s.dots = append(s.dots, area{at("cx"), at("cy"), at("cx"), at("cy")}.grown(at("r")))
			case "path":
				if attribute(e, "fill") == "Canvas" {
					s.ground = append(s.ground, boundsOf(attribute(e, "d")))
				}
				if m := straight.FindStringSubmatch(attribute(e, "d")); m != nil {
					s.lines = append(s.lines, shape{lineArea(m), class})
				}
			case "text", "tspan":
				if e.Name.Local == "text" {
					anchored = attribute(e, "text-anchor")
				}
				text = &inscription{area: area{at("x"), at("y") - 15, 0, at("y") + 5}}
			}
		case xml.CharData:
			if text != nil && len(e) > 0 {
				text.text = string(e)
				width := widthOf(text.text)
				text.left -= map[string]int{"middle": (width + 1) / 2, "end": width}[anchored]
				text.right = text.left + width
				s.texts = append(s.texts, *text)
				text = nil
			}
		}
	}
}

var stroke = regexp.MustCompile(`([MHVhvl])(-?\d+)(?: (-?\d+))?`)

// boundsOf returns the area of a path of straight lines.
func boundsOf(d string) area {
	x, y := 0, 0
	a := area{1 << 20, 1 << 20, 0, 0}
	for _, m := range stroke.FindAllStringSubmatch(d, -1) {
		first, _ := strconv.Atoi(m[2])
		second, _ := strconv.Atoi(m[3])
		switch m[1] {
		case "M":
			x, y = first, second
		case "H":
			x = first
		case "V":
			y = first
		case "h":
			x += first
		case "v":
			y += first
		case "l":
			x, y = x+first, y+second
		}
		a = area{min(a.left, x), min(a.top, y), max(a.right, x), max(a.bottom, y)}
	}
	return a
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func lineArea(m []string) area {
	n := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
	x1, y1, x2, y2 := n(1), n(2), n(1), n(2)
	switch {
	case m[3] != "":
		x2, y2 = n(3), n(4)
	case m[5] != "":
		x2 = n(5)
	default:
		y2 = n(6)
	}
	return area{min(x1, x2), min(y1, y2), max(x1, x2) + 1, max(y1, y2) + 1}
}

// checkSheet holds what is true of every picture: texts stand apart from each other and
// within the picture, and the same text gives the same picture.
func checkSheet(t *testing.T, source string) *sheet {
	t.Helper()
	d, problem := Parse(source)
	if problem != nil {
		t.Fatalf("%s (%s) at %d\n%s", problem.What, problem.Hint, problem.From, source)
	}
	html := htmlOf(d)
	if again := htmlOf(d); !bytes.Equal(html, again) {
		t.Errorf("two pictures of the same diagram differ")
	}
	for _, never := range []string{"style=", "<script", "<style", " id=", "marker", "no word", "%!"} {
		if bytes.Contains(html, []byte(never)) {
			t.Errorf("there is %q in\n%s", never, html)
		}
	}
	s := sheetOf(t, html)
	for i, a := range s.texts {
		if !s.frame.holds(a.area) {
			t.Errorf("%q at %v leaves the picture %v\n%s", a.text, a.area, s.frame, source)
		}
		for _, b := range s.texts[:i] {
			if a.overlaps(b.area) {
				t.Errorf("%q at %v stands on %q at %v\n%s", a.text, a.area, b.text, b.area, source)
			}
		}
	}
	for _, dot := range s.dots {
		if !s.frame.holds(dot) {
			t.Errorf("the circle at %v leaves the picture %v\n%s", dot, s.frame, source)
		}
	}
	for _, r := range s.rects {
		if !s.frame.holds(r.area) {
			t.Errorf("the %q at %v leaves the picture %v\n%s", r.class, r.area, s.frame, source)
		}
	}
	checkLines(t, s, source)
	return s
}

// checkLines holds that no text stands on a level or upright line without ground, or a
// filled shape, behind it.
func checkLines(t *testing.T, s *sheet, source string) {
	t.Helper()
	lines := s.lines
	for _, r := range s.rects {
		if r.class == "border" || strings.HasPrefix(r.class, "party") {
			lines = append(lines, r.edges()...)
		}
	}
	for _, text := range s.texts {
		isCovered := slices.ContainsFunc(s.ground, func(g area) bool { return g.holds(text.area) }) ||
			slices.ContainsFunc(s.rects, func(r shape) bool { return r.isFilled() && r.holds(text.area) })
		for _, l := range lines {
			isStraight := l.right-l.left == 1 || l.bottom-l.top == 1
			if isStraight && l.overlaps(text.area) && !isCovered {
				t.Errorf("%q at %v stands on the %s at %v\n%s", text.text, text.area, l.class, l.area, source)
			}
		}
	}
}

// edges returns the lines around a rectangle.
func (s shape) edges() []shape {
	return []shape{
		{area{s.left, s.top, s.left + 1, s.bottom}, s.class},
		{area{s.right, s.top, s.right + 1, s.bottom}, s.class},
		{area{s.left, s.top, s.right, s.top + 1}, s.class},
		{area{s.left, s.bottom, s.right, s.bottom + 1}, s.class},
	}
}

// isFilled reports whether what is behind a rectangle cannot be seen.
func (s shape) isFilled() bool {
	return s.class == "" || s.class == "event" || strings.HasPrefix(s.class, "bar")
}

// say is english with values, as outlines have it.
func say(name string, values ...string) string {
	s := english(name)
	for i, v := range values {
		s = strings.ReplaceAll(s, fmt.Sprintf("{%d}", i+1), v)
	}
	return s
}

// outlineOf returns the outline of a text, a line an item.
func outlineOf(t *testing.T, source string) string {
	t.Helper()
	d, problem := Parse(source)
	if problem != nil {
		t.Fatalf("%s (%s) at %d\n%s", problem.What, problem.Hint, problem.From, source)
	}
	var b strings.Builder
	var write func(items []item, indent string)
	write = func(items []item, indent string) {
		for _, one := range items {
			b.WriteString(indent + one.text + "\n")
			write(one.items, indent+"  ")
		}
	}
	write(d.drawing.outline(say), "")
	return strings.TrimSpace(b.String())
}

// chartTypes are the types of which this file's tests draw the corpus.
var chartTypes = []string{"pie", "sequence", "gantt", "timeline", "mindmap", "quadrant"}

func corpus(t testing.TB, kind string) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/corpus/" + kind + "/*.mmd")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus of %s: %v", kind, err)
	}
	sources := map[string]string{}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sources[strings.TrimSuffix(filepath.Base(name), ".mmd")] = string(source)
	}
	return sources
}

func TestChartsOfTheCorpusAreDrawn(t *testing.T) {
	for _, kind := range chartTypes {
		for name, source := range corpus(t, kind) {
			t.Run(kind+"/"+name, func(t *testing.T) {
				if isNotUnderstood(t, "testdata/corpus/"+kind+"/"+name+".mmd", source) {
					return
				}
				s := checkSheet(t, source)
				if kind == "quadrant" {
					checkPoints(t, s, source)
				}
			})
		}
	}
}

func TestDiagramsLookAsTheyDid(t *testing.T) {
	for _, kind := range slices.Concat(networkTypes, chartTypes) {
		t.Run(kind, func(t *testing.T) {
			source, err := os.ReadFile("testdata/" + kind + ".mmd")
			if err != nil {
				t.Fatal(err)
			}
			d, problem := Parse(string(source))
			if problem != nil {
				t.Fatal(problem)
			}
			if d.Type != kind {
				t.Errorf("type %q, want %q", d.Type, kind)
			}
			got, golden := htmlOf(d), "testdata/"+kind+".html"
			if *update {
				if err := os.WriteFile(golden, got, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs; go test -update writes it anew", golden)
			}
		})
	}
}

func TestWhatChartsDoNotUnderstandHasItsPlace(t *testing.T) {
	for _, tt := range chartProblems {
		source := strings.ReplaceAll(tt.source, "|", "\n")
		_, problem := Parse(source)
		if problem == nil {
			t.Errorf("%q is drawn, want %q", tt.source, tt.what)
			continue
		}
		before := source[:problem.From]
		at := fmt.Sprintf("%d:%d", 1+strings.Count(before, "\n"), len(before)-strings.LastIndex(before, "\n"))
		if !strings.Contains(problem.What, tt.what) || at != tt.at {
			t.Errorf("%q: %s %q, want %s %q", tt.source, at, problem.What, tt.at, tt.what)
		}
	}
}

// chartProblems are texts with | for line breaks, and what is wrong where.
var chartProblems = []struct{ source, at, what string }{
	{"sequenceDiagram", "1:1", "without participants"},
	{"sequenceDiagram A->>B: x", "1:17", "is not understood"},
	{"sequenceDiagram|A->>B: x|  hello", "3:3", `"hello" is not understood`},
	{"sequenceDiagram|A->>B: x; then y", "2:11", `"then y" is not understood`},
	{"sequenceDiagram|loop a|A->>B: x", "2:1", "not closed"},
	{"sequenceDiagram|A->>B: x|end", "3:1", "no block to end"},
	{"sequenceDiagram|loop a|else b|end", "3:1", `"else" stands outside`},
	{"sequenceDiagram|A->>-B: x", "2:1", "not active"},
	{"sequenceDiagram|participant A|deactivate A", "3:12", "not active"},
	{"sequenceDiagram|create participant A", "2:8", "no message creates"},
	{"sequenceDiagram|A->>B: x|destroy C", "3:9", `no participant "C"`},
	{"sequenceDiagram|A->>B: x|destroy B|B->>B: y|destroy A", "5:9", "no message destroys"},
	{"sequenceDiagram|Note near A: x", "2:1", "is not understood"},
	{"sequenceDiagram|note left of A,B: x", "2:14", "beside one participant"},
	{`sequenceDiagram|participant A@{ "type": "queue" }`, "2:13", "types of participants"},
	{"sequenceDiagram|box Blue|A->>B: x|end", "3:1", "participants only"},
	{"sequenceDiagram|autonumber x", "2:12", "no numbers"},
	{"sequenceDiagram|participant A|links A: {}", "3:1", "is not understood"},
	{"sequenceDiagram|participant A|link A: x", "3:6", "is not understood"},
	{"sequenceDiagram|participant A|link A: @ a.md", "3:6", "is not understood"},
	{"sequenceDiagram|par_over x|end", "2:1", "is not understood"},
	{"sequenceDiagram|A->>()B: x", "2:5", "not a participant's name"},
	{"sequenceDiagram|" + strings.Repeat("opt|", 9), "10:1", "nested"},
	{"gantt", "1:1", "without tasks"},
	{"gantt|A :10d", "2:1", "the first task needs a date"},
	{"gantt|A :2026-02-30, 10d", "2:4", "not a date of the format YYYY-MM-DD"},
	{"gantt|A :2026-02-01, 10 days", "2:16", "not a date of the format"},
	{"gantt|A :2026-02-01, 2026-01-01", "2:16", "ends before it begins"},
	{"gantt|A :a, 2026-02-01, 1d|B :after c, 1d", "3:10", `no task "c"`},
	{"gantt|A :a, after b, 1d|B :b, after a, 1d", "2:1", "depends on itself"},
	{"gantt|A :a, 2026-02-01, 1d, 2d", "2:4", "not more"},
	{"gantt|A :crit", "2:1", "without an end"},
	{"gantt|A :vert, v, 2026-02-01, 1d", "2:4", "markers"},
	{"gantt|dateFormat YYYY-QQ", "2:12", "not a format of dates"},
	{"gantt|axisFormat %k", "2:12", "on an axis"},
	{"gantt|excludes holidays", "2:10", "neither a date"},
	{"gantt|excludes monday tuesday wednesday thursday friday weekends|A :2026-02-01, 1d", "3:16", "never"},
	{"gantt|A :a, 2026-02-01, 1d|click a call f()", "3:7", "is not understood"},
	{"gantt|A", "2:1", "is not understood"},
	{"timeline", "1:1", "without periods"},
	{"timeline|: x", "2:1", "an event of no period"},
	{"timeline|section A|: x", "3:1", "an event of no period"},
	{"timeline x|A : b", "1:10", "is not understood"},
	{"mindmap", "1:1", "without a root"},
	{"mindmap|A|B", "3:1", "a second root"},
	{"mindmap|A|  b[c", "3:3", "is not closed"},
	{"mindmap|A|  b [c] d", "3:3", "is not closed"},
	{"mindmap|A|  b c(d)", "3:3", "not in quotes"},
	{"quadrantChart", "1:1", "without axes"},
	{"quadrantChart|A: [0.3, 1.2]", "2:10", "not a place from 0 to 1"},
	{"quadrantChart|A: [0.3, NaN]", "2:10", "not a place from 0 to 1"},
	{"quadrantChart|A: [0.3]", "2:1", "is not understood"},
	{"quadrantChart|A: [0.3, 0.2] shape: star", "2:15", "is not understood"},
	{"quadrantChart|quadrant-5 x", "2:1", "is not understood"},
	{"pie", "1:1", "without slices"},
	{"pie|a: 1|b", "3:1", `"b" is not understood`},
	{"pie|\"a\" : -1", "2:7", "no size of a slice"},
}

func TestOutlineOfAPie(t *testing.T) {
	got := outlineOf(t, "pie showData title Waits\n\"Review &amp; merge\" : 2.5\nWork: 7.50")
	if want := "Review & merge: 2.5, 25 %\nWork: 7.50, 75 %"; got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestAThinSliceIsNotZeroPercent(t *testing.T) {
	got := outlineOf(t, "pie\n\"Waiting\" : 997\n\"Building\" : 3\n\"Deploying\" : 0")
	if want := "Waiting: 997, 100 %\nBuilding: 3, < 1 %\nDeploying: 0, 0 %"; got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestParenthesesBehindABlankBelongToAThought(t *testing.T) {
	got := outlineOf(t, "mindmap\n  root(Tests)\n    Unit (fast)\n    End to end (E2E) tests\n    id(a shape)\n    id((a circle))")
	want := "Tests\n  Unit (fast)\n  End to end (E2E) tests\n  a shape\n  a circle"
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestTitlesArePlainText(t *testing.T) {
	for _, begin := range []string{"timeline\ntitle ", "---\ntitle: ", "timeline\naccTitle: "} {
		source := begin + "Build &amp; <b>run</b><br/>it\x01\xf1\n"
		if strings.HasPrefix(begin, "---") {
			source += "---\ntimeline\n"
		}
		d, problem := Parse(source + "2026 : x")
		if problem != nil {
			t.Fatal(problem.What)
		}
		if want := "Build & run it \uFFFD"; d.Title != want {
			t.Errorf("%q: title %q, want %q", begin, d.Title, want)
		}
	}
}

// largest are the largest diagrams that are drawn.
func largest() map[string]string {
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format+"\n", i)
		}
		return b.String()
	}
	return map[string]string{
		"sequence": "sequenceDiagram\nautonumber\n" + strings.Repeat("loop a longer condition\n", 8) + repeat(249, "P%[1]d->>+P0: message number %[1]d") + repeat(249, "P0-->>-P%[1]d: the answer to %[1]d") + strings.Repeat("end\n", 8),
		"gantt":    "gantt\nexcludes weekends\nTask :t0, 2026-01-05, 3d\n" + repeat(249, "Another task, number %d :9d"),
		"timeline": "timeline\n" + repeat(125, "%[1]d : What happened in %[1]d"),
		"mindmap":  "mindmap\nRoot\n" + repeat(120, "  Thought %[1]d\n    What belongs to thought %[1]d"),
		"quadrant": "quadrantChart\n" + repeat(250, "Number %[1]d: [0.5, 0.%03[1]d]"),
		"pie":      "pie\n" + repeat(250, "Slice %[1]d: %[1]d"),
	}
}

func BenchmarkLargestCharts(b *testing.B) {
	for kind, source := range largest() {
		b.Run(kind, func(b *testing.B) {
			for b.Loop() {
				d, problem := Parse(source)
				if problem != nil {
					b.Fatal(problem.What)
				}
				b.ReportMetric(float64(len(htmlOf(d))), "bytes")
			}
		})
	}
}

// TestLargestChartsAreDrawn fails by taking minutes if a step is not bounded.
func TestLargestChartsAreDrawn(t *testing.T) {
	for _, source := range largest() {
		checkSheet(t, source)
	}
}

// FuzzCharts holds that no text panics, or is neither drawn nor reported.
func FuzzCharts(f *testing.F) {
	for _, kind := range chartTypes {
		for _, source := range corpus(f, kind) {
			f.Add(source)
		}
	}
	for _, p := range chartProblems {
		f.Add(strings.ReplaceAll(p.source, "|", "\n"))
	}
	f.Fuzz(func(t *testing.T, source string) {
		d, problem := Parse(source)
		switch {
		case (d == nil) == (problem == nil):
			t.Fatal("both or neither")
		case problem != nil:
			if problem.From < 0 || problem.To < problem.From || problem.To > len(source) {
				t.Fatalf("a problem outside of the text: %+v", problem)
			}
			return
		}
		sheetOf(t, htmlOf(d))
	})
}
