package examine

import (
	"regexp"
	"slices"

	"waymark/internal/check"
	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/sections"
	"waymark/internal/source"
)

// An Explanation says why a rule finds something on a line of a text, or nothing.
type Explanation struct {
	Kind    string          // of the text
	Part    *sections.Found // that the line lies in; nil: none
	Finding *check.Found    // nil: the rule finds nothing on this line
	Others  []int           // the lines on which it finds something instead
	Counted []Counted       // of the finding: the words without any one of which it would not be there, in order
}

// A Counted is a word that decides.
type Counted struct {
	Word         string
	Line, Column int // column in characters, from 1
}

// mostTried is how many words are left out, one at a time: a page is judged anew
// for each.
const mostTried = 120

// Explain judges a text by itself and says what a rule goes by on one of its lines.
// Which words count is found out by leaving each one out: so much for rules of any sort,
// and the answer is that of the rule and not of a description of it.
func Explain(t *source.Text, rule *check.Rule, line int, o Options) Explanation {
	o.Nursery, o.Library = true, nil
	_, _, r := o.read(t)
	x := Explanation{Kind: r.Kind}
	for i := range r.Found {
		if f := &r.Found[i]; f.Line <= line && line <= f.EndLine {
			x.Part = f
		}
	}
	k := kindOf(r.Kind)
	if k == nil {
		return x
	}
	x.Finding, x.Others = o.findingOn(t, k, rule, line)
	if x.Finding != nil && x.Finding.Line > 1 {
		x.Counted = o.counted(t, k, rule, x.Finding.Position)
	}
	return x
}

// findingOn returns what a rule finds on a line, and the other lines on which it does.
func (o Options) findingOn(t *source.Text, k *kind.Kind, rule *check.Rule, line int) (on *check.Found, others []int) {
	for _, f := range o.judge(t, page.Prose(t, o.Settings.Parser), k) {
		switch {
		case f.Code != rule.Code:
		case f.Line <= line && line <= max(f.Line, f.EndLine):
			on = &f
		default:
			others = append(others, f.Line)
		}
	}
	return on, others
}

var wordInMarkdown = regexp.MustCompile(`[\pL\pN][\pL\pM\pN’'-]*`)

// counted returns the words at a place without any one of which the rule finds nothing
// there.
func (o Options) counted(t *source.Text, k *kind.Kind, rule *check.Rule, at diag.Position) (all []Counted) {
	tried := 0
	for line := at.Line; line <= max(at.Line, at.EndLine); line++ {
		text, _ := t.Line(line)
		for _, w := range wordInMarkdown.FindAllStringIndex(text, -1) {
			column := len([]rune(text[:w[0]])) + 1
			isWithin := (line > at.Line || column >= at.Column) && (line < at.EndLine || column < at.EndColumn)
			if !isWithin || tried == mostTried {
				continue
			}
			tried++
			less := source.NewText(t.Name, without(t, line, w))
			if found, _ := o.findingOn(less, k, rule, at.Line); found == nil {
				all = append(all, Counted{text[w[0]:w[1]], line, column})
			}
		}
	}
	return all
}

// without returns a text without a stretch of one of its lines.
func without(t *source.Text, line int, stretch []int) []byte {
	from := t.Offset(line) + stretch[0]
	return slices.Delete(slices.Clone(t.Data), from, from+stretch[1]-stretch[0])
}
