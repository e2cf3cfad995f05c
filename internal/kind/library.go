package kind

import "strings"

// A LibraryPart is a part of Waymark's library, which a handbook can have or do
// without.
type LibraryPart struct {
	Name  string
	Doc   string
	holds []string // files, and folders with a slash behind them, by their paths below content/
}

// LibraryParts are the parts of the library, in the order in which readers meet them.
var LibraryParts = []LibraryPart{
	{"core", "What a vision and a strategy are, why the difference matters, and eleven questions to examine your own.", []string{"start.md", "why-it-matters.md", "vision.md", "strategy.md", "examine.md"}},
	{"patterns", "Three ways of working between a vision and a strategy, and a page that asks which one fits.", []string{"patterns/", "choose.md"}},
	{"pitfalls", "How visions and strategies fail, by what one notices.", []string{"pitfalls/"}},
	{"practices", "What to do about it, most of it one sentence to say.", []string{"practices/"}},
	{"examples", "Cases from the talk and from public record, and a vision and a strategy, each with its repair.", []string{"examples/", "visions/", "strategies/"}},
	{"workshop", "A workshop of ninety minutes, with sheets to print.", []string{"workshop/"}},
	{"readings", "What to read next, and what it says.", []string{"readings/"}},
	{"glossary", "The words, each in a sentence.", []string{"glossary.md"}},
	{LibraryChecks, "A page for each check on visions and strategies.", []string{"checks/"}},
}

// LibraryChecks is the part that the program writes itself.
const LibraryChecks = "checks"

// PartOf returns the name of the part of the library that a file belongs to, by its
// path below content/. Its visions and strategies are worked examples; the pages of
// their folders are not of the library, because these folders are the team's.
func PartOf(path string) (name string, ok bool) {
	for _, part := range LibraryParts {
		for _, held := range part.holds {
			if path == held || strings.HasSuffix(held, "/") && strings.HasPrefix(path, held) {
				return part.Name, path != "visions/index.md" && path != "strategies/index.md"
			}
		}
	}
	return "", false
}

// partsOfLibrary are the values of the setting `library`.
func partsOfLibrary() []string {
	values := []string{LibraryAll.String(), LibraryNone.String()}
	for _, part := range LibraryParts {
		values = append(values, part.Name)
	}
	return values
}
