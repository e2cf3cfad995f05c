// Package origin says where the source of a program can be fetched from: the
// repository on its host, and the revision.
package origin

import (
	"context"
	"net/url"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/source"
)

// GitHub is the host that is meant where none is named.
const GitHub = "github.com"

// public are the hosts that strangers can fetch from.
var public = []string{GitHub, "gitlab.com"}

// An Origin is one revision of a repository. The zero Origin is not known.
type Origin struct {
	Host       string // such as github.com
	Repository string // OWNER/REPO; on GitLab also GROUP/SUBGROUP/REPO
	Revision   string // a commit or a tag
}

// Parse reads OWNER/REPO@REV, of GitHub, or HOST/OWNER/REPO@REV.
func Parse(text string) (Origin, bool) {
	m := form.FindStringSubmatch(text)
	if m == nil {
		return Origin{}, false
	}
	o := Origin{Host: m[1], Repository: m[2], Revision: m[3]}
	if o.Host == "" {
		o.Host = GitHub
	}
	return o, isRepository(o.Host, o.Repository)
}

// form is what hosts allow in names of repositories, and git in those of revisions,
// without what YAML or a shell could take for something else. The name of a host
// has a dot, which that of an owner on GitHub has not.
var form = regexp.MustCompile(`^(?:([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/)?([A-Za-z0-9_-][A-Za-z0-9._/-]*)@([A-Za-z0-9][A-Za-z0-9._/-]*)$`)

func isRepository(host, name string) bool {
	parts := strings.Split(name, "/")
	for _, part := range parts {
		if part == "" || part == "." || part == ".." || strings.HasPrefix(part, "-") {
			return false
		}
	}
	return len(parts) == 2 && !strings.Contains(parts[0], ".") || len(parts) >= 2 && host != GitHub
}

// String returns what Parse reads; of the zero Origin nothing.
func (o Origin) String() string {
	switch o.Host {
	case "":
		return ""
	case GitHub:
		return o.Repository + "@" + o.Revision
	}
	return o.Host + "/" + o.Repository + "@" + o.Revision
}

// Address returns where git fetches the repository from.
func (o Origin) Address() string {
	if o.Host == "" {
		return ""
	}
	return "https://" + o.Host + "/" + o.Repository
}

// Remote reads the address of a git remote on a public host, in the forms of HTTPS
// and SSH. Of any other address it says nothing; who logs in, and how, is left out.
func Remote(address string) (host, repository string, ok bool) {
	if !strings.Contains(address, "://") { // git@github.com:owner/repo.git
		before, name, found := strings.Cut(address, ":")
		if !found {
			return "", "", false
		}
		address = "ssh://" + before + "/" + strings.TrimPrefix(name, "/")
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "ssh" || u.RawQuery != "" || u.Fragment != "" {
		return "", "", false
	}
	host = strings.ToLower(u.Hostname())
	repository = strings.TrimSuffix(strings.Trim(u.Path, "/"), ".git")
	if _, ok := Parse(host + "/" + repository + "@x"); !ok || !slices.Contains(public, host) {
		return "", "", false
	}
	return host, repository, true
}

// RemoteOf returns what the remote origin of the git repository around a folder is.
func RemoteOf(ctx context.Context, dir string) (host, repository string, ok bool) {
	address, err := git(ctx, dir, "remote", "get-url", "origin")
	if err != nil {
		return "", "", false
	}
	return Remote(address)
}

// Of returns where others can fetch what is checked out around a folder: the tag or
// the commit, if the remote has it.
func Of(ctx context.Context, dir string) (Origin, bool) {
	host, repository, ok := RemoteOf(ctx, dir)
	if !ok {
		return Origin{}, false
	}
	at := func(revision string) (Origin, bool) {
		return Parse(Origin{host, repository, revision}.String())
	}
	if tag, err := git(ctx, dir, "describe", "--tags", "--exact-match"); err == nil {
		if o, ok := at(tag); ok {
			return o, true
		}
	}
	pushed, err := git(ctx, dir, "for-each-ref", "--count=1", "--contains=HEAD", "refs/remotes/origin")
	if err != nil || pushed == "" {
		return Origin{}, false
	}
	commit, err := git(ctx, dir, "rev-parse", "HEAD")
	if err != nil {
		return Origin{}, false
	}
	return at(commit)
}

func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", dir}, args...)...)
	cmd.Env = source.GitEnviron() // within a hook of git, dir counts all the same
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
