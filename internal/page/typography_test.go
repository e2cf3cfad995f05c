package page

import (
	"strings"
	"testing"

	"waymark/internal/source"
)

func TestTypographer(t *testing.T) {
	check(t, Settings{Typographer: true}, []example{
		{"quotes and dashes", `"It's" -- he said --- 'so'...`, "<p>“It’s” – he said — ‘so’…</p>", ""},
		{"shifts stay", "a << b >> c", "<p>a &lt;&lt; b &gt;&gt; c</p>", ""},
		{"not in code", "`\"--\"`", "<p><code>&quot;--&quot;</code></p>", ""},
		{"not in an address", `"see" <https://a.b/--'c'>`, `<p>“see” <a href="https://a.b/--'c'">https://a.b/--'c'</a></p>`, ""},
		{"not when escaped", `\"a\" "b" &quot;c&quot;`, "<p>&quot;a&quot; “b” &quot;c&quot;</p>", ""},
		{"around markup", `"*a*" *"b"* **'c'** ["d"](e) "` + "`f`" + `"`, `<p>“<em>a</em>” <em>“b”</em> <strong>‘c’</strong> <a href="e">“d”</a> “<code>f</code>”</p>`, ""},
		{"over lines", "\"a\nb\" 'c\\\nd'", "<p>“a\nb” ‘c<br>\nd’</p>", ""},
		{"in tables, alerts and alternatives", "| \"a\" |\n|---|\n| 'b' |\n\n> [!NOTE] \"c\"\n> ![\"d\"](e.svg)", `<div class="table">
<table>
<thead>
<tr>
<th>“a”</th>
</tr>
</thead>
<tbody>
<tr>
<td>‘b’</td>
</tr>
</tbody>
</table>
</div>
<div class="alert note" role="note">
<p class="alert-title">“c”</p>
<p><img src="e.svg" alt="“d”"></p>
</div>`, ""},
	})
	check(t, Settings{}, []example{
		{"off", `"It's" -- so...`, "<p>&quot;It's&quot; -- so...</p>", ""},
	})
}

func TestTypographerLeavesCodeOfHTMLAlone(t *testing.T) {
	check(t, Settings{Typographer: true, RawHTML: AllHTML}, []example{
		{"code and keys", `"Press" <kbd>'</kbd> or <code class="x">"--"</code>, "so"`, `<p>“Press” <kbd>'</kbd> or <code class="x">&quot;--&quot;</code>, “so”</p>`, ""},
		{"others", `<samp>"</samp><var>'</var><tt>...</tt> "a"`, `<p><samp>&quot;</samp><var>'</var><tt>...</tt> “a”</p>`, ""},
		{"with markup in it", `<code>*"a"*</code> "b"`, `<p><code><em>&quot;a&quot;</em></code> “b”</p>`, ""},
		{"in each other", `<kbd><kbd>"</kbd>'</kbd> "a"`, `<p><kbd><kbd>&quot;</kbd>'</kbd> “a”</p>`, ""},
		{"over lines", "<code>\"\n\"</code> \"a\"", "<p><code>&quot;\n&quot;</code> “a”</p>", ""},
		{"never ended", "<code>\"a\"\n\n\"b\"", "<p><code>&quot;a&quot;</p>\n<p>“b”</p>", ""},
		{"quoted", `"<code>a</code>"`, `<p>“<code>a</code>”</p>`, ""},
		{"no code", `<b>"a"</b>`, `<p><b>“a”</b></p>`, ""},
	})
	_, html := read(`<kbd>"</kbd> "a"`, Settings{Typographer: true, RawHTML: NoHTML})
	if html != "<p>&quot; “a”</p>\n" {
		t.Errorf("without raw HTML: %s", html)
	}
}

func TestQuotesOfLanguages(t *testing.T) {
	const typed = `He said: "This is 'so', isn't it?"`
	for language, want := range map[string]string{
		"en":    "He said: “This is ‘so’, isn’t it?”",
		"":      "He said: “This is ‘so’, isn’t it?”",
		"tlh":   "He said: “This is ‘so’, isn’t it?”",
		"de":    "He said: „This is ‚so‘, isn’t it?“",
		"de-AT": "He said: „This is ‚so‘, isn’t it?“",
		"DE_ch": "He said: «This is ‹so›, isn’t it?»",
		"fr":    "He said: «\u202fThis is “so”, isn’t it?\u202f»",
		"fr-CA": "He said: «\u202fThis is “so”, isn’t it?\u202f»",
		"sv":    "He said: ”This is ’so’, isn’t it?”",
		"fi":    "He said: ”This is ’so’, isn’t it?”",
		"pl":    "He said: „This is «so», isn’t it?”",
		"es":    "He said: «This is “so”, isn’t it?»",
		"es-MX": "He said: “This is ‘so’, isn’t it?”",
		"it":    "He said: «This is “so”, isn’t it?»",
		"ru":    "He said: «This is „so“, isn’t it?»",
		"nl":    "He said: “This is ‘so’, isn’t it?”",
		"da":    "He said: »This is ›so‹, isn’t it?«",
		"nb":    "He said: «This is ‘so’, isn’t it?»",
		"pt":    "He said: “This is ‘so’, isn’t it?”",
		"pt-PT": "He said: «This is “so”, isn’t it?»",
		"cs":    "He said: „This is ‚so‘, isn’t it?“",
	} {
		if got := Typeset(typed, language, Settings{Typographer: true}); got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
	for name, s := range map[string]Settings{"off": {}, "CommonMark": {Typographer: true, CommonMark: true}} {
		if got := Typeset(typed, "de", s); got != typed {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestMarks(t *testing.T) {
	for typed, want := range map[string]string{
		`"a"`: "“a”", `("a")`: "(“a”)", `"a".`: "“a”.", `"a."`: "“a.”", `"a", "b"`: "“a”, “b”", `a="b"`: "a=“b”", `-"a"-`: "-“a”-",
		`"'a' b"`: "“‘a’ b”", `"a 'b'"`: "“a ‘b’”", `'a "b" c'`: "‘a “b” c’", `"...a"`: "“…a”", `"a`: "“a", `a"`: `a"`, `a " b`: `a " b`,
		`21" wide`: `21" wide`, `a 21" screen, "b"`: `a 21" screen, “b”`, `"a 21""`: `“a 21"”`, `"version 2"`: "“version 2”", `5'10"`: `5'10"`, `צה"ל`: `צה"ל`,
		`it's`: "it’s", `the dogs' bone`: "the dogs’ bone", `'tis`: "’tis", `rock 'n' roll`: "rock ’n’ roll", `the '90s`: "the ’90s", `'net'`: "‘net’",
		`'test' it`: "‘test’ it", `'a' and 'b'`: "‘a’ and ‘b’", `Klaus' "Haus"`: "Klaus’ “Haus”", `"the dogs'"`: "“the dogs’”", `l'"Hôpital"`: "l’“Hôpital”",
		`---`: "—", `a--b`: "a–b", `----`: "—-", `....`: "….", `彼は"はい"と`: "彼は“はい”と", ``: "", `"`: `"`, `'`: `'`,
	} {
		q := english
		if strings.HasPrefix(typed, "l'") { // where what closes a single quote is no apostrophe
			q, want = spanish, strings.NewReplacer("“", "«", "”", "»").Replace(want)
		}
		var b strings.Builder
		at := 0
		for _, m := range marksIn([]byte(typed), q) {
			b.WriteString(typed[at:m.at] + m.set)
			at = m.at + m.length
		}
		b.WriteString(typed[at:])
		if b.String() != want {
			t.Errorf("%s: %s, want %s", typed, b.String(), want)
		}
	}
}

// TestTitlesAreTypesetAsTexts: the same words in front matter and in a heading are
// the same title.
func TestTitlesAreTypesetAsTexts(t *testing.T) {
	for _, markdown := range []string{"---\nlang: de\ntitle: Das \"Wie\" -- oder?\n---\n# Das \"Wie\" -- oder?\n", "---\nlang: de\n---\n# Das \"Wie\" -- oder?\n"} {
		p, _ := Parse("a.md", source.NewText("a.md", []byte(markdown)), Settings{Typographer: true, Lang: "en"})
		if p.Title != "Das „Wie“ – oder?" || p.TitleID != "das-wie----oder" || len(p.Diags) > 0 {
			t.Errorf("%q: title %q #%s, %s", markdown, p.Title, p.TitleID, said(p))
		}
	}
}
