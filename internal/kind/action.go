package kind

import (
	"regexp"
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
	By      string // the day as written, 2026-03-31; empty: none
	Size    string // as written, 6w; or the length of time that the prose names, 6mo
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
// handles, a day and a size.
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
		case strings.HasPrefix(part, "@") && handle.MatchString(part):
			who = append(who, part[1:])
		case dated && isDay(strings.TrimSpace(day)):
			by = strings.TrimSpace(day)
		case sizeInBracket.MatchString(part):
			size = part
		case !prose:
			prose, odd = true, part
		}
	}
	if prose {
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
	sizeInProse   = regexp.MustCompile(`(?i)\b([0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty-four)[ -](days?|weeks?|months?|quarters?|years?)\b`)
)

// lengthInProse returns the first length of time that a sentence names, as a
// size: "Spend six months building" is 6mo.
func lengthInProse(text string) string {
	m := sizeInProse.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		n = numbers[strings.ToLower(m[1])]
	}
	if n == 0 {
		return ""
	}
	switch unit := strings.ToLower(m[2]); unit[0] {
	case 'd':
		return strconv.Itoa(n) + "d"
	case 'w':
		return strconv.Itoa(n) + "w"
	case 'q':
		return strconv.Itoa(3*n) + "mo"
	case 'y':
		return strconv.Itoa(12*n) + "mo"
	}
	return strconv.Itoa(n) + "mo"
}

var numbers = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "eighteen": 18, "twenty-four": 24,
}
