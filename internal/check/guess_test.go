package check

import (
	"strings"
	"testing"

	"waymark/internal/diag"
)

// Whoever wrote a passage did not call it what it was taken for, so nothing that is said
// of it is more than information, whatever the handbook thinks of the rule.
func TestNothingGuessedIsWrong(t *testing.T) {
	const flawed = "- Publish changes as events (6w)\n- Move the dunning job (4w)\n- Switch the nightly file off by 2026-09-01"
	severity := func(heading string) (diag.Severity, bool) {
		files := map[string]string{"strategies/s.md": strategy("", map[string]string{"## Actions": heading + "\n\n" + flawed})}
		for _, f := range judge(t, files, "checks: {S222: error}", "strategies/s.md", SampleDay) {
			if f.Code == "S222" {
				return f.Severity, true
			}
		}
		return diag.Off, false
	}
	for _, tt := range []struct {
		heading string
		want    diag.Severity
	}{
		{"## Actions", diag.Error},
		{"## What we will do", diag.Error}, // an alias
		{"## The road from here", diag.Info},
	} {
		if got, ok := severity(tt.heading); !ok || got != tt.want {
			t.Errorf("below %q it is %v (%t), want %v", strings.TrimLeft(tt.heading, "# "), got, ok, tt.want)
		}
	}
}
