package handbook

import (
	"os"
	"slices"
	"strings"
	"testing"

	"waymark/internal/choose"
)

// ours returns the chooser of this repository's handbook.
func ours(t *testing.T) *Chooser {
	t.Helper()
	h := made(t, ourFiles(t))
	if reported := said(h, "H005", "H019", "H020"); len(reported) > 0 || h.Chooser == nil {
		t.Fatalf("our chooser has mistakes: %q", reported)
	}
	return h.Chooser
}

// ourFiles returns the pages that our chooser is made of.
func ourFiles(t *testing.T) map[string]string {
	t.Helper()
	files := make(map[string]string)
	for _, name := range []string{"choose.md", "patterns/big-vision.md", "patterns/no-vision.md", "patterns/grand-migration.md"} {
		data, err := os.ReadFile("../../content/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	return files
}

// TestOurChooserInAllCombinations goes through every way to answer all questions of our
// own handbook, and then through every way to leave some of them open.
func TestOurChooserInAllCombinations(t *testing.T) {
	c := ours(t)
	names := make([]string, len(c.Choices))
	for i, choice := range c.Choices {
		names[i] = choice.Page.ID
	}
	const bigVision, noVision, migration = 0, 1, 2
	if got := strings.Join(names, " "); got != "patterns/big-vision patterns/no-vision patterns/grand-migration" {
		t.Fatalf("ties go to %s", got)
	}
	question := func(id string) int {
		i := slices.IndexFunc(c.Questions, func(q Question) bool { return q.ID == id })
		if i < 0 {
			t.Fatalf("no question %s", id)
		}
		return i
	}
	given := func(answers []int, id, answer string) bool {
		return answers[question(id)] == c.Questions[question(id)].answer(answer)
	}
	total, seen := 0, make(map[choose.Verdict]int)
	check := func(answers []int) {
		total++
		res := c.Rules.Score(answers)
		seen[res.Verdict]++
		if len(res.Named) == 0 {
			t.Fatalf("%v: nothing is recommended", answers)
		}
		wins := slices.Contains(res.Named, migration)
		if wins && !(given(answers, "belief", "yes") && given(answers, "value", "yes") && !given(answers, "end", "no")) {
			t.Fatalf("%v: a Grand Migration without conviction, value or an end", answers)
		}
		if unproven := !given(answers, "proof", "yes"); wins && unproven != (len(res.Standings[migration].Notes) == 1) {
			t.Fatalf("%v: a Grand Migration, proof missing %v, notes %v", answers, unproven, res.Standings[migration].Notes)
		}
		if res.Named[0] == noVision && given(answers, "wanted", "yes") {
			notes := res.Standings[noVision].Notes
			if len(notes) != 1 || c.Choices[noVision].Notes[notes[0]].Say == "" {
				t.Fatalf("%v: no vision where one is wanted, and nothing to say", answers)
			}
		}
		first := res.Standings[res.Named[0]]
		for i, s := range res.Standings {
			isBetter := !s.Out && (s.Points > first.Points || s.Points == first.Points && i < res.Named[0])
			recommends := res.Verdict == choose.Clear || res.Verdict == choose.Close
			if recommends && isBetter {
				t.Fatalf("%v: %s wins over %s: %+v", answers, names[res.Named[0]], names[i], res.Standings)
			}
		}
		if named := res.Named[0]; (res.Verdict == choose.None || res.Verdict == choose.Unasked) && named != bigVision {
			t.Fatalf("%v: the default is %s", answers, names[named])
		}
	}
	for answers := range c.Rules.Combinations() {
		check(answers)
	}
	if total != 3072 {
		t.Errorf("%d combinations, want 3072", total)
	}
	for _, verdict := range []choose.Verdict{choose.Clear, choose.Close, choose.None} {
		if seen[verdict] == 0 {
			t.Errorf("no combination is %s", verdict)
		}
	}
	answers := make([]int, len(c.Questions))
	for n := range 4 * 59049 { // one question has three answers, ten have two; any can be open
		for i, q := range c.Questions {
			answers[i] = n%(len(q.Answers)+1) - 1
			n /= len(q.Answers) + 1
		}
		check(answers)
	}
}

// TestOurChooserKnowsTheTalksCases answers as teams that the talk tells of would.
func TestOurChooserKnowsTheTalksCases(t *testing.T) {
	c := ours(t)
	for address, want := range map[string]string{
		"":                      "unasked patterns/big-vision",
		"1y2n3n4o5n":            "clear patterns/no-vision",
		"1y2n3n4o5y":            "clear patterns/no-vision",
		"1n2f3r4m5y10n":         "clear patterns/big-vision",
		"1n2f3c4m6y7y8y9y":      "clear patterns/grand-migration",
		"1n2f3c4m6y7n8y9y":      "clear patterns/big-vision",
		"1n2f3c4m6y8y9y":        "clear patterns/big-vision",
		"1y2n3r4m5y6y7n8n9n10y": "close patterns/no-vision patterns/big-vision",
		"1n2n3c4o5y6n7n8n9n10y": "none patterns/big-vision",
		"1n2f3n4m5y6y7y8y9y10n": "clear patterns/big-vision",
	} {
		answers := make([]int, len(c.Questions))
		for i := range answers {
			answers[i] = choose.Open
		}
		for rest := address; rest != ""; {
			number := 0
			for rest[0] <= '9' {
				number, rest = 10*number+int(rest[0]-'0'), rest[1:]
			}
			answers[number-1] = slices.IndexFunc(c.Questions[number-1].Answers, func(a Answer) bool { return a.Letter() == rest[:1] })
			rest = rest[1:]
		}
		res := c.Rules.Score(answers)
		got := string(res.Verdict)
		for _, i := range res.Named {
			got += " " + c.Choices[i].Page.ID
		}
		if got != want {
			t.Errorf("#a=%s: %s, want %s (%+v)", address, got, want, res.Standings)
		}
	}
}

// TestATeamsOwnPatternTakesPart adds a pattern to ours.
func TestATeamsOwnPatternTakesPart(t *testing.T) {
	files := ourFiles(t)
	files["patterns/buy-it.md"] = "---\ntitle: Buy it\ndescription: d\nweight: 5\nchooser:\n  - {question: efficiency, answer: yes, points: 9}\n---\n"
	h := made(t, files)
	answers := slices.Repeat([]int{choose.Open}, len(h.Chooser.Questions))
	answers[slices.IndexFunc(h.Chooser.Questions, func(q Question) bool { return q.ID == "efficiency" })] = 0
	res := h.Chooser.Rules.Score(answers)
	if winner := h.Chooser.Choices[res.Named[0]].Page.ID; res.Verdict != choose.Clear || winner != "patterns/buy-it" {
		t.Errorf("%s %s", res.Verdict, winner)
	}
}
