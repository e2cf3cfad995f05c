package sections

import (
	"embed"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Words are data: a file a language in words/, with lists of one entry a line. In
// an entry
//
//	…    stands for any words
//	#    for a number, in digits or in words
//	ab*  for every word that begins with ab
//
// The lists of names hold headings, and those of features what sentences say.
//
//go:embed words/*.txt
var files embed.FS

// languages are those that we have words of.
var languages = []string{"en", "de", "fr", "es", "pt", "ja", "zh"}

// A vocabulary is what is known of one language.
type vocabulary struct {
	lang    string
	names   map[string]name // by the words of a heading, written together
	open    []openName      // those with … or # in them
	lists   map[string]*phrases
	english *vocabulary // whose names are known in every language; nil: it is English
}

// A name says what a heading may mean.
type name struct {
	group group
	weak  bool // it is used for other things as well
}

// A group is a list of headings that mean the same.
type group string

// The groups of names. Which role the middle ones are depends on what the whole
// text is.
const (
	inProblem    group = "problem"
	inPolicy     group = "policy"
	inActions    group = "actions"
	inNonGoals   group = "non-goals"
	inVision     group = "vision"
	inWhy        group = "why"
	inSettles    group = "settles"
	inOutcome    group = "outcome"
	inSlice      group = "slice"
	inMotivation group = "motivation" // the problem of a strategy, the why of a vision
	inPrinciples group = "principles" // the policy of a strategy, what a vision settles
	inTradeOffs  group = "trade-offs" // what a vision settles, or else the policy
	inUmbrella   group = "umbrella"   // what its sub-headings say; what they leave is policy
	inSummary    group = "summary"    // anything
	inGoals      group = "goals"      // results that are wanted; the policy where they say what gives way
	inFAQ        group = "faq"
	inElsewhere  group = "elsewhere" // no part that is looked for
	inNeither    group = "neither"   // a part of texts that are no strategy
)

var groups = []group{inProblem, inPolicy, inActions, inNonGoals, inVision, inWhy, inSettles, inOutcome, inSlice, inMotivation, inPrinciples, inTradeOffs, inUmbrella, inSummary, inGoals, inFAQ, inElsewhere, inNeither}

type openName struct {
	words []string
	name  name
}

// vocabularies are read when they are first asked for.
var vocabularies sync.Map

// vocabularyOf returns the words of a language; those of one that we don't know
// are English names.
func vocabularyOf(lang string) *vocabulary {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	if !slices.Contains(languages, lang) {
		lang = "en"
	}
	known, ok := vocabularies.Load(lang)
	if !ok {
		known, _ = vocabularies.LoadOrStore(lang, newVocabulary(lang))
	}
	return known.(*vocabulary)
}

func newVocabulary(lang string) *vocabulary {
	v := &vocabulary{lang: lang, names: make(map[string]name), lists: make(map[string]*phrases)}
	if lang != "en" {
		v.english = vocabularyOf("en")
	}
	lists := readLists(lang)
	for list := range maps.Keys(lists) {
		if _, isName := groupOf(list); !isName {
			v.lists[list] = newPhrases(lists[list], list == "suffixes")
		}
	}
	for _, g := range groups {
		for _, weak := range []bool{false, true} {
			list := string(g)
			if weak {
				list += "?"
			}
			for _, entry := range lists[list] {
				v.addName(entry, name{g, weak})
			}
		}
	}
	return v
}

func groupOf(list string) (group, bool) {
	g := group(strings.TrimSuffix(list, "?"))
	return g, slices.Contains(groups, g)
}

// readLists reads the file of a language. A test reads it too, and says what is
// wrong with it.
func readLists(lang string) map[string][]string {
	data, err := fs.ReadFile(files, "words/"+lang+".txt")
	if err != nil {
		return nil
	}
	lists := make(map[string][]string)
	list := ""
	for line := range strings.SplitSeq(string(data), "\n") {
		switch {
		case line == "", strings.HasPrefix(line, "//"):
		case strings.HasPrefix(line, "["):
			list = strings.Trim(line, "[]")
		default:
			lists[list] = append(lists[list], line)
		}
	}
	return lists
}

func (v *vocabulary) addName(entry string, n name) {
	words := singular(tokens(entry, true))
	if slices.ContainsFunc(words, func(w string) bool { return strings.ContainsAny(w, "…#") }) {
		v.open = append(v.open, openName{words, n})
		return
	}
	key := strings.Join(words, "")
	if _, taken := v.names[key]; !taken {
		v.names[key] = n
	}
}

// has reports whether a text says anything of a list.
func (v *vocabulary) has(list string, t said) bool { return v.count(list, t) > 0 }

// count returns how often a text says anything of a list.
func (v *vocabulary) count(list string, t said) int {
	if p := v.lists[list]; p != nil {
		return p.count(t)
	}
	return 0
}

// is reports whether a text is an entry of a list, in the language or in English.
func (v *vocabulary) is(list string, t said) bool {
	if p := v.lists[list]; p != nil && p.is(t) {
		return true
	}
	return v.english != nil && v.english.is(list, t)
}

// A said is a text in the form in which it is compared: small letters without
// accents, and its words.
type said struct {
	folded string
	words  []string
}

func say(text string) said {
	return said{fold(text), tokens(text, false)}
}

// fold returns a text in small letters without accents.
func fold(text string) string {
	decomposed := norm.NFKD.String(strings.ToLower(text))
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x300 && r <= 0x36F:
			return -1
		case r == '’' || r == '‘' || r == 'ʼ':
			return '\''
		}
		return r
	}, strings.ReplaceAll(decomposed, "ß", "ss"))
}

// contractions are undone, so that what's and what is are the same.
var contractions = strings.NewReplacer(
	"won't", "will not", "can't", "cannot", "can not", "cannot", "n't", " not", "'re", " are", "'ll", " will", "'ve", " have",
	"what's", "what is", "it's", "it is", "that's", "that is", "where's", "where is", "there's", "there is", "here's", "here is", "who's", "who is", "how's", "how is",
	"s' ", "s ", "'s ", " ", "œ", "oe", "&", " and ",
)

var spacedMarks = strings.NewReplacer("...", " … ", "…", " … ", "#", " # ")

// tokens returns the words of a text. With marks, the marks of entries are words
// too.
func tokens(text string, marks bool) []string {
	text = contractions.Replace(fold(text) + " ")
	if marks {
		text = spacedMarks.Replace(text)
	}
	return strings.FieldsFunc(text, func(r rune) bool {
		isMark := marks && (r == '…' || r == '#' || r == '*')
		return !isMark && !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '%'
	})
}

// singular returns words without the s of plurals.
func singular(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		switch {
		case len(w) <= 3 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		case strings.HasSuffix(w, "ies"):
			w = w[:len(w)-3] + "y"
		case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "sses"):
			w = w[:len(w)-2]
		default:
			w = w[:len(w)-1]
		}
		all[i] = w
	}
	return all
}

// phrases are the entries of a list, by how they begin.
type phrases struct {
	first    map[string][][]string // by their first word
	prefixes [][]string            // that begin with a prefix, a number or any word
	parts    []string              // of scripts without spaces
}

func newPhrases(entries []string, isHeading bool) *phrases {
	p := &phrases{first: make(map[string][][]string)}
	for _, entry := range entries {
		words := tokens(entry, true)
		if isHeading {
			words = singular(words)
		}
		switch {
		case isUnspaced(entry):
			p.parts = append(p.parts, strings.TrimRight(fold(entry), "…"))
		case len(words) == 0:
		case strings.ContainsAny(words[0], "*#…"):
			p.prefixes = append(p.prefixes, words)
		default:
			p.first[words[0]] = append(p.first[words[0]], words)
		}
	}
	return p
}

func isUnspaced(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	})
}

// count returns how often any of the phrases stands in a text.
func (p *phrases) count(t said) int {
	n := 0
	for i := 0; i < len(t.words); i++ {
		if length := p.at(t.words[i:]); length > 0 {
			n++
			i += length - 1
		}
	}
	for _, part := range p.parts {
		n += strings.Count(t.folded, part)
	}
	return n
}

// is reports whether a text is one of the phrases.
func (p *phrases) is(t said) bool {
	if p.at(t.words) == len(t.words) && len(t.words) > 0 {
		return true
	}
	return slices.Contains(p.parts, strings.TrimFunc(t.folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }))
}

// at returns how many words at the beginning are the longest phrase; 0: none.
func (p *phrases) at(words []string) int {
	if len(words) == 0 {
		return 0
	}
	n := 0
	for _, entries := range [2][][]string{p.first[words[0]], p.prefixes} {
		for _, entry := range entries {
			n = max(n, matched(entry, words))
		}
	}
	return n
}

// mostBetween is how many words … stands for at most in a sentence.
const mostBetween = 5

// matched returns how many words an entry takes of those that follow; 0: it is
// not there.
func matched(entry, words []string) int {
	at := 0
	for i, want := range entry {
		if want == "…" {
			for gap := range mostBetween {
				if at+gap > len(words) {
					break
				}
				if n := matched(entry[i+1:], words[at+gap:]); n > 0 || i+1 == len(entry) {
					return at + gap + n
				}
			}
			return 0
		}
		if at == len(words) || !stands(want, words[at]) {
			return 0
		}
		at++
	}
	return at
}

// stands reports whether a word of an entry stands for a word.
func stands(want, word string) bool {
	if want == "#" {
		return isNumber(word)
	}
	if prefix, ok := strings.CutSuffix(want, "*"); ok {
		if suffix, ok := strings.CutPrefix(prefix, "*"); ok {
			return strings.Contains(word, suffix)
		}
		return strings.HasPrefix(word, prefix)
	}
	if suffix, ok := strings.CutPrefix(want, "*"); ok {
		return len(word) > len(suffix)+2 && strings.HasSuffix(word, suffix)
	}
	return want == word
}

func isNumber(word string) bool {
	return word != "" && word[0] >= '0' && word[0] <= '9' || numerals()[word]
}

// numerals are the numbers in words of all languages that put spaces between them.
var numerals = sync.OnceValue(func() map[string]bool {
	all := make(map[string]bool)
	for _, lang := range languages {
		for _, word := range readLists(lang)["numerals"] {
			all[fold(word)] = true
		}
	}
	return all
})
