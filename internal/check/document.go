package check

import (
	"fmt"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/wording"
)

// Documents returns the pages that document the rules: one for each, at
// checks/CODE.md, and one that lists them. They are Markdown like any other page.
// pitfall returns the path of a pitfall's page below the content folder, or
// nothing when the handbook has none, so that no link is dead.
func Documents(pitfall func(name string) string) []File {
	var files []File
	for i, r := range Rules {
		files = append(files, File{documentPath(r), r.document(i, pitfall(r.Pitfall))})
	}
	files = append(files, File{"checks/index.md", list(pitfall)})
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

func documentPath(r *Rule) string { return "checks/" + strings.ToLower(r.Code) + ".md" }

// document returns a rule's page.
func (r *Rule) document(i int, pitfall string) string {
	var b strings.Builder
	c := r.described()
	fmt.Fprintf(&b, "---\ntitle: %[1]s %[2]s\ndescription: %[3]q\nasked: [silence or ignore %[1]s, turn off %[1]s]\ncode: %[1]s\nseverity: %[4]s\nweight: %[5]d\n", c.Code, c.Name, firstSentence(c.Explain), c.Severity, i+1)
	if pitfall != "" {
		fmt.Fprintf(&b, "pitfall: %s\n", strings.TrimSuffix(pitfall, ".md"))
	}
	rest := strings.TrimSpace(strings.TrimPrefix(c.Explain, firstSentence(c.Explain))) // the first is the description
	fmt.Fprintf(&b, "---\n\n**%s.** %s\n", severityNames[c.Severity], rest)
	if c.Severity != diag.Off {
		b.WriteString("\nTo silence or ignore it, [accept a finding](#how-to-accept-silence-or-ignore-it), or turn the check off with [`checks:` in `handbook.yaml`](#in-the-whole-handbook).\n")
	}
	if pitfall != "" {
		fmt.Fprintf(&b, "\nWhat is behind it, and the way out: [%s](../%s).\n", strings.ReplaceAll(r.Pitfall, "-", " "), pitfall)
	}
	b.WriteString("\n## What it finds\n")
	writeSample(&b, r.Sample(r.Before))
	b.WriteString("\n## What it leaves alone\n")
	writeSample(&b, r.Sample(r.After))
	fmt.Fprintf(&b, "\nBoth are judged as of %s.\n", SampleDay.Format("2 January 2006"))
	b.WriteString("\n## When it judges\n\n")
	fmt.Fprintf(&b, "It judges %s", r.subject())
	if r.Lexical {
		b.WriteString(" in English, by what their sentences say")
	}
	switch {
	case c.Severity == diag.Off:
		b.WriteString(". It is switched off unless `handbook.yaml` gives it a severity.\n")
	case r.Code == "D405":
		b.WriteString(" that have ended.\n")
	default:
		b.WriteString(". What is proposed is judged one step lower, a draft for information; what has ended is not judged.\n")
	}
	fmt.Fprintf(&b, "\n## How to accept, silence or ignore it\n\nAccept a finding with a reason of at least four words, for the page in its front matter:\n\n```yaml\naccept:\n  - check: %[1]s\n    because: …\n    until: 2026-12-31 # or leave it out\n```\n\nor for a passage, before it:\n\n```markdown\n<!-- accept %[1]s: … -->\n```\n", r.Code)
	if c.Severity != diag.Off {
		fmt.Fprintf(&b, "\n### In the whole handbook\n\nTo ignore what it finds everywhere, turn it off with the switch `checks` in the settings:\n\n```yaml title=\"handbook.yaml\"\nchecks:\n  %s: off\n```\n", r.Code)
	}
	return b.String()
}

// writeSample writes the pages of an example as blocks of code.
func writeSample(b *strings.Builder, files []File) {
	for _, f := range files {
		fmt.Fprintf(b, "\n````markdown title=%q\n%s````\n", f.Path, f.Text)
	}
}

// list returns the page that lists all rules.
func list(pitfall func(name string) string) string {
	var b strings.Builder
	b.WriteString("---\ntitle: Checks\ndescription: What Waymark looks for in visions and strategies, each with an example and the way to accept it.\nweight: 900\n---\n\n")
	b.WriteString("No score and no green badge: good strategy does not come from filling in forms. Each check points at a passage and asks about it; the answer may well be a reason why it is right as it is, and then [write that down](#accepting).\n")
	last := byte(0)
	for _, r := range Rules {
		if r.Code[0] != last {
			last = r.Code[0]
			fmt.Fprintf(&b, "\n## %s\n\n| Check | Severity | What it means | Pitfall |\n|---|---|---|---|\n", groups[last])
		}
		c := r.described()
		link := ""
		if p := pitfall(r.Pitfall); p != "" {
			link = fmt.Sprintf("[%s](../%s)", strings.ReplaceAll(r.Pitfall, "-", " "), p)
		}
		fmt.Fprintf(&b, "| [%s %s](%s.md) | %s | %s | %s |\n", c.Code, c.Name, strings.ToLower(c.Code), c.Severity, firstSentence(c.Explain), link)
	}
	b.WriteString("\n## Accepting\n\nA finding that is to stay is accepted with a reason, which readers of the page see. Accepting is checked too:\n\n| Check | Severity | What it means |\n|---|---|---|\n")
	for _, c := range diag.Codes {
		if c.Code[0] == 'A' {
			fmt.Fprintf(&b, "| %s %s | %s | %s |\n", c.Code, c.Name, c.Severity, firstSentence(c.Explain))
		}
	}
	return b.String()
}

var severityNames = map[diag.Severity]string{diag.Error: "Error", diag.Warning: "Warning", diag.Info: "For information", diag.Off: "Off"}

// groups are the headings of the list, by the letter of the codes.
var groups = map[byte]string{'V': "Visions", 'S': "Strategies", 'F': "Fit with the pattern", 'D': "Liveness", 'X': "Agreement"}

func firstSentence(text string) string { return text[:wording.Sentences(text, nil)[0][1]] }
