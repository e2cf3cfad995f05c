package generate

import "strings"

// Titled returns a page with a title, whatever characters that has.
func Titled(title string) string {
	return "---\ntitle: " + quote(title) + "\n---\n\nA page with an unusual title.\n"
}

// Naughty are texts that programs get wrong. Each must read back exactly
// wherever a page shows it. They are valid UTF-8 on one line, without NUL and
// without blanks at their ends, which HTML itself does not keep.
var Naughty = []string{
	// What a reader of YAML, TOML or JSON may take for something else.
	"NO", "no", "yes", "on", "Off", "true", "False", "null", "~", "nil", "None", "undefined", "NaN", ".nan", "-.inf", "Infinity",
	"0", "-0", "007", "012", "0o17", "0x1F", "0b101", "1_000", "1.10", "1e3", "6.02e23", ".5", "+1", "12:30:45", "190:20:30",
	"2024-01-01", "2024-02-30", "2001-12-14t21:59:43.10-05:00", "9007199254740993", "1/0",
	"- a dash", "-", "---", "...", "? a question", "key: value", "a: b: c", "# no comment", "text # no comment", "text #none",
	"[a, b]", "{a: b}", "{}", "[]", "&anchor", "*alias", "!!str text", "!tag", "| a bar", "> a fold", "%YAML 1.2", "@handle",
	"`ticks`", "+++", "=", "<<", "<<: *base", "a\tb", `\t`, `\`, `C:\new\table`, `ends with \`, `"`, `'`, `''`, `"""`, `'''`,
	`"double" and 'single'`, `"only at the start`, `only at the end"`, "it's", "’", "“curly” and „low“ and «guillemets»",

	// HTML, scripts, addresses.
	"<b>bold</b>", "<", ">", "&", "&amp;", "&amp;amp;", "&lt;script&gt;", "&#60;", "&#x3c", "&nbsp;", "&copy", "AT&T", "a<b>c", "1 < 2 > 1",
	"<script>alert(1)</script>", "</script><script>alert(1)</script>", "</title><script>alert(1)</script>", "<!-- open", "--> close",
	"<![CDATA[text]]>", "]]>", "<?xml version=\"1.0\"?>", `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`,
	"<svg/onload=alert(1)>", "</style>", "</textarea>", "<plaintext>", "<base href=//example.org>", "javascript:alert(1)",
	"JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "//example.org", "https://example.org/?a=b&c=d#e",
	"</", "<!DOCTYPE html>", "\u003cscript\u003e", `\u003cscript\u003e`, `{"@context":"</script>"}`,

	// Templates, shells, databases, formats, paths.
	"{{ .Title }}", "{{", "}}", "{{/* comment */}}", `{{ define "main" }}x{{ end }}`, "{% raw %}", "{# x #}", "${title}", "$(id)", "`id`",
	"#{title}", "<%= title %>", "%s %d %n", "%", "%%", "%20", "%00", "%2e%2e%2f", "$1", `\1`, "$&", "a; rm -rf x", "| cat", "&& true",
	"Robert'); DROP TABLE pages;--", "' OR '1'='1", "\" OR \"\"=\"", "=1+1", "=HYPERLINK(\"x\")", "../../etc/passwd", "..", ".", "/",
	`..\..\boot.ini`, "CON", "nul.txt", "a/b", "index", "index.md", "README", "404", ".well-known", "__proto__", "constructor", "toString",

	// Markdown.
	"**bold** and *italic*", "_under_ __score__", "# heading", "1. one", "* item", "[text](dest)", "![alt](src)", "[ref]", "[^1]",
	"~~struck~~", "a | b", ":smile:", "a -- b --- c", "wait...", "(c) (tm)", "<https://example.org>", `\*escaped\*`, "==mark==", "$x^2$", "a{#id}",

	// Scripts and directions.
	"Стратегия и видение", "Στρατηγική", "戦略とビジョン", "策略與願景", "전략과 비전", "กลยุทธ์", "रणनीति", "கொள்கை", "ስትራቴጂ", "სტრატეგია", "ռազմավարություն",
	"استراتيجية", "אסטרטגיה", "العربية then English", "English ثم العربية 123", "\u202eright to left\u202c", "\u2067isolate\u2069",
	"\u200fmark\u200e", "İstanbul ıI", "straße STRASSE", "ﬁne ﬂow", "Ǆ ǅ ǆ", "Ωmega Ωhm", "ᏣᎳᎩ", "𐐀𐐨", "𠜎𠜱", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",

	// Combining, joining and invisible characters.
	"é", "e\u0301", "Å\u030a", "n\u0303o\u0308", "Z\u0351\u036b\u0343a\u0321\u034al\u0348g\u0329\u0345o", "\u0301leading mark",
	"a\u200bb", "a\u200cb", "a\u200db", "a\u2060b", "a\ufeffb", "a\u00adb", "a\u034fb", "a\u00a0b", "a\u3000b", "a\u2003b", "a\u2028b", "a\u2029b",
	"a\u0085b", "a\u180eb", "\u200b", "\u2800", "a\u3164b", "a  b", "1\u20442", "x\u00b2", "№ ™ ℠",

	// Emoji.
	"🚀", "👩\u200d💻", "👨\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈", "🇪🇺🇳🇿", "🇪", "1\ufe0f\u20e3", "👍🏽", "❤\ufe0f", "❤\ufe0e", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🫠🫥",

	// Characters that stand for none, private ones, controls.
	"\ufffd", "a\ufffeb", "a\uffffb", "\ue000", "\U0010ffff", "\U0001fffe", `\ud800`, `\udfff\ud800`, "a\x01b", "a\x07b", "a\x08b", "a\x0bb", "a\x1bb[31mred",
	"a\x1fb", "a\x7fb", "a\u0080b", "a\u009bb", "a\u009fb",

	// Long ones.
	strings.Repeat("long ", 99) + "long", strings.Repeat("W", 600), strings.Repeat("語", 300), strings.Repeat("(", 200), strings.Repeat("&", 200),
	"a" + strings.Repeat("\u0301", 100), strings.Repeat("😀", 100),
}
