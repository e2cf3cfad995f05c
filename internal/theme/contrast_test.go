package theme

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Text on what it stands on must have the contrast of WCAG's level AA, in both
// schemes.
func TestColoursHaveContrast(t *testing.T) {
	css, err := os.ReadFile("../../themes/waymark/assets/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	tokens := make(map[string][2]string)
	for _, m := range regexp.MustCompile(`--([a-z-]+): (?:light-dark\((#\w+), (#\w+)\)|var\(--([a-z-]+)\))`).FindAllStringSubmatch(string(css), -1) {
		tokens[m[1]] = [2]string{m[2], m[3]}
		if m[4] != "" {
			tokens[m[1]] = tokens[m[4]]
		}
	}
	type pair struct {
		text, on string
		least    float64
	}
	pairs := []pair{{"line-strong", "paper", 3}}
	for _, text := range []string{"ink", "ink-soft", "accent"} {
		for _, on := range []string{"paper", "paper-sunken", "paper-raised"} {
			pairs = append(pairs, pair{text, on, 4.5})
		}
	}
	// Links, small words and marks stand on every tint, and paper stands on the
	// signs, which have the colour of their kind.
	tones := []string{
		"note", "good", "important", "warn", "bad", "accent",
		"vision", "strategy", "pattern", "pitfall", "example", "practice", "reading", "decision",
	}
	for _, tone := range tones {
		pairs = append(pairs, pair{tone, tone + "-soft", 4.5}, pair{"ink", tone + "-soft", 4.5}, pair{"ink-soft", tone + "-soft", 4.5},
			pair{"accent", tone + "-soft", 4.5}, pair{"paper", tone, 4.5},
			pair{tone, "paper", 4.5}, pair{tone, "paper-sunken", 4.5}, pair{tone, "paper-raised", 4.5})
	}
	for name := range tokens {
		if strings.HasPrefix(name, "code-") && name != "code-paper" {
			for _, on := range []string{"paper-sunken", "mark", "good-soft", "bad-soft"} {
				pairs = append(pairs, pair{name, on, 4.5})
			}
		}
	}
	for _, p := range pairs {
		text, on := tokens[p.text], tokens[p.on]
		for i, scheme := range []string{"light", "dark"} {
			got, err := contrast(text[i], on[i])
			if err != nil || got < p.least {
				t.Errorf("%s: --%s on --%s has %.2f, wants %.1f (%v)", scheme, p.text, p.on, got, p.least, err)
			}
		}
	}
}

func contrast(a, b string) (float64, error) {
	x, err := luminance(a)
	if err != nil {
		return 0, err
	}
	y, err := luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05), err
}

// luminance is the relative luminance of #rgb or #rrggbb, as WCAG defines it.
func luminance(colour string) (float64, error) {
	hex := strings.TrimPrefix(colour, "#")
	if len(hex) == 3 {
		hex = fmt.Sprintf("%c%c%c%c%c%c", hex[0], hex[0], hex[1], hex[1], hex[2], hex[2])
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(n>>(16-8*i)&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum, err
}
