package diagram

import (
	"regexp"
	"strconv"
	"strings"
)

// A look is what a shape stands out by: one of the theme's, as a class. Colours that an
// author names are not drawn, because they would be right on one background only.
type look string

// looks are the names of classes that have a look of their own.
var looks = map[string]look{
	"good": "good", "ok": "good", "success": "good", "done": "good", "active": "good", "healthy": "good", "new": "good",
	"bad": "bad", "error": "bad", "danger": "bad", "fail": "bad", "failed": "bad", "failure": "bad", "critical": "bad", "crit": "bad", "broken": "bad",
	"warn": "warn", "warning": "warn", "caution": "warn", "risk": "warn", "pending": "warn",
	"note": "note", "info": "note", "primary": "note",
	"important": "important", "highlight": "important", "special": "important", "focus": "important",
	"muted": "muted", "disabled": "muted", "inactive": "muted", "old": "muted", "legacy": "muted", "external": "muted", "deprecated": "muted",
}

// lookOf returns the look of a class that an author has defined: by its name, or by the
// hue of its colours.
func lookOf(name, style string) look {
	if l, ok := looks[strings.ToLower(name)]; ok {
		return l
	}
	if l := lookOfColour(name); l != "" {
		return l
	}
	for _, property := range []string{"fill", "stroke", "color"} {
		for declaration := range strings.FieldsFuncSeq(style, func(r rune) bool { return r == ',' || r == ';' }) {
			key, value, _ := strings.Cut(declaration, ":")
			if strings.TrimSpace(key) == property {
				if l := lookOfColour(strings.TrimSpace(value)); l != "" {
					return l
				}
			}
		}
	}
	return ""
}

// colourNames are CSS's names of colours, by the look that is nearest to each.
var colourNames = map[look]string{
	"bad":       "crimson darkred deeppink firebrick hotpink indianred lightcoral lightpink maroon mistyrose palevioletred pink red rosybrown salmon tomato brown darksalmon lightsalmon coral orangered mediumvioletred",
	"warn":      "antiquewhite beige bisque blanchedalmond burlywood chocolate cornsilk darkgoldenrod darkkhaki darkorange floralwhite gold goldenrod ivory khaki lemonchiffon lightgoldenrodyellow lightyellow linen moccasin navajowhite oldlace orange palegoldenrod papayawhip peachpuff peru sandybrown seashell sienna saddlebrown tan wheat yellow",
	"good":      "chartreuse darkgreen darkolivegreen darkseagreen forestgreen green greenyellow honeydew lawngreen lightgreen lime limegreen mediumseagreen mediumspringgreen mintcream olive olivedrab palegreen seagreen springgreen yellowgreen",
	"note":      "aliceblue aqua aquamarine azure blue cadetblue cornflowerblue cyan darkblue darkcyan darkslateblue darkturquoise deepskyblue dodgerblue lightblue lightcyan lightseagreen lightskyblue lightsteelblue mediumaquamarine mediumblue mediumslateblue mediumturquoise midnightblue navy paleturquoise powderblue royalblue skyblue slateblue steelblue teal turquoise",
	"important": "blueviolet darkmagenta darkorchid darkviolet fuchsia indigo lavender lavenderblush magenta mediumorchid mediumpurple orchid plum purple rebeccapurple thistle violet",
	"muted":     "darkgray darkgrey darkslategray darkslategrey dimgray dimgrey gainsboro gray grey lightgray lightgrey lightslategray lightslategrey silver slategray slategrey",
	"":          "black ghostwhite snow transparent white whitesmoke",
}

var colourOfName = func() map[string]look {
	byName := map[string]look{}
	for l, names := range colourNames {
		for name := range strings.FieldsSeq(names) {
			byName[name] = l
		}
	}
	return byName
}()

// lookOfColour returns the look whose hue is nearest to a colour's: pink, #f96, #ff9966 or
// rgb(255, 153, 102).
func lookOfColour(colour string) look {
	colour = strings.ToLower(colour)
	if l, ok := colourOfName[colour]; ok {
		return l
	}
	r, g, b, ok := rgb(colour)
	if !ok {
		return ""
	}
	most, least := max(r, g, b), min(r, g, b)
	spread := most - least
	if spread < 12 { // grey, white or black
		if least > 0xa0 && most < 0xf0 {
			return "muted"
		}
		return ""
	}
	var hue int
	switch most {
	case r:
		hue = (60*(g-b)/spread + 360) % 360
	case g:
		hue = 60*(b-r)/spread + 120
	default:
		hue = 60*(r-g)/spread + 240
	}
	switch {
	case hue < 20 || hue >= 335:
		return "bad"
	case hue < 70:
		return "warn"
	case hue < 170:
		return "good"
	case hue < 255:
		return "note"
	}
	return "important"
}

var rgbFunction = regexp.MustCompile(`(?i)^rgba?\(\s*(\d{1,3})\s*,?\s*(\d{1,3})\s*,?\s*(\d{1,3})[^)]*\)`)

// cutColour takes a colour off the beginning of a line, and returns its look.
func cutColour(l line) (look, line) {
	colour := rgbFunction.FindString(l.text)
	if colour == "" {
		colour, _, _ = strings.Cut(l.text, " ")
	}
	_, isNamed := colourOfName[strings.ToLower(colour)]
	if _, _, _, isMixed := rgb(colour); !isNamed && !isMixed {
		return "", l
	}
	return lookOfColour(colour), l.skip(len(colour))
}

// rgb returns the parts of a colour, from 0 to 255.
func rgb(colour string) (r, g, b int, ok bool) {
	if m := rgbFunction.FindStringSubmatch(colour); m != nil {
		part := func(s string) int { n, _ := strconv.Atoi(s); return min(n, 255) }
		return part(m[1]), part(m[2]), part(m[3]), true
	}
	hex, ok := strings.CutPrefix(colour, "#")
	n, err := strconv.ParseUint(hex, 16, 32)
	if !ok || err != nil {
		return 0, 0, 0, false
	}
	switch len(hex) {
	case 3:
		return int(n>>8) * 17, int(n>>4&15) * 17, int(n&15) * 17, true
	case 6:
		return int(n >> 16), int(n >> 8 & 255), int(n & 255), true
	}
	return 0, 0, 0, false
}
