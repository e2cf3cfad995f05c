// Package deploy puts a built folder on a branch of a git remote, where GitHub
// Pages and others serve it from.
//
// git itself does the work, in the project's own repository, so that remotes,
// credentials and proxies are those that the user has set up. Neither the
// checked-out files nor the index nor a branch of the repository is touched: the
// files become a tree, the tree a commit on top of what the remote has, and the
// commit is pushed. Only what changed is transferred. The last deployed commit is
// kept as refs/waymark/deploy/BRANCH.
//
// # What is on the branch
//
// Exactly the published files, byte for byte, and a CNAME that is there already,
// for GitHub writes that file itself when somebody names a domain.
//
// # Nothing is lost
//
// Each commit says in a trailer, Waymark-Tree, which tree Waymark made. A tip whose
// tree is another, or that has no such trailer, is somebody else's work, and is
// left alone unless the user insists; then it stays in the branch's history. A
// push goes through only if the branch is still what was looked at. The branch
// that is checked out is never deployed to.
package deploy

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/diag"
)

// Options say where to deploy to, and how.
type Options struct {
	Remote string // a remote of the project's repository, or an address
	Branch string
	Squash bool // the branch holds one commit: this one
	Force  bool // replace what somebody else did to the branch; its history keeps it, so not with Squash
	DryRun bool // say what would be pushed, and push nothing
}

// A Result is what was deployed, or would be.
type Result struct {
	Commit  string // empty when the branch has all of it already
	Added   []string
	Changed []string
	Removed []string
	Size    int64 // of what is new to the remote, in bytes: no more than that is sent
	Foreign int   // files of somebody else that go from the branch, because of Force
}

// Nothing tells whether the branch was up to date.
func (r Result) Nothing() bool { return r.Commit == "" }

// Push deploys the files, slash-separated paths below dir, from the repository
// that project lies in.
//
// A diagnostic of severity Error says why the branch may not be touched: B006
// somebody else changed it, B007 it is the one that is checked out. An error is
// git's or the machine's. In both cases the branch is as it was.
func Push(ctx context.Context, project, dir string, files []string, opt Options) (Result, []diag.Diagnostic, error) {
	d := deployment{git: git{ctx: ctx, dir: project}, Options: opt, ref: "refs/heads/" + opt.Branch}
	if _, err := d.run("rev-parse", "--git-dir"); err != nil {
		return Result{}, nil, err
	}
	if err := d.checkNames(); err != nil {
		return Result{}, nil, err
	}
	if current, err := d.run("symbolic-ref", "--quiet", "HEAD"); err == nil && current == d.ref {
		return Result{}, []diag.Diagnostic{diag.New("B007", diag.Position{Path: opt.Branch}, "%s is the branch that is checked out; a built handbook would replace its files", opt.Branch).
			WithHint("name another branch with --branch")}, nil
	}
	if err := d.look(); err != nil {
		return Result{}, nil, err
	}
	result, refusal, err := d.prepare(dir, files)
	if refusal != nil {
		return Result{}, []diag.Diagnostic{*refusal}, nil
	}
	if err != nil || result.Nothing() || opt.DryRun {
		return result, nil, err
	}
	return result, nil, d.push(result.Commit)
}

// A deployment is one run of Push.
type deployment struct {
	git
	Options
	ref string // of the branch
	tip string // the commit that the branch has on the remote; empty: there is no such branch
	top tree   // the tip's files
}

// checkNames refuses names that git would take for something else.
func (d *deployment) checkNames() error {
	if _, err := d.run("check-ref-format", d.ref); err != nil {
		return fmt.Errorf("%q is no name of a branch", d.Branch)
	}
	if strings.HasPrefix(d.Remote, "-") || d.Remote == "" {
		return fmt.Errorf("%q is no remote", d.Remote)
	}
	return nil
}

// look finds out what the remote has, and fetches it.
func (d *deployment) look() error {
	listed, err := d.run("ls-remote", d.Remote, d.ref)
	if err != nil {
		return fmt.Errorf("ask %s for its branches: %w", d.Remote, err)
	}
	d.tip, _, _ = strings.Cut(listed, "\t")
	if d.tip == "" {
		return nil
	}
	fetch := []string{"fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"}
	if shallow, _ := d.run("rev-parse", "--is-shallow-repository"); shallow == "true" {
		fetch = append(fetch, "--depth="+strconv.Itoa(mostBack)) // in a full clone, a depth would make it shallow
	}
	if _, err := d.run(append(fetch, d.Remote, "+"+d.ref+":"+d.remembered())...); err != nil {
		return fmt.Errorf("fetch %s from %s: %w", d.Branch, d.Remote, err)
	}
	if d.tip, err = d.run("rev-parse", "--verify", d.remembered()+"^{commit}"); err != nil {
		return fmt.Errorf("read %s: %w", d.Branch, err)
	}
	d.top, err = d.readTree(d.tip)
	return err
}

func (d *deployment) remembered() string { return "refs/waymark/deploy/" + d.Branch }

// prepare makes the commit that is to be pushed, unless the branch is somebody
// else's.
func (d *deployment) prepare(dir string, files []string) (Result, *diag.Diagnostic, error) {
	foreign, err := d.foreign()
	if err != nil {
		return Result{}, nil, err
	}
	if len(foreign) > 0 && (!d.Force || d.Squash) {
		refusal := d.refuse(foreign)
		return Result{}, &refusal, nil
	}
	built, err := d.hash(dir, files)
	if err != nil {
		return Result{}, nil, err
	}
	if cname, there := d.top[cnameFile]; there {
		if _, own := built[cnameFile]; !own {
			built[cnameFile] = cname
		}
	}
	result := compare(d.top, built)
	result.Foreign = len(foreign)
	if d.tip != "" && len(result.Added)+len(result.Changed)+len(result.Removed) == 0 {
		return result, nil, nil
	}
	if result.Commit, err = d.commit(built); err != nil {
		return Result{}, nil, err
	}
	result.Size, err = d.sizeOf(result.Commit)
	return result, nil, err
}

// cnameFile is the domain of a site on GitHub Pages.
const cnameFile = "CNAME"

// refuse says whose work is in the way.
func (d *deployment) refuse(foreign []string) diag.Diagnostic {
	hint := "name another branch with --branch, or replace them with --force: the branch's history keeps them"
	if d.Squash {
		hint = "name another branch with --branch, or deploy once without --squash and with --force, so that the branch's history keeps them"
	}
	return diag.New("B006", diag.Position{Path: d.Branch}, "somebody else changed the branch: %s", few(foreign)).WithHint("%s", hint)
}

func few(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more files", strings.Join(names[:most], ", "), len(names)-most)
}

// push sends the commit. A branch that moved since it was looked at stays as it
// is.
func (d *deployment) push(commit string) error {
	args := []string{"push", "--porcelain", "--no-recurse-submodules"}
	g := d.git
	if d.Squash {
		args = append(args, "--force-with-lease="+d.ref+":"+d.tip)
		end, clean, err := d.endAt(d.tip)
		if err != nil {
			return err
		}
		defer clean()
		g.env = append(slices.Clone(g.env), end...)
	}
	said, err := g.run(append(args, d.Remote, commit+":"+d.ref)...)
	switch {
	case err == nil:
		_, err = d.run("update-ref", d.remembered(), commit)
		return err
	case strings.Contains(said, "[rejected]"):
		return fmt.Errorf("somebody else pushed to %s of %s meanwhile, so nothing was deployed; deploy again", d.Branch, d.Remote)
	}
	return fmt.Errorf("push to %s of %s, which is as it was: %w", d.Branch, d.Remote, errors.Join(err, rejection(said)))
}

// endAt returns what tells git that history ends at a commit. A squashed commit has
// no parent, so git would send all files again: only in a shallow clone does it
// look into what the remote has for more than the parents' files. A git that knows
// no such variable sends all of them.
func (d *deployment) endAt(tip string) (env []string, clean func(), err error) {
	if shallow, _ := d.run("rev-parse", "--is-shallow-repository"); tip == "" || shallow == "true" {
		return nil, func() {}, nil
	}
	f, err := os.CreateTemp("", "waymark-deploy-")
	if err != nil {
		return nil, nil, err
	}
	clean = func() { os.Remove(f.Name()) }
	_, err = f.WriteString(tip + "\n")
	if err := errors.Join(err, f.Close()); err != nil {
		clean()
		return nil, nil, err
	}
	return []string{"GIT_SHALLOW_FILE=" + f.Name()}, clean, nil
}

// rejection is what the remote said about the branch, or nothing.
func rejection(porcelain string) error {
	for line := range strings.Lines(porcelain) {
		if why, ok := strings.CutPrefix(line, "!\t"); ok {
			return errors.New(strings.TrimSpace(why))
		}
	}
	return nil
}

// inside returns the file of a slash-separated path.
func inside(dir, path string) (string, error) {
	name, err := filepath.Abs(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil {
		return "", err
	}
	info, err := os.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is no longer the file that was built; build again", name)
	}
	return name, err
}
