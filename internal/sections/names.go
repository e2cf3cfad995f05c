package sections

import (
	"regexp"
	"slices"
	"strings"
)

// A reading is what a heading means, if anything.
type reading struct {
	name  name
	known bool
}

// nameOf returns what a heading means by its name.
func (e *examiner) nameOf(heading string) (name, bool) {
	r, seen := e.names[heading]
	if !seen {
		r.name, r.known = e.words.named(heading)
		e.names[heading] = r
	}
	return r.name, r.known
}

// named returns what a heading means by its name, in the language or in English.
func (v *vocabulary) named(heading string) (name, bool) {
	plain := withoutNumber(heading)
	for _, form := range []string{heading, plain, asStatement(plain)} {
		if n, ok := v.reading(form); ok {
			return n, true
		}
	}
	for _, mark := range []string{":", "：", " – ", " — ", " - ", "—", "|"} {
		if head, _, ok := strings.Cut(plain, mark); ok && strings.TrimSpace(head) != "" {
			if n, ok := v.reading(head); ok {
				return n, true
			}
		}
	}
	return v.either(plain)
}

// asStatement returns an English question as the statement that it asks for: what
// we will do, of "What will we do?".
func asStatement(heading string) string {
	m := ourQuestion.FindStringSubmatch(heading)
	if m == nil {
		return ""
	}
	if verb := strings.ToLower(m[2]); verb != "do" && verb != "did" {
		return m[1] + " we " + verb + " " + m[3]
	}
	return m[1] + " we " + m[3]
}

var ourQuestion = regexp.MustCompile(`(?i)^(what|where|how|why|which way) (do|did|will|are|can|should|must|would) we (.+?)\s*\?*$`)

// reading returns what a name means as it stands, or without what may stand
// before and after it.
func (v *vocabulary) reading(text string) (name, bool) {
	words := singular(tokens(text, false))
	for range 4 {
		if n, ok := v.lookUp(words); ok {
			return n, true
		}
		shorter := v.cutSuffix(words)
		if len(shorter) == len(words) {
			break
		}
		if n, ok := v.lookUp(shorter); ok {
			return n, true
		}
		words = shorter
	}
	words = singular(tokens(text, false))
	for range 3 {
		shorter := v.cutPrefix(words)
		if len(shorter) == len(words) {
			return name{}, false
		}
		words = shorter
		for rest := words; ; {
			if n, ok := v.lookUp(rest); ok {
				return n, true
			}
			shorter := v.cutSuffix(rest)
			if len(shorter) == len(rest) {
				break
			}
			rest = shorter
		}
	}
	return name{}, false
}

// lookUp returns what words mean that are a name.
func (v *vocabulary) lookUp(words []string) (name, bool) {
	if len(words) == 0 {
		return name{}, false
	}
	key := strings.Join(words, "")
	if n, ok := v.names[key]; ok {
		return n, true
	}
	best := -1
	for i, o := range v.open {
		if o.matches(words, key) && (best < 0 || len(o.words) > len(v.open[best].words)) {
			best = i
		}
	}
	if best >= 0 {
		return v.open[best].name, true
	}
	if v.english != nil {
		return v.english.lookUp(words)
	}
	return name{}, false
}

// matches reports whether an entry with … or # stands for the words of a heading.
func (o openName) matches(words []string, key string) bool {
	if begin := o.words[0]; len(o.words) == 2 && o.words[1] == "…" && isUnspaced(begin) {
		return len(key) > len(begin) && strings.HasPrefix(key, begin)
	}
	for i, want := range o.words {
		switch {
		case want == "…":
			return len(words) > i
		case i >= len(words) || !stands(want, words[i]):
			return false
		}
	}
	return len(words) == len(o.words)
}

// either returns what a heading of two names means: what both mean, else what the
// first does, unless that is used for other things as well.
func (v *vocabulary) either(text string) (name, bool) {
	parts := v.parts(text)
	if len(parts) < 2 {
		return name{}, false
	}
	var all []name
	for _, part := range parts {
		if n, ok := v.reading(part); ok {
			all = append(all, n)
		}
	}
	switch {
	case len(all) == 0:
		return name{}, false
	case len(all) == len(parts):
		first := all[0]
		for _, n := range all[1:] {
			switch {
			case n.group == first.group:
				first.weak = first.weak && n.weak
			case first.weak && !n.weak && n.group == inProblem:
				first = n
			case first.group == inElsewhere:
				first = n
			}
		}
		return first, true
	}
	n, ok := v.reading(parts[0])
	return n, ok && !n.weak
}

// parts returns the names that a heading joins.
func (v *vocabulary) parts(text string) []string {
	connectors := slices.Clone(v.entriesOf("connectors"))
	if v.english != nil {
		connectors = append(connectors, v.english.entriesOf("connectors")...)
	}
	text = strings.ReplaceAll(fold(text), "&", " and ")
	for _, c := range connectors {
		if isUnspaced(c) {
			text = strings.ReplaceAll(text, c, "/")
		} else {
			text = strings.ReplaceAll(text, " "+c+" ", "/")
		}
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/,+|·、・、;", r) })
	return slices.DeleteFunc(parts, func(p string) bool { return strings.TrimSpace(p) == "" })
}

func (v *vocabulary) entriesOf(list string) (all []string) {
	p := v.lists[list]
	if p == nil {
		return nil
	}
	for _, entries := range p.first {
		for _, e := range entries {
			all = append(all, strings.Join(e, " "))
		}
	}
	all = append(all, p.parts...)
	slices.Sort(all)
	return all
}

// cutPrefix takes a word off that may stand before a name: our, key.
func (v *vocabulary) cutPrefix(words []string) []string {
	for l := v; l != nil; l = l.english {
		p := l.lists["prefixes"]
		if p == nil {
			continue
		}
		if n := p.at(words); n > 0 && n < len(words) {
			return words[n:]
		}
		if len(words) == 1 {
			for _, part := range p.parts {
				if rest, ok := strings.CutPrefix(words[0], part); ok && rest != "" {
					return []string{rest}
				}
			}
		}
	}
	return words
}

// cutSuffix takes off what may stand behind a name: in short, for 2027.
func (v *vocabulary) cutSuffix(words []string) []string {
	for l := v; l != nil; l = l.english {
		p := l.lists["suffixes"]
		if p == nil {
			continue
		}
		for n := min(5, len(words)-1); n > 0; n-- {
			if from := len(words) - n; p.at(words[from:]) == n {
				return words[:from]
			}
		}
		if len(words) == 1 {
			for _, part := range p.parts {
				if rest, ok := strings.CutSuffix(words[0], part); ok && rest != "" {
					return []string{rest}
				}
			}
		}
	}
	if last := len(words) - 1; last > 0 && quarterOrYear.MatchString(words[last]) {
		return words[:last]
	}
	return words
}

var (
	shortcode   = regexp.MustCompile(`:[a-z0-9_+-]+:`)
	inBrackets  = regexp.MustCompile(`\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]`)
	numberAhead = regexp.MustCompile(`(?i)^[^\pL\pN]*(?:(?:part|section|chapter|teil|abschnitt|kapitel|partie|section|parte|sección|secção|seção|capítulo|chapitre)\s+)?(?:[0-9]+(?:\.[0-9]+)*|(?:[ivx]+|[a-z])[.):])[.):]?\s*[-–—:]?\s+`)
	partInChars = regexp.MustCompile(`^(?:第?[一二三四五六七八九十0-9]+[、．.章部节節]\s*)`)
)

// withoutNumber returns a heading without what stands before its words (a number,
// an emoji) and without what is in brackets.
func withoutNumber(heading string) string {
	heading = shortcode.ReplaceAllString(heading, " ")
	if rest := inBrackets.ReplaceAllString(heading, " "); strings.TrimSpace(rest) != "" {
		heading = rest
	}
	for _, number := range []*regexp.Regexp{numberAhead, partInChars} {
		if rest := number.ReplaceAllString(heading, ""); strings.TrimSpace(rest) != "" {
			heading = rest
		}
	}
	return strings.TrimSpace(heading)
}
