package diagram

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestMessagesOfASequence(t *testing.T) {
	for _, tt := range []struct {
		line string
		want message
		from string
		to   string
	}{
		{"A->>B: hi", message{arrow: arrows[3], text: "hi"}, "A", "B"},
		{"A-->>B: a -> b: c", message{arrow: arrows[2], text: "a -> b: c"}, "A", "B"},
		{"A<<-->>B:", message{arrow: arrows[0]}, "A", "B"},
		{"web-app -) api-gateway : x", message{arrow: arrows[9], text: "x"}, "web-app", "api-gateway"},
		{"my-xbox->>B: x", message{arrow: arrows[3], text: "x"}, "my-xbox", "B"},
		{"A-xB: x", message{arrow: arrows[7], text: "x"}, "A", "B"},
		{"Order Service-->Mail: x;", message{arrow: arrows[4], text: "x"}, "Order Service", "Mail"},
		{"A->>+B: x", message{arrow: arrows[3], text: "x", activates: true}, "A", "B"},
		{"loop->>end: x", message{arrow: arrows[3], text: "x"}, "loop", "end"},
		{"A->>B: nowrap: x", message{arrow: arrows[3], text: "x"}, "A", "B"},
	} {
		d, problem := Parse("sequenceDiagram\n" + tt.line)
		if problem != nil {
			t.Errorf("%q: %v", tt.line, problem.What)
			continue
		}
		s := d.drawing.(*sequence)
		tt.want.from, tt.want.to, tt.want.destroys = 0, 1, nobody
		if got := *s.steps[0].(*message); got != tt.want || s.name(0) != tt.from || s.name(1) != tt.to {
			t.Errorf("%q: %+v from %q to %q", tt.line, got, s.name(0), s.name(1))
		}
	}
}

func TestOutlineOfASequence(t *testing.T) {
	got := outlineOf(t, `sequenceDiagram
autonumber
participant U as User<br/>of it
U->>Shop: order
alt in stock
Shop-->>U: yes
else
Shop-xU: no
end
Note over U,Shop: both
rect aqua
Shop->>Shop: tidy
end
destroy Shop
Shop->>U: bye`)
	want := `Between User of it, Shop
1. User of it to Shop: order
If: in stock
  2. Shop to User of it: yes
Otherwise
  3. Shop to User of it, fails: no
Note on User of it, Shop: both
4. Shop to itself: tidy
5. Shop to User of it: bye
Shop ends`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestSemicolonsEndStatementsOfASequence(t *testing.T) {
	got := outlineOf(t, "sequenceDiagram; actor U as User;;U->>S: order #59; pay; S-->>U: done;\nU-)S: bye;")
	want := "Between User, S\nUser to S: order ; pay\nS to User: done\nUser to S: bye"
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestLinksOfASequence(t *testing.T) {
	source := "sequenceDiagram\nparticipant A\nlink A: Runbook @ ops/run.md\nA->>A: x"
	d, problem := Parse(source)
	if problem != nil {
		t.Fatal(problem)
	}
	if len(d.Links) != 1 || d.Links[0].Dest != "ops/run.md" || source[d.Links[0].From:d.Links[0].To] != "ops/run.md" {
		t.Errorf("links %+v", d.Links)
	}
	if html := string(htmlOf(d)); !strings.Contains(html, `<a href="ops/run.md">`) {
		t.Errorf("no link in %s", html)
	}
}

// randomSequence writes a sequence that can be drawn.
func randomSequence(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("sequenceDiagram\n")
	if r.IntN(2) == 0 {
		b.WriteString("autonumber 95\n")
	}
	people := 1 + r.IntN(7)
	hasBox := r.IntN(3) == 0
	for i := range people {
		if hasBox && i == people/3 {
			b.WriteString("box aqua " + randomWords(r, 3) + "\n")
		}
		fmt.Fprintf(&b, "%s P%d as %s\n", []string{"participant", "actor"}[r.IntN(2)], i, randomWords(r, 3))
		if hasBox && i == people*2/3 {
			b.WriteString("end\n")
		}
	}
	var steps func(n, depth int)
	steps = func(n, depth int) {
		for range n {
			x, y := r.IntN(people), r.IntN(people)
			switch r.IntN(8) {
			case 0:
				fmt.Fprintf(&b, "Note %s P%d: note %s\n", []string{"over", "left of", "right of"}[r.IntN(3)], x, randomWords(r, 8))
			case 1:
				fmt.Fprintf(&b, "Note over P%d,P%d: note\n", x, y)
			case 2:
				if depth < 4 {
					fmt.Fprintf(&b, "%s\n", []string{"loop " + randomWords(r, 9), "opt", "rect aqua"}[r.IntN(3)])
					steps(r.IntN(4), depth+1)
					b.WriteString("end\n")
				}
			case 3:
				if depth < 4 {
					b.WriteString("alt " + randomWords(r, 4) + "\n")
					steps(1+r.IntN(3), depth+1)
					b.WriteString("else " + randomWords(r, 12) + "\n")
					steps(r.IntN(3), depth+1)
					b.WriteString("end\n")
				}
			case 4:
				fmt.Fprintf(&b, "P%d->>+P%d: %s\nP%d-->>-P%d: %s\n", x, y, randomWords(r, 6), y, x, randomWords(r, 2))
			default:
				fmt.Fprintf(&b, "P%d%sP%d: %s\n", x, arrows[r.IntN(len(arrows))].token, y, randomWords(r, 10))
			}
		}
	}
	steps(1+r.IntN(9), 0)
	return b.String()
}

func randomWords(r *rand.Rand, most int) string {
	words := make([]string, 1+r.IntN(most))
	for i := range words {
		words[i] = strings.Repeat("mnwi"[r.IntN(4):][:1], 1+r.IntN(9))
	}
	return strings.Join(words, " ")
}

func TestRandomSequencesAreReadable(t *testing.T) {
	for seed := range uint64(300) {
		source := randomSequence(rand.New(rand.NewPCG(seed, 1)))
		checkSheet(t, source)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}
