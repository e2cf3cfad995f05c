package source

import (
	"path"
	"strings"
)

// markdownEndings are the endings of pages, in any letter case: those that GitHub
// shows as Markdown, and MDX, which is Markdown with components.
var markdownEndings = map[string]bool{
	".md": true, ".markdown": true, ".mdown": true, ".mdwn": true, ".mkd": true, ".mkdn": true, ".mkdown": true, ".mdx": true,
}

// IsMarkdown reports whether a file of this name is a page.
func IsMarkdown(name string) bool { return markdownEndings[strings.ToLower(path.Ext(name))] }

// IsMDX reports whether a page may have components and imports in it.
func IsMDX(name string) bool { return strings.EqualFold(path.Ext(name), ".mdx") }

// TrimMarkdown returns a name without the ending of a page. Another name stays as
// it is.
func TrimMarkdown(name string) string {
	if IsMarkdown(name) {
		return strings.TrimSuffix(name, path.Ext(name))
	}
	return name
}
