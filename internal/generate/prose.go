package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A stream keeps the random numbers for one purpose apart from those for
// others, so that a heading of a page is known without writing the page.
type stream uint64

const (
	textStream stream = iota
	editStream
	headingStream // and the numbers after it: one for each heading of a page
)

// A prose writes nonsense from the vocabulary.
type prose struct{ *rand.Rand }

func newProse(seed uint64, i int, s stream) prose {
	return prose{rand.New(rand.NewPCG(seed, uint64(i)<<8|uint64(s)))}
}

func (p prose) pick(words []string) string  { return words[p.IntN(len(words))] }
func (p prose) noun() string                { return p.pick(nouns) }
func (p prose) adjective() string           { return p.pick(adjectives) }
func (p prose) verb() string                { return p.pick(verbs) }
func (p prose) chance(percent int) bool     { return p.IntN(100) < percent }
func (p prose) between(least, most int) int { return least + p.IntN(most-least+1) }

// fill puts an adjective, a verb and two nouns in the places of a form, and
// makes "a" before them "an" where it must.
func fill(form, a, v, n, m string) string {
	return strings.NewReplacer(
		" a {a}", " "+withArticle(a), "A {a}", capital(withArticle(a)),
		" a {n}", " "+withArticle(n), " a {m}", " "+withArticle(m),
		"{a}", a, "{A}", capital(a), "{v}", v, "{n}", n, "{N}", capital(n), "{m}", m,
	).Replace(form)
}

func withArticle(word string) string {
	if strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

func (p prose) thing() string {
	switch p.IntN(6) {
	case 0:
		return withArticle(p.noun())
	case 1:
		return "our " + p.adjective() + " " + p.noun()
	case 2:
		return "the " + p.noun() + "’s " + p.noun()
	case 3:
		return "any " + p.noun() + " near the " + p.noun()
	case 4:
		return "the " + p.adjective() + " " + p.noun()
	}
	return "the " + p.noun()
}

func (p prose) clause() string {
	switch p.IntN(7) {
	case 0:
		return fmt.Sprintf("%s has to %s %s", p.thing(), p.verb(), p.thing())
	case 1:
		return fmt.Sprintf("%s may %s %s %s", p.thing(), p.pick(adverbs), p.verb(), p.thing())
	case 2:
		return fmt.Sprintf("you %s %s before you %s %s", p.verb(), p.thing(), p.verb(), p.thing())
	case 3:
		return fmt.Sprintf("%s stays %s", p.thing(), p.adjective())
	case 4:
		return fmt.Sprintf("it takes %d weeks to %s %s", p.between(2, 40), p.verb(), p.thing())
	case 5:
		return fmt.Sprintf("%s and %s never %s %s", p.thing(), p.thing(), p.verb(), p.thing())
	}
	return fmt.Sprintf("%s is too %s to %s", p.thing(), p.adjective(), p.verb())
}

// plain returns a sentence without any markup.
func (p prose) plain() string {
	switch p.IntN(5) {
	case 0:
		return capital(p.clause()) + "."
	case 1:
		return p.pick(openers) + ", " + p.clause() + "."
	case 2:
		return capital(p.clause()) + ", so " + p.clause() + "."
	case 3:
		return capital(p.clause()) + " while " + p.clause() + "."
	}
	return capital(p.clause()) + ", which is why " + p.clause() + "."
}

// sentence returns a sentence that may have emphasis, code, or characters that
// a typographer looks for.
func (p prose) sentence() string {
	s := p.plain()
	bare := strings.TrimSuffix(s, ".")
	switch p.IntN(16) {
	case 0:
		return bare + ", and **" + p.adjective() + " " + p.noun() + "s** are no exception."
	case 1:
		return bare + ", as *" + p.noun() + "* shows."
	case 2:
		return bare + " (set `" + p.noun() + "." + p.noun() + "`)."
	case 3:
		return bare + " -- the \"" + p.adjective() + " " + p.noun() + "\" doesn't count."
	}
	return s
}

// paragraph returns sentences of at least so many words.
func (p prose) paragraph(words int) []string {
	var out []string
	for n := 0; n < words; {
		s := p.sentence()
		out = append(out, s)
		n += countWords(s)
	}
	return out
}

func countWords(s string) int { return len(strings.Fields(s)) }

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// slug returns a text as GitHub makes it the id of a heading: lower case,
// hyphens for spaces, letters of every script kept and punctuation dropped.
func slug(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		}
		return -1
	}, s)
}

// languages are those of the code blocks.
var languages = []string{"go", "yaml", "bash", "hcl"}

// code returns a block of 8 to 15 lines.
func (p prose) code(language string) string {
	n, m := p.pickASCII(), p.pickASCII()
	num := func(most int) int { return p.between(2, most) }
	switch language {
	case "go":
		return fmt.Sprintf(`// %[1]s%[2]s keeps the %[5]s %[3]s of one %[4]s.
func (c *%[1]s) %[2]s(ctx context.Context, limit int) error {
	items, err := c.%[3]s.List(ctx, %[6]d)
	if err != nil {
		return fmt.Errorf("list %[4]ss: %%w", err)
	}
	for i, it := range items {
		if i >= limit || it.Weight > %[7]d.5 {
			break
		}
		c.total += it.Size(%[8]q)
	}
	return nil
}
`, capital(n), capital(m), n, m, p.adjective(), num(900), num(90), p.verb())
	case "yaml":
		return fmt.Sprintf(`# The %[3]s %[1]s, read by %[2]s.
name: %[1]s-%[2]s
on: { push: { branches: [main, "%[3]s/*"] } }
jobs:
  %[1]s:
    runs-on: ubuntu-latest
    timeout-minutes: %[4]d
    steps:
      - uses: actions/checkout@v6
      - name: %[5]s the %[2]s
        run: make %[1]s LIMIT=%[6]d
        env: { %[7]s_URL: "https://%[2]s.example.org:%[6]d/" }
`, n, m, p.adjective(), num(60), capital(p.verb()), num(9000), strings.ToUpper(m))
	case "bash":
		return fmt.Sprintf(`#!/bin/sh
# Asks each %[1]s for its %[2]s and keeps the %[3]s ones.
set -eu
out=${1:?usage: %[1]s FILE}
for h in $(cat "$out.hosts"); do
  if ! ssh "$h" "%[4]s --%[2]s=%[5]d" >>"$out.tmp"; then
    echo "$h: no %[2]s" >&2
    continue
  fi
done
sort -u "$out.tmp" | awk '$3 > %[5]d { print $1 "\t" $2 }' >"$out"
rm -f "$out.tmp"
`, n, m, p.adjective(), p.verb(), num(5000))
	}
	return fmt.Sprintf(`variable "%[1]s_size" {
  type    = number
  default = %[4]d
}

module "%[2]s" {
  source = "../modules/%[2]s"
  name   = "${var.stage}-%[1]s"
  size   = var.%[1]s_size * %[5]d

  zones = [for z in var.zones : upper(z) if z != "%[3]s"]
}
`, n, m, p.adjective(), num(900), num(9))
}

// pickASCII returns a noun that is an identifier in every language.
func (p prose) pickASCII() string {
	for {
		if w := p.noun(); len(w) == utf8.RuneCountInString(w) {
			return w
		}
	}
}

// table returns a table of three to eight rows.
func (p prose) table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s | Weeks | Since |\n|:---|---|---:|:---:|\n", capital(p.noun()), capital(p.noun()))
	for range p.between(3, 8) {
		fmt.Fprintf(&b, "| The %s %s | `%s` | %d | %d |\n", p.adjective(), p.noun(), p.verb(), p.between(1, 60), p.between(2015, 2025))
	}
	return b.String()
}

// list returns three to five items, numbered or not.
func (p prose) list() string {
	var b strings.Builder
	numbered := p.chance(30)
	for i := range p.between(3, 5) {
		mark := "-"
		if numbered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		fmt.Fprintf(&b, "%s %s\n", mark, p.sentence())
	}
	return b.String()
}

// sample returns n different words, in the order of the list.
func (p prose) sample(words []string, n int) []string {
	var out []string
	for i, w := range words {
		if p.IntN(len(words)-i) < n-len(out) {
			out = append(out, w)
		}
	}
	return out
}
