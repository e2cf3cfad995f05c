package theme

import (
	"bytes"
	"compress/gzip"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/internal/diag"
	"waymark/internal/source"
	"waymark/internal/view"
)

// memory remembers in a map, and counts.
type memory struct {
	kept       map[[16]byte][]byte
	hits, puts int
}

func (m *memory) Get(key [16]byte) ([]byte, bool) {
	b, ok := m.kept[key]
	if ok {
		m.hits++
	}
	return b, ok
}

func (m *memory) Put(key [16]byte, value []byte) {
	m.puts++
	m.kept[key] = value
}

// small is a theme of one page that uses the assets given.
func small(files map[string]string, uses ...string) Layer {
	var page strings.Builder
	for _, use := range uses {
		page.WriteString(`{{asset "` + use + `"}}` + "\n")
	}
	all := map[string]string{"layouts/page.html": page.String()}
	maps.Copy(all, files)
	return layer("themes/mine", all)
}

func load(t *testing.T, l Layer, m source.Memory) *Theme {
	t.Helper()
	theme, ds := Load([]Layer{l}, nil, m)
	for _, d := range ds {
		t.Fatalf("%v: %s", d.Position, d.Message)
	}
	return theme
}

func TestAssetsAreBundledAndNamedByContent(t *testing.T) {
	files := map[string]string{
		"assets/main.css":        "@layer a, b;\n@import \"parts/a.css\" layer(a);\n",
		"assets/parts/a.css":     "@font-face { font-family: x; src: url(../fonts/x.woff2) }\np { color: red; }\n.a { fill: url(#b); background: url(data:image/gif;base64,R0) }",
		"assets/fonts/x.woff2":   "font",
		"assets/fonts/y.woff2":   "nobody asks for this one",
		"assets/reader.ts":       "import { hi } from './lib/hi.ts'\nconst who: string = 'you'\nhi(who)\n",
		"assets/lib/hi.ts":       "export function hi(name: string) { document.title = `hi ${name}` }\n",
		"assets/.DS_Store":       "x",
		"assets/deep/style.css":  "p { background: url(../icon.svg) }",
		"assets/icon.svg":        "<svg/>",
		"layouts/parts/foo.html": "",
	}
	theme := load(t, small(files, "main.css", "reader.ts", "deep/style.css"), nil)
	want := []string{
		`^assets/deep/style\.[0-9a-f]{12}\.css$`, `^assets/fonts/x\.[0-9a-f]{12}\.woff2$`, `^assets/icon\.[0-9a-f]{12}\.svg$`,
		`^assets/main\.[0-9a-f]{12}\.css$`, `^assets/reader\.[0-9a-f]{12}\.js$`,
	}
	got := theme.Assets()
	if len(got) != len(want) {
		t.Fatalf("assets %v", got)
	}
	for i, a := range got {
		if !regexp.MustCompile(want[i]).MatchString(a.Path) {
			t.Errorf("asset %s, want %s", a.Path, want[i])
		}
	}
	css := string(got[3].Data)
	for _, part := range []string{"@layer a,b;", "url(./" + strings.TrimPrefix(got[1].Path, "assets/") + ")", "color:red", "url(#b)"} {
		if !strings.Contains(css, part) {
			t.Errorf("main.css lacks %s: %s", part, css)
		}
	}
	if part := "url(../" + strings.TrimPrefix(got[2].Path, "assets/") + ")"; !strings.Contains(string(got[0].Data), part) {
		t.Errorf("style.css lacks %s: %s", part, got[0].Data)
	}
	if js := string(got[4].Data); !strings.Contains(js, "document.title=") || strings.Contains(js, "import") {
		t.Errorf("reader.js is %s", js)
	}
	if page := mustRender(t, theme, sample("page", "page", "/", "P")); page != got[3].Path+"\n"+got[4].Path+"\n"+got[0].Path+"\n" {
		t.Errorf("the page names %q", page)
	}

	files["assets/lib/hi.ts"] += "hi('all')\n"
	changed := load(t, small(files, "main.css", "reader.ts", "deep/style.css"), nil).Assets()
	for i := range got {
		if (changed[i].Path != got[i].Path) != (i == 4) {
			t.Errorf("after a change of the script: %s, before: %s", changed[i].Path, got[i].Path)
		}
	}
}

func TestMistakesInAssets(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		use   string
		place string
		text  string
		hint  string
	}{
		{"CSS", map[string]string{"assets/a.css": "p {}\n/* é */ }"}, "a.css", "themes/mine/assets/a.css:2:9", `unexpected "}"`, ""},
		{"JS", map[string]string{"assets/a.js": "let a = 1\nlet é = , 2\n"}, "a.js", "themes/mine/assets/a.js:2:9", `unexpected ","`, ""},
		{"missing import", map[string]string{"assets/a.css": "@import 'tokns.css';", "assets/tokens.css": ""}, "a.css", "themes/mine/assets/a.css:1:9", `the theme has no asset "tokns.css"`, "did you mean tokens.css?"},
		{"missing font", map[string]string{"assets/a.css": "p { src: url(x.woff) }"}, "a.css", "themes/mine/assets/a.css:1:10", `the theme has no asset "x.woff"`, ""},
		{"out of the theme", map[string]string{"assets/a.css": "@import '../layouts/page.html';"}, "a.css", "themes/mine/assets/a.css:1:9", `the theme has no asset`, ""},
		{"other host", map[string]string{"assets/a.css": "@import url(https://example.org/a.css);"}, "a.css", "themes/mine/assets/a.css:1:9", "a theme loads nothing from other hosts", "put a copy into assets/"},
		{"file of the disk", map[string]string{"assets/a.js": "import '/etc/passwd'"}, "a.js", "themes/mine/assets/a.js:1:8", "the theme has no asset", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := &memory{kept: make(map[[16]byte][]byte)}
			layers := []Layer{small(test.files, test.use)}
			_, ds := Load(layers, nil, m)
			d := one(t, ds)
			if d.Code != "T005" || d.Position.String() != test.place {
				t.Errorf("%s at %v, want T005 at %s", d.Code, d.Position, test.place)
			}
			if !strings.HasPrefix(d.Message, test.text) || d.Hint != test.hint {
				t.Errorf("%q (%q), want %q (%q)", d.Message, d.Hint, test.text, test.hint)
			}
			if test.name != "CSS" && d.Severity != diag.Error {
				t.Errorf("severity %v", d.Severity)
			}
			if _, again := Load(layers, nil, m); len(again) != 1 {
				t.Errorf("said again: %v", again)
			}
		})
	}
}

func TestBundlesAreRemembered(t *testing.T) {
	m := &memory{kept: make(map[[16]byte][]byte)}
	files := map[string]string{"assets/a.css": "p { color: red }", "assets/b.css": "b {}"}
	first := load(t, small(files, "a.css"), m)
	second := load(t, small(files, "a.css"), m)
	if m.hits != 2 || m.puts != 2 { // that it stood its trial is one of them
		t.Errorf("%d hits and %d puts, want two each", m.hits, m.puts)
	}
	same := func(x, y Asset) bool { return x.Path == y.Path && string(x.Data) == string(y.Data) }
	if !slices.EqualFunc(first.Assets(), second.Assets(), same) {
		t.Error("what is remembered differs from what was made")
	}
	for key := range m.kept {
		m.kept[key] = []byte("{damaged")
	}
	if third := load(t, small(files, "a.css"), m); !slices.EqualFunc(first.Assets(), third.Assets(), same) {
		t.Error("a damaged entry was believed")
	}
	if load(t, small(files, "b.css"), m); m.puts != 5 {
		t.Error("another use got what was remembered for the first")
	}
}

// TestDefaultThemeIsSmall bounds what a first visit fetches beside the page.
func TestDefaultThemeIsSmall(t *testing.T) {
	theme := mustLoad(t, standard)
	for _, v := range samples() {
		page := mustRender(t, theme, v)
		sizes, files := make(map[string]int), 0
		for _, a := range loadedBy(page, theme) {
			sizes[path.Ext(a.Path)] += compressed(t, a.Data)
			files++
		}
		if files > 4 {
			t.Errorf("%s asks for %d files", v.Layout, files)
		}
		for ending, most := range map[string]int{".js": 4 << 10, ".css": 12 << 10, ".svg": 1 << 10} {
			if sizes[ending] == 0 || sizes[ending] > most {
				t.Errorf("the %s files of %s have %d bytes compressed, want at most %d", ending, v.Layout, sizes[ending], most)
			}
			delete(sizes, ending)
		}
		if len(sizes) > 0 {
			t.Errorf("%s asks for other files: %v", v.Layout, sizes)
		}
	}
}

// TestTheScriptIsTheLayouts loads what the chooser cannot do without, whatever else is in
// its text, and holds the size of the largest script of a text.
func TestTheScriptIsTheLayouts(t *testing.T) {
	theme := mustLoad(t, standard)
	scriptOf := func(layout string) Asset {
		page := mustRender(t, theme, &view.Page{Layout: layout, Kind: "page", Title: "A", Lang: "en", Tabs: true, Footnotes: true})
		i := slices.IndexFunc(theme.Assets(), func(a Asset) bool {
			return strings.HasSuffix(a.Path, ".js") && strings.Contains(page, `<script src="`+a.Path)
		})
		if i < 0 {
			t.Fatalf("%s loads no script", layout)
		}
		return theme.Assets()[i]
	}
	for layout, want := range map[string]string{"choose": "questions", "reviews": "reviews", "page": "more"} {
		if got := scriptOf(layout); !strings.Contains(got.Path, "scripts/"+want+".") {
			t.Errorf("%s loads %s", layout, got.Path)
		} else if size := compressed(t, got.Data); size > 5<<10 {
			t.Errorf("%s has %d bytes compressed", got.Path, size)
		}
	}
}

// TestAFirstVisitIsSmall weighs what a browser loads for a typical page: the page,
// the style sheet, the scripts and the icon.
func TestAFirstVisitIsSmall(t *testing.T) {
	theme := mustLoad(t, standard)
	page := mustRender(t, theme, large())
	total := compressed(t, []byte(page))
	for _, a := range loadedBy(page, theme) {
		total += compressed(t, a.Data)
	}
	if total > 22<<10 {
		t.Errorf("a first visit weighs %d bytes", total)
	}
}

// loadedBy returns the assets that a browser loads with a page. What an attribute data-…
// names is for a script to load, when a reader asks for it.
func loadedBy(page string, theme *Theme) (all []Asset) {
	page = laterAssets.ReplaceAllString(page, "")
	for _, a := range theme.Assets() {
		if strings.Contains(page, a.Path) {
			all = append(all, a)
		}
	}
	return all
}

var laterAssets = regexp.MustCompile(` data-(?:script|sheet)="[^"]*"`)

// TestTheSearchIsSmall bounds what the first use of the search fetches.
func TestTheSearchIsSmall(t *testing.T) {
	for _, a := range mustLoad(t, standard).Assets() {
		most := 9 << 10
		if strings.HasSuffix(a.Path, ".css") {
			most = 3 << 10
		}
		if strings.Contains(a.Path, "/search.") && compressed(t, a.Data) > most {
			t.Errorf("%s has %d bytes compressed, want at most %d", a.Path, compressed(t, a.Data), most)
		}
	}
}

func compressed(t *testing.T, data []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
