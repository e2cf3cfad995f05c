package sections

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"waymark/internal/kind"
	"waymark/internal/wording"
)

// stageNumber is a title that says nothing: Phase 2.
var stageNumber = regexp.MustCompile(`(?i)^(?:phase|stage|step|sprint|milestone|etappe|schritt|stufe|étape|etapa|fase|第?[0-9一二三四五六七八九十]+(?:段階|阶段|期|步))\s*(?:[0-9]+|[ivx]+|one|two|three|four|five)?[.:]?$`)

// readDetails reads who does an action, until when, and how long it takes, from
// sentences that say so in words. What the action has already stays. With below,
// the sentences stand below a title, where one that is only a name is the owner.
func (e *examiner) readDetails(a *kind.Action, sentences []string, below bool) {
	e.readBracket(a)
	for i, s := range sentences {
		e.readLabels(a, s)
		if below || i > 0 {
			e.readFragment(a, s, below)
		}
		if len(a.Who) == 0 {
			if who, ok := e.subject(s); ok && (i <= 2 || below) {
				a.Who = []string{who}
			}
		}
	}
	if head, _, ok := strings.Cut(a.Text, ":"); ok && a.By == "" && e.isTime(head) {
		a.By = isoDay(e.words, head)
	}
	if a.By == "" && (a.Size == "" || a.InProse) {
		for _, s := range sentences {
			if by, ok := e.timeInProse(s); ok {
				a.By = by
				break
			}
		}
	}
	if a.By == "" && a.Size == "" {
		for _, s := range sentences {
			if size, ok := e.sizeInProse(s); ok {
				a.Size, a.InProse = size, true
				break
			}
		}
	}
}

// readBracket takes a bracket off the end of the text that holds names, times and
// lengths of time, and keeps what is known of it.
func (e *examiner) readBracket(a *kind.Action) {
	if isRead := len(a.Who) > 0 || a.By != "" || a.Size != "" && !a.InProse; isRead {
		return
	}
	text := strings.TrimRight(a.Text, ".;,。 ")
	open := strings.LastIndexAny(text, "(（")
	if open < 0 || !strings.HasSuffix(text, ")") && !strings.HasSuffix(text, "）") {
		return
	}
	_, width := utf8.DecodeRuneInString(text[open:])
	_, last := utf8.DecodeLastRuneInString(text)
	if open+width > len(text)-last {
		return
	}
	inside := text[open+width : len(text)-last]
	d := e.detailsOf(inside)
	if d.by == "" && d.size == "" && len(d.who) == 0 {
		return
	}
	a.Text = strings.TrimSpace(text[:open])
	if d.unknown == 0 {
		a.Odd = ""
	}
	if len(a.Who) == 0 {
		a.Who = d.who
	}
	if a.By == "" {
		a.By = d.by
	}
	if d.size != "" && (a.Size == "" || a.InProse) {
		a.Size, a.InProse = d.size, false
	}
}

// details are what a bracket or a fragment says.
type details struct {
	who      []string
	by, size string
	unknown  int // parts that are none of these
}

// detailsOf reads what commas divide. What is neither a time nor a length and
// looks like a name is somebody.
func (e *examiner) detailsOf(text string) (d details) {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;，、；", r) }) {
		part = strings.Trim(strings.TrimSpace(part), ".。")
		switch label, rest, isLabelled := cutLabel(part); {
		case part == "":
		case isLabelled && e.words.is("ownerLabels", say(label)):
			d.who = append(d.who, ownersIn(rest)...)
		case isLabelled && e.words.is("dateLabels", say(label)):
			d.by = joined(d.by, isoDay(e.words, rest))
		case e.isLength(part) && d.size == "":
			d.size = shortSize(e.words, part)
		case e.isTime(part):
			if d.by == "" {
				d.by = isoDay(e.words, part)
			}
		case strings.HasPrefix(part, "@"):
			d.who = append(d.who, part[1:])
		case e.looksLikeOwner(part):
			d.who = append(d.who, part)
		default:
			d.unknown++
		}
	}
	return d
}

func cutLabel(text string) (label, rest string, ok bool) {
	label, rest, ok = strings.Cut(strings.Replace(text, "：", ":", 1), ":")
	return strings.TrimSpace(label), strings.TrimSpace(rest), ok && strings.TrimSpace(rest) != ""
}

// looksLikeOwner reports whether a part of a bracket can be the name of a person
// or a team.
func (e *examiner) looksLikeOwner(part string) bool {
	const mostWords, mostLetters = 5, 8
	s := say(part)
	if len(s.words) == 0 || strings.ContainsAny(part, "%€$=<>`") {
		return false
	}
	if isUnspaced(part) {
		return utf8.RuneCountInString(part) <= mostLetters
	}
	words := wording.Count(part)
	if p := vocabularyOf("en").lists["notOwners"]; words > mostWords || p.at(s.words) > 0 {
		return false
	}
	return !e.words.isImperative(s) || words == 1 || e.words.lang != "en"
}

// readLabels reads "Owner: payments", "Due 2026-07-10", "led by Ana".
func (e *examiner) readLabels(a *kind.Action, sentence string) {
	for _, part := range strings.FieldsFunc(sentence, func(r rune) bool { return strings.ContainsRune(",;.，、；。", r) }) {
		part = strings.Trim(part, " *_")
		if label, rest, ok := cutLabel(part); ok {
			switch {
			case e.words.is("ownerLabels", say(label)) && len(a.Who) == 0 && wording.Count(rest) <= 6:
				a.Who = ownersIn(rest)
			case e.words.is("dateLabels", say(label)) && a.By == "" && e.isTime(rest):
				a.By = isoDay(e.words, rest)
			case e.words.is("sizeLabels", say(label)) && a.Size == "":
				a.Size = shortSize(e.words, rest)
			}
			continue
		}
		s := strings.Fields(part)
		for n := min(3, len(s)-1); n > 0; n-- {
			rest := strings.Join(s[n:], " ")
			switch head := say(strings.Join(s[:n], " ")); {
			case n >= 2 && len(a.Who) == 0 && e.words.is("ownerLabels", head) && len(s)-n <= 4:
				a.Who = ownersIn(rest)
			case a.By == "" && e.words.is("dateLabels", head) && e.isTime(rest):
				a.By = isoDay(e.words, rest)
			}
		}
	}
}

// readFragment reads a sentence without a verb: "Samuel's crew, February and
// March."
func (e *examiner) readFragment(a *kind.Action, sentence string, below bool) {
	parts := strings.FieldsFunc(strings.TrimRight(sentence, ".。"), func(r rune) bool { return r == ',' || r == '，' || r == '、' || r == ';' })
	if len(parts) == 0 {
		return
	}
	times := 0
	var who []string
	for i, part := range parts {
		part = strings.TrimSpace(part)
		switch {
		case e.isLength(part):
			times++
			if a.Size == "" || a.InProse {
				a.Size, a.InProse = shortSize(e.words, part), false
			}
		case e.isTime(part):
			times++
			if a.By == "" {
				a.By = isoDay(e.words, part)
			}
		case i <= 1 && len(who) == 0 && wording.Count(part) <= 4 && e.looksLikeOwner(part) && startsLikeName(part):
			who = []string{part}
		}
	}
	if len(a.Who) > 0 || len(who) == 0 {
		return
	}
	isName := below && len(parts) == 1 && wording.Count(sentence) <= 3
	if times > 0 && len(parts) <= 4 || isName {
		a.Who = who
	}
}

func startsLikeName(part string) bool {
	first, _ := utf8.DecodeRuneInString(part)
	return first == '@' || !unicode.IsLower(first)
}

// subject returns who does something in an English sentence: "Noor finishes the
// update".
func (e *examiner) subject(sentence string) (who string, ok bool) {
	v := vocabularyOf("en")
	if e.words.lang != "en" {
		return "", false
	}
	if m := byName.FindStringSubmatch(sentence); m != nil && !e.isTime(m[1]) {
		return m[1], true
	}
	words := strings.Fields(sentence)
	const mostBefore = 3
	for i := 1; i < len(words) && i <= mostBefore; i++ {
		verb := say(words[i])
		if len(verb.words) != 1 || !v.is("subjectVerbs", verb) {
			continue
		}
		subject := strings.Join(words[:i], " ")
		s := say(subject)
		isTeam := i > 1 && v.is("teams", say(words[i-1])) && !v.isImperative(s)
		isNamed := startsLikeName(subject) && (i == 1 || startsLikeName(words[i-1])) && !v.isImperative(s) && !slices.Contains(notSubjects, s.words[0])
		return subject, isNamed || isTeam
	}
	return "", false
}

// byName is who something is done by: "drawn up by Pilar".
var byName = regexp.MustCompile(`\pL+(?:ed|en|wn|ne|lt|nt|pt|ld|ad|un|up|out) by (\p{Lu}[\pL-]+(?: \p{Lu}[\pL-]+)?)`)

var notSubjects = []string{"the", "a", "an", "this", "that", "it", "we", "he", "she", "who", "what", "nobody", "everyone", "each", "every", "one", "whoever", "tags", "phase"}

// A timeWord is a word of a text with its place.
type timeWord struct {
	text     string // folded
	from, to int
}

func timeWords(text string) (all []timeWord) {
	at := -1
	flush := func(to int) {
		if at >= 0 {
			all = append(all, timeWord{fold(text[at:to]), at, to})
			at = -1
		}
	}
	for i, r := range text {
		isPart := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '-' && at >= 0
		switch {
		case isPart && at < 0:
			at = i
		case !isPart:
			flush(i)
		}
	}
	flush(len(text))
	return all
}

// A stretch of words that say when, or how long.
type timeStretch struct {
	from, to       int // words
	isDate, isSize bool
}

// timeAt returns the stretch of words that say when or how long from a word on.
func (e *examiner) timeAt(words []timeWord, i int, text string) (t timeStretch) {
	t = timeStretch{from: i, to: i}
	end := i
	number := false
	for j := i; j < len(words); {
		rest := make([]string, 0, 4)
		for _, w := range words[j:min(len(words), j+4)] {
			rest = append(rest, w.text)
		}
		w := rest[0]
		n := e.timeWord("times", rest)
		switch {
		case isDay(w):
			t.isDate, n, end = true, 1, j+1
		case quarterOrYear.MatchString(w):
			t.isDate, n, end = true, 1, j+1
		case e.month(w) > 0 && e.isMonthHere(text, words[j], number):
			t.isDate, n, end = true, 1, j+1
		case n > 0:
			t.isDate, end = true, j+n
		case isNumber(w) || slices.Contains(ones, w):
			number, n = true, 1
		case number && e.timeWord("units", rest) > 0:
			t.isSize, n = true, e.timeWord("units", rest)
			end = j + n
		default:
			if n = e.timeWord("preciseTime", rest); n == 0 {
				t.to = end
				return e.widen(t, words, j)
			}
		}
		if w[0] >= '0' && w[0] <= '9' && n == 1 && t.isDate {
			end = j + 1
		}
		j += n
	}
	t.to = end
	return e.widen(t, words, len(words))
}

// ones are words that can be the number one, and are articles elsewhere.
var ones = []string{"a", "an", "one", "ein", "eine", "einer", "un", "una", "une", "um", "uma"}

// widen takes what stands behind a time and belongs to it into the stretch, where
// that is all that is left.
func (e *examiner) widen(t timeStretch, words []timeWord, next int) timeStretch {
	if (t.isDate || t.isSize) && next == len(words) {
		t.to = next
	}
	return t
}

func (e *examiner) timeWord(list string, words []string) int {
	n := 0
	for v := e.words; v != nil; v = v.english {
		if p := v.lists[list]; p != nil {
			n = max(n, p.at(words))
		}
	}
	return n
}

// month returns the number of a month, or 0.
func (e *examiner) month(word string) int {
	for v := e.words; v != nil; v = v.english {
		if p := v.lists["months"]; p != nil {
			for _, entry := range p.first[word] {
				if n, err := strconv.Atoi(entry[1]); err == nil {
					return n
				}
			}
		}
	}
	return 0
}

// isMonthHere reports whether a word that can be a month is one: in English it has
// a capital letter.
func (e *examiner) isMonthHere(text string, w timeWord, afterNumber bool) bool {
	first, _ := utf8.DecodeRuneInString(text[w.from:])
	return e.words.lang != "en" || unicode.IsUpper(first) || afterNumber
}

var (
	isoDate       = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$`)
	quarterOrYear = regexp.MustCompile(`^(?:q[1-4]|[ht][12]|t[34]|20[2-9][0-9]|[0-9]{4}-?q[1-4]|kw[0-9]+|cw[0-9]+)$`)
	timeInChars   = regexp.MustCompile(`[〇零一二三四五六七八九十0-9]+(?:月|年度|年)(?:[〇零一二三四五六七八九十0-9]+日|末|初|中旬|上旬|下旬|底)?|第[一二三四1-4]四?(?:半期|季度)|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|Q[1-4]`)
	sizeInChars   = regexp.MustCompile(`^[約约]?[〇零一二三四五六七八九十百0-9]+(?:週間?|か月|ヶ月|カ月|日間|日|个月|個月|周|天|年|時間|小时)(?:間|间)?$`)
)

// isDay reports whether a word is a day that there is, or a month: 2026-03.
func isDay(word string) bool {
	if !isoDate.MatchString(word) {
		return false
	}
	_, err := time.Parse(time.DateOnly, word+"-01"[:max(0, len("2026-03-01")-len(word))])
	return err == nil
}

// isTime reports whether a text says when, or how long, and nothing else.
func (e *examiner) isTime(text string) bool {
	if isUnspaced(text) {
		s := say(text)
		return utf8.RuneCountInString(text) <= 14 && (timeInChars.MatchString(text) || sizeInChars.MatchString(text) || e.words.has("times", s))
	}
	words := timeWords(text)
	words = e.withoutDateLabel(words)
	if len(words) == 0 {
		return false
	}
	t := e.timeAt(words, 0, text)
	return (t.isDate || t.isSize) && t.to == len(words)
}

func (e *examiner) withoutDateLabel(words []timeWord) []timeWord {
	for n := min(3, len(words)-1); n > 0; n-- {
		head := make([]string, n)
		for i := range head {
			head[i] = words[i].text
		}
		if e.words.is("dateLabels", said{strings.Join(head, " "), head}) {
			return words[n:]
		}
	}
	return words
}

// isLength reports whether a text says how long, and not when.
func (e *examiner) isLength(text string) bool {
	if isUnspaced(text) {
		return sizeInChars.MatchString(strings.TrimSpace(text))
	}
	if shortLength.MatchString(strings.TrimSpace(text)) {
		return true
	}
	words := timeWords(text)
	if len(words) == 0 {
		return false
	}
	t := e.timeAt(words, 0, text)
	return t.isSize && !t.isDate && t.to == len(words)
}

var shortLength = regexp.MustCompile(`(?i)^~?[1-9][0-9]{0,3} ?(d|w|m|mo|y)$`)

// timeInProse returns the first time that a sentence names.
func (e *examiner) timeInProse(sentence string) (by string, ok bool) {
	if isUnspaced(sentence) {
		by = timeInChars.FindString(sentence)
		return by, by != ""
	}
	words := timeWords(sentence)
	for i := range words {
		t := e.timeAt(words, i, sentence)
		if !t.isDate || t.to <= t.from {
			continue
		}
		said := make([]string, 0, t.to-t.from)
		for _, w := range words[t.from:t.to] {
			said = append(said, w.text)
		}
		if e.isVague(said) {
			continue
		}
		from := t.from
		for from < t.to-1 && e.timeWord("preciseTime", []string{words[from].text}) > 0 {
			from++
		}
		return isoDay(e.words, sentence[words[from].from:words[t.to-1].to]), true
	}
	return "", false
}

// isVague reports whether words say no more of the time than today or weekly.
func (e *examiner) isVague(words []string) bool {
	p := vocabularyOf("en").lists["vagueTimes"]
	for i := range words {
		if p.at(words[i:]) == 0 && e.timeWord("preciseTime", words[i:]) == 0 {
			return false
		}
	}
	return true
}

// sizeInProse returns the first length of time that a sentence names.
func (e *examiner) sizeInProse(sentence string) (size string, ok bool) {
	words := timeWords(sentence)
	for i := range words {
		if t := e.timeAt(words, i, sentence); t.isSize && t.to > t.from {
			return shortSize(e.words, sentence[words[t.from].from:words[t.to-1].to]), true
		}
	}
	return "", false
}

// isoDay returns a day as 2026-03-31 where a text says its year, else the text.
func isoDay(v *vocabulary, text string) string {
	text = strings.Trim(strings.TrimSpace(text), ".")
	if day := fullDay.FindString(text); day != "" {
		return day
	}
	e := &examiner{words: v}
	year, month, day := 0, 0, 0
	for _, w := range timeWords(text) {
		n, err := strconv.Atoi(strings.TrimRight(w.text, "stndrhe"))
		switch {
		case e.month(w.text) > 0:
			month = e.month(w.text)
		case err == nil && n > 1900 && n < 2200:
			year = n
		case err == nil && n >= 1 && n <= 31 && day == 0:
			day = n
		}
	}
	if year > 0 && month > 0 && day > 0 {
		return fmt.Sprintf("%d-%02d-%02d", year, month, day)
	}
	return text
}

var fullDay = regexp.MustCompile(`\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b`)

// shortSize returns a length of time as 3w, where it is a whole number of days,
// weeks or months, else as it is written.
func shortSize(v *vocabulary, text string) string {
	a := kind.ParseAction(text, nil)
	if a.Size != "" {
		return a.Size
	}
	return strings.TrimSpace(text)
}
