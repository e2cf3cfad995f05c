package scaffold

import "testing"

func TestRecordsAreNumberedAsTheirFolderDoes(t *testing.T) {
	for _, test := range []struct {
		name, path string
		paths      []string
		want       string
	}{
		{"the next", "decisions/use-go.md", []string{"decisions/0001-a.md", "decisions/0012-b.md", "decisions/0003-c.md"}, "decisions/0013-use-go.md"},
		{"as wide as the last", "d/x.md", []string{"d/1-a.md", "d/009-b.md"}, "d/010-x.md"},
		{"wider than the last", "d/x.md", []string{"d/9-a.md"}, "d/10-x.md"},
		{"beyond all digits", "d/x.md", []string{"d/9999-a.md"}, "d/10000-x.md"},
		{"with a word and another sign", "d/x.md", []string{"d/ADR_007_a.md"}, "d/ADR_008_x.md"},
		{"as told", "d/0007-x.md", []string{"d/0001-a.md"}, "d/0007-x.md"},
		{"a number within the name", "d/use-2-phases.md", []string{"d/0001-a.md"}, "d/0002-use-2-phases.md"},
		{"as told, with a word", "d/adr-7-x.md", []string{"d/adr-1-a.md"}, "d/adr-7-x.md"},
		{"a folder that numbers nothing", "d/x.md", []string{"d/a.md", "d/index.md"}, "d/x.md"},
		{"the first", "d/x.md", []string{"d/index.md", "e/a.md"}, "d/0001-x.md"},
		{"the first beside a template", "d/x.md", []string{"d/adr-template.md"}, "d/0001-x.md"},
		{"the first, as told", "d/7-x.md", nil, "d/7-x.md"},
		{"one that is numbered by chance", "d/x.md", []string{"d/3-tier.md", "d/a.md", "d/b.md"}, "d/x.md"},
		{"a template beside them", "d/x.md", []string{"d/0001-a.md", "d/template.md", "d/README.md"}, "d/0002-x.md"},
		{"other folders do not count", "d/x.md", []string{"e/0001-a.md", "d/old/0009-a.md", "0004-a.md"}, "d/0001-x.md"},
		{"by day", "d/x.md", []string{"d/2024-05-01-a.md", "d/20240502-b.md"}, "d/x.md"},
		{"many numbers that are no years", "d/x.md", []string{"d/1023-a.md"}, "d/1024-x.md"},
	} {
		if got := Number(test.path, test.paths); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
