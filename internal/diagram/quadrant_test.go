package diagram

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// checkPoints holds that no text stands on a point or across a line between fields.
func checkPoints(t *testing.T, s *sheet, source string) {
	t.Helper()
	for _, text := range s.texts {
		for _, dot := range s.dots {
			if dot.overlaps(text.area) {
				t.Errorf("%q at %v stands on the point at %v\n%s", text.text, text.area, dot, source)
			}
		}
		for _, field := range s.rects {
			if field.overlaps(text.area) && !field.holds(text.area) {
				t.Errorf("%q at %v stands across the edge of the field at %v\n%s", text.text, text.area, field.area, source)
			}
		}
	}
}

func TestPointsOfAQuadrantChart(t *testing.T) {
	for _, tt := range []struct {
		line string
		want point
	}{
		{"A: [0.3, 0.6]", point{label: "A", x: 300, y: 600, typed: "[0.3, 0.6]"}},
		{`"A: b" : [.5,1]`, point{label: `"A: b"`, x: 500, y: 1000, typed: "[.5, 1]"}},
		{"A:::warn: [0, 0] radius: 12", point{label: "A", typed: "[0, 0]", class: "warn", look: "warn"}},
		{"A: [0.1, 0.1] radius: 12, color: #ff3300, stroke-width: 5px", point{label: "A", x: 100, y: 100, typed: "[0.1, 0.1]", look: "bad"}},
		{"A:::mine: [0.1, 0.1]", point{label: "A", x: 100, y: 100, typed: "[0.1, 0.1]", class: "mine", look: "good"}},
	} {
		d, problem := Parse("quadrantChart\n" + tt.line + "\nclassDef mine color: #109060, radius: 10")
		if problem != nil {
			t.Errorf("%s: %s", tt.line, problem.What)
			continue
		}
		if got := d.drawing.(*quadrant).points[0]; got != tt.want {
			t.Errorf("%s: %+v", tt.line, got)
		}
	}
}

func TestOutlineOfAQuadrantChart(t *testing.T) {
	got := outlineOf(t, `quadrantChart
x-axis Fits badly --> Fits well
y-axis Agreed
quadrant-1 Go
quadrant-3 Stop
A: [0.5, 0.5]
B: [0.6, 0.2]`)
	want := `From left to right: Fits badly to Fits well
From bottom to top: Agreed
Upper right: Go
  A [0.5, 0.5]
Lower left: Stop
Lower right
  B [0.6, 0.2]`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestRandomQuadrantChartsAreReadable(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		var b strings.Builder
		b.WriteString("quadrantChart\n")
		fmt.Fprintf(&b, "x-axis %s --> %s\ny-axis %s --> %s\n", randomWords(r, 6), randomWords(r, 3), randomWords(r, 3), randomWords(r, 9))
		for i := range 4 {
			fmt.Fprintf(&b, "quadrant-%d %s\n", i+1, randomWords(r, 4))
		}
		for range r.IntN(30) {
			fmt.Fprintf(&b, "%s: [0.%02d, 0.%02d]\n", randomWords(r, 5), 8+r.IntN(84), 18+r.IntN(64))
		}
		checkSheet(t, b.String())
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
