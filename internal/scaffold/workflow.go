package scaffold

import (
	"io/fs"
	"net/url"
	"strings"
	"text/template"

	"waymark/internal/diag"
	"waymark/internal/meta"
	"waymark/internal/origin"
	"waymark/internal/source"
)

// A Host publishes handbooks.
type Host struct {
	Name      string // as people name it on the command line
	Title     string // as it calls itself
	Workflow  string // the file that tells it to publish a handbook; empty: there is none
	ToPublish string // what is left to do, once
	starter   string
}

// Hosts are those that init knows; the last stands for all others.
var Hosts = []Host{
	{"github", "GitHub Pages", ".github/workflows/pages.yml", "choose GitHub Actions under Settings > Pages, and push to main", "starter/github.yml"},
	{"gitlab", "GitLab Pages", ".gitlab-ci.yml", "push to the default branch", "starter/gitlab.yml"},
	{Name: "none"},
}

// GitHub is the first of the hosts.
var GitHub = &Hosts[0]

// LookupHost returns the host of a name, in any letter case, or nil.
func LookupHost(name string) *Host {
	for i := range Hosts {
		if strings.EqualFold(name, Hosts[i].Name) {
			return &Hosts[i]
		}
	}
	return nil
}

// HostOf returns the host that an address shows to be, of a site or of a repository,
// or nil.
func HostOf(hostname string) *Host {
	for domain, name := range map[string]string{"github.io": "github", "github.com": "github", "gitlab.io": "gitlab", "gitlab.com": "gitlab"} {
		if hostname == domain || strings.HasSuffix(hostname, "."+domain) {
			return LookupHost(name)
		}
	}
	return nil
}

// TakesFrom reports whether the host's workflow can fetch the program from there.
// GitHub's checks out repositories of GitHub only.
func (h *Host) TakesFrom(o origin.Origin) bool { return h != GitHub || o.Host == origin.GitHub }

// workflow returns the file that tells the host to build and publish a handbook. Of a
// tool that it can't take, or that is not known, the file leaves open where it comes
// from, and CheckWorkflow says so.
func (h *Host) workflow(tool origin.Origin, baseURL string) []File {
	if h.Workflow == "" {
		return nil
	}
	if !h.TakesFrom(tool) {
		tool = origin.Origin{}
	}
	text, err := fs.ReadFile(starter, h.starter)
	if err != nil {
		panic("scaffold: " + err.Error()) // it is embedded in this program
	}
	data := struct {
		origin.Origin
		OwnDomain bool
	}{tool, isOwnDomain(baseURL)}
	var b strings.Builder
	// The hosts' own expressions stand between braces.
	if err := template.Must(template.New(h.starter).Delims("[[", "]]").Parse(string(text))).Execute(&b, data); err != nil {
		panic("scaffold: " + err.Error())
	}
	return []File{{Path: h.Workflow, Data: []byte(b.String())}}
}

// isOwnDomain reports whether a site has an address that its host did not give it.
func isOwnDomain(baseURL string) bool {
	u, err := url.Parse(baseURL)
	return err == nil && u.Host != "" && HostOf(u.Hostname()) == nil
}

// CheckWorkflow says that a workflow of ours does not know where the program comes
// from (B008), and what to write there: where this program comes from, if that is
// known. Of any other file it says nothing.
func CheckWorkflow(t *source.Text, from origin.Origin) []diag.Diagnostic {
	tree, _ := meta.YAML(t, "C001")
	isGitHub := t.Name == GitHub.Workflow
	variables := tree.Get("variables")
	if isGitHub {
		variables = tree.Get("env")
	}
	var empty []string
	var at diag.Position
	for _, name := range []string{"WAYMARK_REPOSITORY", "WAYMARK_REVISION"} {
		value := variables.Get(name)
		if value.Type == meta.Absent || strings.TrimSpace(value.Text) != "" {
			continue
		}
		if len(empty) == 0 {
			at = value.At.In(t.Name)
		}
		empty = append(empty, name)
	}
	if len(empty) == 0 {
		return nil
	}
	are, repository, revision := "is", "OWNER/REPO", "COMMIT-OR-TAG"
	if len(empty) > 1 {
		are = "are"
	}
	if !isGitHub {
		repository = "https://HOST/OWNER/REPO"
	}
	switch {
	case isGitHub && from.Host == origin.GitHub:
		repository, revision = from.Repository, from.Revision
	case !isGitHub && from.Host != "":
		repository, revision = from.Address(), from.Revision
	}
	return []diag.Diagnostic{diag.New("B008", at, "%s %s empty, so this workflow can't fetch Waymark and publishes nothing", strings.Join(empty, " and "), are).
		WithHint("write WAYMARK_REPOSITORY: %q and WAYMARK_REVISION: %q, or remove the file if another host publishes this handbook", repository, revision)}
}
