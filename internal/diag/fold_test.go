package diag

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// many is what an adopted folder may get: of some codes a few, of others too many
// to be read, with one message or several.
func many() []Diagnostic {
	at := func(i int) Position { return Position{fmt.Sprintf("docs/%02d.md", i), 3, 1, 3, 9} }
	var ds []Diagnostic
	for i := range 12 {
		ds = append(ds, New("H007", at(i), "image without a text alternative").WithHint("say what it shows"))
	}
	for i := range 40 {
		d := New("H005", at(i), "there is no field %q", "sidebar_position").WithSeverity(Warning).WithHint("write weight")
		switch {
		case i%5 == 1:
			d = New("H005", at(i), "there is no field %q", "slig").WithSeverity(Warning).WithHint("did you mean slug?")
		case i == 20:
			d = New("H005", at(i), "there is no field %q", "layuot").WithSeverity(Warning).WithHint("did you mean layout?")
		case i == 22:
			d = New("H005", at(i), "there is no field %q", "\x1b[31m").WithSeverity(Warning)
		}
		ds = append(ds, d)
	}
	for i := range 3 {
		ds = append(ds, New("P014", at(i), "raw HTML is left out").WithHint("write Markdown"))
	}
	for i := range 4 {
		d := New("H001", at(i), "link to missing page %q", fmt.Sprint(i)).WithHint("mend it %d", i)
		ds = append(ds, d, New("H009", at(i), "no page links to this one").WithSeverity(Info), New("P016", Position{}, "no day").WithSeverity(Info))
		d.Accepted = true
		ds = append(ds, d)
	}
	return ds
}

func TestFolded(t *testing.T) {
	ds := many()
	for file, look := range map[string]Look{"folded.txt": {}, "folded-color.txt": {Color: true}} {
		var got bytes.Buffer
		if err := Print(&got, Text, ds, look); err != nil {
			t.Fatal(err)
		}
		golden(t, file, got.Bytes())
	}
	var all bytes.Buffer
	if err := Print(&all, Text, ds, Look{All: true}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(all.String(), "  hint: "); n != 12+39+3+8 {
		t.Errorf("%d hints in what prints all", n)
	}
	if first, _, _ := strings.Cut(all.String(), "\n"); !strings.Contains(first, "error:") {
		t.Errorf("the first of all is no error: %s", first)
	}
}

// Four of a code are folded, three are not, and errors never are.
func TestFoldedReportsWhetherSomethingIsLeftOut(t *testing.T) {
	repeat := func(n int, d Diagnostic) []Diagnostic { return slices.Repeat([]Diagnostic{d}, n) }
	warning, problem := New("H007", Position{}, "no text"), New("H001", Position{}, "broken")
	for _, tt := range []struct {
		name string
		ds   []Diagnostic
		want bool
	}{
		{"none", nil, false},
		{"three", repeat(3, warning), false},
		{"four", repeat(4, warning), true},
		{"two codes", append(repeat(3, warning), repeat(3, New("H010", Position{}, "jump"))...), false},
		{"errors", repeat(400, problem), false},
		{"switched off", repeat(4, warning.WithSeverity(Off)), false},
		{"some of them accepted", append(repeat(3, warning), Diagnostic{Code: "H007", Severity: Warning, Accepted: true}), false},
	} {
		if got := Folded(tt.ds); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
		var b bytes.Buffer
		if err := Print(&b, Text, tt.ds, Look{}); err != nil {
			t.Fatal(err)
		}
		whole := strings.Count(b.String(), "]\n")
		if shown := len(printed(tt.ds)); !tt.want && whole != shown {
			t.Errorf("%s: %d of %d are whole", tt.name, whole, shown)
		}
	}
}

// However much there is to say below the errors, it is about a screen.
func TestFoldedFitsAScreen(t *testing.T) {
	var ds []Diagnostic
	codes := Codes[:15]
	for _, c := range codes {
		for j := range 60 {
			at := Position{Path: "a.md", Line: j + 1}
			ds = append(ds, New(c.Code, at, "no %d of %s", j, c.Code).WithHint("mend %d", j).WithSeverity(Warning))
		}
	}
	var b bytes.Buffer
	if err := Print(&b, Text, ds, Look{}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n"); n > mostLines {
		t.Errorf("%d lines", n)
	}
	for _, c := range codes {
		if !strings.Contains(b.String(), "60 warnings: "+c.Name+" ["+c.Code+"]: a.md:1, a.md:2, a.md:3 and 57 more\n  no 0 of "+c.Code+"\n    hint: mend 0\n") {
			t.Errorf("nothing of %s:\n%s", c.Code, b.String())
			return
		}
	}
}
