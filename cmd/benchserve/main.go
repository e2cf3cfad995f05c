// Command benchserve measures the live preview as an author meets it: it starts
// the real program on generated handbooks, edits files, and waits for the answers.
//
//	go run ./cmd/benchserve -waymark .bin/waymark -pages 60,1000,10000
//
// It reports the time from the start until the first page is answered, without a
// cache and with one; from a file's write until the new page is answered, for
// edits of a body, a title, a relation, a template and a style; and the memory
// that the preview holds, before the edits and after them. The times of edits
// are the median and the 95th percentile. Quote ratios of runs in turn: machines
// are noisy.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
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
	pages := flag.String("pages", "60,1000,10000", "sizes of handbooks")
	edits := flag.Int("edits", 30, "how many of each sort")
	memory := flag.Int("memory", 1000, "edits before the memory is looked at; 0: none")
	flag.Parse()
	for size := range strings.SplitSeq(*pages, ",") {
		n, err := strconv.Atoi(size)
		if err == nil {
			err = measure(*waymark, n, *edits, *memory)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "benchserve:", err)
			os.Exit(3)
		}
	}
}

func measure(waymark string, pages, edits, many int) error {
	dir, err := os.MkdirTemp("", "benchserve")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{waymark: waymark, dir: filepath.Join(dir, "handbook")}
	if err := generate.Write(b.dir, generate.Options{Pages: pages, Seed: 1, Kinds: true}); err != nil {
		return err
	}
	fmt.Printf("%d pages\n", pages)
	for _, what := range []string{"start, no cache", "start, cache"} {
		took, err := b.start()
		if err != nil {
			return err
		}
		fmt.Printf("  %-18s %8.0f ms\n", what, ms(took))
		if what == "start, no cache" {
			time.Sleep(time.Second)
			b.stop()
		}
	}
	defer b.stop()
	sorts, err := b.edits()
	if err != nil {
		return err
	}
	fmt.Printf("  %-18s %8s %8s\n", "write to answer", "p50", "p95")
	for _, e := range sorts {
		times, err := b.repeat(e, edits, pause)
		if err != nil {
			return fmt.Errorf("%s: %w", e.what, err)
		}
		slices.Sort(times)
		fmt.Printf("  %-18s %8.1f %8.1f ms\n", e.what, ms(times[len(times)/2]), ms(times[len(times)*95/100]))
	}
	if many == 0 {
		return nil
	}
	before := b.resident()
	if _, err := b.repeat(sorts[0], many, 0); err != nil {
		return err
	}
	fmt.Printf("  %-18s %8d MB, before them %d MB\n", fmt.Sprint("after ", many, " edits"), b.resident(), before)
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// A bench is a handbook and the preview of it.
type bench struct {
	waymark, dir string
	cmd          *exec.Cmd
	url          string
}

// start starts the preview, and returns the time until its first page.
func (b *bench) start() (time.Duration, error) {
	start := time.Now()
	b.cmd = exec.Command(b.waymark, "serve", "-q", "-s", b.dir, "-p", "0")
	b.cmd.Stderr = io.Discard
	stdout, err := b.cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := b.cmd.Start(); err != nil {
		return 0, err
	}
	lines := bufio.NewReader(stdout)
	line, err := lines.ReadString('\n')
	if err != nil {
		return 0, fmt.Errorf("the preview does not start: %w", err)
	}
	go io.Copy(io.Discard, lines)
	b.url = strings.TrimSuffix(strings.TrimSpace(line), " (stop with Ctrl-C)")
	_, err = b.get("")
	return time.Since(start), err
}

func (b *bench) stop() {
	b.cmd.Process.Signal(os.Interrupt)
	b.cmd.Wait()
}

func (b *bench) get(page string) (string, error) {
	resp, err := http.Get(b.url + (&url.URL{Path: page}).EscapedPath())
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

// An edit is a sort of change to a file, and how one sees that it is shown.
type edit struct {
	what  string
	file  string                          // from the project's folder
	make  func(text string, n int) string // the n-th state of the file
	show  string                          // the path of what is asked for, below the base
	shown func(body string, n int) bool   // the n-th state is shown
}

// edits returns the sorts of edits that the handbook can be given.
func (b *bench) edits() ([]edit, error) {
	plain, err := b.find("")
	if err != nil {
		return nil, err
	}
	page := strings.TrimSuffix(plain, ".md") + "/"
	section := strings.TrimSuffix(path.Dir(plain)+"/", "./")
	mark := func(format string) func(string, int) bool {
		return func(body string, n int) bool { return strings.Contains(body, fmt.Sprintf(format, n)) }
	}
	all := []edit{
		{"body", "content/" + plain, func(text string, n int) string { return fmt.Sprintf("%s\nEdit number %d.\n", text, n) }, page, mark("Edit number %d.")},
		{"title", "content/" + plain, func(text string, n int) string {
			return titleLine.ReplaceAllLiteralString(text, fmt.Sprintf("title: Title number %d", n))
		}, section, mark("Title number %d<")}, // in the list of its section; every other page that shows it is of the same edition
		{"template", "themes/waymark/layouts/parts/footer.html", func(_ string, n int) string { return fmt.Sprintf("<footer>State %d.</footer>\n", n) }, page, mark("State %d.")},
		{"style", "content/custom.css", func(_ string, n int) string { return fmt.Sprintf("p { order: %d }\n", n) }, "custom.css", mark("order: %d }")},
	}
	related, err := b.find("vision")
	if err != nil {
		return all, nil // too small a handbook has none
	}
	text, err := os.ReadFile(filepath.Join(b.dir, "content", related))
	if err != nil {
		return nil, err
	}
	first := string(visionLine.FindSubmatch(text)[1])
	second, err := b.other(first)
	if err != nil {
		return all, nil
	}
	address := "/" + strings.TrimSuffix(related, ".md") + "/"
	return append(all, edit{"relation", "content/" + related, func(text string, n int) string {
		return visionLine.ReplaceAllLiteralString(text, "vision: "+[]string{first, second}[n%2])
	}, second + "/", func(body string, n int) bool { return strings.Contains(body, address) == (n%2 == 1) }}), nil
}

var (
	titleLine  = regexp.MustCompile(`(?m)^title: .*$`)
	visionLine = regexp.MustCompile(`(?m)^vision: (\S+)$`)
)

// find returns a page in the middle of those that have a field; without one, of
// those of no kind.
func (b *bench) find(field string) (string, error) {
	var found []string
	err := b.pages(func(name, text string) {
		if field == "" && path.Base(name) != "index.md" && strings.Count(name, "/") > 0 && !kinds.MatchString(name) || field != "" && strings.Contains(text, "\n"+field+": ") {
			found = append(found, name)
		}
	})
	if err != nil || len(found) == 0 {
		return "", errors.Join(err, fmt.Errorf("there is no page with %q", field))
	}
	return found[len(found)/2], nil
}

var kinds = regexp.MustCompile(`^(visions|strategies|decisions|patterns|pitfalls|examples|practices|readings)/`)

// other returns the id of another vision.
func (b *bench) other(id string) (string, error) {
	var found string
	err := b.pages(func(name, _ string) {
		if other := strings.TrimSuffix(name, ".md"); strings.HasPrefix(name, "visions/") && other != id && path.Base(name) != "index.md" {
			found = other
		}
	})
	if found == "" {
		return "", errors.Join(err, errors.New("there is only one vision"))
	}
	return found, nil
}

func (b *bench) pages(do func(name, text string)) error {
	content := os.DirFS(filepath.Join(b.dir, "content"))
	return fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		text, err := fs.ReadFile(content, name)
		do(name, string(text))
		return err
	})
}

// pause is between two edits: nobody saves faster.
const pause = 700 * time.Millisecond

// repeat makes edits of a sort, and returns how long each took to be shown.
func (b *bench) repeat(e edit, n int, pause time.Duration) ([]time.Duration, error) {
	name := filepath.Join(b.dir, filepath.FromSlash(e.file))
	text, err := os.ReadFile(name)
	if err != nil {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return nil, err
		}
	}
	var times []time.Duration
	for i := range n {
		time.Sleep(pause)
		data := e.make(string(text), i+1)
		start := time.Now()
		if err := os.WriteFile(name+"~new", []byte(data), 0o666); err != nil {
			return nil, err
		}
		if err := os.Rename(name+"~new", name); err != nil {
			return nil, err
		}
		for {
			body, err := b.get(e.show)
			if err != nil {
				return nil, err
			}
			if e.shown(body, i+1) {
				break
			}
			if time.Since(start) > time.Minute {
				return nil, fmt.Errorf("state %d of %s is not shown at %s", i+1, e.file, e.show)
			}
			time.Sleep(time.Millisecond)
		}
		times = append(times, time.Since(start))
	}
	return times, nil
}

// resident returns the memory that the preview holds, in MB, or 0 where the system
// does not tell.
func (b *bench) resident() int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", b.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), "VmRSS:")
	var kilobytes int
	fmt.Sscan(rest, &kilobytes)
	return kilobytes / 1024
}
