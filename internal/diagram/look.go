package diagram

import (
	"strconv"
	"strings"
)

// A look is what a shape stands out by: one of the theme's, as a class. Colours that an
// author names are not drawn, because they would be right on one background only.
type look string

// looks are the names of classes that have a look of their own.
var looks = map[string]look{
	"good": "good", "ok": "good", "success": "good", "done": "good", "active": "good", "green": "good", "healthy": "good", "new": "good",
	"bad": "bad", "error": "bad", "danger": "bad", "fail": "bad", "failed": "bad", "failure": "bad", "critical": "bad", "crit": "bad", "red": "bad", "broken": "bad",
	"warn": "warn", "warning": "warn", "caution": "warn", "risk": "warn", "yellow": "warn", "orange": "warn", "pending": "warn",
	"note": "note", "info": "note", "primary": "note", "blue": "note",
	"important": "important", "highlight": "important", "special": "important", "purple": "important", "focus": "important",
	"muted": "muted", "disabled": "muted", "inactive": "muted", "old": "muted", "legacy": "muted", "grey": "muted", "gray": "muted", "external": "muted", "deprecated": "muted",
}

// lookOf returns the look of a class that an author has defined: by its name, or by the
// hue of its colours.
func lookOf(name, style string) look {
	if l, ok := looks[strings.ToLower(name)]; ok {
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

// lookOfColour returns the look whose hue is nearest to a colour's.
func lookOfColour(colour string) look {
	colour = strings.ToLower(colour)
	if l, ok := looks[colour]; ok {
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

// rgb reads #f96 and #ff9966.
func rgb(colour string) (r, g, b int, ok bool) {
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
