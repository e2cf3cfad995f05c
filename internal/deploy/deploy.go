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
// Open looks at the branch, Branch.Push changes it. Each commit says in a trailer,
// Waymark-Tree, which tree Waymark made. A tip whose tree is another, or that has
// no such trailer, is somebody else's work, and is left alone unless the user
// insists; then it stays in the branch's history. A push goes through only if the
// branch is still what was looked at. The branch that is checked out is never
// deployed to. A push that was cut off may have arrived or not; the next one begins
// with what is there.
package deploy

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/ownfile"
)

// Options say where to deploy to, and how.
type Options struct {
	Remote string // a remote of the project's repository, or an address: a folder's from the working folder
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
}

// Nothing tells whether the branch was up to date.
func (r Result) Nothing() bool { return r.Commit == "" }

// A Branch is one of a remote, as it was when it was looked at.
type Branch struct {
	git
	Options
	ref string // of the branch
	tip string // the commit that the branch has on the remote; empty: there is no such branch
	top tree   // the tip's files
}

// Open looks at the branch to deploy to, from the repository that project lies in.
//
// A diagnostic of severity Error says why the branch may not be touched: B006
// somebody else changed it, B007 it is the one that is checked out, B010 there is
// no such place. An error is git's or the machine's.
func Open(ctx context.Context, project string, opt Options) (*Branch, []diag.Diagnostic, error) {
	b := &Branch{git: git{ctx: ctx, dir: project}, Options: opt, ref: "refs/heads/" + opt.Branch}
	for _, step := range []func() (*diag.Diagnostic, error){b.findRemote, b.checkName, b.look, b.checkForeign} {
		if refusal, err := step(); err != nil {
			return nil, nil, err
		} else if refusal != nil {
			return nil, []diag.Diagnostic{*refusal}, nil
		}
	}
	return b, nil, nil
}

// Push deploys the files, slash-separated paths below dir. When it fails, the
// branch is as it was, or, if the push itself was cut off, has all of them. When
// there is something to push, agree is called before, and its error ends all.
func (b *Branch) Push(dir string, files []string, agree func() error) (Result, error) {
	result, err := b.prepare(dir, files)
	if err != nil || result.Nothing() {
		return result, err
	}
	if err := agree(); err != nil || b.DryRun {
		return result, err
	}
	return result, b.push(result.Commit)
}

// findRemote finds the repository and the remote.
func (b *Branch) findRemote() (*diag.Diagnostic, error) {
	nowhere := func(path, message, hint string) *diag.Diagnostic {
		d := diag.New("B010", diag.Position{Path: path}, "%s", message).WithHint("%s", hint)
		return &d
	}
	if _, err := b.run("rev-parse", "--git-dir"); err != nil {
		if strings.Contains(err.Error(), "not a git repository") {
			return nowhere(filepath.ToSlash(b.dir), "this folder is in no git repository, so there is no remote to deploy to",
				"begin one with `git init`, and name its remote with `git remote add origin ADDRESS`"), nil
		}
		return nil, err
	}
	listed, err := b.run("remote")
	if err != nil {
		return nil, err
	}
	remotes := strings.Fields(listed)
	if slices.Contains(remotes, b.Remote) {
		return nil, nil
	}
	if info, err := os.Stat(b.Remote); err == nil && info.IsDir() { // git would look for it from the top of the repository
		b.Remote, err = filepath.Abs(b.Remote)
		return nil, err
	}
	if isAddress(b.Remote) {
		return nil, nil
	}
	hint := "add it with `git remote add " + b.Remote + " ADDRESS`, or name another with --remote"
	switch {
	case b.Remote == "" || strings.HasPrefix(b.Remote, "-"):
		return nowhere(b.Branch, fmt.Sprintf("%q is no remote", b.Remote), "name a remote or an address with --remote"), nil
	case len(remotes) > 0:
		hint += ": there is " + diag.List(remotes)
	}
	return nowhere(b.Branch, "this repository has no remote "+b.Remote, hint), nil
}

// isAddress reports whether a remote is no name: git takes what has a colon or a
// slash for an address or a folder.
func isAddress(remote string) bool {
	return strings.ContainsAny(remote, `:/\`) && !strings.HasPrefix(remote, "-")
}

// checkName refuses a name that is no branch's, and the branch that is checked out.
func (b *Branch) checkName() (*diag.Diagnostic, error) {
	if _, err := b.run("check-ref-format", b.ref); err != nil {
		if b.ctx.Err() != nil {
			return nil, err
		}
		d := diag.New("B010", diag.Position{Path: b.Branch}, "%q cannot be the name of a branch", b.Branch).WithHint("name another with --branch")
		return &d, nil
	}
	if current, err := b.run("symbolic-ref", "--quiet", "HEAD"); err == nil && current == b.ref {
		d := diag.New("B007", diag.Position{Path: b.Branch}, "%s is the branch that is checked out; a built handbook would replace its files", b.Branch).
			WithHint("name another branch with --branch")
		return &d, nil
	}
	return nil, nil
}

// look finds out what the remote has, and fetches it.
func (b *Branch) look() (*diag.Diagnostic, error) {
	listed, err := b.run("ls-remote", b.Remote, b.ref)
	if err != nil {
		return nil, fmt.Errorf("%s does not say which branches it has, so nothing was deployed; `git ls-remote %s` has to work: %w", b.Remote, b.Remote, err)
	}
	b.tip, _, _ = strings.Cut(listed, "\t")
	if b.tip == "" {
		return nil, nil
	}
	fetch := []string{"fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"}
	if b.isShallow() {
		fetch = append(fetch, "--depth="+strconv.Itoa(mostBack)) // in a full clone, a depth would make it shallow
	}
	if _, err := b.run(append(fetch, b.Remote, "+"+b.ref+":"+b.remembered())...); err != nil {
		return nil, fmt.Errorf("fetch %s from %s: %w", b.Branch, b.Remote, err)
	}
	if b.tip, err = b.run("rev-parse", "--verify", b.remembered()+"^{commit}"); err != nil {
		return nil, fmt.Errorf("read %s: %w", b.Branch, err)
	}
	b.top, err = b.readTree(b.tip)
	return nil, err
}

func (b *Branch) isShallow() bool {
	shallow, err := b.run("rev-parse", "--is-shallow-repository")
	return err == nil && shallow == "true"
}

func (b *Branch) remembered() string { return "refs/waymark/deploy/" + b.Branch }

// checkForeign refuses a branch that is somebody else's, unless its history keeps
// what they did.
func (b *Branch) checkForeign() (*diag.Diagnostic, error) {
	foreign, err := b.foreign()
	if err != nil || len(foreign) == 0 || b.Force && !b.Squash {
		return nil, err
	}
	hint := "name another branch with --branch, or replace them with --force: the branch's history keeps them"
	if b.Squash {
		hint = "name another branch with --branch, or deploy once without --squash and with --force, so that the branch's history keeps them"
	}
	d := diag.New("B006", diag.Position{Path: b.Branch}, "somebody else changed the branch: %s", diag.ShortList(foreign, 3)).WithHint("%s", hint)
	return &d, nil
}

// Misplaced says that GitHub Pages would serve the branch below another path than
// the one that the handbook is built for, so that no link would lead anywhere
// (B011). A branch with a CNAME is served by a host of its own; of other hosts than
// GitHub nobody knows.
func (b *Branch) Misplaced(base string) []diag.Diagnostic {
	address := b.Remote
	if !isAddress(address) {
		var err error
		if address, err = b.run("remote", "get-url", "--push", b.Remote); err != nil {
			return nil
		}
	}
	m := onGitHub.FindStringSubmatch(address)
	if _, own := b.top[cnameFile]; own || m == nil {
		return nil
	}
	owner, name := strings.ToLower(m[1]), m[2]
	site, path := "https://"+owner+".github.io/", "/"
	if !strings.EqualFold(name, owner+".github.io") {
		site, path = site+name+"/", "/"+name+"/"
	}
	if strings.EqualFold(base, path) {
		return nil
	}
	return []diag.Diagnostic{diag.New("B011", diag.Position{Path: b.Branch}, "GitHub Pages serves %s/%s below %s, and this handbook is built for %s", m[1], name, path, base).
		WithHint("give --base-url %s, or write it as base_url into handbook.yaml; with a domain of your own, put its name into content/CNAME", site)}
}

var onGitHub = regexp.MustCompile(`(?i)^(?:[a-z+]+://)?(?:[^@/]+@)?github\.com(?::\d+/|[:/])/?([a-z0-9-]+)/([a-z0-9._-]+?)(?:\.git)?/?$`)

// prepare makes the commit that is to be pushed, if it is another than the tip.
func (b *Branch) prepare(dir string, files []string) (Result, error) {
	built, err := b.hash(dir, files)
	if err != nil {
		return Result{}, err
	}
	if cname, there := b.top[cnameFile]; there {
		if _, own := built[cnameFile]; !own {
			built[cnameFile] = cname
		}
	}
	result := compare(b.top, built)
	if b.tip != "" && len(result.Added)+len(result.Changed)+len(result.Removed) == 0 {
		return result, nil
	}
	if result.Commit, err = b.commit(built); err != nil {
		return Result{}, err
	}
	result.Size, err = b.sizeOf(result.Commit)
	return result, err
}

// cnameFile is the domain of a site on GitHub Pages.
const cnameFile = "CNAME"

// push sends the commit. A branch that moved since it was looked at stays as it
// is.
func (b *Branch) push(commit string) error {
	args := []string{"push", "--porcelain", "--no-recurse-submodules"}
	g := b.git
	if b.Squash {
		args = append(args, "--force-with-lease="+b.ref+":"+b.tip)
		end, clean, err := b.endAt(b.tip)
		if err != nil {
			return err
		}
		defer clean()
		g.env = append(slices.Clone(g.env), end...)
	}
	said, err := g.run(append(args, b.Remote, commit+":"+b.ref)...)
	why := rejection(said)
	switch {
	case err == nil:
		_, err = b.run("update-ref", b.remembered(), commit)
		return err
	case strings.HasPrefix(why, "[rejected]"):
		return fmt.Errorf("somebody else pushed to %s of %s meanwhile, so nothing was deployed; deploy again", b.Branch, b.Remote)
	case why != "":
		return fmt.Errorf("%s refuses the push, and its branch %s is as it was: %s; deploy again when that is settled\n%w", b.Remote, b.Branch, why, err)
	case b.ctx.Err() != nil:
		// Not %w: that it was interrupted does not mean that nothing arrived.
		return fmt.Errorf("interrupted while pushing to %s of %s; deploy again, which begins with what has arrived", b.Branch, b.Remote)
	}
	return fmt.Errorf("the push to %s of %s failed; deploy again, which begins with what has arrived: %w", b.Branch, b.Remote, err)
}

// endAt returns what tells git that history ends at a commit. A squashed commit has
// no parent, so git would send all files again: only in a shallow clone does it
// look into what the remote has for more than the parents' files. A git that knows
// no such variable sends all of them.
func (b *Branch) endAt(tip string) (env []string, clean func(), err error) {
	if tip == "" || b.isShallow() {
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

// rejection is why the remote did not take the branch, or nothing.
func rejection(porcelain string) string {
	for line := range strings.SplitSeq(porcelain, "\n") {
		if why, ok := strings.CutPrefix(line, "!\t"); ok {
			return why[strings.LastIndexByte(why, '\t')+1:] // behind what was to be pushed where
		}
	}
	return ""
}

// inside returns the file of a slash-separated path, which no link leads to.
func inside(dir, file string) (string, error) {
	name, err := filepath.Abs(filepath.Join(dir, filepath.FromSlash(file)))
	if err != nil {
		return "", err
	}
	if err := ownfile.Folders(dir, path.Dir(file)); err != nil {
		return "", err
	}
	info, err := os.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is no longer the file that was built; build again", name)
	}
	return name, err
}
