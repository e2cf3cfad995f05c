package source

import "testing"

func TestMarkdownIsKnownByItsEnding(t *testing.T) {
	tests := []struct {
		name       string
		isMarkdown bool
		trimmed    string
	}{
		{"a.md", true, "a"}, {"a.MD", true, "a"}, {"b/a.Markdown", true, "b/a"}, {"a.mkd", true, "a"}, {"a.mdx", true, "a"}, {"v1.2.md", true, "v1.2"},
		{"a", false, "a"}, {"a.md.txt", false, "a.md.txt"}, {"a.mdb", false, "a.mdb"}, {"md", false, "md"}, {"a.md/b", false, "a.md/b"}, {"v1.2", false, "v1.2"},
	}
	for _, tt := range tests {
		if IsMarkdown(tt.name) != tt.isMarkdown || TrimMarkdown(tt.name) != tt.trimmed {
			t.Errorf("%s: Markdown %v, without ending %q", tt.name, IsMarkdown(tt.name), TrimMarkdown(tt.name))
		}
	}
}
