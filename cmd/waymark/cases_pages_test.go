package main

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/png"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"waymark/content"
	"waymark/internal/generate"
)

// Sites as GitHub Pages serves them. The workflow that deploys them is in
// workflow_test.go, what a browser finds out in internal/browser.

// TestProjectPathIsNeverLeft publishes this repository's handbook and a
// generated one, with everything in it that names an address, below a project's
// path, and follows every address.
func TestProjectPathIsNeverLeft(t *testing.T) {
	t.Parallel()
	own := t.TempDir()
	if err := os.CopyFS(filepath.Join(own, "content"), content.FS); err != nil {
		t.Fatal(err)
	}
	generated := filepath.Join(t.TempDir(), "handbook")
	if err := generate.Write(generated, generate.Options{Pages: 260, Seed: 7, Kinds: true, Words: 60}); err != nil {
		t.Fatal(err)
	}
	addAddresses(t, filepath.Join(generated, "content"))
	for _, c := range []struct {
		name, dir string
		sorts     []string // of which there must be some
	}{
		{"content", own, []string{"pages", "links", "assets", "canonical", "shared", "linked data", "sitemap", "robots", "llms", "catalogue", "markdown", "fragments", "404"}},
		{"generated", generated, []string{"pages", "links", "assets", "css", "srcset", "redirects", "canonical", "shared", "linked data", "feed", "sitemap", "robots", "llms", "catalogue", "markdown", "fragments", "404"}},
	} {
		const origin, base = "https://owner.pages.example", "/repo/"
		out := filepath.Join(t.TempDir(), "public")
		build(t, "-s", c.dir, "-o", out, "--base-url", origin+base)
		crawler := newCrawler(os.DirFS(out), origin, base)
		if err := crawler.crawl(); err != nil {
			t.Fatal(err)
		}
		for i, broken := range crawler.broken {
			if i == 20 {
				t.Errorf("%s: … and %d more", c.name, len(crawler.broken)-i)
				break
			}
			t.Errorf("%s: %s", c.name, broken)
		}
		var counts []string
		for _, sort := range slices.Sorted(maps.Keys(crawler.seen)) {
			counts = append(counts, fmt.Sprintf("%s %d", sort, crawler.seen[sort]))
		}
		t.Logf("%s: %s; broken: %d", c.name, strings.Join(counts, ", "), len(crawler.broken))
		for _, sort := range c.sorts {
			if crawler.seen[sort] == 0 {
				t.Errorf("%s: the crawl saw no %s", c.name, sort)
			}
		}
	}
}

// addAddresses writes what else can name an address, in every way an author can.
func addAddresses(t *testing.T, dir string) {
	t.Helper()
	for name, text := range map[string]string{
		"extra/Ünï cödé & co.md": "---\ntitle: Ünï\naliases: [/old/ö/, 'was here.html']\ncard: true\ntags: [Größe, a/b]\ndate: 2026-03-31\n---\n" +
			"[Below](#höhe), [the other](../extra/other.md#part), [by its address](/extra/other/), ![picture](<p 1.png>), [file](<p 1.png>), <img src=\"p%201.png\" srcset=\"p%201.png 1x, /extra/p%201.png 2x\" alt=\"\">\n\n## Höhe\n\nText.[^1]\n\n[^1]: A note.\n",
		"extra/other.md": "---\ntitle: Other\nlang: de\n---\n## Part\n\n[Back](<Ünï cödé & co.md>) and [home](../index.md).\n\n<a href=\"/extra/other/#part\">raw</a>\n",
		"custom.css":     ".x { background: url('extra/p 1.png') }\n",
		"CNAME":          "owner.pages.example\n",
	} {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	settings, err := os.ReadFile(filepath.Join(dir, "handbook.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "handbook.yaml"), string(settings)+"raw_html: true\n")
	f, err := os.Create(filepath.Join(dir, "extra", "p 1.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
}

// TestPreviewServesAsGitHubPagesAndSaysWhatWouldNotArrive runs the real program on
// a folder in which something is hidden.
func TestPreviewServesAsGitHubPagesAndSaysWhatWouldNotArrive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "content", "index.md"), "# Home\n")
	write(t, filepath.Join(dir, "content", "handbook.yaml"), "title: A handbook\nbase_url: https://owner.example/repo/\n")
	write(t, filepath.Join(dir, "content", ".well-known", "security.txt"), "Contact: mailto:a@b.example\n")
	build(t, "-s", dir)

	address, said := previewed(t, "-s", dir)
	if !strings.HasSuffix(address, "/repo/") {
		t.Errorf("served at %q", address)
	}
	for target, want := range map[string]int{address: 200, strings.TrimSuffix(address, "repo/"): 404, address + "index.md": 200, address + "Index.md": 404} {
		resp, err := http.Get(target)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want || want == 200 && !resp.Uncompressed {
			t.Errorf("%s: %d, compressed %v", target, resp.StatusCode, resp.Uncompressed)
		}
	}
	if want := "warning: GitHub's upload-pages-artifact leaves hidden files out: .well-known"; !strings.Contains(filepath.ToSlash(said()), want) {
		t.Errorf("it says\n%s", said())
	}
}

// previewed starts `waymark preview` until the test ends, and returns the address
// that it prints; and, once asked, what it has said beside that, which ends it.
func previewed(t *testing.T, args ...string) (address string, said func() string) {
	t.Helper()
	cmd := waymark(t, append([]string{"preview", "-p", "0"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	end := sync.OnceFunc(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	t.Cleanup(end)
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		end()
		t.Fatalf("%q, %v\n%s", line, err, stderr.String())
	}
	address, _, _ = strings.Cut(line, " ")
	return address, func() string {
		end()
		return stderr.String()
	}
}

// TestPreviewServesAtThePathThatWasBuiltFor: nobody has to say the base URL twice,
// and who says another learns what is wrong.
func TestPreviewServesAtThePathThatWasBuiltFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		settings, build, preview string // base URLs
		at                       string
		warned                   bool
	}{
		{"", "", "", "/", false},
		{"", "https://owner.example/repo/", "", "/repo/", false},
		{"https://owner.example/repo/", "", "", "/repo/", false},
		{"https://owner.example/repo/", "https://owner.example/", "", "/", false},
		{"", "https://owner.example/repo/", "https://owner.example/repo/", "/repo/", false},
		{"", "https://owner.example/repo/", "http://else.example/repo/", "/repo/", false},
		{"", "", "https://owner.example/repo/", "/repo/", true},
		{"", "https://owner.example/repo/", "https://owner.example/", "/", true},
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "content", "index.md"), "# Home\n")
		write(t, filepath.Join(dir, "content", "handbook.yaml"), "title: A handbook\nbase_url: '"+c.settings+"'\n")
		args := []string{"-s", dir}
		if c.build != "" {
			args = append(args, "--base-url", c.build)
		}
		build(t, args...)
		args = []string{"-s", dir}
		if c.preview != "" {
			args = append(args, "--base-url", c.preview)
		}
		address, said := previewed(t, args...)
		resp, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if !regexp.MustCompile(`:\d+`+c.at+`$`).MatchString(address) || resp.StatusCode != 200 {
			t.Errorf("%+v: served at %s, %d", c, address, resp.StatusCode)
		}
		if strings.Contains(said(), "B011") != c.warned {
			t.Errorf("%+v: it says %q", c, said())
		}
	}
}
