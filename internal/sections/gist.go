package sections

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/internal/page"
	"waymark/internal/wording"
)

// A Gist is what a strategy says, in so few words that a reader takes it in at once.
// What the text does not say is empty. Quotes and dashes are as they were typed.
type Gist struct {
	Problem  string   // its first sentence
	Policy   string   // its first sentence
	NonGoals []string // of each, the words that it begins with
}

// How many characters of a sentence, and of the words that an entry begins with, can
// be taken in at once.
const (
	mostOfFirst = 280
	mostOfEntry = 80
)

// gist returns the gist of a strategy whose parts are known.
func (e *examiner) gist(found []Found) Gist {
	return Gist{
		Problem:  firstOf(e.saidBy(found, Problem)),
		Policy:   firstOf(e.saidBy(found, Policy)),
		NonGoals: entriesOf(e.saidBy(found, NonGoals)),
	}
}

// saidBy returns the pieces of the parts that have a role.
func (e *examiner) saidBy(found []Found, role Role) (all []piece) {
	for _, f := range found {
		if f.Role == role {
			all = append(all, e.pieces(e.passageAt(f.From), f.From, f.To)...)
		}
	}
	return all
}

// firstOf returns the first sentence, rather the author's own than one that is quoted.
// One that ends in a colon goes on with the entries that it introduces.
func firstOf(pieces []piece) string {
	isOwn := func(p piece) bool { return isSaid(p) && !p.Quoted }
	i := slices.IndexFunc(pieces, isOwn)
	if i < 0 {
		i = slices.IndexFunc(pieces, isSaid)
	}
	if i < 0 {
		return ""
	}
	text := firstSentence(pieces[i].text)
	if strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：") {
		text += " " + strings.Join(entriesOf(pieces[i+1:]), "; ")
	}
	return shortenedTo(strings.TrimSpace(text), mostOfFirst)
}

// isSaid reports whether a piece is running text.
func isSaid(p piece) bool {
	return (p.Kind == page.Paragraph || p.Kind == page.ItemBlock) && strings.TrimSpace(p.text) != ""
}

// entriesOf returns the beginnings of what stands side by side: the items of lists,
// else sub-headings, else the rows of a table by their first cells, else paragraphs.
func entriesOf(pieces []piece) (entries []string) {
	isRow := func(p piece) bool { return p.Kind == page.CellBlock && p.Cell.Row > 0 && p.Cell.Column == 0 }
	for _, isEntry := range []func(piece) bool{
		func(p piece) bool { return p.Kind == page.ItemBlock && p.Depth == 1 },
		func(p piece) bool { return p.sub },
		isRow,
		isSaid,
	} {
		for _, p := range pieces {
			if !isEntry(p) {
				continue
			}
			if entry := beginning(p); entry != "" {
				entries = append(entries, entry)
			}
		}
		if entries != nil {
			return entries
		}
	}
	return nil
}

// beginning returns the words by which readers tell an entry from the others: those
// in bold that it begins with, else its first sentence up to a colon or a dash.
func beginning(p piece) string {
	text := firstSentence(p.text)
	if end := boldBeginning(p); end > 0 {
		text = p.text[:end]
	} else {
		for _, mark := range []string{": ", " – ", " — ", " -- ", " - "} {
			if before, _, cut := strings.Cut(text, mark); cut && strings.TrimSpace(before) != "" {
				text = before
			}
		}
	}
	return shortenedTo(strings.TrimRight(text, " .,:;。，：；"), mostOfEntry)
}

// boldBeginning returns where the bold ends that an entry begins with; 0: with none,
// or with one that is only the beginning of a sentence.
func boldBeginning(p piece) int {
	if p.text != p.Text || len(p.Bold) == 0 || p.Bold[0][0] != 0 {
		return 0
	}
	end := p.Bold[0][1]
	last, _ := utf8.DecodeLastRuneInString(p.text[:end])
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(p.text[end:], unicode.IsSpace))
	if goesOn := !unicode.IsPunct(last) && unicode.IsLower(next); goesOn {
		return 0
	}
	return end
}

func firstSentence(text string) string {
	text = strings.TrimSpace(text)
	if sentences := wording.Sentences(text, nil); len(sentences) > 0 {
		text = text[sentences[0][0]:sentences[0][1]]
	}
	return strings.TrimSpace(text)
}

// shortenedTo returns a text of at most so many characters, cut after a word where
// there are spaces.
func shortenedTo(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)[:most]
	text = string(runes)
	if i := strings.LastIndexFunc(text, unicode.IsSpace); i > len(text)/2 {
		text = text[:i]
	}
	return strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }) + "…"
}
