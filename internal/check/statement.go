package check

import (
	"slices"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/wording"
)

// A Word is a word of a sentence.
type Word = wording.Word

// A Statement is a sentence with its words.
type Statement struct {
	Sentence
	Words []Word
}

// read returns the words of sentences, those without any left out.
func read(sentences []Sentence) []Statement {
	all := make([]Statement, 0, len(sentences))
	for _, s := range sentences {
		if words := wording.Words(s.Plain); len(words) > 0 {
			all = append(all, Statement{s, words})
		}
	}
	return all
}

// Statements returns what a section says. It is worked out once a page.
func (in *Input) Statements(section kind.SectionName) []Statement {
	if all, ok := in.statements[section]; ok {
		return all
	}
	all := read(in.Section(section).Sentences())
	if in.statements == nil {
		in.statements = make(map[kind.SectionName][]Statement)
	}
	in.statements[section] = all
	return all
}

// FieldStatements returns what a text of the front matter says.
func (in *Input) FieldStatements(field kind.FieldName) []Statement {
	return read(in.FieldSentences(field))
}

// statementsOf returns what one block says.
func statementsOf(b *page.Block) []Statement { return read(split(b)) }

// clauses divides words at punctuation within the sentence.
func clauses(words []Word) [][]Word { return divide(words, ",;:()-.!?") }

// divide divides words after those that one of the marks follows.
func divide(words []Word, marks string) [][]Word {
	var all [][]Word
	from := 0
	for i := range words {
		if strings.ContainsAny(words[i].Break, marks) || i == len(words)-1 {
			all = append(all, words[from:i+1])
			from = i + 1
		}
	}
	return all
}

// isNegative reports whether a word denies what stands with it.
func isNegative(word string) bool {
	return strings.HasSuffix(word, "n't") || slices.Contains(negatives, word)
}

var negatives = []string{"no", "not", "never", "nobody", "nothing", "none", "neither", "nor", "nowhere", "cannot", "without"}
