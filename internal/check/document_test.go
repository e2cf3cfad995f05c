package check

import (
	"path"
	"strings"
	"testing"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// The pages that document the rules are pages of a handbook without a mistake,
// whether or not it has pages for the pitfalls.
func TestDocumentsAreAHandbookWithoutAMistake(t *testing.T) {
	pitfalls := make(map[string]string)
	for _, r := range Rules {
		if r.Pitfall != "" {
			pitfalls["pitfalls/"+r.Pitfall+".md"] = "---\ndescription: x\n---\n"
		}
	}
	for name, taught := range map[string]func(string) string{
		"with pitfalls": func(name string) string {
			if name == "" {
				return ""
			}
			return "pitfalls/" + name + ".md"
		},
		"without": func(string) string { return "" },
	} {
		t.Run(name, func(t *testing.T) {
			files := make(map[string]string)
			if taught("x") != "" {
				for p, text := range pitfalls {
					files[p] = text
				}
			}
			for _, f := range Documents(taught) {
				files[f.Path] = f.Text
				if taught("x") == "" && (strings.Contains(f.Text, "\npitfall:") || strings.Contains(f.Text, "](../")) {
					t.Errorf("%s leads to a page that is not there", f.Path)
				}
			}
			h, _ := made(t, files, "")
			for _, d := range h.Diags {
				if strings.HasPrefix(d.Path, "content/checks/") && d.Severity > diag.Info {
					t.Errorf("%s: %s: %s", d.Code, d.Position, d.Message)
				}
			}
			for _, r := range Rules {
				p := h.Find(kind.Check, strings.ToLower(r.Code))
				if p == nil || p.Address != "/checks/"+strings.ToLower(r.Code)+"/" || p.Values[kind.FieldSeverity].Text != r.Severity().String() {
					t.Errorf("%s: %+v", r.Code, p)
				}
				if asked := p.Values[kind.FieldAsked].List; len(asked) == 0 || !strings.Contains(asked[0].Text, "silence") || !strings.HasSuffix(asked[0].Text, r.Code) {
					t.Errorf("%s is asked %v", r.Code, asked)
				}
				if off := strings.Contains(files["checks/"+strings.ToLower(r.Code)+".md"], "\nchecks:\n  "+r.Code+": off\n"); off != (r.Severity() != diag.Off) {
					t.Errorf("%s says how it is turned off: %v", r.Code, off)
				}
				body := strings.SplitN(files["checks/"+strings.ToLower(r.Code)+".md"], "---", 3)[2]
				if leads := strings.Contains(body, "silence or ignore it") && strings.Contains(body, "`checks:` in `handbook.yaml`](#in-the-whole-handbook)"); leads != (r.Severity() != diag.Off) {
					t.Errorf("%s says in its text how it is silenced: %v", r.Code, leads)
				}
				if to := related(p, kind.RelationCheckPitfall); (to != nil) != (r.Pitfall != "" && taught("x") != "") || to != nil && path.Base(to.ID) != r.Pitfall {
					t.Errorf("%s leads to %v", r.Code, to)
				}
			}
		})
	}
}
