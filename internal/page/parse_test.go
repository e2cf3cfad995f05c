package page

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/google/go-cmp/cmp"

	"waymark/internal/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// read parses Markdown and fills the gaps with what the author wrote.
func read(markdown string, s Settings) (*Page, string) {
	p, b := Parse("a/page.md", source.NewText("content/a/page.md", []byte(markdown)), s)
	return p, fill(p, b)
}

func fill(p *Page, b *Body) string { return fillFragment(p, &b.Fragment) }

func fillFragment(p *Page, f *Fragment) string {
	return string(f.Fill(nil, func(dst []byte, g Gap) []byte {
		switch g.Kind {
		case LinkGap:
			return append(appendEscaped(append(dst, ` href="`...), p.Links[g.Index].Dest), '"')
		case ImageGap:
			return appendTag(dst, "img", "src", p.Images[g.Index].Dest, p.Images[g.Index].Attributes)
		case PictureGap:
			return appendTag(dst, "source", "srcset", srcset(p.Pictures[g.Index]), p.Pictures[g.Index].Attributes)
		case AddressGap:
			return appendEscaped(dst, p.Links[g.Index].Dest)
		case WikiLinkGap:
			l := p.Links[g.Index]
			return fmt.Appendf(dst, "{%d %s|%s}", l.Wiki, l.Dest, l.Text)
		case TitleGap:
			return append(dst, "("+Titles[g.Index]+")"...)
		}
		return append(dst, Highlight(p.Code[g.Index])...)
	}))
}

// appendTag appends a tag with an address, unless that is empty.
func appendTag(dst []byte, name, attribute, address, attributes string) []byte {
	dst = append(dst, "<"+name...)
	if address != "" {
		dst = append(appendEscaped(append(dst, " "+attribute+`="`...), address), '"')
	}
	return append(dst, attributes+">"...)
}

func srcset(p Picture) string {
	var forms []string
	for _, f := range p.Forms {
		forms = append(forms, strings.TrimSpace(f.Dest+" "+f.Size))
	}
	return strings.Join(forms, ", ")
}

// said returns a page's diagnostics, a line each.
func said(p *Page) string {
	var b strings.Builder
	for _, d := range p.Diags {
		fmt.Fprintf(&b, "%d:%d %s %s\n", d.Line, d.Column, d.Code, d.Message)
	}
	return b.String()
}

// An example is Markdown with the HTML and the diagnostics that it has. Lines
// and spaces at the ends are the table's, not the page's.
type example struct {
	name, markdown, html, said string
}

func check(t *testing.T, s Settings, examples []example) {
	t.Helper()
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			t.Helper()
			p, html := read(e.markdown, s)
			if diff := cmp.Diff(strings.TrimSpace(e.html), strings.TrimSpace(html)); diff != "" {
				t.Errorf("HTML (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(e.said, said(p)); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEverything(t *testing.T) {
	path := filepath.Join("testdata", "everything.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, html := read(string(data), Settings{Typographer: true, RawHTML: AllHTML})
	var b strings.Builder
	fmt.Fprintf(&b, "title %q #%s\n", p.Title, p.TitleID)
	for _, h := range p.Headings {
		fmt.Fprintf(&b, "%d:%d heading %d #%s %q\n", h.At.Line, h.At.Column, h.Level, h.ID, h.Text)
	}
	for _, a := range p.Anchors {
		fmt.Fprintf(&b, "anchor #%s\n", a)
	}
	for _, l := range p.Links {
		fmt.Fprintf(&b, "%d:%d-%d:%d link %q %q\n", l.At.Line, l.At.Column, l.At.EndLine, l.At.EndColumn, l.Dest, l.Text)
	}
	for _, i := range p.Images {
		fmt.Fprintf(&b, "%d:%d-%d:%d image %q %q %q\n", i.At.Line, i.At.Column, i.At.EndLine, i.At.EndColumn, i.Dest, i.Alt, i.Title)
	}
	for _, c := range p.Code {
		c.Text = fmt.Sprint(len(c.Text), " bytes")
		fmt.Fprintf(&b, "code %+v\n", c)
	}
	golden(t, filepath.Join("testdata", "everything.txt"), b.String()+said(p))
	golden(t, filepath.Join("testdata", "everything.html"), html)
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestLineEndsMakeNoDifference(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "everything.md"))
	if err != nil {
		t.Fatal(err)
	}
	s := Settings{Typographer: true, RawHTML: AllHTML}
	unix, unixHTML := read(string(data), s)
	dos, dosHTML := read(strings.ReplaceAll(string(data), "\n", "\r\n"), s)
	if diff := cmp.Diff(unixHTML, dosHTML); diff != "" {
		t.Errorf("HTML (-LF +CRLF):\n%s", diff)
	}
	dos.Digest = unix.Digest
	if diff := cmp.Diff(unix, dos); diff != "" {
		t.Errorf("page (-LF +CRLF):\n%s", diff)
	}
}

func TestFileThatIsNotUTF8KeepsItsText(t *testing.T) {
	for _, tt := range []struct{ name, data, title, html string }{
		{"stray byte", "# Title\n\nText \xff.\n", "Title", "<p>Text \uFFFD.</p>\n"},
		{"latin 1", "# Stra\xdfe\n", "Stra\uFFFDe", ""},
		{"UTF-16", "\xff\xfe#\x00 \x00T\x00\n\x00", "T", ""},
		{"front matter", "---\nweight: 1\nx-a: \xe9\n---\nText\n", "", "<p>Text</p>\n"},
	} {
		p, html := read(tt.data, Settings{})
		if html != tt.html || p.Title != tt.title || p.NoText {
			t.Errorf("%s: content %q, title %q", tt.name, html, p.Title)
		}
		if len(p.Diags) != 1 || p.Diags[0].Code != "P004" {
			t.Errorf("%s: diagnostics %v, want one P004", tt.name, p.Diags)
		}
	}
	if p, html := read("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Settings{}); !p.NoText || html != "" || len(p.Diags) != 1 {
		t.Errorf("a picture is read as %q, with %v", html, p.Diags)
	}
}

func TestByteOrderMarkIsNotOnThePage(t *testing.T) {
	for _, data := range []string{"\uFEFF---\ndraft: true\n---\n# Title\n\nText\n", "\uFEFF# Title\n\nText\n"} {
		p, html := read(data, Settings{})
		if p.Title != "Title" || html != "<p>Text</p>\n" {
			t.Errorf("%q: title %q, HTML %q", data, p.Title, html)
		}
	}
}

func TestNULIsReplaced(t *testing.T) {
	_, html := read("a\x00b `c\x00d` <e\x00>\n", Settings{RawHTML: AllHTML})
	if strings.Contains(html, "\x00") || strings.Count(html, "\uFFFD") != 3 {
		t.Errorf("got %q", html)
	}
}

func TestPlacesCountFromTheFile(t *testing.T) {
	p, _ := read("---\ntags: [a]\n---\n\nÄ [x](ä.md) and [y](b.md)\n[z](c.md)\n", Settings{})
	var got []string
	for _, l := range p.Links {
		got = append(got, fmt.Sprintf("%d:%d-%d:%d", l.At.Line, l.At.Column, l.At.EndLine, l.At.EndColumn))
	}
	if diff := cmp.Diff([]string{"5:7-5:11", "5:21-5:25", "6:5-6:9"}, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

// TestPageCanBeEncoded fills every field of a page and a body, so that none that
// is added can be lost on the way to the cache and back.
func TestPageCanBeEncoded(t *testing.T) {
	for _, v := range []any{new(Page), new(Body)} {
		fillFields(t, reflect.ValueOf(v).Elem(), 1, 0)
		data, err := cbor.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		back := reflect.New(reflect.TypeOf(v).Elem()).Interface()
		if err := cbor.Unmarshal(data, back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(v, back); diff != "" {
			t.Errorf("%T (-before +after):\n%s", v, diff)
		}
	}
}

// fillFields gives every field a value of its own. Types that hold themselves
// end at the third level.
func fillFields(t *testing.T, v reflect.Value, n, depth int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				t.Fatalf("%s.%s is not exported and would be lost", v.Type(), v.Type().Field(i).Name)
			}
			fillFields(t, v.Field(i), n+i, depth)
		}
	case reflect.Slice:
		if depth < 3 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			for i := range 2 {
				fillFields(t, v.Index(i), n+10*i, depth+1)
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			fillFields(t, v.Index(i), n+i, depth)
		}
	case reflect.String:
		v.SetString(fmt.Sprint("text ", n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(n))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(n))
	default:
		t.Fatalf("a page is plain data, and %s is not", v.Type())
	}
}

func TestDigestCoversFileAndSettings(t *testing.T) {
	seen := make(map[source.Digest]string)
	add := func(name, path, data string, s Settings) {
		p, _ := Parse(path, source.NewText("content/"+path, []byte(data)), s)
		if other, ok := seen[p.Digest]; ok {
			t.Errorf("%s and %s have one digest", name, other)
		}
		seen[p.Digest] = name
	}
	add("page", "a.md", "x", Settings{})
	add("other text", "a.md", "y", Settings{})
	add("other path", "b.md", "x", Settings{})
	settings := reflect.TypeFor[Settings]()
	for i := range settings.NumField() {
		var s Settings
		switch v := reflect.ValueOf(&s).Elem().Field(i); v.Kind() {
		case reflect.Bool:
			v.SetBool(true)
		case reflect.Uint8:
			v.SetUint(1)
		default:
			v.SetString("de")
		}
		add(settings.Field(i).Name, "a.md", "x", s)
	}
}

// TestIDsDoNotDependOnTypography: GitHub shows no curly quotes, so its ids come
// from what was typed.
func TestIDsDoNotDependOnTypography(t *testing.T) {
	markdown := "## Don't -- \"ever\" --- stop...\n"
	plain, _ := read(markdown, Settings{})
	curly, _ := read(markdown, Settings{Typographer: true})
	if plain.Headings[0].ID != "dont----ever-----stop" || curly.Headings[0].ID != plain.Headings[0].ID {
		t.Errorf("ids %q and %q", plain.Headings[0].ID, curly.Headings[0].ID)
	}
	if curly.Headings[0].Text != "Don’t – “ever” — stop…" {
		t.Errorf("text %q", curly.Headings[0].Text)
	}
}

// TestOneEngineServesManyGoroutines is for go test -race above all.
func TestOneEngineServesManyGoroutines(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "everything.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, want := read(string(data), Settings{})
	got := make(chan string)
	for range 8 {
		go func() {
			_, html := read(string(data), Settings{})
			got <- html
		}()
	}
	for range 8 {
		if html := <-got; html != want {
			t.Error("read at the same time, the page is another")
		}
	}
}
