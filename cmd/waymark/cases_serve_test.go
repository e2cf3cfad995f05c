package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/internal/generate"
)

// Previews by the whole program: one is started as an author starts it, files are
// changed, and what is served is compared with what build writes.

// A preview is a running `waymark serve`.
type preview struct {
	t       testing.TB
	project string
	cmd     *exec.Cmd
	url     string // with the base path
	out     *shared
	ended   chan struct{} // closed when the process has ended
}

// shared is what a process has printed so far.
type shared struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *shared) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// serving starts a preview of a project on a free port.
func serving(t testing.TB, project string, args ...string) *preview {
	t.Helper()
	p := &preview{t: t, project: project, out: &shared{}, ended: make(chan struct{})}
	p.cmd = waymark(t, append([]string{"serve", "-s", project, "-p", "0"}, args...)...)
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stderr = p.out
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.cmd.Process.Kill()
		<-p.ended
	})
	lines := bufio.NewReader(stdout)
	line, err := lines.ReadString('\n')
	go func() {
		io.Copy(p.out, lines)
		p.cmd.Wait()
		close(p.ended)
	}()
	p.url = strings.TrimSuffix(line, " (stop with Ctrl-C)\n")
	if err != nil || !strings.HasPrefix(p.url, "http://") {
		t.Fatalf("it says %q, %v, %s", line, err, p.out)
	}
	return p
}

func (p *preview) get(path string) (int, string) {
	p.t.Helper()
	resp, err := http.Get(strings.TrimSuffix(p.url, "/") + path)
	if err != nil {
		p.t.Fatalf("%v\n%s", err, p.out)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// patience is how long a test waits for what an author waits a blink for.
const patience = 30 * time.Second

// shows waits until a page has a text.
func (p *preview) shows(path, text string) {
	p.t.Helper()
	p.becomes(path, 200, text)
}

func (p *preview) becomes(path string, status int, text string) {
	p.t.Helper()
	for start := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		got, body := p.get(path)
		if got == status && strings.Contains(body, text) {
			return
		}
		if time.Since(start) > patience {
			p.t.Fatalf("%s: %d, without %q\n%s", path, got, text, p.out)
		}
	}
}

func (p *preview) file(name string) string { return filepath.Join(p.project, filepath.FromSlash(name)) }

var liveScript = regexp.MustCompile(`<script type="module" src="[^"]*\.waymark/live\.js"[^>]*></script>`)

// equalsBuild waits until every address is answered with what build writes now,
// and every page that build does not write is gone.
func (p *preview) equalsBuild(gone ...string) {
	p.t.Helper()
	out := filepath.Join(p.t.TempDir(), "public")
	succeed(p.t, waymark(p.t, "build", "--drafts", "-s", p.project, "-o", out))
	want := published(p.t, out)
	var wrong []string
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		wrong = nil
		for name, text := range want {
			if strings.HasPrefix(name, ".") || text == folderMark {
				continue
			}
			path := (&url.URL{Path: "/" + strings.TrimSuffix(name, "index.html")}).EscapedPath()
			if _, body := p.get(path); liveScript.ReplaceAllString(body, "") != text {
				wrong = append(wrong, name)
			}
		}
		for _, path := range gone {
			if status, _ := p.get(path); status != 404 {
				wrong = append(wrong, path+" is still there")
			}
		}
		if len(wrong) == 0 {
			return
		}
		if time.Since(start) > patience {
			p.t.Fatalf("not what build writes: %s\n%s", wrong[:min(len(wrong), 10)], p.out)
		}
	}
}

// small is a handbook of a few pages and kinds.
func small(t testing.TB, pages int) string {
	t.Helper()
	project := filepath.Join(t.TempDir(), "project")
	if err := generate.Write(project, generate.Options{Pages: pages, Seed: 6, Kinds: true, Words: 30}); err != nil {
		t.Fatal(err)
	}
	return project
}

func pageOf(title, text string) string { return "---\ntitle: " + title + "\n---\n" + text + "\n" }

func TestEverySortOfSaveIsShown(t *testing.T) {
	t.Parallel()
	for _, flags := range [][]string{nil, {"--poll"}} {
		t.Run(strings.Join(append(flags, "by name"), " "), func(t *testing.T) {
			t.Parallel()
			p := serving(t, small(t, 20), flags...)
			a := p.file("content/a0.md")
			write(t, a, pageOf("A", "number one"))
			p.shows("/a0/", "number one")
			write(t, a, pageOf("A", "plain overwrite"))
			p.shows("/a0/", "plain overwrite")
			write(t, p.file("content/.a0.tmp"), pageOf("A", "atomic save"))
			move(t, p.file("content/.a0.tmp"), a)
			p.shows("/a0/", "atomic save")
			for _, text := range []string{"vim once", "vim twice"} {
				write(t, p.file("content/4913"), "")
				os.Remove(p.file("content/4913"))
				write(t, p.file("content/.a0.md.swp"), "swap")
				move(t, a, a+"~")
				write(t, a, pageOf("A", text))
				os.Remove(a + "~")
				os.Remove(p.file("content/.a0.md.swp"))
				p.shows("/a0/", text)
			}
			move(t, a, p.file("content/b0.md"))
			p.shows("/b0/", "vim twice")
			p.becomes("/a0/", 404, "")
			for _, name := range []string{"1", "2", "3"} {
				write(t, p.file("content/x/y/z/"+name+".md"), pageOf("New "+name, "new page"))
			}
			for _, name := range []string{"1", "2", "3"} {
				p.shows("/x/y/z/"+name+"/", "new page")
			}
			move(t, p.file("content/x/y"), p.file("content/x/w"))
			p.shows("/x/w/z/1/", "new page")
			p.becomes("/x/y/z/1/", 404, "")
			write(t, p.file("content/x/w/z/1.md"), pageOf("New 1", "edited after the move"))
			p.shows("/x/w/z/1/", "edited after the move")
			os.Remove(p.file("content/b0.md"))
			p.becomes("/b0/", 404, "")
			write(t, p.file("themes/waymark/layouts/parts/footer.html"), "<footer>a template</footer>\n")
			p.shows("/x/w/z/1/", "a template")
			rewrite(t, p.file("content/handbook.yaml"), `(?m)^title: .*`, "title: Another title")
			p.shows("/x/w/z/1/", "Another title")
			write(t, p.file("content/x/notes.txt"), "a static file")
			p.shows("/x/notes.txt", "a static file")
			write(t, p.file("content/x/notes.txt"), "another static file")
			p.shows("/x/notes.txt", "another static file")
			p.equalsBuild("/a0/", "/b0/", "/x/y/z/1/")
		})
	}
}

func move(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func TestAnotherBranchIsOneUpdate(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	pages := 180
	if long() {
		pages = 900
	}
	project := small(t, pages)
	var files []string
	for _, name := range filesOf(t, filepath.Join(project, "content")) {
		if strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, "index.md") {
			files = append(files, filepath.Join(project, "content", name))
		}
	}
	for i := range pages * 100 / 900 {
		write(t, filepath.Join(project, "content/old", fmt.Sprint(i/20), fmt.Sprint(i, ".md")), pageOf(fmt.Sprint("Old ", i), "On the first branch."))
	}
	git(t, project, 0, "init", "-q", "-b", "one")
	git(t, project, 0, "add", ".")
	git(t, project, 0, "commit", "-q", "-m", "one")
	git(t, project, 1, "checkout", "-q", "-b", "two")
	if err := os.RemoveAll(filepath.Join(project, "content/old")); err != nil {
		t.Fatal(err)
	}
	for _, name := range files[:pages*600/900] {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, name, string(text)+"\nOn another branch.\n")
	}
	for i := range pages * 200 / 900 {
		write(t, filepath.Join(project, "content/new", fmt.Sprint(i/20), fmt.Sprint(i, ".md")), pageOf(fmt.Sprint("New ", i), "On another branch."))
	}
	git(t, project, 2, "add", "-A")
	git(t, project, 2, "commit", "-q", "-m", "two")
	git(t, project, 2, "checkout", "-q", "one")

	p := serving(t, project)
	p.shows("/", "<h1")
	before := strings.Count(p.out.String(), "updated ")
	git(t, project, 3, "checkout", "-q", "two")
	p.shows("/new/0/0/", "On another branch")
	p.equalsBuild("/old/0/0/")
	if n := strings.Count(p.out.String(), "updated ") - before; n > 4 { // one, but a machine may stand still; not one a file
		t.Errorf("%d updates:\n%s", n, p.out)
	}
}

func TestAttributeStormKeepsNobodyBusy(t *testing.T) {
	t.Parallel()
	p := serving(t, small(t, 20))
	a := p.file("content/a0.md")
	write(t, a, pageOf("A", "before"))
	p.shows("/a0/", "before")
	for i := range 2000 {
		if err := os.Chmod(a, 0o644-os.FileMode(i%2)*0o44); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(a, time.Time{}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	start := time.Now()
	write(t, a, pageOf("A", "after"))
	p.shows("/a0/", "after")
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("shown after %v", took)
	}
	// What is printed may come later than what is served, so all updates count.
	if n := strings.Count(p.out.String(), "updated ") + strings.Count(p.out.String(), "looked again"); n > 4 {
		t.Errorf("%d updates:\n%s", n, p.out)
	}
}

func TestAPageWrittenSlowlyEndsUpWhole(t *testing.T) {
	t.Parallel()
	p := serving(t, small(t, 10))
	f, err := os.Create(p.file("content/slow.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	fmt.Fprint(f, "---\ntitle: Slow\n---\n")
	for i := range 10 {
		fmt.Fprintf(f, "Piece number %d.\n\n", i)
		time.Sleep(100 * time.Millisecond)
	}
	p.shows("/slow/", "Piece number 9.")
	p.equalsBuild()
}

func TestAFolderMadeAgainIsWatched(t *testing.T) {
	t.Parallel()
	p := serving(t, small(t, 10))
	p.shows("/", "<h1")
	if err := os.RemoveAll(p.file("content")); err != nil {
		t.Fatal(err)
	}
	p.shows("/", "<h1") // the last good page
	write(t, p.file("content/index.md"), pageOf("Again", "made again"))
	p.shows("/", "made again")
	write(t, p.file("content/deep/er/a0.md"), pageOf("Deep", "made later"))
	p.shows("/deep/er/a0/", "made later")
	write(t, p.file("content/deep/er/a0.md"), pageOf("Deep", "edited"))
	p.shows("/deep/er/a0/", "edited")
	p.equalsBuild()
}

func TestNothingIsWrittenAndNothingIsListenedToFromOutside(t *testing.T) {
	t.Parallel()
	project := small(t, 10)
	p := serving(t, project)
	p.shows("/", "<h1")
	if exists(filepath.Join(project, "public")) {
		t.Error("there is a public folder")
	}
	if !strings.HasPrefix(p.url, "http://localhost:") {
		t.Errorf("it says %s", p.url)
	}
	_, port, _ := net.SplitHostPort(strings.TrimSuffix(strings.TrimPrefix(p.url, "http://"), "/"))
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addresses {
		ip := a.(*net.IPNet).IP
		if ip.IsLoopback() || ip.IsLinkLocalUnicast() {
			continue
		}
		if conn, err := net.DialTimeout("tcp", net.JoinHostPort(ip.String(), port), time.Second); err == nil {
			conn.Close()
			t.Errorf("it listens on %s", ip)
		}
	}
}

func TestBindingElsewhereWantsAllowedHosts(t *testing.T) {
	t.Parallel()
	got := finish(t, waymark(t, "serve", "-s", small(t, 5), "-p", "0", "--bind", "0.0.0.0"))
	if got.status != statusUsage || !strings.Contains(got.stderr, "--allow-host") {
		t.Errorf("%+v", got)
	}
	p := serving(t, small(t, 5), "--bind", "0.0.0.0", "--allow-host", "handbook.test")
	eventually(t, "it warns", func() bool { return strings.Contains(p.out.String(), "everybody who can reach 0.0.0.0") })
}

func TestATakenPort(t *testing.T) {
	t.Parallel()
	project := small(t, 5)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	port := fmt.Sprint(l.Addr().(*net.TCPAddr).Port)
	got := finish(t, waymark(t, "serve", "-s", project, "-p", port))
	if got.status != statusMachine || !strings.Contains(got.stderr, "port "+port+" is taken; ") {
		t.Errorf("%+v", got)
	}
}

// Nobody gets half of a page, or of two, while it is edited.
func TestPagesAreWholeWhileTheyChange(t *testing.T) {
	t.Parallel()
	p := serving(t, small(t, 20))
	name := p.file("content/a0.md")
	state := func(i int) string {
		return pageOf(fmt.Sprintf("State %d.", i), strings.Repeat(fmt.Sprintf("State %d.\n\n", i), 300))
	}
	save := func(i int) {
		write(t, name+".new", state(i))
		move(t, name+".new", name)
	}
	save(0)
	p.shows("/a0/", "State 0.")
	number := regexp.MustCompile(`State \d+\.`)
	whole := strings.Count(second(p.get("/a0/")), "State 0.")
	ended := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-ended:
					return
				default:
				}
				resp, err := http.Get(p.url + "a0/")
				if err != nil {
					t.Error(err)
					return
				}
				body, err := io.ReadAll(resp.Body)
				resp.Body.Close()
				said := number.FindAllString(string(body), -1)
				if err != nil || resp.StatusCode != 200 || len(said) != whole || len(slices.Compact(slices.Clone(said))) != 1 {
					t.Errorf("%d, %v: %d of %d, of %v", resp.StatusCode, err, len(said), whole, slices.Compact(said))
					return
				}
			}
		})
	}
	for i := range 100 {
		save(i + 1)
		time.Sleep(5 * time.Millisecond)
	}
	p.shows("/a0/", "State 100.")
	close(ended)
	readers.Wait()
	p.equalsBuild()
}

func second(_ int, text string) string { return text }

func TestABuildThatWasCutOffIsUndoneFirst(t *testing.T) {
	t.Parallel()
	old, new := twoHandbooks(t, 30)
	out := filepath.Join(old, "public")
	journal := filepath.Join(out, ".waymark/journal")
	random := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		build(t, "-s", old)
		good := published(t, out)
		killBuild(t, waymark(t, "build", "-s", new, "-o", out), out, true, random, time.Second)
		if !exists(journal) {
			continue // it was quicker
		}
		serving(t, old)
		if exists(journal) {
			t.Error("the journal is still there")
		}
		wantSite(t, out, good, "after serve")
		return
	}
	t.Error("no kill cut off the change of files")
}

func TestUsageMistakesOfServe(t *testing.T) {
	t.Parallel()
	project := small(t, 5)
	for _, args := range [][]string{
		{"--editor", "nano"}, {"--editor", "javascript://{path}"}, {"-b", "repo"}, {"x"}, {"-s", filepath.Join(project, "nothing")}, {"--port", "x"},
	} {
		if got := finish(t, waymark(t, append([]string{"serve", "-s", project}, args...)...)); got.status != statusUsage {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

func TestDraftsAreShownUnlessTheyAreNotWanted(t *testing.T) {
	t.Parallel()
	project := small(t, 5)
	write(t, filepath.Join(project, "content/unfinished.md"), "---\ntitle: Unfinished\ndraft: true\n---\nText.\n")
	serving(t, project).shows("/unfinished/", "Unfinished")
	serving(t, project, "--drafts=false").becomes("/unfinished/", 404, "")
}

func TestTheTerminalSaysWhatIsWrongWithoutHarm(t *testing.T) {
	t.Parallel()
	p := serving(t, small(t, 5))
	p.shows("/", "<h1")
	write(t, p.file("content/bad.md"), "---\ntitle: Bad\n---\nSee [\x1b[31mred](gone.md) and [x](other\u202egone.md).\n")
	p.shows("/bad/", "Bad")
	eventually(t, "the terminal tells", func() bool {
		return strings.Contains(p.out.String(), "content/bad.md:4:") && strings.Contains(p.out.String(), "[H001]") && strings.Contains(p.out.String(), "2 errors")
	})
	if s := p.out.String(); strings.ContainsAny(s, "\x1b\u202e") {
		t.Errorf("it says %q", s)
	}
	os.Remove(p.file("content/bad.md"))
	eventually(t, "the terminal tells of the end", func() bool {
		lines := slices.Collect(strings.Lines(p.out.String()))
		return !strings.Contains(lines[len(lines)-1], "error")
	})
}

func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for start := time.Now(); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Since(start) > patience {
			t.Fatalf("it does not come to pass that %s", what)
		}
	}
}
