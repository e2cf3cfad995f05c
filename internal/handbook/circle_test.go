package handbook

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCirclesOfRelationsAreReported(t *testing.T) {
	page := func(lines ...string) string { return "---\n" + strings.Join(lines, "\n") + "\n---\n" }
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"of one": {
			map[string]string{"strategies/a.md": page("after: a")},
			[]string{`content/strategies/a.md:2:8: H003: after: "strategies/a" names itself (remove it)`},
		},
		"of two": {
			map[string]string{"visions/a.md": page("part_of: b"), "visions/b.md": page("part_of: [a]")},
			[]string{`content/visions/b.md:2:11: H003: part_of leads round in a circle: visions/a → visions/b → visions/a (remove one of these relations)`},
		},
		"of repairs": {
			map[string]string{"visions/a.md": page("repairs: b"), "visions/b.md": page("repairs: a"), "strategies/a.md": page("repairs: a")},
			[]string{
				`content/strategies/a.md:2:10: H003: repairs: "strategies/a" names itself (remove it)`,
				`content/visions/b.md:2:10: H003: repairs leads round in a circle: visions/a → visions/b → visions/a (remove one of these relations)`,
			},
		},
		"two that share a page": {
			map[string]string{"strategies/a.md": page("after: [b, c]"), "strategies/b.md": page("after: a"), "strategies/c.md": page("after: a")},
			[]string{
				`content/strategies/b.md:2:8: H003: after leads round in a circle: strategies/a → strategies/b → strategies/a (remove one of these relations)`,
				`content/strategies/c.md:2:8: H003: after leads round in a circle: strategies/a → strategies/c → strategies/a (remove one of these relations)`,
			},
		},
		"reached from outside": {
			map[string]string{"strategies/a.md": page("supersedes: b"), "strategies/b.md": page("supersedes: c"), "strategies/c.md": page("supersedes: b")},
			[]string{`content/strategies/c.md:2:13: H003: supersedes leads round in a circle: strategies/b → strategies/c → strategies/b (remove one of these relations)`},
		},
		"written from both sides": {
			map[string]string{"decisions/a.md": page("supersedes: b", "status: superseded by b"), "decisions/b.md": page("status: accepted")},
			[]string{`content/decisions/a.md:3:9: H003: supersedes leads round in a circle: decisions/a → decisions/b → decisions/a (remove one of these relations)`},
		},
		"the same said twice is none": {
			map[string]string{"decisions/a.md": page("status: superseded by b"), "decisions/b.md": page("supersedes: a")}, nil,
		},
		"a diamond is none": {
			map[string]string{"strategies/a.md": page("after: [b, c]"), "strategies/b.md": page("after: d"), "strategies/c.md": page("after: d"), "strategies/d.md": ""}, nil,
		},
	} {
		c.files["index.md"] = ""
		if d := cmp.Diff(c.want, said(made(t, c.files), "H003")); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestLongChainsAndLongCirclesAreFollowed(t *testing.T) {
	const n = 5000
	files := map[string]string{"index.md": ""}
	for i := range n {
		files[fmt.Sprintf("strategies/s%04d.md", i)] = fmt.Sprintf("---\nafter: s%04d\n---\n", i+1)
	}
	files[fmt.Sprintf("strategies/s%04d.md", n)] = ""
	if got := said(made(t, files), "H003"); got != nil {
		t.Errorf("a chain: %v", got)
	}
	files[fmt.Sprintf("strategies/s%04d.md", n)] = "---\nafter: s0000\n---\n"
	got := said(made(t, files), "H003")
	if len(got) != 1 || !strings.Contains(got[0], "s0006 → … → strategies/s5000 → strategies/s0000") {
		t.Errorf("a circle: %v", got)
	}
}
