package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"waymark/internal/page"
	"waymark/internal/source"
)

// TestThemeGuideWorks takes a handbook through content/guide/theme.md: the files
// that its code blocks name are written one after the other, each step builds
// without a message, and what comes out in the end is what the guide promises.
func TestThemeGuideWorks(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a handbook after each of its steps")
	}
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	build := func() (said string, status int) {
		var out, err bytes.Buffer
		status = run(context.Background(), []string{"build", "-q", "-s", dir}, &out, &err)
		return out.String() + err.String(), status
	}
	write("content/handbook.yaml", "title: Payments handbook\n")
	write("content/index.md", "[One place](visions/one-place.md)\n")
	write("content/visions/one-place.md", `---
title: One place
statement: Every payment is in one place.
horizon: 2027
for: [all]
owner: payments
written: 2026-01-05
---

## Where we end up

There.

## Why it is worth it

[On y gagne](../fr.md).
`)
	write("content/fr.md", "---\ntitle: En français\nlang: fr\n---\n\n## Un\n\n## Deux\n")

	guide, wrong := themeGuide(t)
	steps, last := 0, make(map[string]string)
	for _, code := range guide.Code {
		if code.Title == "" {
			continue
		}
		write(code.Title, code.Text)
		steps++
		last[code.Title] = code.Text
		said, status := build()
		isUnusedYet := strings.Contains(said, "[T007]") // a script comes before the layout that names it
		if status != 0 || said != "" && !isUnusedYet {
			t.Fatalf("after %s: status %d\n%s", code.Title, status, said)
		}
	}
	if said, _ := build(); said != "" {
		t.Errorf("in the end it says\n%s", said)
	}
	if steps < 10 {
		t.Errorf("the guide shows only %d files", steps)
	}

	read := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, "public", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for name, wants := range map[string][]string{
		"index.html": {
			`<link rel="stylesheet" href="/assets/main\.\w+\.css">\n<link rel="stylesheet" href="/assets/home\.\w+\.css">\n<link rel="stylesheet" href="/custom\.css">`,
			`<link rel="icon" href="/favicon\.svg">`,
			`<img src="/img/logo\.svg"`,
			`<meta name="author" content="Payments">\n<script src="/assets/print\.\w+\.js" defer></script>`,
			`<p>Payments handbook\. Ask in <a href="https://chat\.example\.org/payments">#payments</a>\.</p>`,
			`>Skip to the text<`,
		},
		"404.html":                     {`Ask in <a href="https://chat\.example\.org/payments">#payments</a>`},
		"visions/one-place/index.html": {`<blockquote>Every payment is in one place\.</blockquote>`, `<dt>Until</dt><dd>2027</dd>`, `<dt>Ask</dt><dd><span class="handle">@payments</span>`, `>There\.</p>`},
		"fr/index.html":                {`<summary>Sur cette page</summary>`, `>Skip to the text<`},
	} {
		for _, want := range wants {
			if !regexp.MustCompile(want).MatchString(read(name)) {
				t.Errorf("%s has no %s:\n%s", name, want, read(name))
			}
		}
	}
	if vision := read("visions/one-place/index.html"); strings.Contains(vision, `class="statement"`) {
		t.Error("the theme's own layout of a vision is still there")
	}
	if css := read("custom.css"); css != last["content/custom.css"] {
		t.Errorf("custom.css is %s", css)
	}

	// The mistake that the guide shows is told as it says.
	footer := "themes/payments/layouts/parts/footer.html"
	write(footer, strings.Replace(last[footer], ".Site.Title", ".Site.Titel", 1))
	t.Chdir(dir)
	var out, errs bytes.Buffer
	if status := run(context.Background(), []string{"build", "-q"}, &out, &errs); status != 1 || !strings.Contains(errs.String(), wrong) {
		t.Errorf("status %d, the guide says\n%sand the program\n%s", status, wrong, errs.String())
	}
}

// TestThemeGuideIsComplete: what the guide names is there, and the blocks that a
// layout can replace are named.
func TestThemeGuideIsComplete(t *testing.T) {
	theme := os.DirFS("../../themes/waymark")
	readFile := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join("../../themes/waymark", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	guide, _ := themeGuide(t)
	text, err := os.ReadFile(themeGuidePath)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range regexp.MustCompile(`\{\{-?\s*block "([^"]+)"`).FindAllStringSubmatch(readFile("layouts/base.html"), -1) {
		if !bytes.Contains(text, []byte("`"+block[1]+"`")) {
			t.Errorf("the guide does not name the block %s", block[1])
		}
	}
	tokens := readFile("assets/tokens.css")
	for _, code := range guide.Code {
		if code.Title != "content/custom.css" {
			continue
		}
		for _, token := range regexp.MustCompile(`--[\w-]+:`).FindAllString(code.Text, -1) {
			if !strings.Contains(tokens, "  "+token) {
				t.Errorf("the theme has no token %s", token)
			}
		}
	}
	for _, row := range regexp.MustCompile("(?m)^\\| (`(?:layouts|words|assets)/.*?) \\|").FindAllStringSubmatch(string(text), -1) {
		folder := ""
		for _, quoted := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(row[1], -1) {
			name := quoted[1]
			if i := strings.LastIndexByte(name, '/'); i >= 0 {
				folder = name[:i+1]
			} else {
				name = folder + name
			}
			if f, err := theme.Open(name); err != nil {
				t.Errorf("the theme has no file %s", name)
			} else if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

const themeGuidePath = "../../content/guide/theme.md"

func themeGuide(t *testing.T) (guide *page.Page, mistake string) {
	t.Helper()
	data, err := os.ReadFile(themeGuidePath)
	if err != nil {
		t.Fatal(err)
	}
	guide, _ = page.Parse("guide/theme.md", source.NewText(themeGuidePath, data), page.Settings{})
	for _, code := range guide.Code {
		if code.Title == "" && strings.Contains(code.Text, "[T001]") {
			mistake = code.Text
		}
	}
	return guide, mistake
}
