package diagram

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestTasksOfAGanttChartBeginAndEnd(t *testing.T) {
	for _, tt := range []struct{ lines, want string }{
		{"A :2026-01-05, 10d", "A: 2026-01-05 to 2026-01-15"},
		{"A :2026-01-05, 2026-01-09", "A: 2026-01-05 to 2026-01-09"},
		{"inclusiveEndDates|A :2026-01-05, 2026-01-09", "A: 2026-01-05 to 2026-01-10"},
		{"A :2026-01-05, 0.5d", "A: 2026-01-05 to 2026-01-05 12:00"},
		{"A :2026-01-31, 1M", "A: 2026-01-31 to 2026-03-03"},
		{"A :2026-01-05, 2w|B :3d", "A: 2026-01-05 to 2026-01-19|B: 2026-01-19 to 2026-01-22"},
		{"B :after a, 3d|A :crit, done, a, 2026-01-05, 1d", "B: 2026-01-06 to 2026-01-09|A: 2026-01-05 to 2026-01-06, done, critical"},
		{"A :a, 2026-01-05, 9d|B :b, 2026-01-06, 1d|C :active, after a b, 1d", "A: 2026-01-05 to 2026-01-14|B: 2026-01-06 to 2026-01-07|C: 2026-01-14 to 2026-01-15, under way"},
		{"A :2026-01-05, until b|B :milestone, b, 2026-02-01, 0d", "A: 2026-01-05 to 2026-02-01|B: on 2026-02-01"},
		// From Friday on, one day is over on Saturday; what follows begins on Monday.
		{"excludes weekends|A :2026-01-09, 1d|B :1d", "A: 2026-01-09 to 2026-01-10|B: 2026-01-12 to 2026-01-13"},
		{"excludes weekends|A :2026-01-08, 3d", "A: 2026-01-08 to 2026-01-13"},
		{"excludes weekends|includes 2026-01-10|A :2026-01-08, 3d", "A: 2026-01-08 to 2026-01-11"},
		{"excludes friday, 2026-01-10|A :2026-01-08, 2d", "A: 2026-01-08 to 2026-01-12"},
		{"excludes weekends|A :2026-01-09, 2026-01-12", "A: 2026-01-09 to 2026-01-12"},
		{"dateFormat DD.MM.YYYY|A :31.12.2026, 1d", "A: 2026-12-31 to 2027-01-01"},
		{"dateFormat D MMM YY|A :1 Feb 26, 1d", "A: 2026-02-01 to 2026-02-02"},
		{"dateFormat HH:mm|A :17:49, 20m", "A: 17:49 to 18:09"},
		{"dateFormat X|A :60, 90", "A: 1970-01-01 00:01 to 1970-01-01 00:01"},
		{"dateFormat X|axisFormat %s ms|A :60, 90", "A: 60 ms to 90 ms"},
		{"dateFormat HH:mm:ss.SSS|A :09:14:02.045, 95ms", "A: 09:14:02.045 to 09:14:02.140"},
		// A colon in a name is not where it ends.
		{"Orders: read :a, 2026-01-05, 1d|Pay: settle: crit, after a, 1d", "Orders: read: 2026-01-05 to 2026-01-06|Pay: settle: 2026-01-06 to 2026-01-07, critical"},
		{"dateFormat HH:mm|A:17:49, 20m|B: 18:00, 2m", "A: 17:49 to 18:09|B: 18:00 to 18:02"},
		{"section One|A :2026-01-05, 1d", "One|  A: 2026-01-05 to 2026-01-06"},
	} {
		got := outlineOf(t, "gantt\n"+strings.ReplaceAll(tt.lines, "|", "\n"))
		if want := strings.ReplaceAll(tt.want, "|", "\n"); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.lines, got, want)
		}
	}
}

func TestTicksOfAGanttChartAreReadable(t *testing.T) {
	for _, tt := range []struct{ lines, want string }{
		{"A :2026-01-05, 5d", "2026-01-05 2026-01-06 2026-01-07 2026-01-08 2026-01-09 2026-01-10"},
		{"A :2026-01-05, 30d", "2026-01-05 2026-01-12 2026-01-19 2026-01-26 2026-02-02"},
		{"A :2026-01-05, 1y", "2026-04 2026-07 2026-10 2027-01"},
		{"A :2026-01-05, 9y", "2027 2028 2029 2030 2031 2032 2033 2034 2035"},
		{"axisFormat %b %Y|A :2026-01-05, 3M", "Feb 2026 Mar 2026 Apr 2026"},
		{"axisFormat %-d.%-m.|A :2026-01-05, 3d", "5.1. 6.1. 7.1. 8.1."},
		{"axisFormat W%W Q%q|A :2026-01-05, 2w", "W02 Q1 W03 Q1 W04 Q1"},
		{"dateFormat HH:mm|A :17:49, 20m", "17:50 17:55 18:00 18:05"},
		{"dateFormat X|axisFormat %s|A :0, 650", "0 50 100 150 200 250 300 350 400 450 500 550 600 650"},
		{"dateFormat HH:mm:ss.SSS|axisFormat %L|A :09:14:02.000, 0.3s", "000 050 100 150 200 250 300"},
	} {
		d, problem := Parse("gantt\n" + strings.ReplaceAll(tt.lines, "|", "\n"))
		if problem != nil {
			t.Errorf("%s: %s", tt.lines, problem.What)
			continue
		}
		g := d.drawing.(*gantt)
		var labels []string
		for _, one := range g.ticks(g.scale()) {
			labels = append(labels, one.label.text())
		}
		if got := strings.Join(labels, " "); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.lines, got, tt.want)
		}
	}
}

func TestLinksOfAGanttChart(t *testing.T) {
	source := "gantt\nA :a, 2026-01-05, 1d\nB :b, 2026-01-05, 1d\nclick a,b href \"plan.md\""
	d, problem := Parse(source)
	if problem != nil {
		t.Fatal(problem)
	}
	if len(d.Links) != 2 || source[d.Links[1].From:d.Links[1].To] != "plan.md" {
		t.Errorf("links %+v", d.Links)
	}
}

func TestRandomGanttChartsAreReadable(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		var b strings.Builder
		b.WriteString("gantt\n" + []string{"", "excludes weekends\n", "axisFormat %A %d %B\n", "axisFormat the whole day of %A, %d %B %Y<br/>%H:%M\n"}[r.IntN(4)])
		for i := range 1 + r.IntN(12) {
			if r.IntN(4) == 0 {
				fmt.Fprintf(&b, "section %s\n", randomWords(r, 12))
			}
			tag := []string{"", "crit, ", "done, ", "milestone, ", "active, crit, "}[r.IntN(5)]
			begin := fmt.Sprintf("2026-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
			if i > 0 && r.IntN(2) == 0 {
				begin = fmt.Sprintf("after t%d", r.IntN(i))
			}
			fmt.Fprintf(&b, "%s :%st%d, %s, %d%s\n", randomWords(r, 9), tag, i, begin, r.IntN(40), []string{"d", "w", "h", "M"}[r.IntN(4)])
		}
		checkSheet(t, b.String())
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
