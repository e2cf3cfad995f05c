package sections

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/source"
)

var update = flag.Bool("update", false, "write the files that the results are compared with")

// read reads a file as its reader would hand it over.
func read(text string) Text {
	src := source.NewText("a.md", []byte(text))
	p, _ := page.Parse("a.md", src, page.Settings{})
	title := p.Title
	if t := kind.FieldTitle.In(p.Meta).Text; t != "" {
		title = t
	}
	return Text{Title: title, Headings: p.Headings, Blocks: page.Prose(src, page.Settings{}), Lang: kind.FieldLang.In(p.Meta).Text, Default: "en"}
}

// shown writes a result on lines of its own, for comparison.
func shown(r Result) string {
	var b strings.Builder
	lang := r.Lang
	if r.LangGuessed {
		lang += ", guessed"
	}
	fmt.Fprintf(&b, "%s: %s (%s)\n", r.Kind, r.Because, strings.TrimSuffix(lang+"; "+r.Genre, "; "))
	for _, f := range r.Found {
		fmt.Fprintf(&b, "%d-%d %s, %s: %s\n", f.Line, f.EndLine, f.Role, f.How, strings.TrimSuffix(f.Title+" · "+f.Because, " · "))
	}
	for _, a := range r.Actions {
		fmt.Fprintf(&b, "  %d %s | %s | %s | %s\n", a.At.Line, a.Text, strings.Join(a.Who, " + "), a.By, a.Size)
	}
	return b.String()
}

// TestTexts examines the texts in testdata/texts, which other people could have
// written, and compares what is found with the file beside each.
func TestTexts(t *testing.T) {
	files, err := filepath.Glob("testdata/texts/*.md")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, golden := shown(Examine(read(string(text)))), strings.TrimSuffix(file, ".md")+".found"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), got); d != "" {
			t.Errorf("%s\n%s", file, d)
		}
	}
}

func TestNamesOfHeadings(t *testing.T) {
	for heading, want := range map[string]string{
		// forms of a name
		"Pain points":                        "problem",
		"PAIN POINT":                         "problem",
		"🔥 Pain points":                      "problem",
		":fire: Pain points":                 "problem",
		"2.1 Pain points":                    "problem",
		"§ 3 Pain points":                    "problem",
		"Part 2: Pain points":                "problem",
		"IV. Pain points":                    "problem",
		"Pain points:":                       "problem",
		"Pain points (2026)":                 "problem",
		"Our key pain points":                "problem",
		"The main pain points we see":        "problem",
		"Pain points: queues and forms":      "problem",
		"Problem / Diagnosis":                "problem",
		"Context and problem":                "problem",
		"What’s broken":                      "problem",
		"What problem are we solving?":       "problem",
		"Non goals":                          "non-goals",
		"Nongoals":                           "non-goals",
		"Out-of-scope":                       "non-goals",
		"What we’re not working on & why":    "non-goals",
		"What we won't be doing":             "non-goals",
		"Not part of this strategy":          "non-goals",
		"Guiding Principles (how we choose)": "principles",
		"Action plan for 2027":               "actions",
		"The next 6 months":                  "actions",
		"The next eighteen months":           "actions",
		"What's next and why":                "actions",
		"3 year vision":                      "vision",
		"Our north star":                     "vision",
		"Why bother?":                        "motivation",
		"Why this matters to clinics":        "why",
		"When in doubt":                      "settles",
		"Who gets what first":                "slice",
		"What happened":                      "outcome",
		"Motivation":                         "motivation",
		"Strategy":                           "umbrella",
		"Executive summary":                  "summary",
		"Risks and mitigations":              "elsewhere",
		"Appendix B":                         "elsewhere",
		"FAQ":                                "faq",
		"What will we do?":                   "actions",
		"III. How do we get there?":          "actions",
		"What do we not do?":                 "non-goals",
		// what is none
		"":                          "",
		"Pigeons":                   "",
		"Planning permission":       "",
		"Problematic pigeons":       "",
		"Light and angles":          "",
		"A day at the zoo":          "",
		"Stepping stones":           "",
		"Policyholders":             "",
		"Background reading":        "elsewhere",
		"Vision care for employees": "",
	} {
		n, _ := vocabularyOf("en").named(heading)
		if string(n.group) != want {
			t.Errorf("%s is %q, want %q", heading, n.group, want)
		}
	}
	for lang, headings := range map[string]map[string]string{
		"de": {"1. Ausgangslage": "problem", "Was uns aufhält": "problem", "Unsere Leitlinien": "policy", "Maßnahmen und Verantwortliche": "actions", "Massnahmen": "actions", "Nächste Schritte": "actions", "Nicht-Ziele": "non-goals", "Was wir nicht tun": "non-goals", "Zielbild 2030": "vision", "Im Zweifel": "settles", "Roadmap": "actions", "Kosten": "elsewhere"},
		"fr": {"Constat": "problem", "Ce qui nous freine": "problem", "Principes directeurs": "principles", "Plan d’action": "actions", "Feuille de route": "actions", "Hors périmètre": "non-goals", "Ce que nous ne ferons pas": "non-goals", "Où nous voulons arriver": "vision", "Pourquoi cela compte": "why", "Arbitrages": "settles", "Next steps": "actions"},
		"es": {"Situación actual": "problem", "Lo que nos frena": "problem", "Política rectora": "policy", "Próximos pasos": "actions", "Fuera de alcance": "non-goals", "A dónde queremos llegar": "vision", "Por qué merece la pena": "why", "Qué decide": "settles", "Presupuesto": "elsewhere"},
		"pt": {"Diagnóstico": "problem", "Diretrizes": "policy", "Plano de ação": "actions", "Fora do escopo": "non-goals", "Onde queremos chegar": "vision", "Motivação": "motivation", "Na dúvida": "settles"},
		"ja": {"課題": "problem", "現状と課題": "problem", "一、課題": "problem", "基本方針": "policy", "今後の取り組み": "actions", "やらないこと": "non-goals", "目指す姿": "vision", "なぜ取り組むのか": "why", "判断の基準": "settles", "連絡先": "elsewhere"},
		"zh": {"现状与问题": "problem", "目前的困难": "problem", "指导方针": "policy", "行动计划": "actions", "不做什么": "non-goals", "我们的愿景": "vision", "为什么值得做": "why", "联系方式": "elsewhere"},
	} {
		for heading, want := range headings {
			if n, _ := vocabularyOf(lang).named(heading); string(n.group) != want {
				t.Errorf("%s: %s is %q, want %q", lang, heading, n.group, want)
			}
		}
	}
}

// What a sentence says, and what it doesn't.
func TestFeaturesOfSentences(t *testing.T) {
	en := vocabularyOf("en")
	for name, tt := range map[string]struct {
		is      func(said) bool
		yes, no []string
	}{
		"tellsWhatFails": {en.tellsWhatFails,
			[]string{"The export failed on 23 nights.", "Crews are slow when it rains.", "Half of it is lost."},
			[]string{"The export runs at night.", "Crews dig where it is loud."}},
		"givesFigures": {en.givesFigures,
			[]string{"It took 41 hours.", "A third, or 33 %, came back."},
			[]string{"It took long.", "In 2026 it took long.", "On 2026-03-01 it took long."}},
		"tellsThePast": {en.tellsThePast,
			[]string{"Two boats were late.", "They measured it.", "We had none."},
			[]string{"Two boats are late.", "It is measured daily."}},
		"choosesBetween": {en.choosesBetween,
			[]string{"Correct beats early.", "We accept that drafts are ugly.", "Dig where it is loud, not where the phone rings.", "Schools before offices.", "We light people and not streets."},
			[]string{"The report arrives before the committee meets and after the clerk has counted all of the votes.", "Boats leave at six."}},
		"forbids": {en.forbids,
			[]string{"Nobody edits weights.", "A part is refused unless two need it."},
			[]string{"Drivers edit weights."}},
		"picturesFuture": {en.picturesFuture,
			[]string{"In 2031 she rides alone.", "Imagine a quiet night.", "In five years both maps agree."},
			[]string{"In 2021 she rode alone.", "The night is quiet."}},
		"setsAScene": {en.setsAScene,
			[]string{"It is half past ten and she has cleared forty lorries.", "One ordinary Thursday", "A Tuesday at the customs office"},
			[]string{"The office opens at ten.", "Lorries wait each day."}},
		"endsOldWays": {en.endsOldWays,
			[]string{"Nobody knows a form by its number any more.", "Drivers no longer sleep in the lay-by."},
			[]string{"Drivers sleep in the lay-by."}},
		"excludes": {en.excludes,
			[]string{"Colours can wait.", "The barn stays as it is."},
			[]string{"We paint the barn."}},
		"refuses": {en.refuses,
			[]string{"We will not take drivers back.", "Pay is out of scope."},
			[]string{"Drivers come back."}},
		"isImperative": {en.isImperative,
			[]string{"Count walkers on two roads.", "Measure it."},
			[]string{"Walkers are counted.", "The measure is new."}},
		"saysNothingYet": {en.saysNothingYet,
			[]string{"TBD", "To be filled in after the workshop.", "n/a", "TODO: ask Ana"},
			[]string{"Letters to be sent are rows with a state that a worker takes.", "Nothing fails."}},
		"pointsElsewhere": {en.pointsElsewhere,
			[]string{"The roadmap has moved to the board.", "See the board."},
			[]string{"Drivers see the board from the cab."}},
		"isAboutPeople": {en.isAboutPeople,
			[]string{"Vision is the group that looks after cameras."},
			[]string{"A parent finds the syrup."}},
	} {
		for _, text := range tt.yes {
			if !tt.is(say(text)) {
				t.Errorf("%s does not hold of: %s", name, text)
			}
		}
		for _, text := range tt.no {
			if tt.is(say(text)) {
				t.Errorf("%s holds of: %s", name, text)
			}
		}
	}
}

// How steps are written down.
func TestActions(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"brackets of the model":  {"- Move invoices (@payments, by 2026-03-31, 6w)\n", "Move invoices | payments | 2026-03-31 | 6w"},
		"names and times":        {"- Move invoices (Dr. Amari, from 4 May)\n", "Move invoices | Dr. Amari | from 4 May | "},
		"an unknown word":        {"- Move invoices (@payments, Q3, whatever comes)\n", "Move invoices | payments | Q3 | "},
		"a remark":               {"- Move invoices (see below)\n", "Move invoices (see below) |  |  | "},
		"in words":               {"- Move invoices. Owner: payments. Due end of Q3.\n", "Move invoices. Owner: payments. Due end of Q3. | payments | end of Q3 | "},
		"a day with its year":    {"- Move invoices (Bo, by 3 May 2027)\n", "Move invoices | Bo | 2027-05-03 | "},
		"below the item":         {"- Move invoices\n  - Owner: payments\n  - Due: June\n", "Move invoices | payments | June | "},
		"a subject":              {"1. Noor finishes the update by the end of May.\n", "Noor finishes the update by the end of May. | Noor | May | "},
		"labels":                 {"- Move invoices (@payments)\n- What we hope for:\n  - fewer letters\n- Expected outcome: fewer letters\n", "Move invoices | payments |  | "},
		"a label that says when": {"- March:\n  - Move invoices (Bo)\n  - Stop letters (Cy)\n", "Move invoices | Bo |  | \nStop letters | Cy |  | "},
		"task list":              {"- [ ] Move invoices (Bo)\n- [x] Stop letters (Cy, two weeks)\n", "Move invoices | Bo |  | \nStop letters | Cy |  | 2w"},
		"a table":                {"| Size | Due | What | Lead |\n|---|---|---|---|\n| 3 weeks | July | Move invoices | Pia, Bo |\n| | | Stop letters | |\n", "Move invoices | Pia + Bo | July | 3w\nStop letters |  |  | "},
		"by, beside when":        {"| Year | Step | By |\n|---|---|---|\n| 2027 | Move invoices | studio |\n", "Move invoices | studio | 2027 | "},
		"sub-headings":           {"### Move invoices\n\nTeam Cards, six weeks from March. Hard.\n\n### Stop letters\n\nLed by Branka.\n", "Move invoices | Team Cards | six weeks from March | \nStop letters | Branka |  | "},
		"sub-headings that date": {"### April to June\n\n- Move invoices (Bo)\n\n### July\n\n- Stop letters\n", "Move invoices | Bo | April to June | \nStop letters |  | July | "},
		"bold paragraphs":        {"**Move.** Vans drive at night. Samuel's crew, February and March.\n\n**Stop.** Adaeze, one week.\n", "Move | Samuel's crew | February and March | \nStop | Adaeze |  | 1w"},
		"fields below headings":  {"### Move invoices\n\n- **Owner**: payments\n- **Timeline**: Q2\n- **Success criteria**: none comes back\n", "Move invoices | payments | Q2 | "},
		"German":                 {"- Ausleihen zählen (Frau Yıldız, bis 31. Januar)\n- Halte verlängern (Fahrdienst, 8 Wochen)\n", "Ausleihen zählen | Frau Yıldız | bis 31. Januar | \nHalte verlängern | Fahrdienst |  | 8 Wochen"},
		"French":                 {"| Étape | Responsable | Échéance |\n|---|---|---|\n| Écran à la porte | informatique | 30 juin |\n", "Écran à la porte | informatique | 30 juin | "},
		"Japanese":               {"- 待ち人数を集計する（係員、四月十日まで）\n", "待ち人数を集計する | 係員 | 四月十日まで | "},
		"Chinese":                {"| 步骤 | 负责人 | 时间 |\n|---|---|---|\n| 统计件数 | 物业 | 三月十五日前 |\n", "统计件数 | 物业 | 三月十五日前 | "},
		"no plan":                {"Nothing is planned.\n", ""},
	} {
		lang := map[string]string{"German": "de", "French": "fr", "Japanese": "ja", "Chinese": "zh"}[name]
		in := read("## Actions\n\n" + tt.text)
		in.Lang = lang
		if lang == "" {
			in.Lang = "en"
		}
		var got []string
		for _, a := range Actions(in, []Found{{Role: Steps, From: 0, To: len(in.Blocks)}}) {
			got = append(got, fmt.Sprintf("%s | %s | %s | %s", a.Text, strings.Join(a.Who, " + "), a.By, a.Size))
		}
		if d := cmp.Diff(tt.want, strings.Join(got, "\n")); d != "" {
			t.Errorf("%s\n%s", name, d)
		}
	}
}

// Content can speak against a name, and the names of a page's author cannot be
// spoken against.
func TestContentSpeaksAgainstNames(t *testing.T) {
	const rest = "\n\n## Problem\n\nIn May 300 of 900 letters came back, because the street was missing.\n\n## Guiding policy\n\nNo street, no letter. We would rather wait than guess.\n\n"
	for name, tt := range map[string]struct {
		text, page string // page: what the page says the first heading is
		want       string // what is found in the first section; empty: nothing
	}{
		"a plan":          {"## Approach\n\n- Ask for streets (Bo, by May)\n- Stop guessing (Cy, June)\n", "", "actions"},
		"rules":           {"## Goals\n\n- Correct beats early, even if it is late\n- Small firms before large ones\n- No street, no letter\n", "", ""},
		"to be done":      {"## Next steps\n\nTo be filled in.\n", "", ""},
		"elsewhere":       {"## Roadmap\n\nThe roadmap has moved to the board.\n", "", ""},
		"a team":          {"## Vision\n\nVision is the group that looks after cameras. We are six people.\n", "", ""},
		"of the text":     {"## Out of scope of this document\n\nThe history of letters.\n", "", ""},
		"of the strategy": {"## Not part of this strategy\n\nThe history of letters.\n", "", "non-goals"},
		"own name":        {"## Pigeons\n\nThe roadmap has moved to the board.\n", "non-goals", "non-goals"},
	} {
		in := read(tt.text + rest)
		if tt.page != "" {
			in.Page = map[string]string{"Pigeons": tt.page}
		}
		got := ""
		for _, f := range Find(in, kind.Strategy) {
			if f.From == 0 {
				got = string(f.Role)
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestSectionsOfRoles(t *testing.T) {
	for _, k := range []*kind.Kind{kind.Vision, kind.Strategy} {
		for i := range k.Sections {
			s := &k.Sections[i]
			if s.Name == kind.SectionHowToHelp {
				continue
			}
			f := slices.IndexFunc(Roles, func(r Role) bool { return Found{Role: r}.Section(k) == s })
			if f < 0 {
				t.Errorf("no role is the section %s of a %s", s.Name, k.Name)
			}
		}
	}
	if s := (Found{Role: Slice}).Section(kind.Strategy); s != nil {
		t.Error(s.Name)
	}
}

func TestHandbooksOwnNames(t *testing.T) {
	in := read("## Pigeons\n\nIn May 300 of 900 letters came back.\n\n## Doves\n\n- Ask for streets\n")
	in.Own = map[string][]string{"Problem": {"pigeon"}, "Actions": {"Doves"}}
	var got []string
	for _, f := range Find(in, kind.Strategy) {
		got = append(got, fmt.Sprintf("%s %s %s", f.Title, f.Role, f.How))
	}
	if d := cmp.Diff([]string{"Pigeons problem alias", "Doves actions alias"}, got); d != "" {
		t.Error(d)
	}
}

func TestGuessedLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"## A\n\nThe clerk looks at her and not at a screen, since what the other town knew is already there.\n":          "en",
		"## A\n\nDer Bus hält an 34 Orten, und an elf davon kommt niemand mehr, weil der Plan von 2009 ist.\n":            "de",
		"## A\n\nUn enfant attend trois heures, dont deux après avoir vu le médecin, et personne ne regarde l'écran.\n":   "fr",
		"## A\n\nTodos llegan a las siete, porque a las siete abría la aduana, y nadie ha cambiado de costumbre.\n":       "es",
		"## A\n\nO processo é o mesmo de uma fábrica, com três balanços, e quase todos compraram o forno com o cartão.\n": "pt",
		"## A\n\n本は三日で仕分けられるが、車が同じ道を週に一度しか通らないためである。\n":                                                                   "ja",
		"## A\n\n每天有三成的包裹放不进柜子，因为柜子里躺着两天没人取的包裹。\n":                                                                        "zh",
		"## A\n\nPing pong.\n": "",
	} {
		if got, _ := guessLanguage(read(text)); got != want {
			t.Errorf("%q, want %q: %s", got, want, text)
		}
	}
}

// FuzzExamine: whatever is written, parts lie in the text, none of a role in
// another of it, and actions stand somewhere.
func FuzzExamine(f *testing.F) {
	for _, text := range []string{"# A\n\n## Problem\n\n**Plan.** x\n\n- a (b, c)\n", "| Who | When |\n|---|---|\n| a | b |\n", "## March\n## April\n### x\n", "**Problem**\n\n**Actions**: a\n", "## 課題\n\n（、）\n", "- (\n- )\n- （a)\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		in := read(text)
		r := Examine(in)
		for _, found := range r.Found {
			if found.From < 0 || found.From >= found.To || found.To > len(in.Blocks) || found.Line > found.EndLine || found.Heading >= len(in.Headings) {
				t.Errorf("%+v", found)
			}
		}
		for _, a := range r.Actions {
			if a.At.Line == 0 {
				t.Errorf("%+v", a)
			}
		}
	})
}

func BenchmarkExamine(b *testing.B) {
	text, err := os.ReadFile("testdata/texts/orchard.md")
	if err != nil {
		b.Fatal(err)
	}
	in := read(string(text))
	for b.Loop() {
		Examine(in)
	}
}

// TestLongTextsTakeTimeInProportion: a text of twice the length takes about twice
// the time, whatever it consists of.
func TestLongTextsTakeTimeInProportion(t *testing.T) {
	took := func(part string, n int) time.Duration {
		in := read("# A\n\n" + strings.Repeat(part, n))
		start := time.Now()
		Examine(in)
		Find(in, kind.Strategy)
		return time.Since(start)
	}
	for _, part := range []string{"We accept 3 of 4.\n\n", "## Actions\n\nIt failed.\n\n", "## Where\n\nx\n\n", "### A\n\n## B\n\n", "- Ask (Bo, May)\n", "**Plan.** x\n\n", "## March\n\n- a\n\n", "| Who | When |\n|---|---|\n| a | b |\n\n", "the the "} {
		const n = 1000
		took(part, n/4)
		once, fourTimes := took(part, n), took(part, 4*n)
		if limit := 10*once + 300*time.Millisecond; fourTimes > limit {
			t.Errorf("%q: %v, and %v of four times as much", part, once, fourTimes)
		}
	}
}
