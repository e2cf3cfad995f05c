package scaffold

import (
	"io/fs"
	"regexp"
	"strings"
	"text/template"

	"waymark/internal/diag"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// A Tool says where a handbook's workflow gets the program from. The zero Tool
// leaves it open, and CheckWorkflow says so.
type Tool struct {
	Repository string // on GitHub: OWNER/REPO
	Revision   string // a commit or a tag
}

// ParseTool reads OWNER/REPO@REV.
func ParseTool(text string) (Tool, bool) {
	m := tool.FindStringSubmatch(text)
	if m == nil {
		return Tool{}, false
	}
	return Tool{Repository: m[1], Revision: m[2]}, true
}

// tool is what GitHub allows in names of repositories, and git in those of
// revisions, without what YAML or a shell could take for something else.
var tool = regexp.MustCompile(`^([A-Za-z0-9-]+/[A-Za-z0-9._-]+)@([A-Za-z0-9][A-Za-z0-9._/-]*)$`)

// WorkflowPath is where GitHub looks for the workflow that publishes a handbook.
const WorkflowPath = ".github/workflows/pages.yml"

// Workflow returns the workflow that builds a handbook and publishes it on GitHub
// Pages.
func Workflow(t Tool) File {
	text, err := fs.ReadFile(starter, "starter/pages.yml")
	if err != nil {
		panic("scaffold: " + err.Error()) // it is embedded in this program
	}
	var b strings.Builder
	// GitHub's own expressions stand between braces.
	if err := template.Must(template.New("pages.yml").Delims("[[", "]]").Parse(string(text))).Execute(&b, t); err != nil {
		panic("scaffold: " + err.Error())
	}
	return File{Path: WorkflowPath, Data: []byte(b.String())}
}

// CheckWorkflow says which of the two lines at the top of a workflow of ours is
// still empty (B008). Of any other file it says nothing.
func CheckWorkflow(t *source.Text) []diag.Diagnostic {
	tree, _ := meta.YAML(t, "C001")
	env := tree.Get("env")
	var ds []diag.Diagnostic
	for _, line := range []struct{ name, what, example string }{
		{"WAYMARK_REPOSITORY", "which repository the program comes from", "OWNER/REPO"},
		{"WAYMARK_REVISION", "which revision of the program to build", "a commit or a tag"},
	} {
		value := env.Get(line.name)
		if value.Type != meta.Absent && strings.TrimSpace(value.Text) == "" {
			ds = append(ds, diag.New("B008", value.At.In(t.Name), "%s does not say %s", line.name, line.what).
				WithHint("write %s there, or remove the file if GitHub Pages does not publish this handbook", line.example))
		}
	}
	return ds
}
