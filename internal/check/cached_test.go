package check

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"waymark/internal/handbook"
	"waymark/internal/page"
)

// memory is one that forgets nothing.
type memory struct {
	mu    sync.Mutex
	known map[[16]byte][]byte
}

func (m *memory) Get(key [16]byte) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok := m.known[key]
	return value, ok
}

func (m *memory) Put(key [16]byte, value []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known[key] = value
}

func difference(want, got []Judged) string {
	same := cmp.Comparer(func(a, b *handbook.Page) bool { return a == b })
	return cmp.Diff(want, got, cmpopts.IgnoreUnexported(Judged{}), cmpopts.EquateEmpty(), same)
}

// TestWhatIsFoundAgainIsWhatIsFound is a law: what is taken from the findings
// before is what the rules find. The worlds are the rules' own samples, one after
// the other, each mended and broken again, its page and what stands beside it in
// turn.
func TestWhatIsFoundAgainIsWhatIsFound(t *testing.T) {
	var last []Judged
	store := &memory{known: make(map[[16]byte][]byte)}
	again, all := 0, 0
	look := func(what string, files map[string]string, settings string, today time.Time) {
		h, texts := made(t, files, settings)
		var read atomic.Int32 // of the pages whose texts were asked for
		o := Options{Today: today, Previous: last, Prose: func(p *handbook.Page) ([]page.Block, bool) {
			read.Add(1)
			return page.Prose(texts[p.Path], page.Settings{}), true
		}}
		got := Run(h, o)
		last = got
		o.Previous = nil
		judged := int(read.Load())
		want := Run(h, o)
		again, all = again+len(want)-judged, all+len(want)
		o.Memory = store
		for range 2 { // the second time, all is known
			read.Store(0)
			if diff := difference(want, Run(h, o)); diff != "" {
				t.Fatalf("%s: (-found +remembered)\n%s", what, diff)
			}
		}
		if read.Load() > 0 {
			t.Errorf("%s: not all is remembered", what)
		}
		if diff := difference(want, got); diff != "" {
			t.Fatalf("%s: (-found +found again)\n%s", what, diff)
		}
		for i := range got { // whoever accepts a finding marks it, and that is not found again
			for k := range got[i].Findings {
				got[i].Findings[k].Accepted = true
			}
		}
	}
	filesOf := func(r *Rule, sample string) (files map[string]string, first File) {
		files = make(map[string]string)
		for _, f := range r.Sample(sample) {
			files[f.Path] = f.Text
		}
		return files, r.Sample(sample)[0]
	}
	for _, r := range Rules {
		before, broken := filesOf(r, r.Before)
		after, _ := filesOf(r, r.After)
		beside := maps.Clone(after)
		beside[broken.Path] = broken.Text
		for i, files := range []map[string]string{before, after, before, beside, before} {
			look(r.Code+" "+strings.Repeat("'", i), files, "", SampleDay)
		}
	}

	// Each of these steps changes what is found on strategies/a.md, which stays.
	files := map[string]string{"strategies/a.md": "---\nvision: every-change\npattern: grand-migration\nstatus: active\nwritten: 2026-03-31\nhorizon: 5mo\n---\n"}
	settings, today := "", SampleDay
	step := func(what string, change func()) {
		t.Helper()
		before := slices.Clone(last)
		change()
		look(what, files, settings, today)
		foundOn := func(all []Judged) []Found {
			return all[slices.IndexFunc(all, func(j Judged) bool { return j.Page.Path == "strategies/a.md" })].found
		}
		if cmp.Equal(foundOn(before), foundOn(last), cmp.Comparer(func(a, b *handbook.Page) bool { return a == b })) {
			t.Errorf("%s: nothing else is found", what)
		}
	}
	look("a strategy", files, settings, today)
	step("the vision changes", func() { files["visions/every-change.md"] = "---\nstatement: x\nrevised: 2026-05-04\n---\n" })
	step("the pattern wants less", func() { files["patterns/grand-migration.md"] = "---\ndescription: x\n---\n" })
	step("another day", func() { today = today.AddDate(1, 0, 0) })
	step("another severity", func() { settings = "checks: {S231: error}\n" })
	step("a page of a pitfall", func() { files["pitfalls/says-yes-to-everything.md"] = "---\ndescription: x\n---\n" })
	step("a base URL", func() { settings += "base_url: https://example.org/\n" })
	step("the page moves", func() {
		files["others/says-yes-to-everything.md"] = "---\nkind: pitfall\ndescription: x\n---\n"
		delete(files, "pitfalls/says-yes-to-everything.md")
	})
	files["plans/index.md"] = "---\nholds: vision\n---\n"
	files["plans/p.md"] = "---\nstatus: active\n---\n"
	look("a folder of visions", files, settings, today)
	files["plans/index.md"] = "---\nholds: strategy\n---\n"
	look("the same of strategies", files, settings, today)
	files["strategies/a.md"] = "---\npattern: big-vision\nstatus: active\n---\n## Actions\n\n- Move all invoices to the ledger (@payments, by 2026-09-30)\n"
	look("a migration that is not called one", files, settings, today)
	step("the pattern of migrations needs something else", func() {
		files["patterns/grand-migration.md"] = "---\ndescription: x\nconstraints:\n  - {id: a, text: Time, need: necessary}\n---\n"
	})
	files["strategies/a.md"] = "---\npattern: no-vision\nstatus: active\nwritten: 2026-03-31\nhorizon: 3mo\nafter: b\n---\n"
	files["strategies/b.md"] = "---\npattern: no-vision\nstatus: done\nwritten: 2026-01-31\nhorizon: 3mo\nafter: c\n---\n"
	files["strategies/c.md"] = "---\npattern: big-vision\nstatus: done\nwritten: 2025-10-31\nhorizon: 3mo\n---\n"
	look("one after another", files, settings, today)
	step("the one before the one before was without a vision, too", func() {
		files["strategies/c.md"] = strings.Replace(files["strategies/c.md"], "big-vision", "no-vision", 1)
	})
	delete(files, "strategies/b.md") // the one between is a folder's page, which is not judged
	files["strategies/b/index.md"] = "---\nkind: strategy\npattern: no-vision\nstatus: done\nwritten: 2026-01-31\nhorizon: 3mo\nafter: c\n---\n"
	files["strategies/a.md"] = strings.Replace(files["strategies/a.md"], "after: b", "after: strategies/b", 1)
	look("a folder's page between them", files, settings, today)
	step("the one before had a vision after all", func() {
		files["strategies/c.md"] = strings.Replace(files["strategies/c.md"], "no-vision", "big-vision", 1)
	})
	if again < all/20 {
		t.Errorf("of %d pages only %d were not judged again", all, again)
	}
}

// A text that changed after its page was read was not judged, so what was found
// without it is found again neither in this process nor in another.
func TestWhatIsFoundWithoutATextIsNotRemembered(t *testing.T) {
	h, texts := made(t, map[string]string{"strategies/a.md": undeclaredMigration.Before}, "")
	there := false
	o := Options{Today: SampleDay, Prose: func(p *handbook.Page) ([]page.Block, bool) {
		if !there {
			return nil, false
		}
		return page.Prose(texts[p.Path], page.Settings{}), true
	}}
	store := &memory{known: make(map[[16]byte][]byte)}
	o.Memory = store
	without := Run(h, o)
	there = true
	remembering := Run(h, o)
	o.Memory, o.Previous = nil, without
	again := Run(h, o)
	o.Previous = nil
	want := Run(h, o)
	for what, got := range map[string][]Judged{"by another process": remembering, "by the next run": again} {
		if diff := difference(want, got); diff != "" {
			t.Errorf("%s: (-found +found again)\n%s", what, diff)
		}
	}
}
