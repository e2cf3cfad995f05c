package theme

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
	"unicode"

	"golang.org/x/net/html"

	"waymark/internal/diagram"
	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/view"
)

func TestEveryLanguageHasEveryWord(t *testing.T) {
	words := mustLoad(t, standard).words
	if languages := words.languages(); !slices.Contains(languages, "de") || !slices.Contains(languages, english) {
		t.Fatalf("the theme speaks %v", languages)
	}
	places := regexp.MustCompile(`\{\d+\}`)
	placesOf := func(lang, name string) []string {
		found := places.FindAllString(words[lang][name].text, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	for _, lang := range words.languages() {
		for _, name := range words.of(english) {
			translated, ok := words[lang][name]
			switch {
			case !ok:
				t.Errorf("words/%s.yaml lacks the word %s: %q", lang, name, words[english][name].text)
			case translated.text == "":
				t.Errorf("words/%s.yaml says nothing for %s", lang, name)
			case !slices.Equal(placesOf(lang, name), placesOf(english, name)):
				t.Errorf("words/%s.yaml: %s is %q, which has other places for values than %q", lang, name, translated.text, words[english][name].text)
			}
		}
		for _, name := range words.of(lang) {
			if !words.has(name) {
				t.Errorf("words/%s.yaml has %s, which English lacks", lang, name)
			}
		}
	}
}

func TestDiagramsSayTheThemesWords(t *testing.T) {
	theme := mustLoad(t, standard)
	for _, name := range diagram.Words {
		if !theme.words.has("diagram_" + name) {
			t.Errorf("there is no word diagram_%s", name)
		}
	}
	if got := theme.DiagramWord("de-AT", "outline"); got != "In Worten" {
		t.Errorf("the outline of a diagram is called %q in Austria", got)
	}
	if bytes.Equal(theme.DiagramWords("de"), theme.DiagramWords("en")) {
		t.Error("in German diagrams have the same words as in English")
	}
}

func TestEveryTitleHasAWord(t *testing.T) {
	theme := mustLoad(t, standard)
	for _, name := range page.Titles {
		if !theme.words.has("title_" + name) {
			t.Errorf("there is no word title_%s", name)
		}
	}
	if got := theme.Title("de-AT", "note"); got != "Hinweis" {
		t.Errorf("a note is called %q in Austria", got)
	}
}

func TestEveryKindHasAPlural(t *testing.T) {
	theme := mustLoad(t, standard)
	for _, k := range kind.Kinds {
		if plural := theme.KindPlural("en", k.Name); !strings.EqualFold(plural, k.Plural) {
			t.Errorf("the theme says %q to %s", plural, k.Plural)
		}
	}
	if got := theme.KindPlural("de-AT", "pattern"); got != "Muster" {
		t.Errorf("patterns are called %q in Austria", got)
	}
}

func TestSearchSaysTheWordsOfALanguage(t *testing.T) {
	theme := mustLoad(t, layer("own", map[string]string{
		"words/en.yaml": "search_none: Not a thing for {1}",
		"words/de.yaml": "search_none: Rein gar nichts zu {1}",
	}), standard)
	for lang, none := range map[string]string{"en": "Not a thing for {1}", "de-AT": "Rein gar nichts zu {1}", "fr": "Not a thing for {1}"} {
		got := theme.SearchWords(lang)
		if got["none"] != none || got["one"] == "" {
			t.Errorf("in %s the search says %q", lang, got)
		}
		if kinds := map[string]string{"en": "Pattern", "de-AT": "Muster", "fr": "Pattern"}; got["kind_pattern"] != kinds[lang] {
			t.Errorf("in %s a pattern is a %q", lang, got["kind_pattern"])
		}
		if got["menu"] != "" {
			t.Errorf("in %s the search says what others say: %q", lang, got)
		}
	}
}

// TestLayoutsHaveNoWordsOfTheirOwn: what readers read, hear or see as a tooltip
// comes from a view or from the words.
func TestLayoutsHaveNoWordsOfTheirOwn(t *testing.T) {
	err := fs.WalkDir(standard.FS, "layouts", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(standard.FS, name)
		if err != nil {
			return err
		}
		for _, word := range ownWords(t, string(data)) {
			t.Errorf("%s says %q", name, word)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for layout, want := range map[string]int{
		`<p>{{t "next"}} · 404</p>`:                                           0,
		`<p class="x" data-y="z">{{.Title}}</p>`:                              0,
		`{{/* <p>No {{word}}</p> */}}<p></p>`:                                 0,
		`<p>{{print "Un" .Title}}</p>`:                                        1,
		`<p>{{or .Title "Untitled"}}</p>`:                                     1,
		`<p>{{t (print "kind_" .Kind)}}</p>`:                                  0,
		`<p>Next</p>`:                                                         1,
		`<nav aria-label="Pages">x{{.Title}}</nav>`:                           2,
		`<img alt="{{.Title}} logo" title="a">`:                               2,
		`<input placeholder='Search' value="Go">`:                             2,
		`<script type="application/json">{"a":{{t "next"}},"b":"c"}</script>`: 1,
		`{{if eq .Kind "page"}}{{end}}`:                                       0,
		`<meta name="description" content="Hi">`:                              0,
	} {
		if got := ownWords(t, layout); len(got) != want {
			t.Errorf("%s says %q, want %d", layout, got, want)
		}
	}
}

var (
	templateComment = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	templateAction  = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	jsonKey         = regexp.MustCompile(`"\w+":`)
)

// ownWords returns the texts with letters in them that a template would show
// whatever it is given.
func ownWords(t *testing.T, text string) (found []string) {
	t.Helper()
	note := func(text string) {
		if strings.ContainsFunc(text, unicode.IsLetter) && !strings.HasPrefix(text, "site:") { // an id is no word
			found = append(found, strings.TrimSpace(text))
		}
	}
	text = templateComment.ReplaceAllString(text, "")
	said := []string{"aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "alt", "placeholder", "label", "value", "summary"}
	inScript := false
	z := html.NewTokenizer(strings.NewReader(templateAction.ReplaceAllString(text, "")))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		switch {
		case kind == html.TextToken && inScript:
			note(jsonKey.ReplaceAllString(token.Data, "")) // what a script says is handed to it
		case kind == html.TextToken:
			note(token.Data)
		}
		inScript = kind == html.StartTagToken && token.Data == "script"
		for _, a := range token.Attr {
			if slices.Contains(said, a.Key) {
				note(a.Val)
			}
		}
	}
	tree := parse.New("layout")
	tree.Mode = parse.SkipFuncCheck
	set := make(map[string]*parse.Tree)
	if _, err := tree.Parse(text, "", "", set); err != nil {
		t.Fatal(err)
	}
	for _, tree := range set {
		eachPrinted(tree.Root, note)
	}
	return found
}

// eachPrinted calls note with every string that an action would print.
func eachPrinted(n parse.Node, note func(string)) {
	var value func(n parse.Node)
	value = func(n parse.Node) {
		switch n := n.(type) {
		case *parse.StringNode:
			note(n.Text)
		case *parse.PipeNode:
			value(n.Cmds[len(n.Cmds)-1])
		case *parse.CommandNode:
			name, isCall := n.Args[0].(*parse.IdentifierNode)
			if isCall && !slices.Contains([]string{"or", "and", "print", "printf"}, name.Ident) {
				return // what t, asset and index get is a name; what eq and others say is no text
			}
			for _, arg := range n.Args {
				value(arg)
			}
		}
	}
	branch := func(b *parse.BranchNode) {
		eachPrinted(b.List, note)
		if b.ElseList != nil {
			eachPrinted(b.ElseList, note)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			eachPrinted(child, note)
		}
	case *parse.ActionNode:
		if len(n.Pipe.Decl) == 0 {
			value(n.Pipe)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	}
}

// TestStylesHaveNoWordsOfTheirOwn: generated content is read aloud too.
func TestStylesHaveNoWordsOfTheirOwn(t *testing.T) {
	err := fs.WalkDir(standard.FS, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".css" {
			return err
		}
		data, err := fs.ReadFile(standard.FS, name)
		for _, word := range generatedWords(string(data)) {
			t.Errorf("%s says %s", name, word)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := generatedWords(`a::after { content: "→ (" attr(href) "Link "; color: red } b { content: "x" }`); len(got) != 2 {
		t.Errorf("found %q", got)
	}
}

// generatedWords returns the texts with letters in them that a style sheet
// generates.
func generatedWords(css string) (found []string) {
	declaration, text := regexp.MustCompile(`\bcontent:[^;}]*`), regexp.MustCompile(`"[^"]*"`)
	for _, d := range declaration.FindAllString(css, -1) {
		for _, s := range text.FindAllString(d, -1) {
			if strings.ContainsFunc(s, unicode.IsLetter) {
				found = append(found, s)
			}
		}
	}
	return found
}

func TestGermanPagesSayNothingInEnglish(t *testing.T) {
	theme := mustLoad(t, standard)
	foreign := make(map[string]string) // English texts that German says otherwise
	for _, name := range theme.words.of(english) {
		if text := theme.words[english][name].text; text != theme.words["de"][name].text {
			foreign[text] = name
		}
	}
	for _, name := range theme.words.of("de") {
		delete(foreign, theme.words["de"][name].text)
	}
	for _, v := range view.Samples() {
		for i := range v.Parts {
			v.Parts[i].Title = "A heading" // which is the author's
		}
		german := *v
		german.Lang = "de"
		english, texts := 0, textsOf(mustRender(t, theme, v))
		for _, text := range texts {
			if foreign[text] != "" {
				english++
			}
		}
		if english < 5 {
			t.Errorf("%s: found only %d English texts on the English page", v.Layout, english)
		}
		for _, text := range textsOf(mustRender(t, theme, &german)) {
			if name := foreign[text]; name != "" {
				t.Errorf("%s says %q (%s) on a German page", v.Layout, text, name)
			}
		}
	}
}

// textsOf returns what a page says: its texts, and what is read aloud.
func textsOf(page string) (texts []string) {
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		if kind == html.TextToken {
			texts = append(texts, strings.TrimSpace(token.Data))
		}
		for _, a := range token.Attr {
			if a.Key == "aria-label" || a.Key == "title" {
				texts = append(texts, a.Val)
			}
		}
	}
	return texts
}
