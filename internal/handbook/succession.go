package handbook

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/internal/kind"
	"waymark/internal/page"
)

// What a text says of how one record stands to another is read with care: "not",
// "to be" and "partially" superseded are no succession, and a list of decisions
// is acted upon. When in doubt, a relation is left unread.

// standing are the words that say how one record stands to another. Tools have
// spelled the first with a c.
var standing = regexp.MustCompile(`(?i)\b` + anyOf(`super[sc]eded super[sc]edes super[sc]ede super[sc]eding
	replaced replaces replace replacing amended amends clarified clarifies relates related depends links`) + `\b`)

// hedges are the words that keep such a word from being a fact: they deny it, put
// it into the future, or confine it. Between the word and a link, and after the
// link, fewer of them do.
var hedges = struct{ before, between, after *regexp.Regexp }{
	before: regexp.MustCompile(`(?i)\b` + anyOf(denials+future+parts+`no will would shall should may might can could must
		be being whether unless until plan plans planned planning expected going intended
		possibly probably perhaps likely`) + `\b|['’]ll\b|\bto\s*$`),
	between: regexp.MustCompile(`(?i)\b` + anyOf(denials+future+parts+`only future`) + `\b`),
	after: regexp.MustCompile(`(?i)^\W*(\S+\s+){0,4}?\W*(in part|parts? of|as soon as|in (the )?future|` +
		anyOf(future+`partial partially partly mostly only except unless until pending`) + `)\b`),
}

const (
	denials = `not never nor neither nothing none nobody without cannot hardly n/a \w+n['’]t `
	future  = `soon eventually once if `
	parts   = `partial partially partly parts? half mostly largely some sections? `
)

// anyOf returns an expression for any of the words in a list.
func anyOf(list string) string { return "(" + strings.Join(strings.Fields(list), "|") + ")" }

// agent leads to what replaces a record, and nothing says that there is none.
var (
	agent   = regexp.MustCompile(`(?i)\b(by|with|through|in favou?r of)\b`)
	nothing = regexp.MustCompile(`(?i)^\W*(by\b)?[\s:]*((none|nothing|nobody|n/a)\b|[-–—]\W*$)`)
)

// toldOf returns the field for the relation that a sentence says a link is, and
// whether it says one: there are relations that no field has.
func toldOf(l page.Link) (field kind.FieldName, told bool) {
	before, after := around(l)
	words := standing.FindAllStringIndex(before, -1)
	if len(words) == 0 {
		return field, false
	}
	last := words[len(words)-1]
	word, between := before[last[0]:last[1]], before[last[1]:]
	if next := standing.FindStringIndex(after); next != nil { // that is about another link
		after = after[:next[0]]
	}
	isStruckOut := strings.Count(before, "~~")%2 == 1
	if isStruckOut || isHedged(clauseBefore(before[:last[0]], word), between, after) {
		return field, true
	}
	switch strings.ToLower(word) {
	case "superseded", "superceded":
		return kind.FieldSupersededBy, true
	case "replaced":
		if agent.MatchString(between) {
			return kind.FieldSupersededBy, true
		}
	case "supersedes", "supercedes", "replaces":
		return kind.FieldSupersedes, true
	}
	return field, true
}

// around returns what stands in a link's sentence before its words, and after.
func around(l page.Link) (before, after string) {
	for at := 0; l.Text != ""; {
		i := strings.Index(l.Sentence[at:], l.Text)
		if i < 0 {
			break
		}
		before, after = l.Sentence[:at+i], l.Sentence[at+i+len(l.Text):]
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		isWhole := !unicode.IsLetter(last) && !unicode.IsLetter(next)
		if isWhole {
			return before, after
		}
		at += i + len(l.Text)
	}
	return l.Sentence, ""
}

// isHedged reports whether what stands around a word keeps it from being a fact:
// before it in its clause, between it and a link, and after the link.
func isHedged(before, between, after string) bool {
	return hedges.before.MatchString(before) || hedges.between.MatchString(between) || hedges.after.MatchString(after)
}

// clauseBefore returns the clause that ends with a word, of the text before it. A
// word with a capital begins one of its own, on another line it may be: only what
// belongs to such a word stands before it then.
func clauseBefore(text, word string) string {
	if i := strings.LastIndexAny(text, ",;:.!?"); i >= 0 {
		text = text[i+1:]
	}
	if i := strings.LastIndex(strings.ToLower(text), " but "); i >= 0 {
		text = text[i+len(" but "):]
	}
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) {
		return text
	}
	words := strings.Fields(text)
	begin := len(words)
	for begin > 0 && auxiliary.MatchString(strings.Trim(words[begin-1], "()*_")) {
		begin--
	}
	return strings.Join(words[begin:], " ")
}

// auxiliary are the words that stand right before "superseded" and belong to it.
var auxiliary = regexp.MustCompile(`(?i)^` + anyOf(`not yet never no longer is was has have had been be being to
	will shall may might could would should can must soon eventually fully probably likely
	only in part partially partly mostly largely \w+n['’]t`) + `$`)

// isSuperseded reports whether a status that begins with "superseded" means it.
// rest is what follows the word, up to the end of the sentence; the words of its
// links say nothing.
func isSuperseded(rest string, links []page.Link) bool {
	for _, l := range links {
		if l.Text != "" {
			rest = strings.Replace(rest, l.Text, "it", 1)
		}
	}
	if end := strings.IndexAny(rest, ".;"); end >= 0 {
		rest = rest[:end]
	}
	between, after := rest, ""
	if at := agent.FindStringIndex(rest); at != nil {
		words := strings.Fields(rest[at[1]:])
		one := min(len(words), 1) // the name of what replaces it
		between = rest[:at[1]] + " " + strings.Join(words[:one], " ")
		after = strings.Join(words[one:], " ")
	}
	return !nothing.MatchString(rest) && !isHedged("", between, after)
}
