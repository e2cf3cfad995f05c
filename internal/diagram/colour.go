package diagram

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// colourNames are CSS's names of colours, by the look that is nearest to each.
var colourNames = map[look]string{
	"bad":       "crimson darkred deeppink firebrick hotpink indianred lightcoral lightpink maroon mistyrose palevioletred pink red rosybrown salmon tomato brown darksalmon lightsalmon coral orangered mediumvioletred",
	"warn":      "antiquewhite beige bisque blanchedalmond burlywood chocolate cornsilk darkgoldenrod darkkhaki darkorange floralwhite gold goldenrod ivory khaki lemonchiffon lightgoldenrodyellow lightyellow linen moccasin navajowhite oldlace orange palegoldenrod papayawhip peachpuff peru sandybrown seashell sienna saddlebrown tan wheat yellow",
	"good":      "chartreuse darkgreen darkolivegreen darkseagreen forestgreen green greenyellow honeydew lawngreen lightgreen lime limegreen mediumseagreen mediumspringgreen mintcream olive olivedrab palegreen seagreen springgreen yellowgreen",
	"note":      "aliceblue aqua aquamarine azure blue cadetblue cornflowerblue cyan darkblue darkcyan darkslateblue darkturquoise deepskyblue dodgerblue lightblue lightcyan lightseagreen lightskyblue lightsteelblue mediumaquamarine mediumblue mediumslateblue mediumturquoise midnightblue navy paleturquoise powderblue royalblue skyblue slateblue steelblue teal turquoise",
	"important": "blueviolet darkmagenta darkorchid darkviolet fuchsia indigo lavender lavenderblush magenta mediumorchid mediumpurple orchid plum purple rebeccapurple thistle violet",
	"muted":     "black darkgray darkgrey darkslategray darkslategrey dimgray dimgrey gainsboro ghostwhite gray grey lightgray lightgrey lightslategray lightslategrey silver slategray slategrey snow transparent white whitesmoke",
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

var rgbFunction = regexp.MustCompile(`(?i)^rgba?\(\s*(\d{1,3})\s*,?\s*(\d{1,3})\s*,?\s*(\d{1,3})[^)]*\)`)

// cutColour takes a colour off the beginning of a line, and returns its look.
func cutColour(l line) (look, line) {
	if m := rgbFunction.FindStringSubmatch(l.text); m != nil {
		channel := func(i int) int { n, _ := strconv.Atoi(m[i]); return min(n, 255) }
		return lookOfColour(fmt.Sprintf("#%02x%02x%02x", channel(1), channel(2), channel(3))), l.skip(len(m[0]))
	}
	word, _, _ := strings.Cut(l.text, " ")
	if found, ok := colourOfName[strings.ToLower(word)]; ok {
		return found, l.skip(len(word))
	}
	if _, _, _, ok := rgb(word); ok {
		return lookOfColour(word), l.skip(len(word))
	}
	return "", l
}
