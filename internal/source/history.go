package source

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/internal/diag"
)

// Memory holds results by key. What it has forgotten is made again.
type Memory interface {
	Get(key [16]byte) ([]byte, bool)
	Put(key [16]byte, value []byte)
}

// History returns the day, in UTC, on which each file below dir was last
// changed, by path below dir: the author's date of the last commit that touched
// it. A file that git does not know, or that has changes which are not
// committed, has no date. Where git cannot tell (in a shallow clone, outside a
// repository) there are no dates, and one diagnostic that says why.
//
// What git said is remembered by the commit and the folder, so that only the
// first call for a commit reads the history. Nothing but the history reaches
// the result: no clock, time zone, locale, hook or program of the user's
// settings.
func History(ctx context.Context, dir string, memory Memory) (map[string]time.Time, []diag.Diagnostic) {
	g := git{ctx, dir}
	head, problem := g.head()
	if problem != nil {
		return nil, []diag.Diagnostic{*problem}
	}
	key := Sum([]byte("history 1"), []byte(head.commit), []byte(head.prefix))
	days, ok := map[string]int64(nil), false
	if known, found := memory.Get(key); found {
		days, ok = decodeDays(known)
	}
	if !ok {
		log, err := g.run("log", "--format=%at", "--raw", "-c", "-z", "--no-renames", "--no-show-signature",
			"--no-notes", "--no-color", "--no-ext-diff", "--no-textconv", head.commit, "--", ".")
		if err != nil {
			return nil, []diag.Diagnostic{noHistory(err)}
		}
		days = readLog(log, head.prefix)
		memory.Put(key, encodeDays(days))
	}
	changed, err := g.run("diff", "--name-only", "-z", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv",
		"--ignore-submodules", head.commit, "--", ".")
	if err != nil {
		return nil, []diag.Diagnostic{noHistory(err)}
	}
	for p := range strings.SplitSeq(string(changed), "\x00") {
		delete(days, strings.TrimPrefix(p, head.prefix))
	}
	dates := make(map[string]time.Time, len(days))
	for p, day := range days {
		dates[p] = time.Unix(day*secondsPerDay, 0).UTC()
	}
	return dates, nil
}

const secondsPerDay = 24 * 60 * 60

// git runs git in a folder.
type git struct {
	ctx context.Context
	dir string
}

// run returns what a git command prints. It asks nobody anything, takes no
// lock, and runs no hook.
func (g git) run(args ...string) ([]byte, error) {
	args = append([]string{
		"--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs",
		"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull,
		"-c", "log.showRoot=true", "-c", "log.follow=false", "-c", "diff.relative=false",
	}, args...)
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(GitEnviron(),
		"LC_ALL=C", "TZ=UTC", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1")
	cmd.WaitDelay = time.Second
	return cmd.Output()
}

// GitEnviron returns the process's environment for git, without what tells it of
// another repository than the one that its folder lies in: git sets such variables
// for its hooks.
func GitEnviron() []string {
	return slices.DeleteFunc(os.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}, name)
	})
}

// A head is the commit that is checked out, and where in the repository the
// folder lies: "" or a path that ends in a slash.
type head struct{ commit, prefix string }

func (g git) head() (head, *diag.Diagnostic) {
	out, err := g.run("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
	shallow, rest, _ := strings.Cut(string(out), "\n")
	var d diag.Diagnostic
	switch {
	case err == nil && shallow == "false":
		lines := strings.Split(strings.TrimSuffix(rest, "\n"), "\n")
		last := len(lines) - 1
		return head{commit: lines[last], prefix: strings.Join(lines[:last], "\n")}, nil
	case err == nil:
		d = diag.New("P016", diag.Position{}, "this is a shallow clone, which does not know when pages were last changed").
			WithHint("fetch all of the history: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout")
	case shallow == "false":
		d = diag.New("P016", diag.Position{}, "the repository has no commit yet, so no page has a date").WithSeverity(diag.Info)
	default:
		d = noHistory(err)
	}
	return head{}, &d
}

// noHistory says why git did not answer.
func noHistory(err error) diag.Diagnostic {
	d := diag.New("P016", diag.Position{}, "git cannot tell when pages were last changed")
	if errors.Is(err, exec.ErrNotFound) {
		return d.WithSeverity(diag.Info).WithHint("git is not installed")
	}
	exit, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		return d.WithHint("%v", err)
	}
	said, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n")
	if strings.Contains(said, "not a git repository") {
		d = d.WithSeverity(diag.Info)
	}
	return d.WithHint("git says: %s", said)
}

// readLog reads what `git log --raw -z --format=%at` prints: for each commit,
// the latest first, its time and then its changes. A change is two fields, of
// which the first begins with a colon and ends with letters that say what
// happened, and the second is the path. A commit of several parents shows what
// it has in common with none of them, with a colon and a letter for each.
func readLog(log []byte, prefix string) map[string]int64 {
	days := map[string]int64{}
	gone := map[string]bool{} // deleted by the last commit that touched it
	day := int64(0)
	for len(log) > 0 {
		var field []byte
		field, log, _ = bytes.Cut(log, []byte{0})
		field = bytes.TrimPrefix(field, []byte("\n"))
		if !bytes.HasPrefix(field, []byte(":")) {
			if seconds, err := strconv.ParseInt(string(field), 10, 64); err == nil {
				day = floorDiv(seconds, secondsPerDay)
			}
			continue
		}
		var name []byte
		name, log, _ = bytes.Cut(log, []byte{0})
		p, below := strings.CutPrefix(string(name), prefix)
		if _, seen := days[p]; !below || seen || gone[p] {
			continue
		}
		if bytes.HasSuffix(field, []byte("D")) {
			gone[p] = true
			continue
		}
		days[p] = day
	}
	return days
}

// floorDiv divides towards the past, so that commits before 1970 keep their day.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// encodeDays writes days as (day, length of path, path) in the order of paths.
func encodeDays(days map[string]int64) []byte {
	var b []byte
	for _, p := range slices.Sorted(maps.Keys(days)) {
		b = binary.AppendVarint(b, days[p])
		b = binary.AppendUvarint(b, uint64(len(p)))
		b = append(b, p...)
	}
	return b
}

func decodeDays(b []byte) (map[string]int64, bool) {
	days := map[string]int64{}
	for len(b) > 0 {
		day, n := binary.Varint(b)
		length, m := binary.Uvarint(b[max(n, 0):])
		if n <= 0 || m <= 0 || length > uint64(len(b)-n-m) {
			return nil, false
		}
		b = b[n+m:]
		days[string(b[:length])] = day
		b = b[length:]
	}
	return days, true
}
