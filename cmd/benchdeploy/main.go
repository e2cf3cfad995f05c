// Command benchdeploy measures what it costs to deploy: it runs the real program
// on generated handbooks with a bare repository beside them, which git pushes to
// as it does to a remote host.
//
//	go run ./cmd/benchdeploy -waymark .bin/waymark -pages 60,1000,10000
//
// For the first deployment, one after an edit of one text and one of a title, and
// one of nothing, it reports the seconds of the whole command, of which the build
// is a part, and those that it and git computed (CPU); what the program says that it sends at most; and what git sent: every
// byte of the push, which is counted on its way. All of it is done twice: with the
// branch's history kept, and squashed. It needs git and a POSIX shell.
package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/internal/generate"
)

func main() {
	waymark := flag.String("waymark", ".bin/waymark", "the `program`")
	pages := flag.String("pages", "1000", "sizes of handbooks")
	edits := flag.Int("edits", 5, "how many of each sort; the median is told")
	flag.Parse()
	program, err := filepath.Abs(*waymark)
	for size := range strings.SplitSeq(*pages, ",") {
		var n int
		if err == nil {
			n, err = strconv.Atoi(size)
		}
		for _, squash := range []bool{false, true} {
			if err == nil {
				err = measure(program, n, max(*edits, 1), squash)
			}
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchdeploy:", err)
		os.Exit(3)
	}
}

// A bench is a handbook in a repository, and the remote of it.
type bench struct {
	waymark, dir string
	sent         string // the file that a push leaves its bytes in
	squash       bool
}

func measure(waymark string, pages, edits int, squash bool) error {
	dir, err := os.MkdirTemp("", "benchdeploy")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{waymark: waymark, dir: filepath.Join(dir, "handbook"), sent: filepath.Join(dir, "sent"), squash: squash}
	if err := generate.Write(b.dir, generate.Options{Pages: pages, Seed: 1, Kinds: true}); err != nil {
		return err
	}
	if err := b.begin(filepath.Join(dir, "remote.git")); err != nil {
		return err
	}
	page, err := b.page()
	if err != nil {
		return err
	}
	history := "history kept"
	if squash {
		history = "squashed"
	}
	fmt.Printf("%d pages, %s\n  %-18s %8s %8s %12s %12s\n", pages, history, "", "time", "CPU", "at most", "sent")
	number := 0
	for _, e := range []struct {
		what  string
		times int
		make  func(text string) string
	}{
		{"first", 1, nil},
		{"after a body edit", edits, func(text string) string { return fmt.Sprintf("%s\nEdit number %d.\n", text, number) }},
		{"after a title edit", edits, func(text string) string {
			return titleLine.ReplaceAllLiteralString(text, fmt.Sprintf("title: Title number %d", number))
		}},
		{"nothing to deploy", edits, nil},
	} {
		var runs []run
		for range e.times {
			if number++; e.make != nil {
				if err := edit(page, e.make); err != nil {
					return err
				}
			}
			r, err := b.deploy()
			if err != nil {
				return fmt.Errorf("%s: %w", e.what, err)
			}
			runs = append(runs, r)
		}
		r := median(runs)
		fmt.Printf("  %-18s %6.2f s %6.2f s %12s %9.1f KB\n", e.what, r.took.Seconds(), r.cpu.Seconds(), r.told, float64(r.sent)/1000)
	}
	return nil
}

// begin makes a repository of the handbook, and a remote beside it. What git sends
// when it pushes goes through tee.
func (b *bench) begin(remote string) error {
	for _, args := range [][]string{
		{"init", "-q", "--bare", remote},
		{"init", "-q", "-b", "sources"},
		{"add", "."},
		{"-c", "user.name=Bench", "-c", "user.email=bench@localhost", "commit", "-q", "-m", "All pages"},
		{"remote", "add", "origin", remote},
		{"config", "remote.origin.receivepack", `count() { tee "` + filepath.ToSlash(b.sent) + `" | git-receive-pack "$@"; }; count`},
	} {
		cmd := exec.Command("git", args...)
		cmd.Dir = b.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("git %s: %w\n%s", args[0], err, out)
		}
	}
	return os.WriteFile(filepath.Join(b.dir, ".git", "info", "exclude"), []byte("public/\n.waymark/\n"), 0o666)
}

// page returns the file of a page in the middle of those of no kind.
func (b *bench) page() (string, error) {
	var found []string
	content := filepath.Join(b.dir, "content")
	err := filepath.WalkDir(content, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" || d.Name() == "index.md" {
			return err
		}
		text, err := os.ReadFile(name)
		if titleLine.Match(text) {
			found = append(found, name)
		}
		return err
	})
	if err == nil && len(found) == 0 {
		err = errors.New("the handbook has no page with a title")
	}
	if err != nil {
		return "", err
	}
	return found[len(found)/2], nil
}

var titleLine = regexp.MustCompile(`(?m)^title: .*$`)

func edit(name string, change func(text string) string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(change(string(text))), 0o666)
}

// A run is what one deployment took.
type run struct {
	took time.Duration
	cpu  time.Duration
	told string // how much it sends, as the program says
	sent int64  // bytes
}

func (b *bench) deploy() (run, error) {
	os.Remove(b.sent)
	cmd := exec.Command(b.waymark, "deploy", "-s", b.dir, "--base-url", "https://owner.example/repo/", "--squash="+strconv.FormatBool(b.squash))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return run{}, fmt.Errorf("%w\n%s", err, stderr.String())
	}
	r := run{took: time.Since(start), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), told: "nothing"}
	if m := toSend.FindStringSubmatch(stdout.String()); m != nil {
		r.told = m[1]
	}
	if info, err := os.Stat(b.sent); err == nil {
		r.sent = info.Size()
	}
	return r, nil
}

var toSend = regexp.MustCompile(`at most ([\d.]+ [KM]B) to send`)

// median returns the run in the middle, by its time.
func median(runs []run) run {
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.took, b.took) })
	return runs[len(runs)/2]
}
