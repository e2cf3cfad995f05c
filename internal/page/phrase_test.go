package page

import (
	"slices"
	"strings"
	"testing"
)

func TestPhrasesAreMarked(t *testing.T) {
	phrase := func(text string) Phrase { return Phrase{text, "(", ")", "!"} }
	for _, test := range []struct {
		name, html string
		phrases    []Phrase
		want       string
	}{
		{"in one text", "<p>We wait for tickets.</p>", []Phrase{phrase("wait")}, "<p>We (wait)! for tickets.</p>"},
		{"whole, at the end of the HTML", "We wait", []Phrase{phrase("We wait")}, "(We wait)!"},
		{"with typography", "<p>We don’t – “ever” – wait…</p>", []Phrase{phrase(`We don't -- "ever" -- wait...`)}, "<p>(We don’t – “ever” – wait…)!</p>"},
		{"with entities", "<p>a &lt; b &amp; c</p>", []Phrase{phrase("a < b & c")}, "<p>(a &lt; b &amp; c)!</p>"},
		{"with an ampersand that begins no entity", "<p>a & <b>b</b>; c</p>", []Phrase{phrase("b; c")}, "<p>a & <b>(b)</b>(; c)!</p>"},
		{"never in a picture", "<p>a</p>\n<svg><text>b</text></svg>\n<p>b</p>", []Phrase{phrase("b")}, "<p>a</p>\n<svg><text>b</text></svg>\n<p>(b)!</p>"},
		{"over line breaks", "<p>one\ntwo  three</p>", []Phrase{phrase("one two three")}, "<p>(one\ntwo  three)!</p>"},
		{"over tags", "<p>one <em>two three</em> four</p>", []Phrase{phrase("one two")}, "<p>(one )<em>(two)! three</em> four</p>"},
		{"over blocks", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>", []Phrase{phrase("one two")}, "<ul>\n<li>(one)</li>\n<li>(two)!</li>\n</ul>"},
		{"in a link", `<p><a href="/x>y">one two</a> three</p>`, []Phrase{phrase("one")}, `<p><a href="/x>y">(one) two</a>! three</p>`},
		{"never in an attribute", `<p title="one">two</p>`, []Phrase{phrase("one")}, `<p title="one">two</p>`},
		{"never in a comment", "<p><!-- one -->two</p>", []Phrase{phrase("one")}, "<p><!-- one -->two</p>"},
		{"overlapping", "<p>a b c</p>", []Phrase{{"a b", "(", ")", "1"}, {"b c", "[", "]", "2"}}, "<p>(a )([b])[1 c]2</p>"},
		{"twice the same", "<p>a b</p>", []Phrase{{"a b", "(", ")", "1"}, {"a b", "[", "]", "2"}}, "<p>([a b])12</p>"},
		{"at the first place", "<p>a b a</p>", []Phrase{phrase("a")}, "<p>(a)! b a</p>"},
		{"absent", "<p>a</p>", []Phrase{phrase("b"), phrase("")}, "<p>a</p>"},
		{"in a tag that does not end", `<p>a<a href="`, []Phrase{phrase("a")}, `<p>(a)!<a href="`},
	} {
		if got, _ := MarkPhrases([]byte(test.html), test.phrases); string(got) != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	_, found := MarkPhrases([]byte("<p>a b</p>"), []Phrase{phrase("b"), phrase("c")})
	if !slices.Equal(found, []bool{true, false}) {
		t.Errorf("found %v", found)
	}
}

func TestAnExcerptHasNoPlacesOfItsOwn(t *testing.T) {
	const from = `<div class="heading"><h3 id="why">Why id="x"</h3> <a class="anchor" href="#why" aria-labelledby="why">#</a></div><p title="a > b">See <a href="#why">there</a> and <a href="/b/#c">b</a>.</p>`
	const want = `<div class="heading"><h3>Why id="x"</h3> <a class="anchor" href="/a/&amp;/#why">#</a></div><p title="a > b">See <a href="/a/&amp;/#why">there</a> and <a href="/b/#c">b</a>.</p>`
	if got := string(Excerpt([]byte(from), "/a/&/")); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// FuzzPhrases marks any words in any HTML: what was written stays, but for the marks.
func FuzzPhrases(f *testing.F) {
	f.Add("<p>We <em>wait</em> for <a href=x>tickets</a>.</p>", "wait for", "tickets")
	f.Add("a&amp;b…<", "&b", "")
	f.Fuzz(func(t *testing.T, fragment, first, second string) {
		if strings.ContainsAny(fragment, "\x01\x02\x03") {
			return
		}
		marked, _ := MarkPhrases([]byte(fragment), []Phrase{{first, "\x01", "\x02", "\x03"}, {second, "\x01", "\x02", "\x03"}})
		if got := strings.NewReplacer("\x01", "", "\x02", "", "\x03", "").Replace(string(marked)); got != fragment {
			t.Errorf("%q became %q", fragment, marked)
		}
		if strings.Count(string(marked), "\x01") != strings.Count(string(marked), "\x02") {
			t.Errorf("%q: a mark is open", marked)
		}
	})
}
