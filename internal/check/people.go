package check

import (
	"strings"

	"waymark/internal/wording"
)

// namesPeople reports whether words speak of people: by a pronoun, a role, an
// occupation, a relation. In computing many roles are those of programs (clients,
// workers, hosts); they are people only where something human is said of them.
func namesPeople(words []Word) bool {
	for i := range words {
		if isPerson(words, i) {
			return true
		}
	}
	return false
}

// pageNamesPeople reports the same of a whole page. Where it speaks of machinery
// throughout, clients that ask and agents that answer are machinery too.
func pageNamesPeople(page []Statement) bool {
	machines := 0
	for _, s := range page {
		machines += machinery.Count(s.Words)
	}
	const few = 2
	for _, s := range page {
		for i := range s.Words {
			if isPerson(s.Words, i) && (machines <= few || !isProgramRole(s.Words, i)) && !(machines > 0 && isGuess(s.Words, i)) {
				return true
			}
		}
	}
	return false
}

// isPerson reports whether the i-th word stands for people.
func isPerson(words []Word, i int) bool {
	w := &words[i]
	if i+1 < len(words) && w.Break == "" && thingOfPeople.At(words, i+1) > 0 {
		return false // a worker process, user space
	}
	switch {
	case personPhrases.At(words, i) > 0:
		return true
	case programRoles.Has(*w):
		return isHuman(words, i)
	case persons.Has(*w):
		return true
	case strings.Contains(w.Text, "-"):
		last := w.Text[strings.LastIndexByte(w.Text, '-')+1:]
		return last != "" && !strings.HasSuffix(last, "'s") && isPerson([]Word{{Text: last, Stem: wording.Stem(last)}}, 0)
	}
	return endsLikePerson(w.Stem) || actsLikePeople(words, i)
}

// actsLikePeople takes a plural that ends like those who do something for people,
// where it is what a sentence begins with.
func actsLikePeople(words []Word, i int) bool {
	text := words[i].Text
	const shortest = 7
	if len(text) < shortest || !strings.HasSuffix(text, "ers") && !strings.HasSuffix(text, "ors") || doers.Contains(text) || i+1 >= len(words) || words[i].Break != "" {
		return false
	}
	return (i == 0 || i == 1 && !function.Has(words[0]) || articles.Has(words[i-1])) && !machinery.In(around(words, i, 25, 25)) && layers.At(words, i) == 0
}

// isGuess reports whether the i-th word passes for people by its ending only.
func isGuess(words []Word, i int) bool {
	return actsLikePeople(words, i) && !persons.Has(words[i]) && !programRoles.Has(words[i]) && personPhrases.At(words, i) == 0
}

// isProgramRole reports whether a program may be meant by the i-th word.
func isProgramRole(words []Word, i int) bool {
	return programRoles.Has(words[i]) && personPhrases.At(words, i) == 0
}

// isHuman reports whether something is said near the i-th word that is said of
// people and not of programs.
func isHuman(words []Word, i int) bool {
	return !machinery.In(around(words, i, 25, 25)) && humanWords.In(around(words, i, 3, 7)) || i > 0 && humanKinds.Has(words[i-1])
}

// endsLikePerson goes by endings that hardly any other noun has.
func endsLikePerson(stem string) bool {
	for _, ending := range [...]string{"ologist", "ician", "keeper", "monger", "smith", "woman", "women", "person", "people", "folk", "worker", "owner", "maker", "seeker", "holder", "goer", "giver", "taker"} {
		if len(stem) > len(ending) && strings.HasSuffix(stem, ending) {
			return !notPersons.Contains(stem)
		}
	}
	for _, ending := range [...]string{"ist", "man", "men", "arian", "eer"} {
		if len(stem) > len(ending)+2 && strings.HasSuffix(stem, ending) {
			return !notPersons.Contains(stem)
		}
	}
	return false
}

var (
	doers         = wording.Named("doers")
	notPersons    = wording.Named("notPersons")
	persons       = wording.Named("persons")
	personPhrases = wording.Named("personPhrases")
	programRoles  = wording.Named("programRoles")
	thingOfPeople = wording.Named("thingOfPeople")
	machinery     = wording.Named("machinery")
	humanWords    = wording.Named("humanWords")
	humanKinds    = wording.Named("humanKinds")
)
