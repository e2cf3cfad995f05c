// Package generate makes handbooks of any size, for tests and benchmarks, and
// edits them at random.
//
// A generated handbook is one that a careful team could have written: every
// link, anchor and relation leads somewhere, required fields are there, and no
// check of the handbook's integrity has anything to say, unless Options.Errors
// asks for mistakes. Page i is a pure function of the options and i. So the
// same options give the same bytes, and a handbook of 50,000 pages is written
// without ever being in memory. What a page says is grammatical nonsense of
// realistic weight: 600 to 900 words, two code blocks, five links, tables,
// footnotes, tags.
//
// An Editor changes such a handbook step by step, as its authors would. It
// works on the pages as values, in which a link is a path and not yet text, so
// that a rename or a deletion carries the links along. That makes it the
// witness for the law that an incremental build is a clean build.
package generate

import (
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
)

// Options say which handbook to make. The zero value is a handbook of no pages.
type Options struct {
	Pages  int // number of Markdown files, the home page and section pages included
	Seed   uint64
	Shape  Shape
	Kinds  bool // more than half of the pages are visions, strategies, decisions and so on, with their fields and relations
	Words  int  // words a page, about; 0: 600 to 900
	Errors int  // number of mistakes to plant, at most one a page; see Mistakes
}

// A Shape is a way to arrange and connect pages.
type Shape uint8

const (
	Tree   Shape = iota // sections up to three deep, about twelve pages each
	Flat                // all pages in one folder
	Hub                 // a tree in which every page links to one page
	Tagged              // a tree in which every page has one tag in common
	Deep                // sections sixty deep
	Wide                // a folder for each page
)

// Shapes are the names of the shapes, in their order.
var Shapes = []string{"tree", "flat", "hub", "tagged", "deep", "wide"}

// commonTag is the tag that all pages of a Tagged handbook have.
const commonTag = "everyone"

// hub is the number of the page that all others of a Hub link to.
const hub = 1

const settingsPath = "content/handbook.yaml"

// Files yields every file of a handbook, its path from the project's folder and
// its content, settings first, then the pages in order of their number.
func Files(opt Options) iter.Seq2[string, string] {
	return func(yield func(path, data string) bool) {
		if !yield(settingsPath, settingsOf(opt).text()) {
			return
		}
		pl := newPlan(opt)
		for i := range opt.Pages {
			p := pl.page(i)
			text, _ := pl.spoil(i, p.text())
			if !yield("content/"+p.path, text) {
				return
			}
		}
	}
}

// Handbook returns every file of a handbook by its path.
func Handbook(opt Options) map[string]string {
	return maps.Collect(Files(opt))
}

// Write writes a handbook to a folder, which is made unless it is there. A
// folder that holds anything is refused with fs.ErrExist.
func Write(dir string, opt Options) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("generate into %s, which is not empty: %w", dir, fs.ErrExist)
	}
	for path, data := range Files(opt) {
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(path)), data); err != nil {
			return fmt.Errorf("generate %s: %w", path, err)
		}
	}
	return nil
}

func (s Shape) String() string { return Shapes[s] }

func writeFile(name, data string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(data), 0o666)
}
