package draw

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"waymark/internal/kind"
	"waymark/internal/view"
)

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got != image.Pt(view.CardWidth, view.CardHeight) {
		t.Fatalf("a card of %v", got)
	}
	return img
}

var cards = map[string]view.SocialCard{
	"handbook": {Site: "Vision and Strategy: a handbook"},
	"strategy": {Kind: "strategy", Name: "Strategy", Site: "Vision and Strategy: a handbook"},
	"page":     {Kind: "pitfall", Name: "Pitfall", Title: "Mistaking goals for strategy", Site: "Payments"},
	"long":     {Kind: "vision", Name: "Vision", Title: strings.Repeat("Every change to what a customer owes is an event that anybody may read. ", 4), Site: strings.Repeat("Handbook ", 20)},
	"greek":    {Kind: "reading", Name: "Ανάγνωσμα", Title: "Ένα όραμα — и стратегия", Site: "Εγχειρίδιο"},
}

var update = flag.Bool("update", false, "write the cards to testdata")

// TestCards compares cards with those of testdata, pixel by pixel: no machine and
// no clock reaches them.
func TestCards(t *testing.T) {
	for name, c := range cards {
		got := Card(c)
		decode(t, got)
		file := filepath.Join("testdata", name+".png")
		if *update {
			if err := os.WriteFile(file, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a, b := decode(t, got).(*image.Paletted), decode(t, want).(*image.Paletted)
		if !bytes.Equal(a.Pix, b.Pix) || fmt.Sprint(a.Palette) != fmt.Sprint(b.Palette) {
			t.Errorf("%s is not as it was; look at it, and run the test with -update when it is right", name)
		}
		if !bytes.Equal(got, Card(c)) {
			t.Errorf("%s: drawn twice, it has other bytes", name)
		}
	}
}

func TestEveryKindHasACardOfItsOwn(t *testing.T) {
	seen := map[string]string{}
	for _, k := range kind.Kinds {
		data := string(Card(view.SocialCard{Kind: k.Name, Site: "A handbook"}))
		if other := seen[data]; other != "" {
			t.Errorf("%s and %s have one card", k.Name, other)
		}
		seen[data] = k.Name
	}
}

func TestWhatTheFontsLackIsNotDrawn(t *testing.T) {
	for text, want := range map[string]string{
		"Plain":               "Plain",
		"  two\n lines ":      "two lines",
		"Zürich, Łódź, Θήρα":  "Zürich, Łódź, Θήρα",
		"Zu\u0308rich":        "Zürich",
		"Стратегия":           "Стратегия",
		"🏔️ Vision":           "Vision",
		"👩‍💻 and 🧭 compass":   "and compass",
		"🧭":                   "",
		"技術ビジョン":              "",
		"رؤية":                "",
		"Vision (ビジョン)":       "",
		"":                    "",
		"quoted “so” – and …": "quoted “so” – and …",
	} {
		if got := drawable(text); got != want {
			t.Errorf("%q is drawn as %q, want %q", text, got, want)
		}
		if Covers(text) != (want != "") {
			t.Errorf("Covers(%q) = %v", text, Covers(text))
		}
	}
	ofKind := view.SocialCard{Kind: "vision", Name: "Vision", Site: "Handbook"}
	own := ofKind
	own.Title = "技術ビジョン"
	if !bytes.Equal(Card(own), Card(ofKind)) {
		t.Error("a title that cannot be drawn does not give way to the card of the kind")
	}
	decode(t, Card(view.SocialCard{Kind: "vision", Name: "ビジョン", Site: "手冊"}))
}

// TestTextStaysOnTheCard draws long words and long titles: nothing is painted
// in the margin at the right.
func TestTextStaysOnTheCard(t *testing.T) {
	for _, title := range []string{strings.Repeat("W", 200), strings.Repeat("word ", 100), strings.Repeat("Donaudampfschifffahrtsgesellschaft", 3), "i"} {
		img := decode(t, Card(view.SocialCard{Title: title, Name: title, Site: title}))
		inside := 0
		for y := range view.CardHeight {
			for x := left; x < view.CardWidth; x++ {
				r, g, b, _ := img.At(x, y).RGBA()
				painted := uint8(r>>8) != paper.R || uint8(g>>8) != paper.G || uint8(b>>8) != paper.B
				switch {
				case painted && (x > right+2 || y < 20 || y > view.CardHeight-20):
					t.Fatalf("%.20s…: painted at %d, %d", title, x, y)
				case painted:
					inside++
				}
			}
		}
		if inside == 0 {
			t.Errorf("%.20s…: nothing was painted", title)
		}
	}
}

// TestLooksAreTheThemes compares colours and marks with those of the theme.
func TestLooksAreTheThemes(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile("../../themes/waymark/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	tokens, marks := read("assets/tokens.css"), read("layouts/parts/marks.html")
	colour := func(token string) string {
		m := regexp.MustCompile(`--` + token + `: (?:light-dark\(#([0-9a-f]{6})|var\(--([a-z]+)\))`).FindStringSubmatch(tokens)
		if m == nil {
			return ""
		}
		if m[2] != "" {
			return regexp.MustCompile(`--` + m[2] + `: light-dark\(#([0-9a-f]{6})`).FindStringSubmatch(tokens)[1]
		}
		return m[1]
	}
	accent := colour("accent")
	for _, c := range []struct {
		token string
		got   any
	}{{"paper", paper}, {"ink", ink}, {"ink-soft", soft}} {
		if got := hex(c.got); got != colour(c.token) {
			t.Errorf("%s is %s, in the theme %s", c.token, got, colour(c.token))
		}
	}
	for _, l := range looks {
		want := colour(l.kind)
		if want == "" {
			want = accent
		}
		if got := hex(l.colour); got != want {
			t.Errorf("%s has the colour %s, in the theme %s", l.kind, got, want)
		}
		m := regexp.MustCompile(`<symbol id="site:mark-` + l.kind + `"[^>]*>(.*)</symbol>`).FindStringSubmatch(marks)
		if m == nil {
			t.Errorf("the theme has no mark for %s", l.kind)
			continue
		}
		if got := themeMark(m[1]); got != l.mark {
			t.Errorf("%s has the mark\n%s, in the theme\n%s", l.kind, l.mark, got)
		}
	}
	for _, k := range kind.Kinds {
		if k.Name != "page" && lookOf(k.Name).kind != k.Name {
			t.Errorf("%s has no look", k.Name)
		}
	}
}

func hex(c any) string {
	var r, g, b, a uint8
	fmt.Sscanf(fmt.Sprint(c), "{%d %d %d %d}", &r, &g, &b, &a)
	return fmt.Sprintf("%02x%02x%02x", r, g, b)
}

// themeMark puts the elements of a mark into one path.
func themeMark(svg string) string {
	var b strings.Builder
	for _, m := range regexp.MustCompile(`<(path|circle|ellipse)([^>]*)/>`).FindAllStringSubmatch(svg, -1) {
		attribute := func(name string) string {
			if found := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindStringSubmatch(m[2]); found != nil {
				return found[1]
			}
			return ""
		}
		number := func(name string) (f float64) {
			fmt.Sscan(attribute(name), &f)
			return f
		}
		switch m[1] {
		case "path":
			b.WriteString(attribute("d"))
		case "circle":
			b.WriteString(ellipse(number("cx"), number("cy"), number("r"), number("r")))
		case "ellipse":
			b.WriteString(ellipse(number("cx"), number("cy"), number("rx"), number("ry")))
		}
	}
	return b.String()
}

func BenchmarkCard(b *testing.B) {
	for b.Loop() {
		Card(cards["page"])
	}
}
