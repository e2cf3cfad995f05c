package diagram

import (
	"fmt"
	"strings"
	"testing"
)

// said writes what was read of a network, a line a statement.
func said(c *network) string {
	var s strings.Builder
	for _, g := range c.groups {
		fmt.Fprintf(&s, "group %s %q", g.id, g.title.text())
		if g.parent != nil {
			fmt.Fprintf(&s, " in %s", g.parent.id)
		}
		s.WriteString("\n")
	}
	for _, n := range c.nodes {
		fmt.Fprintf(&s, "node %s %q %d", n.id, n.label.text(), n.shape)
		if n.group != nil {
			fmt.Fprintf(&s, " in %s", n.group.id)
		}
		if n.look != "" {
			fmt.Fprintf(&s, " %s", n.look)
		}
		if n.link > 0 {
			fmt.Fprintf(&s, " link %d", n.link)
		}
		for side, note := range n.notes {
			if !note.isEmpty() {
				fmt.Fprintf(&s, " note%d %q", side, note.text())
			}
		}
		s.WriteString("\n")
	}
	id := func(e endpoint) string {
		if e.group != nil {
			return "group " + e.group.id
		}
		return e.node.id
	}
	for _, e := range c.edges {
		fmt.Fprintf(&s, "edge %s %d%d%s/%d %s %q\n", id(e.from), e.heads[0], e.heads[1], e.stroke, e.length, id(e.to), e.label.text())
	}
	return s.String()
}

func TestFlowchartsAreRead(t *testing.T) {
	for _, test := range []struct{ source, said string }{
		{"flowchart TB\nA", "node A \"A\" 0\n"},
		{"%%{init: {\n  \"theme\": \"dark\"\n}}%%\nflowchart TB\nA[fa:fa-car Drive]", "node A \"Drive\" 0\n"},
		{"graph LR; A[One]-->B(Two);B---C", "node A \"One\" 0\nnode B \"Two\" 1\nnode C \"C\" 0\nedge A 01/1 B \"\"\nedge B 00/1 C \"\"\n"},
		{"flowchart\nA([a])\nB[[b]]\nC[(c)]\nD((d))\nE>e]\nF{f}\nG{{g}}", "node A \"a\" 2\nnode B \"b\" 3\nnode C \"c\" 4\nnode D \"d\" 5\nnode E \"e\" 7\nnode F \"f\" 8\nnode G \"g\" 9\n"},
		{"flowchart\nA[/a/]\nB[\\b\\]\nC[/c\\]\nD[\\d/]\nE(((e)))", "node A \"a\" 10\nnode B \"b\" 11\nnode C \"c\" 12\nnode D \"d\" 13\nnode E \"e\" 6\n"},
		{"flowchart\nA -->|x y| B -- to --> C -. dots .-> D == thick ==> E ~~~ F", "node A \"A\" 0\nnode B \"B\" 0\nnode C \"C\" 0\nnode D \"D\" 0\nnode E \"E\" 0\nnode F \"F\" 0\nedge A 01/1 B \"x y\"\nedge B 01/1 C \"to\"\nedge C 01dotted/1 D \"dots\"\nedge D 01thick/1 E \"thick\"\nedge E 00hidden/1 F \"\"\n"},
		{"flowchart\nA --o B --x C <--> D o--o E x--x F", "node A \"A\" 0\nnode B \"B\" 0\nnode C \"C\" 0\nnode D \"D\" 0\nnode E \"E\" 0\nnode F \"F\" 0\nedge A 02/1 B \"\"\nedge B 03/1 C \"\"\nedge C 11/1 D \"\"\nedge D 22/1 E \"\"\nedge E 33/1 F \"\"\n"},
		{"flowchart\nA ---> B -..-> C ====> D ---- E -.- F === G", "node A \"A\" 0\nnode B \"B\" 0\nnode C \"C\" 0\nnode D \"D\" 0\nnode E \"E\" 0\nnode F \"F\" 0\nnode G \"G\" 0\nedge A 01/2 B \"\"\nedge B 01dotted/2 C \"\"\nedge C 01thick/3 D \"\"\nedge D 00/2 E \"\"\nedge E 00dotted/1 F \"\"\nedge F 00thick/1 G \"\"\n"},
		{"flowchart\nA & B --> C & D", "node A \"A\" 0\nnode B \"B\" 0\nnode C \"C\" 0\nnode D \"D\" 0\nedge A 01/1 C \"\"\nedge A 01/1 D \"\"\nedge B 01/1 C \"\"\nedge B 01/1 D \"\"\n"},
		{"flowchart\nA[\"a (b) [c] | ; ü & #quot;q#quot;\"] -->|\"x | y\"| B", "node A \"a (b) [c] | ; ü & \\\"q\\\"\" 0\nnode B \"B\" 0\nedge A 01/1 B \"x | y\"\n"},
		{"flowchart\nA[\"`two\nlines`\"]", "node A \"two lines\" 0\n"},
		{"flowchart\nA@{ shape: cyl, label: \"Store\" } e1@--> B@{shape: diam}\ne1@{ animate: true }", "node A \"Store\" 4\nnode B \"B\" 8\nedge A 01/1 B \"\"\n"},
		{"flowchart\nsubgraph one [First one]\nA --> B\nend\nB --> C\nsubgraph two\nC\nsubgraph three\nD\nend\nend\none --> two", "group one \"First one\"\ngroup two \"two\"\ngroup three \"three\" in two\nnode A \"A\" 0 in one\nnode B \"B\" 0 in one\nnode C \"C\" 0 in two\nnode D \"D\" 0 in three\nedge A 01/1 B \"\"\nedge B 01/1 C \"\"\nedge group one 01/1 group two \"\"\n"},
		{"flowchart\nA:::warn --> B:::x\nclassDef x fill:#0f0\nclass B good\nC\nstyle C fill:#f00\nclick A \"a.md\"\nclick B href \"b.md\" \"tip\" _blank", "node A \"A\" 0 warn link 1\nnode B \"B\" 0 good link 2\nnode C \"C\" 0 bad\nedge A 01/1 B \"\"\n"},
		{"flowchart\nEnd --> bend --> class1 --> a-b.c/d", "node End \"End\" 0\nnode bend \"bend\" 0\nnode class1 \"class1\" 0\nnode a-b.c/d \"a-b.c/d\" 0\nedge End 01/1 bend \"\"\nedge bend 01/1 class1 \"\"\nedge class1 01/1 a-b.c/d \"\"\n"},
		{"stateDiagram-v2\n[*] --> A\nA --> B : go\nB --> [*]\nA : waits\nstate \"Long\" as B\nnote left of A : n", "node [*] \"\" 15\nnode A \"waits\" 1 note0 \"n\"\nnode B \"Long\" 1\nnode [*] end \"\" 16\nedge [*] 01/1 A \"\"\nedge A 01/1 B \"go\"\nedge B 01/1 [*] end \"\"\n"},
		{"stateDiagram-v2\nstate A {\n[*] --> B\n--\nC\n}\nA --> D:::bad\nstate c <<choice>>\nstate f <<fork>>", "group A \"A\"\ngroup A -- \"\" in A\ngroup A --- \"\" in A\nnode [*] A \"\" 15 in A --\nnode B \"B\" 1 in A --\nnode D \"D\" 1 bad\nnode C \"C\" 1 in A ---\nnode c \"\" 8\nnode f \"\" 17\nedge [*] A 01/1 B \"\"\nedge group A 01/1 D \"\"\n"},
	} {
		d, p := Parse(test.source)
		if p != nil {
			t.Errorf("%s\nproblem at %q: %s", test.source, test.source[p.From:p.To], p.What)
			continue
		}
		if got := said(d.drawing.(*network)); got != test.said {
			t.Errorf("%s\ngot\n%swant\n%s", test.source, got, test.said)
		}
	}
}

func TestProblemsOfNetworks(t *testing.T) {
	for _, test := range []struct{ source, at, what string }{
		{"flowchart\nA -->", "-->", "leads nowhere"},
		{"flowchart\nA --> end", "end", "end closes a subgraph"},
		{"flowchart\nend", "end", "end closes no subgraph"},
		{"flowchart\nsubgraph one\nA", "one", "a subgraph is not closed"},
		{"flowchart\nA[one --> B", "[one --> B", "[ is not closed"},
		{"flowchart\nA[f(x]] --> B", "] --> B", "is not understood"},
		{"flowchart\nA -->|x B", "|x B", "the label of an edge is not closed"},
		{"flowchart\nA -- x B", "-- x B", "an edge is not finished"},
		{"flowchart\nA@{ shape: cloud }", "cloud", "no such shape"},
		{"flowchart\nA@{ icon: fa }", "fa", `a node has no "icon"`},
		{"flowchart\nA@{ shape: rect", "@{ shape: rect", "@{ is not closed"},
		{"flowchart\nclick A call f()", "A call f()", "is not understood"},
		{"flowchart\nsubgraph s\ndirection up\nend", "up", "no such direction"},
		{"flowchart\nsubgraph s\nA --> s\nend", "--> s", "an edge between a group and what is in it"},
		{"flowchart\nA B", "B", "is not understood behind a node"},
		{"flowchart\n(A)", "(A)", "is not understood"},
		{"flowchart\nsubgraph s\nA\nend\nsubgraph s\nB\nend", "s", "a second group"},
		{"stateDiagram-v2\nA -> B", "A -> B", "is not understood"},
		{"stateDiagram-v2\nstate A {\nB", "A {", "a state is not closed"},
		{"stateDiagram-v2\n}", "}", "} closes no state"},
		{"stateDiagram-v2\n--", "--", "parts a state"},
		{"stateDiagram-v2\nstate A <<history>>", "A <<history>>", "no such kind of state"},
		{"stateDiagram-v2\nA\nnote right of A\ntext", "right of A", "a note is not closed"},
		{"stateDiagram-v2\nstate A {\nB\n}\nnote right of A : x", "right of A : x", "has states in it"},
		{"stateDiagram-v2\nnote above A : x", "above A : x", "is not understood"},
	} {
		d, p := Parse(test.source)
		if d != nil || p == nil {
			t.Errorf("%s\nis read", test.source)
			continue
		}
		if at := test.source[p.From:p.To]; at != test.at || !strings.Contains(p.What, test.what) {
			t.Errorf("%s\ngot %q at %q\nwant %q at %q", test.source, p.What, at, test.what, test.at)
		}
	}
}

func TestOutlineOfNetworks(t *testing.T) {
	source := "flowchart\nsubgraph s [Shop]\nA[Order] -->|paid| B[Ship]\nend\nB --- C"
	d, p := Parse(source)
	if p != nil {
		t.Fatal(p)
	}
	for _, line := range []string{"Shop", "Order", "leads to Ship: paid", "joined to C"} {
		if html := string(htmlOf(d)); !strings.Contains(html, "<li>"+line) {
			t.Errorf("no %q in %s", line, html)
		}
	}
}

func FuzzNetworks(f *testing.F) {
	for _, source := range []string{
		"flowchart LR\nA[x] -->|y| B{z} & C\nsubgraph s [t]\nD:::warn ~~~ E\nend\ns --> A\nclick A \"u\"",
		"stateDiagram-v2\n[*] --> A\nstate A {\nB --> [*]\n--\nC\n}\nnote right of C : n\nstate f <<fork>>",
		"graph TD;A-.text.->B;B== x ==>C@{ shape: cyl, label: \"l\" };C<-->C",
	} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if d, p := Parse(source); p == nil {
			htmlOf(d)
		} else if p.From < 0 || p.From > p.To || p.To > len(source) {
			t.Errorf("problem at %d to %d of %d bytes", p.From, p.To, len(source))
		}
	})
}
