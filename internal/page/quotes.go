package page

import "strings"

// quotes are the quotation marks of a language: what " becomes, and what ' does.
// A mark can have a space with it, in which no line ends.
type quotes struct{ open, close, innerOpen, innerClose string }

// The ways to quote that several languages have.
var (
	english  = quotes{"“", "”", "‘", "’"}
	german   = quotes{"„", "“", "‚", "‘"}
	swedish  = quotes{"”", "”", "’", "’"}
	polish   = quotes{"„", "”", "«", "»"}
	spanish  = quotes{"«", "»", "“", "”"}
	russian  = quotes{"«", "»", "„", "“"}
	swiss    = quotes{"«", "»", "‹", "›"}
	danish   = quotes{"»", "«", "›", "‹"}
	french   = quotes{"«\u202F", "\u202F»", "“", "”"}
	japanese = quotes{"「", "」", "『", "』"}
)

// quotesOf are the marks by language tag, in lower case. They are those of
// Unicode's CLDR, but for Danish, Dutch and the second level of French, which have
// those of the languages' own guides. Other languages have the English ones.
var quotesOf = map[string]quotes{
	"bg": german, "cs": german, "da": danish, "de": german, "el": spanish, "es": spanish, "et": german, "fi": swedish, "fr": french,
	"hr": german, "hu": {"„", "”", "»", "«"}, "is": german, "it": spanish, "ja": japanese, "lt": german, "nb": {"«", "»", "‘", "’"},
	"nn": {"«", "»", "‘", "’"}, "no": {"«", "»", "‘", "’"}, "pl": polish, "pt": english, "pt-pt": spanish, "ro": {"„", "”", "«", "»"},
	"ru": russian, "be": russian, "uk": russian, "sk": german, "sl": german, "sv": swedish, "zh-hant": japanese, "zh-tw": japanese,

	"de-ch": swiss, "de-li": swiss, "it-ch": swiss, "fr-ch": {"«\u202F", "\u202F»", "‹\u202F", "\u202F›"},
	"es-419": english, "es-ar": english, "es-cl": english, "es-co": english, "es-mx": english, "es-pe": english, "es-us": english,
}

// quotesIn returns the marks of a language, or of the nearest that is known:
// those of de for de-AT.
func quotesIn(language string) quotes {
	language = strings.ToLower(strings.ReplaceAll(language, "_", "-"))
	for language != "" {
		if q, known := quotesOf[language]; known {
			return q
		}
		language = language[:max(strings.LastIndexByte(language, '-'), 0)]
	}
	return english
}
