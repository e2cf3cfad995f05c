package sections

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/kind"
)

func TestTheGistOfAStrategy(t *testing.T) {
	const head = "## Problem\n\nA new service waits nine days for tickets. Then it waits again.\n\n## Policy\n\nWe remove the wait for one team. Others follow.\n\n"
	for name, c := range map[string]struct {
		text string
		want Gist
	}{
		"first sentences, and what is bold": {
			head + "## Non-goals\n\n- **A second team before June,** because one is enough.\n- **Batch jobs.** They wait.\n- **A portal** with buttons. No.\n- Moving services: later.\n- Search – nobody asked.\n- The database. Never.\n",
			Gist{"A new service waits nine days for tickets.", "We remove the wait for one team.", []string{"A second team before June", "Batch jobs", "A portal with buttons", "Moving services", "Search", "The database"}},
		},
		"a part that is missing is empty": {
			"## Guiding policy\n\nOne source for changes, and readers one at a time.\n\n## Actions\n\n- Move it (@a, 2w)\n",
			Gist{Policy: "One source for changes, and readers one at a time."},
		},
		"other people's headings, and no list": {
			"## Diagnosis\n\nEvery release takes three weeks because tests fail.\n\n## Our approach\n\nWe fix tests before we write new code.\n\n## What we won't do\n\nWe won't rewrite the tests. They stay.\n\nA new framework is out.\n",
			Gist{"Every release takes three weeks because tests fail.", "We fix tests before we write new code.", []string{"We won't rewrite the tests", "A new framework is out"}},
		},
		"a sentence that introduces a list goes on with it": {
			"## Problem\n\nTwo things stop us:\n\n- Tickets wait nine days. Each.\n- Nobody can be asked.\n\n## Policy\n\n> Quoted from somebody.\n\nWe remove the wait.\n",
			Gist{Problem: "Two things stop us: Tickets wait nine days; Nobody can be asked", Policy: "We remove the wait."},
		},
		"what is long is cut after a word": {
			head + "## Non-goals\n\n- " + strings.Repeat("moving ", 20) + "\n",
			Gist{"A new service waits nine days for tickets.", "We remove the wait for one team.", []string{strings.TrimSpace(strings.Repeat("moving ", 11)) + "…"}},
		},
		"rows of a table": {
			head + "## Non-goals\n\n| What | Why |\n|---|---|\n| Batch jobs | later |\n| A portal | never |\n",
			Gist{"A new service waits nine days for tickets.", "We remove the wait for one team.", []string{"Batch jobs", "A portal"}},
		},
	} {
		if d := cmp.Diff(c.want, Read(read("# S\n\n"+c.text), kind.Strategy).Gist); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
	}
}
