package scaffold

import (
	"cmp"
	"io/fs"
	"regexp"
	"strings"
)

// GitBook has mdBook's list of pages, without book.toml, and publishes a page at its
// path without an ending. Its blocks, {% hint style="info" %} and the like, are
// containers here; those that a handbook doesn't have stay as they are written.

// isGitBook reports whether a folder with SUMMARY.md and no book.toml is GitBook's.
func isGitBook(src fs.FS, summary []byte) bool {
	for _, name := range []string{".gitbook.yaml", ".gitbook"} {
		if _, err := fs.Stat(src, name); err == nil {
			return true
		}
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(summary)), "\n")
	return strings.EqualFold(strings.TrimSpace(strings.TrimLeft(first, "#")), "table of contents")
}

var (
	gitBookBlock = regexp.MustCompile(`^([ \t]*)\{%[ \t]*(hint|endhint|tabs|endtabs|tab|endtab)\b([^%]*)%\}[ \t]*$`)
	gitBookOther = regexp.MustCompile(`\{%[^%\n]*%\}`)
	gitBookValue = regexp.MustCompile(`\b(?:style|title)="([^"]*)"`)
)

// gitBookBlocks writes GitBook's blocks as containers, line for line.
func (b *mdBook) gitBookBlocks(file string, data []byte) []byte {
	lines := strings.Split(string(data), "\n")
	var code fences
	for i, full := range lines {
		l := strings.TrimSuffix(full, "\r")
		if code.read(l) != noCode {
			continue
		}
		m := gitBookBlock.FindStringSubmatch(l)
		if m == nil {
			if found := gitBookOther.FindString(codeSpan.ReplaceAllString(l, "")); found != "" {
				b.leave(markupStays, b.old(file), i+1, "%s", found)
			}
			continue
		}
		value := ""
		if found := gitBookValue.FindStringSubmatch(m[3]); found != nil {
			value = found[1]
		}
		now := ":::"
		switch m[2] {
		case "hint":
			alert, title := alertFor(cmp.Or(strings.ToLower(value), "note"), "")
			now = strings.TrimSpace(":::" + alert + " " + title)
		case "tabs":
			now = "::::tabs"
		case "endtabs":
			now = "::::"
		case "tab":
			now = ":::tab " + value
		}
		lines[i] = m[1] + now + full[len(l):]
		b.change(markupTurned, b.to[file], i+1, "%s → %s", strings.TrimSpace(l), now)
	}
	return []byte(strings.Join(lines, "\n"))
}
