package page

import (
	"strings"
	"testing"
)

// TestBareAddressesEndWhereTheSentenceGoesOn: what is a link of a text without
// brackets, and how far it goes.
func TestBareAddressesEndWhereTheSentenceGoesOn(t *testing.T) {
	for _, c := range []struct{ markdown, links string }{
		// letters beyond ASCII
		{"See https://example.org/wiki/Größe for sizes.", "https://example.org/wiki/Größe"},
		{"And https://example.org/?q=ä&b=1 for more.", "https://example.org/?q=ä&b=1"},
		{"https://example.org/#Überblick", "https://example.org/#Überblick"},
		{"https://münchen.example/a, https://пример.рф.", "https://münchen.example/a https://пример.рф"},
		{"www.bücher.example/ß", "http://www.bücher.example/ß"},
		{"https://ar.example.org/wiki/سلام؟", "https://ar.example.org/wiki/سلام"},
		{"https://example.org/🚀/x", "https://example.org/🚀/x"},
		// Chinese, Japanese and Korean have no space behind their marks
		{"请看 https://example.org/a。然后继续。", "https://example.org/a"},
		{"请看 https://example.org/wiki/日本，然后继续。", "https://example.org/wiki/日本"},
		{"见（https://example.org/a）。", "https://example.org/a"},
		{"「https://example.org/a」と「www.example.org」", "https://example.org/a"},
		{"看https://example.org/a、http://example.org/b！", "https://example.org/a http://example.org/b"},
		{"https://ja.example.org/wiki/ジョン・スミスー", "https://ja.example.org/wiki/ジョン・スミスー"},
		{"https://example.org/a\u3000b", "https://example.org/a"},
		// spaces
		{"Voir https://example.org/a\u00A0!", "https://example.org/a"},
		{"https://example.org/a\u200Bb", "https://example.org/a"},
		{"https://example.org/a<br>", "https://example.org/a"},
		// marks behind it
		{"(https://example.org/a_(b)), https://example.org/a).", "https://example.org/a_(b) https://example.org/a"},
		{"“https://example.org/a”, “https://example.org/b…” – https://example.org/c—", "https://example.org/a https://example.org/b https://example.org/c"},
		{"\"https://example.org/a\" 'https://example.org/b'?!", "https://example.org/a https://example.org/b"},
		{"**https://example.org/a** *www.example.org*", "https://example.org/a http://www.example.org"},
		{"https://example.org/a&amp; https://example.org/a;", "https://example.org/a https://example.org/a;"},
		{"https://example.org/a?b=c:d, https://example.org:8080/x.", "https://example.org/a?b=c:d https://example.org:8080/x"},
		// hosts
		{"http://localhost:3000/ HTTPS://EXAMPLE.ORG/A ftp://a.example", "http://localhost:3000/ HTTPS://EXAMPLE.ORG/A ftp://a.example"},
		{"x:https://example.org/a", "https://example.org/a"},
		{"first\nhttps://example.org/a\n*b*http://example.org/c", "https://example.org/a http://example.org/c"},
		{"> https://example.org/a\n> www.example.org", "https://example.org/a http://www.example.org"},
		{"| a |\n|--|\n| https://example.org/a |", "https://example.org/a"},
		// none
		{"xhttps://example.org/a", ""},
		{"https:// http://. http:/a https:a www. www.a_b.c ahttp://a", ""},
		{"https\\://example.org `https://example.org`", ""},
		{"xwww.example.org 看www.example.org `a`www.example.org", ""},
		{"[https://example.org/a](b.md)", "b.md"},
	} {
		p, body := read(c.markdown, Settings{})
		var links []string
		for _, l := range p.Links {
			links = append(links, l.Dest)
		}
		if got := strings.Join(links, " "); got != c.links {
			t.Errorf("%s: links %q, want %q in %s", c.markdown, got, c.links, body)
		}
	}
}

// Nothing of the text around a bare address is lost.
func TestTextAroundBareAddressesStays(t *testing.T) {
	_, got := read("看https://example.org/a。*b*http://c.d, (www.e.f)", Settings{})
	want := `<p>看<a href="https://example.org/a">https://example.org/a</a>。<em>b</em><a href="http://c.d">http://c.d</a>, (<a href="http://www.e.f">www.e.f</a>)</p>`
	if strings.TrimSpace(got) != want {
		t.Errorf("%s", got)
	}
}
