package site_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"waymark/internal/diag"
	"waymark/internal/site"
)

// An explosive folder panics when one of its files is read for the nth time, as the
// program would that fails on what is in it.
type explosive struct {
	fs.FS
	name string
	nth  int64
	read *atomic.Int64
}

func (e explosive) ReadFile(name string) ([]byte, error) {
	if name == e.name && e.read.Add(1) == e.nth {
		panic("an internal law is broken")
	}
	return fs.ReadFile(e.FS, name)
}

func (e explosive) Open(name string) (fs.File, error) {
	if name == e.name && e.read.Add(1) == e.nth {
		panic("an internal law is broken")
	}
	return e.FS.Open(name)
}

// sound is a vision of which there is nothing to say, so that nobody reads it for an
// excerpt.
const sound = `---
status: draft
horizon: 2029
owner: "@quay"
written: 2026-11-01
description: Ferries that leave on time
statement: In 2029 everybody crosses when they want to.
---
# North

## Where we end up

Nobody waits for a berth.

## Why

Nine hundred people cross each day. They wait for forty minutes, and children miss school.

## What it settles

Ferries before freight.
`

// TestOneBrokenPageHidesNoOther: whenever the program fails on a page, while it is
// read, decoded, judged or made, that is reported with the page's file, and what is
// wrong with others is, too.
func TestOneBrokenPageHidesNoOther(t *testing.T) {
	files := fstest.MapFS{
		"index.md":         {Data: []byte("# Quay\n\n[North](visions/north.md) [Sums](sums.md)\n")},
		"sums.md":          {Data: []byte("# Sums\n\n[^crew]\n")},
		"visions/north.md": {Data: []byte(sound)},
	}
	const page = "content/visions/north.md"
	met := 0
	for nth := int64(1); ; nth++ {
		var read atomic.Int64
		b := fuzzed{look: themeFS(t), forgets: true}
		b.config = func(cfg *site.Config) {
			cfg.Content = explosive{files, "visions/north.md", nth, &read}
		}
		b.memory.known = make(map[[16]byte][]byte)
		err := b.buildAll(files)
		if err != nil {
			t.Fatalf("reading %d: %v", nth, err)
		}
		if read.Load() < nth {
			break
		}
		met++
		ds := append(b.site.Checked(), b.mistakes...)
		about := func(code string) int {
			return slices.IndexFunc(ds, func(d diag.Diagnostic) bool { return d.Code == code })
		}
		i := about(diag.Internal)
		if i < 0 || ds[i].Path != page || ds[i].Severity != diag.Error || !strings.Contains(ds[i].Message, "an internal law is broken") ||
			!strings.Contains(ds[i].Hint, "report") || !strings.Contains(ds[i].Stack, "internal_test.go") {
			t.Errorf("reading %d: %v", nth, ds)
		}
		if about("P023") < 0 {
			t.Errorf("reading %d hides what is wrong with sums.md: %v", nth, ds)
		}
	}
	if met < 4 {
		t.Errorf("the page was read only %d times", met)
	}
}

// What nobody can tell the page of ends the build, and not the program.
func TestABrokenLawIsAnError(t *testing.T) {
	_, err := site.Build(t.Context(), site.Config{Content: fstest.MapFS{"index.md": {Data: []byte("# A\n")}}, Root: "content"})
	var mistake *site.Mistake
	if err == nil || errors.As(err, &mistake) || !strings.Contains(err.Error(), "internal error") || !strings.Contains(err.Error(), "report") {
		t.Errorf("%v", err)
	}
}
