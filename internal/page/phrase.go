package page

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Phrase is words of a text that are to be found in its HTML, and what is put there.
type Phrase struct {
	Text  string // as it was typed
	Open  string // what begins each stretch of the words that no tag interrupts
	Close string // what ends it
	After string // what follows the last of them
}

// MarkPhrases returns HTML with phrases marked, each at its first place, and says which
// were found. Typographic marks and spaces are the same as what was typed. Phrases may
// overlap: then the stretches that they share have both marks. What follows a phrase that
// ends in a link stands after the link, because it may be one itself.
func MarkPhrases(fragment []byte, phrases []Phrase) (marked []byte, found []bool) {
	text := foldHTML(fragment)
	found = make([]bool, len(phrases))
	var places []markedPlace
	for i := range phrases {
		words := foldText(phrases[i].Text)
		var from int
		if from, found[i] = text.index(words); found[i] {
			places = append(places, markedPlace{&phrases[i], from, from + len(words)})
		}
	}
	if places == nil {
		return fragment, found
	}
	return text.mark(fragment, places), found
}

// HasPhrase reports whether words can be found in HTML.
func HasPhrase(fragment []byte, words string) bool {
	_, found := MarkPhrases(fragment, []Phrase{{Text: words}})
	return found[0]
}

// A markedPlace is where a phrase is, half open, as indices of a foldedHTML.
type markedPlace struct {
	*Phrase
	from, to int
}

// A foldedHTML is the text of HTML, folded so that what was typed can be found in it.
type foldedHTML struct {
	letters []rune
	at, end []int // of each letter: where in the HTML what it was made of begins and ends
}

func (f *foldedHTML) add(text []byte, at, end int) {
	r, _ := utf8.DecodeRune(text)
	for _, r := range foldRune(r) {
		isFirst := len(f.letters) == 0
		if r == ' ' && isFirst || (r == ' ' || r == '-') && !isFirst && f.letters[len(f.letters)-1] == r {
			continue
		}
		f.letters, f.at, f.end = append(f.letters, r), append(f.at, at), append(f.end, end)
	}
}

// foldHTML reads the text between tags. Elements that begin a line are as good as a space.
func foldHTML(fragment []byte) *foldedHTML {
	f := new(foldedHTML)
	for i := 0; i < len(fragment); {
		size := 1
		switch fragment[i] {
		case '<':
			size = tagLength(fragment[i:])
			name := nameOf(fragment[i : i+size])
			if name == "svg" { // a span in it would not be shown
				size += after(fragment[i+size:], "</svg>")
			}
			if !inline[name] && !bytes.HasPrefix(fragment[i:], []byte("<!")) {
				f.add([]byte{' '}, i, i+size)
			}
		case '&':
			size = max(1, len(entity.Find(fragment[i:])))
			text := html.UnescapeString(string(fragment[i : i+size]))
			for j, r := range text {
				f.add([]byte(text[j:j+utf8.RuneLen(r)]), i, i+size)
			}
		default:
			_, size = utf8.DecodeRune(fragment[i:])
			f.add(fragment[i:i+size], i, i+size)
		}
		i += size
	}
	return f
}

// entity is one that HTML begins with. An ampersand that begins none is a letter.
var entity = regexp.MustCompile(`^&(?:#\w{1,8}|\w{1,32});`)

// tagLength returns how long the tag or comment is that HTML begins with.
func tagLength(fragment []byte) int {
	if bytes.HasPrefix(fragment, []byte("<!--")) {
		if n := bytes.Index(fragment, []byte("-->")); n >= 0 {
			return n + len("-->")
		}
		return len(fragment)
	}
	var quote byte
	for i, c := range fragment {
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(fragment)
}

// foldText returns the letters of a text as it was typed.
func foldText(text string) []rune {
	var f foldedHTML
	for i, r := range text {
		f.add(utf8.AppendRune(nil, r), i, i)
	}
	return []rune(strings.TrimSpace(string(f.letters)))
}

// foldRune returns what a letter and what the typographer makes of it have in common.
func foldRune(r rune) string {
	switch r {
	case '‘', '’', '‚', '‹', '›', '"', '“', '”', '„', '«', '»':
		return "'"
	case '–', '—', '‐', '‑':
		return "-"
	case '…':
		return "..."
	case '\u00AD', '\u200B':
		return ""
	}
	if unicode.IsSpace(r) {
		return " "
	}
	return string(r)
}

// index returns where words are.
func (f *foldedHTML) index(words []rune) (at int, ok bool) {
	for i := 0; len(words) > 0 && i+len(words) <= len(f.letters); i++ {
		if slices.Equal(f.letters[i:i+len(words)], words) {
			return i, true
		}
	}
	return 0, false
}

// mark writes the HTML with places marked. No mark has a tag in it, so what was well
// nested stays so.
func (f *foldedHTML) mark(fragment []byte, places []markedPlace) []byte {
	m := marker{fragment: fragment}
	for _, p := range places {
		m.after = append(m.after, insertion{afterLink(fragment, f.end[p.to-1]), p.After})
	}
	slices.SortStableFunc(m.after, func(a, b insertion) int { return a.at - b.at })
	for i := range f.letters {
		over := placesOver(places, i)
		isText := fragment[f.at[i]] != '<'
		isAfterTag := i > 0 && bytes.IndexByte(fragment[f.end[i-1]:max(f.at[i], f.end[i-1])], '<') >= 0
		if isAfterTag || !isText || !slices.Equal(over, m.open) {
			m.closeAll()
			if isText && len(over) > 0 {
				m.copyTo(f.at[i])
				m.openAll(over)
			}
		}
		m.copyTo(f.end[i])
	}
	m.closeAll()
	m.copyTo(len(fragment))
	m.insert(len(fragment) + 1)
	return m.out
}

// afterLink returns where in HTML a link ends that a place is in; the place itself if it
// is in none.
func afterLink(fragment []byte, at int) int {
	for i := at; i < len(fragment); {
		if fragment[i] != '<' {
			i++
			continue
		}
		length := tagLength(fragment[i:])
		switch nameOf(fragment[i : i+length]) {
		case "/a":
			return i + length
		case "a":
			return at
		}
		i += length
	}
	return at
}

// A marker copies HTML and puts marks into it.
type marker struct {
	fragment, out []byte
	at            int // all of the HTML before it has been copied
	open          []markedPlace
	after         []insertion // in order of their places; what has been written is not among them
}

// An insertion is what follows a phrase, and where in the HTML that goes.
type insertion struct {
	at   int
	text string
}

func (m *marker) copyTo(to int) {
	if to <= m.at {
		return
	}
	m.insert(to)
	m.out = append(m.out, m.fragment[m.at:to]...)
	m.at = to
}

// insert writes what goes before a place.
func (m *marker) insert(before int) {
	for len(m.after) > 0 && m.after[0].at < before {
		next := m.after[0]
		m.out = append(append(m.out, m.fragment[m.at:next.at]...), next.text...)
		m.at, m.after = next.at, m.after[1:]
	}
}

func (m *marker) openAll(places []markedPlace) {
	m.open = places
	for _, p := range places {
		m.out = append(m.out, p.Open...)
	}
}

func (m *marker) closeAll() {
	for _, p := range slices.Backward(m.open) {
		m.out = append(m.out, p.Close...)
	}
	m.open = nil
}

// placesOver returns the places that a letter is in.
func placesOver(places []markedPlace, letter int) []markedPlace {
	var over []markedPlace
	for _, p := range places {
		if p.from <= letter && letter < p.to {
			over = append(over, p)
		}
	}
	return over
}

// Excerpt returns HTML as another page can show it: without ids, which would stand there
// twice, and with links to places on its own page leading to them from elsewhere.
func Excerpt(fragment []byte, address string) []byte {
	var out []byte
	for i := 0; i < len(fragment); {
		length := bytes.IndexByte(fragment[i:], '<')
		if length < 0 {
			length = len(fragment) - i
		}
		out = append(out, fragment[i:i+length]...)
		if i += length; i < len(fragment) {
			length = tagLength(fragment[i:])
			out = append(out, moved(fragment[i:i+length], address)...)
			i += length
		}
	}
	return out
}

var (
	idAttribute = regexp.MustCompile(` (id|aria-labelledby)="[^"]*"`)
	ownLink     = regexp.MustCompile(` href="#`)
)

func moved(tag []byte, address string) []byte {
	tag = idAttribute.ReplaceAllLiteral(tag, nil)
	return ownLink.ReplaceAllLiteral(tag, []byte(` href="`+html.EscapeString(address)+`#`))
}
