package deploy

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/internal/source"
)

// git runs git in the project's folder, with the user's own settings. It may ask
// for a password; it runs no hook.
type git struct {
	ctx context.Context
	dir string
	env []string // besides the process's own
}

// run returns what a git command prints, without the last line end. Its error
// has git's own words.
func (g git) run(args ...string) (string, error) { return g.feed("", args...) }

// feed is run with something on the command's standard input.
func (g git) feed(input string, args ...string) (string, error) {
	cmd := exec.CommandContext(g.ctx, "git", append([]string{"--no-pager", "-c", "core.hooksPath=" + os.DevNull}, args...)...)
	cmd.Dir = g.dir
	cmd.Env = append(source.GitEnviron(), "LC_ALL=C")
	cmd.Env = append(cmd.Env, g.env...)
	cmd.WaitDelay = time.Second
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if input != "" {
		cmd.Stdin = strings.NewReader(input)
	}
	err := cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		err = errors.New("git is not installed")
	case g.ctx.Err() != nil:
		err = g.ctx.Err()
	case err != nil && said.Len() > 0:
		err = fmt.Errorf("git says: %s", strings.TrimSpace(said.String()))
	}
	return strings.TrimSuffix(out.String(), "\n"), err
}

// A tree is the files of a commit: by path, what git calls their bytes.
type tree map[string]string

// readTree returns the files of a commit.
func (g git) readTree(commit string) (tree, error) {
	listed, err := g.run("ls-tree", "-r", "-z", "--full-tree", commit)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", commit, err)
	}
	t := make(tree)
	for line := range strings.SplitSeq(listed, "\x00") {
		if about, path, ok := strings.Cut(line, "\t"); ok { // about is mode, type and name
			t[path] = about[strings.LastIndexByte(about, ' ')+1:]
		}
	}
	return t, nil
}

// hash gives the files to git, as they are: no filter and no setting for line
// ends changes a byte.
func (g git) hash(dir string, files []string) (tree, error) {
	var list strings.Builder
	for _, path := range files {
		name, err := inside(dir, path)
		if err != nil {
			return nil, fmt.Errorf("deploy %s: %w", path, err)
		}
		list.WriteString(quoted(name) + "\n")
	}
	if len(files) == 0 {
		return tree{}, nil
	}
	hashed, err := g.feed(list.String(), "hash-object", "-w", "--no-filters", "--stdin-paths")
	if err != nil {
		return nil, fmt.Errorf("store the files: %w", err)
	}
	ids := strings.Split(hashed, "\n")
	if len(ids) != len(files) {
		return nil, fmt.Errorf("store the files: git took %d of %d", len(ids), len(files))
	}
	t := make(tree, len(files))
	for i, path := range files {
		t[path] = ids[i]
	}
	return t, nil
}

// quoted returns a name of a file as git reads it from a list of lines.
func quoted(name string) string {
	if !strings.Contains(name, "\n") {
		return name
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(name) + `"`
}

// compare returns which files a branch gets, in order of their paths.
func compare(old, new tree) Result {
	var r Result
	for _, path := range slices.Sorted(maps.Keys(new)) {
		switch before, there := old[path]; {
		case !there:
			r.Added = append(r.Added, path)
		case before != new[path]:
			r.Changed = append(r.Changed, path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(old)) {
		if _, stays := new[path]; !stays {
			r.Removed = append(r.Removed, path)
		}
	}
	return r
}

// write makes a tree of git's, by way of an index of its own.
func (g git) write(t tree) (string, error) {
	dir, err := os.MkdirTemp("", "waymark-deploy-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	var list strings.Builder
	for _, path := range slices.Sorted(maps.Keys(t)) {
		fmt.Fprintf(&list, "100644 %s\t%s\x00", t[path], path)
	}
	g.env = append(slices.Clone(g.env), "GIT_INDEX_FILE="+dir+"/index")
	if list.Len() > 0 {
		if _, err := g.feed(list.String(), "update-index", "-z", "--index-info"); err != nil {
			return "", fmt.Errorf("list the files: %w", err)
		}
	}
	return g.run("write-tree")
}

// commit makes a commit of the files, on top of the tip unless the branch is to
// hold one alone.
func (b *Branch) commit(t tree) (string, error) {
	id, err := b.write(t)
	if err != nil {
		return "", err
	}
	args := []string{"commit-tree", id}
	if b.tip != "" && !b.Squash {
		args = append(args, "-p", b.tip)
	}
	g := b.git
	if _, err := g.run("var", "GIT_COMMITTER_IDENT"); err != nil { // on a machine that nobody has set up, such as CI
		for _, who := range []string{"AUTHOR", "COMMITTER"} {
			g.env = append(g.env, "GIT_"+who+"_NAME=Waymark", "GIT_"+who+"_EMAIL=waymark@localhost")
		}
	}
	return g.feed(b.message(id), args...)
}

// message says what was deployed. Its trailer is how the next deployment knows
// its own work.
func (b *Branch) message(tree string) string {
	message := "Deploy the handbook\n\n"
	if head, err := b.run("rev-parse", "--verify", "HEAD"); err == nil {
		message += "Waymark-Source: " + head + "\n"
	}
	return message + trailer + ": " + tree + "\n"
}

const trailer = "Waymark-Tree"

// mostBack is how many commits are looked at for one of ours.
const mostBack = 50

// foreign returns the files that somebody else put on the branch, changed or
// removed there, in order of their paths: all of them, if nothing there is ours.
// A CNAME is nobody's.
func (b *Branch) foreign() ([]string, error) {
	if b.tip == "" {
		return nil, nil
	}
	log, err := b.run("log", "--max-count="+strconv.Itoa(mostBack), "--first-parent", "--no-show-signature",
		"--format=%H %T %(trailers:key="+trailer+",valueonly,separator=)", b.tip)
	if err != nil {
		return nil, fmt.Errorf("read the history of %s: %w", b.Branch, err)
	}
	ours := tree{}
	for line := range strings.SplitSeq(log, "\n") {
		if fields := strings.Fields(line); len(fields) == 3 && fields[1] == fields[2] {
			if ours, err = b.readTree(fields[0]); err != nil {
				return nil, err
			}
			break
		}
	}
	delete(ours, cnameFile)
	there := maps.Clone(b.top)
	delete(there, cnameFile)
	r := compare(ours, there)
	all := slices.Concat(r.Added, r.Changed, r.Removed)
	slices.Sort(all)
	return all, nil
}

// sizeOf returns how many bytes of objects the remote does not have yet. Most of
// them are sent as what differs from one that it has, in far fewer bytes.
func (b *Branch) sizeOf(commit string) (int64, error) {
	args := []string{"rev-list", "--objects-edge-aggressive", "--disk-usage", commit}
	if b.tip != "" {
		args = append(args, "^"+b.tip)
	}
	told, err := b.run(args...)
	if err != nil {
		return 0, fmt.Errorf("measure what is new: %w", err)
	}
	size := told[strings.LastIndexByte(told, '\n')+1:] // above it stand commits that the remote has
	return strconv.ParseInt(size, 10, 64)
}
