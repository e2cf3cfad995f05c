package diag

import (
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the candidate that word was most likely meant to be, if any
// is near enough to be worth a "did you mean". Near enough means that at most a
// quarter of the longer of the two is wrong, of a word of up to five letters a
// third; letter case counts for little, and two neighbouring letters in the wrong
// order are one slip, not two. Of equally near candidates the first wins.
func Nearest(word string, candidates []string) (string, bool) {
	var (
		folded   = strings.ToLower(word)
		length   = utf8.RuneCountInString(folded)
		best     string
		bestCost = -1
	)
	for _, c := range candidates {
		other := strings.ToLower(c)
		otherLength := utf8.RuneCountInString(other)
		limit := mostSlips(max(length, otherLength))
		if max(length-otherLength, otherLength-length) > limit {
			continue // saves the distance, which is what costs
		}
		slips := Slips(folded, other)
		if slips > limit {
			continue
		}
		cost := 2 * slips
		if c != word && slips == 0 {
			cost = 1 // wrong in case only
		}
		if bestCost < 0 || cost < bestCost {
			best, bestCost = c, cost
		}
	}
	return best, bestCost >= 0
}

// mostSlips is how many slips a word of some length can have and still be known.
func mostSlips(length int) int {
	if length < 6 {
		return length / 3
	}
	return max(length/4, 2)
}

// Slips counts the slips of the finger between two words: letters that are
// missing, superfluous or wrong; two neighbouring ones in the wrong order are one.
func Slips(a, b string) int {
	d := levenshtein.ComputeDistance(a, b)
	if d == 2 && swapped(a, b) {
		return 1
	}
	return d
}

// swapped reports whether a is b with two neighbouring letters exchanged.
func swapped(a, b string) bool {
	r, s := []rune(a), []rune(b)
	if len(r) != len(s) {
		return false
	}
	i := 0
	for i < len(r) && r[i] == s[i] {
		i++
	}
	return i+1 < len(r) && r[i] == s[i+1] && r[i+1] == s[i] && string(r[i+2:]) == string(s[i+2:])
}
