package handbook

import (
	"slices"
	"testing"
)

// TestReviewsAreOfWhatIsInForce: what nobody is held to, or nobody is led to, is not due.
func TestReviewsAreOfWhatIsInForce(t *testing.T) {
	const due = "review_by: 2026-04-01\n---\n"
	h := made(t, map[string]string{
		"index.md":               "",
		"strategies/index.md":    "---\nkind: strategy\nstatus: active\n" + due,
		"strategies/late.md":     "---\nstatus: active\nreview_by: 2026-05-01\n---\n",
		"strategies/b.md":        "---\nstatus: active\n" + due,
		"strategies/a.md":        "---\nstatus: agreed\n" + due,
		"strategies/undated.md":  "---\nstatus: active\n---\n",
		"strategies/done.md":     "---\nstatus: done\n" + due,
		"strategies/specimen.md": "---\nstatus: active\nspecimen: true\n" + due,
		"strategies/unlisted.md": "---\nstatus: active\nunlisted: true\n" + due,
		"strategies/library.md":  "---\nstatus: active\n" + due,
		"visions/v.md":           "---\nstatus: agreed\n" + due,
		"visions/retired.md":     "---\nstatus: retired\n" + due,
	}, ofLibrary("strategies/library.md"))
	var got []string
	for _, p := range h.Reviews {
		got = append(got, p.ID)
	}
	if want := []string{"visions/v", "strategies/a", "strategies/b", "strategies/late"}; !slices.Equal(got, want) {
		t.Errorf("due are %q, want %q", got, want)
	}
}
