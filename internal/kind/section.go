package kind

import (
	"slices"
	"strings"
	"unicode"
)

// SectionOf returns the section of the kind that a heading means, or nil. Letter
// case, a leading emoji, number or article, our in the place of one, and closing
// punctuation do not count. aliases are headings of the handbook's own, by the section's name.
func (k *Kind) SectionOf(heading string, aliases map[string][]string) *Section {
	heading = plainHeading(heading)
	for i := range k.Sections {
		s := &k.Sections[i]
		for _, name := range slices.Concat([]string{s.Name.String()}, s.Also, aliases[s.Name.String()]) {
			name = plainHeading(name)
			if heading == name || s.Begins && strings.HasPrefix(heading, name+" ") {
				return s
			}
		}
	}
	return nil
}

// IsCalled reports whether a heading is a name of the section, and not only begins
// with one.
func (s *Section) IsCalled(heading string) bool {
	heading = plainHeading(heading)
	return slices.ContainsFunc(append([]string{s.Name.String()}, s.Also...), func(name string) bool { return plainHeading(name) == heading })
}

// plainHeading returns a heading's words in lower case: what stands before the
// first letter and after the last letter or digit is taken off, and so is an
// article, where anything is left.
func plainHeading(heading string) string {
	heading = strings.ReplaceAll(strings.ToLower(heading), "’", "'")
	heading = strings.TrimLeftFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) })
	heading = strings.TrimRightFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	words := strings.Fields(heading)
	if len(words) > 1 && slices.Contains(articles, words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// articles may stand before what a heading says.
var articles = []string{"the", "our", "a", "an"}
