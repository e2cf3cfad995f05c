package sections

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestWordsAreInOrder: each file says what it is about and where its entries come
// from; entries are sorted and stand once; lists are those of English.
func TestWordsAreInOrder(t *testing.T) {
	english := readLists("en")
	for _, lang := range languages {
		data, err := fs.ReadFile(files, "words/"+lang+".txt")
		if err != nil {
			t.Fatal(err)
		}
		head, _, _ := strings.Cut(string(data), "\n[")
		if !strings.Contains(head, "\n// Provenance: ") {
			t.Errorf("%s begins with %q", lang, head)
		}
		for list, entries := range readLists(lang) {
			if english[list] == nil {
				t.Errorf("%s has a list %q that English lacks", lang, list)
			}
			if !slices.IsSorted(entries) || len(slices.Compact(slices.Clone(entries))) < len(entries) {
				t.Errorf("%s: %s is out of order", lang, list)
			}
		}
	}
}

// TestNamesMeanOneThing: an entry that stands in two lists of names means the
// first alone.
func TestNamesMeanOneThing(t *testing.T) {
	for _, lang := range languages {
		lists := readLists(lang)
		seen := make(map[string]string)
		for _, g := range groups {
			for _, list := range []string{string(g), string(g) + "?"} {
				for _, entry := range lists[list] {
					key := strings.Join(singular(tokens(entry, true)), "")
					if other, twice := seen[key]; twice && other != list {
						t.Errorf("%s: %q stands in %s and in %s", lang, entry, other, list)
					}
					seen[key] = list
				}
			}
		}
	}
}

// TestEveryListIsUsed reads the sources: no list is there that nothing names.
func TestEveryListIsUsed(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	named := make(map[string]bool)
	quoted := regexp.MustCompile(`"([^"\n]+)"`)
	for _, file := range sources {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range quoted.FindAllStringSubmatch(string(text), -1) {
			named[m[1]] = true
		}
	}
	for list := range readLists("en") {
		_, isName := groupOf(list)
		_, isCue := strings.CutPrefix(list, "cue ")
		if !isName && !isCue && !named[list] {
			t.Errorf("nothing uses the list %s", list)
		}
	}
}
