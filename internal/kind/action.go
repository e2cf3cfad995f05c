package kind

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/internal/meta"
)

// An Action is a step of a strategy: a list item of its Actions section, such as
//
//	Move nightly invoices onto functions (@payments, by 2026-03-31, 6w)
//
// with sub-items that begin with "Exit:", "Done when:" or "Because:".
type Action struct {
	Text    string // without the bracket
	Who     []string
	Named   []string // those of Who that are no handles, but words: the pharmacy lead
	By      string   // the day, 2026-03-31, or in other words as written, end of Q3; empty: none
	Size    string   // as written, 6w; or the length of time that the prose names, 6mo
	Exit    string
	Done    string
	Because string

	InProse bool // the size is one that the prose names, which may be that of something else

	Odd string    // what keeps the bracket from being read, "by 2026-02-30"; empty: nothing, or there is none
	At  meta.Span // the line that it begins on
}

// ParseAction reads an action and what stands below it. It never fails: what is
// not a handle, a day or a size stays prose.
func ParseAction(text string, below []string) Action {
	a := Action{Text: strings.TrimSpace(text)}
	a.readBracket()
	if a.Size == "" {
		a.Size = lengthInProse(a.Text)
		a.InProse = a.Size != ""
	}
	for _, line := range below {
		label, rest, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		rest = strings.TrimSpace(rest)
		switch strings.ToLower(strings.TrimSpace(label)) {
		case "exit", "exit criteria", "exit criterion", "exit if", "exit when":
			a.Exit = rest
		case "done when":
			a.Done = rest
		case "because":
			a.Because = rest
		}
	}
	return a
}

// readBracket takes a bracket off the end of the text if it holds nothing but
// handles, one day and one size: of two, nobody can tell which is meant.
func (a *Action) readBracket() {
	text := strings.TrimRight(a.Text, ".;, ")
	open := strings.LastIndexByte(text, '(')
	if open < 0 || !strings.HasSuffix(text, ")") {
		return
	}
	var who []string
	var by, size, odd string
	prose := false
	for part := range strings.SplitSeq(text[open+1:len(text)-1], ",") {
		part = strings.TrimSpace(part)
		day, dated := strings.CutPrefix(part, "by ")
		switch {
		case part == "": // a comma too many
		case strings.HasPrefix(part, "@") && handle.MatchString(part):
			if !slices.Contains(who, part[1:]) {
				who = append(who, part[1:])
			}
		case dated && isDay(strings.TrimSpace(day)) && by == "":
			by = strings.TrimSpace(day)
		case sizeInBracket.MatchString(part) && size == "":
			size = part
		case !prose:
			prose, odd = true, part
		}
	}
	if prose || who == nil && by+size == "" {
		if who != nil || by+size != "" || strings.HasPrefix(odd, "@") || strings.HasPrefix(odd, "by ") {
			a.Odd = odd
		}
		return
	}
	a.Text, a.Who, a.By, a.Size = strings.TrimSpace(text[:open]), who, by, size
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

var (
	sizeInBracket = regexp.MustCompile(`^[1-9][0-9]{0,3}(d|w|mo)$`)
	sizeInProse   = regexp.MustCompile(`(?i)\b([0-9]{1,3}(?:[.,][0-9]{1,2})?|half an?|(?:` + tens + `)(?:[ -](?:` + ones + `))?|` + ones + `|` + teens + `)[ -](days?|weeks?|months?|quarters?|years?)\b`)
)

// The words for numbers, each in its order: from one, from ten, from twenty.
const (
	ones  = "one|two|three|four|five|six|seven|eight|nine"
	teens = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
	tens  = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)

// lengthInProse returns the first length of time that a sentence names, as a
// size: "Spend six months building" is 6mo, and what is no whole number is one of
// days or months: "1.5 years" is 18mo.
func lengthInProse(text string) string {
	m := sizeInProse.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	n, unit, days := number(strings.ToLower(m[1])), "mo", 365.25/12
	switch strings.ToLower(m[2])[0] {
	case 'd':
		unit, days = "d", 1
	case 'w':
		unit, days = "w", 7
	case 'q':
		n *= 3
	case 'y':
		n *= 12
	}
	if n != math.Trunc(n) {
		n, unit = math.Round(n*days), "d"
	}
	if n == 0 {
		return ""
	}
	return strconv.Itoa(int(n)) + unit
}

// number reads a number in digits or in words.
func number(text string) float64 {
	if n, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64); err == nil {
		return n
	}
	if strings.HasPrefix(text, "half") {
		return 0.5
	}
	n := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == '-' }) {
		if i := slices.Index(strings.Split(ones, "|"), word); i >= 0 {
			n += i + 1
		} else if i := slices.Index(strings.Split(teens, "|"), word); i >= 0 {
			n += i + 10
		} else if i := slices.Index(strings.Split(tens, "|"), word); i >= 0 {
			n += 10 * (i + 2)
		}
	}
	return float64(n)
}
