package theme

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/diagram"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
	"waymark/internal/view"
)

// english is the language that has every word.
const english = "en"

// words are the theme's texts by language and name. A file words/LANG.yaml is a
// plain list of names with texts; {1} in a text stands for the first value that
// the template hands in.
type words map[string]map[string]word

type word struct {
	text string
	at   diag.Position
}

func (w words) languages() []string       { return slices.Sorted(maps.Keys(w)) }
func (w words) of(lang string) []string   { return slices.Sorted(maps.Keys(w[lang])) }
func (w words) has(name string) bool      { _, ok := w[english][name]; return ok }
func (w words) missing(name string) error { return fmt.Errorf("no word %q", name) }

// language returns the language among the theme's that serves a page's best:
// de for de-AT, and English for one that the theme does not speak.
func (w words) language(lang string) string {
	lang = strings.ToLower(lang)
	for {
		if w[lang] != nil {
			return lang
		}
		i := strings.LastIndexByte(lang, '-')
		if i < 0 {
			return english
		}
		lang = lang[:i]
	}
}

// say returns a word in a language, or in English when the language lacks it.
func (w words) say(lang, name string, values []any) (string, error) {
	found, ok := w[lang][name]
	if !ok {
		if found, ok = w[english][name]; !ok {
			return "", w.missing(name)
		}
	}
	if len(values) == 0 {
		return found.text, nil
	}
	var pairs []string
	for i, v := range values {
		pairs = append(pairs, place(i), fmt.Sprint(v))
	}
	return strings.NewReplacer(pairs...).Replace(found.text), nil
}

// Title returns what one of page.Titles is called in a language, as the words
// title_note and so on say; without such a word it is its own name.
func (t *Theme) Title(lang, name string) string {
	if title, err := t.words.say(t.words.language(lang), "title_"+name, nil); err == nil {
		return title
	}
	return name
}

// DiagramWord returns one of diagram.Words in a language, as the words diagram_outline
// and so on say.
func (t *Theme) DiagramWord(lang, name string) string {
	word, _ := t.words.say(t.words.language(lang), "diagram_"+name, nil) // the last layer has them all
	return word
}

// DiagramWords returns the digest of all that DiagramWord says in a language.
func (t *Theme) DiagramWords(lang string) []byte {
	var all []byte
	for _, name := range diagram.Words {
		all = append(append(all, t.DiagramWord(lang, name)...), 0)
	}
	digest := source.Sum(all)
	return digest[:]
}

// KindName returns what a kind is called in a language, as the words kind_vision and
// so on say; nothing without such a word.
func (t *Theme) KindName(lang, kind string) string {
	name, err := t.words.say(t.words.language(lang), "kind_"+kind, nil)
	if err != nil {
		return ""
	}
	return name
}

// KindPlural returns what pages of a kind are called in a language, as the words
// kinds_vision and so on say; nothing without such a word.
func (t *Theme) KindPlural(lang, kind string) string {
	name, err := t.words.say(t.words.language(lang), "kinds_"+kind, nil)
	if err != nil {
		return ""
	}
	return name
}

// ReviewWords returns what calendars and feeds of reviews say in a language.
func (t *Theme) ReviewWords(lang string) view.ReviewWords {
	say := func(name string) string {
		word, _ := t.words.say(t.words.language(lang), name, nil) // the last layer has them all
		return word
	}
	return view.ReviewWords{Reviews: say("reviews"), Review: say("review_of"), Due: say(kind.FieldReviewBy.String()), Owner: say(kind.FieldOwner.String())}
}

// SearchWords returns the words that the search says in a language: by name, without the
// search_ that their names begin with, and the names of the kinds, as kind_vision.
// Scripts put in the values for {1} and {2}.
func (t *Theme) SearchWords(lang string) map[string]string {
	lang = t.words.language(lang)
	said := make(map[string]string)
	for _, name := range t.words.of(english) {
		short, isOwn := strings.CutPrefix(name, "search_")
		if isOwn || strings.HasPrefix(name, "kind_") {
			said[short], _ = t.words.say(lang, name, nil)
		}
	}
	return said
}

// place returns how a word writes the place of its i-th value.
func place(i int) string { return "{" + strconv.Itoa(i+1) + "}" }

// values returns how many values a word wants.
func (w words) values(name string) int {
	n := 0
	for strings.Contains(w[english][name].text, place(n)) {
		n++
	}
	return n
}

// readWords reads the words of all layers. The first layer wins, word by word.
func readWords(layers []Layer, r *report) words {
	all := make(words)
	for _, layer := range layers {
		for _, text := range layer.read("words", r) {
			name := path.Base(text.Name)
			lang, ok := strings.CutSuffix(name, ".yaml")
			if !ok {
				continue
			}
			lang = strings.ToLower(lang)
			if all[lang] == nil {
				all[lang] = make(map[string]word)
			}
			for name, w := range readWordFile(text, r) {
				if _, ok := all[lang][name]; !ok {
					all[lang][name] = w
				}
			}
		}
	}
	all.reportStrangers(r)
	return all
}

// reportSlips reports the English words that a layer adds to those of the last
// one, that no template names, and whose name is nearly that of another: most
// likely that one was to be replaced. It is a warning, because a template can put
// a name together.
func (t *Theme) reportSlips(layers []Layer, named map[string]bool, r *report) {
	if len(layers) < 2 {
		return
	}
	var silent report // of what has been reported
	last := readWords(layers[len(layers)-1:], &silent)
	for _, name := range t.words.of(english) {
		if last.has(name) || named[name] {
			continue
		}
		if near, ok := diag.Nearest(name, last.of(english)); ok {
			d := diag.New("T001", t.words[english][name].at, "no template asks for the word %q", name).WithHint("did you mean %s?", near)
			r.add(d.WithSeverity(diag.Warning))
		}
	}
}

// reportStrangers reports words that English lacks: most likely slips.
func (w words) reportStrangers(r *report) {
	known := w.of(english)
	for _, lang := range w.languages() {
		for _, name := range w.of(lang) {
			if w.has(name) {
				continue
			}
			d := diag.New("T001", w[lang][name].at, "the theme has no word %q in English", name).
				WithHint("add it to words/en.yaml, which has every word")
			if near, ok := diag.Nearest(name, known); ok {
				d = d.WithHint("did you mean %s?", near)
			}
			r.add(d)
		}
	}
}

// readWordFile reads one file of words.
func readWordFile(text *source.Text, r *report) map[string]word {
	tree, ds := meta.YAML(text, "T001")
	all := make(map[string]word)
	for _, entry := range tree.Fields {
		if entry.Value.Type == meta.List || entry.Value.Type == meta.Map {
			ds = append(ds, diag.New("T001", entry.Value.At.In(text.Name), "the word %s is not a text", entry.Key).
				WithHint("write it as %s: Text", entry.Key))
			continue
		}
		all[entry.Key] = word{text: strings.TrimSuffix(entry.Value.Value(), "\n"), at: entry.KeyAt.In(text.Name)}
	}
	diag.Complete(ds, func(_ string, line int) (string, bool) { return text.Line(line) })
	for _, d := range ds {
		r.add(d)
	}
	return all
}
