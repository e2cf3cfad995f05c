package page

import (
	"bytes"
	"html"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/google/go-cmp/cmp"

	"waymark/internal/source"
)

func TestHighlight(t *testing.T) {
	for _, c := range []struct {
		name string
		code Code
		want string
	}{
		{
			"Go, with a comment over two lines",
			Code{Language: "go", Text: "/* a\nb */ x < \"y\"\n"},
			`<div class="code" data-lang="go">
<pre tabindex="0"><code class="language-go"><span class="line"><span class="cm">/* a</span></span>
<span class="line"><span class="cm">b */</span> <span class="nx">x</span> <span class="p">&lt;</span> <span class="s">&quot;y&quot;</span></span>
</code></pre>
</div>`,
		}, {
			"plain, with a title",
			Code{Text: "a <b>\n", Title: "x & y"},
			`<figure class="code">
<figcaption>x &amp; y</figcaption>
<pre tabindex="0"><code><span class="line">a &lt;b&gt;</span>
</code></pre>
</figure>`,
		}, {
			"marks and numbers",
			Code{Text: "a\nb\nc\n", Marks: [][2]int{{2, 3}}, LineNumbers: true, FirstLine: 9},
			`<div class="code linenos">
<pre tabindex="0"><code><span class="line" data-line="9">a</span>
<span class="line marked" data-line="10">b</span>
<span class="line marked" data-line="11">c</span>
</code></pre>
</div>`,
		}, {
			"diff of a language",
			Code{Language: "yaml", Text: " a: 1\n-b: 2\n+b: 3\n", Diff: true},
			`<div class="code diff" data-lang="yaml">
<pre tabindex="0"><code class="language-yaml"><span class="line"><span class="nt">a</span><span class="p">:</span> <span class="m">1</span></span>
<del class="line removed"><span class="nt">b</span><span class="p">:</span> <span class="m">2</span></del>
<ins class="line added"><span class="nt">b</span><span class="p">:</span> <span class="m">3</span></ins>
</code></pre>
</div>`,
		}, {
			"diff with the names of files",
			Code{Text: "--- a\n+++ b\n-c\n", Diff: true},
			`<div class="code diff">
<pre tabindex="0"><code><span class="line">--- a</span>
<span class="line">+++ b</span>
<del class="line removed">c</del>
</code></pre>
</div>`,
		}, {
			"unknown language, hostile",
			Code{Language: `x"><script>`, Text: "a\n"},
			`<div class="code" data-lang="x&quot;&gt;&lt;script&gt;">
<pre tabindex="0"><code class="language-x&quot;&gt;&lt;script&gt;"><span class="line">a</span>
</code></pre>
</div>`,
		}, {
			"empty",
			Code{Language: "go"},
			`<div class="code" data-lang="go">
<pre tabindex="0"><code class="language-go"><span class="line"></span>
</code></pre>
</div>`,
		}, {
			"text that is not clean",
			Code{Text: "a\x00\r\nb\xff\n"},
			"<div class=\"code\">\n<pre tabindex=\"0\"><code><span class=\"line\">a\uFFFD</span>\n<span class=\"line\">b\uFFFD</span>\n</code></pre>\n</div>",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, string(Highlight(c.code))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

var anyTag = regexp.MustCompile(`<[^>]*>`)

// TestHighlightKeepsTheText reads the text back from the HTML of code in every
// language, of code that is not in that language at all.
func TestHighlightKeepsTheText(t *testing.T) {
	texts := []string{
		"func main() {\n\tfmt.Println(\"<ä>\", `\nraw\n`) // end\n}\n",
		"\n\n<?php echo '<b>' ?>\n{{ x }} {% y %} \\\n#!/bin/sh\n",
		"\"never closed\n\n/* nor this\n",
	}
	seen := make(map[chroma.Lexer]bool)
	for name, lexer := range languages() {
		if seen[lexer] || testing.Short() && len(seen) > 40 {
			continue
		}
		seen[lexer] = true
		for _, text := range texts {
			got := html.UnescapeString(anyTag.ReplaceAllString(string(Highlight(Code{Language: name, Text: text})), ""))
			if strings.TrimSpace(got) != strings.TrimSpace(text) {
				t.Errorf("%s: %q becomes %q", name, text, got)
			}
		}
	}
}

func TestHighlightIsPure(t *testing.T) {
	c := Code{Language: "go", Text: strings.Repeat("type x struct{ y *z }\n", 20), Marks: [][2]int{{3, 4}}}
	first := Highlight(c)
	for range 3 {
		if !bytes.Equal(first, Highlight(c)) {
			t.Fatal("the same code has different HTML")
		}
	}
}

// A badLexer is wrong in one way.
type badLexer struct {
	chroma.Lexer
	next func() chroma.Token
}

func (l badLexer) Tokenise(*chroma.TokeniseOptions, string) (chroma.Iterator, error) {
	return l.next, nil
}

func TestBadLexerIsNotUsed(t *testing.T) {
	changed := chroma.Literator(chroma.Token{Type: chroma.Text, Value: "xyz"})
	for name, next := range map[string]func() chroma.Token{
		"panics":       func() chroma.Token { panic("lexer") },
		"never ends":   func() chroma.Token { return chroma.Token{Type: chroma.Text} },
		"invents text": func() chroma.Token { return chroma.Token{Type: chroma.Text, Value: "b"} },
		"loses text":   func() chroma.Token { return chroma.EOF },
		"changes text": changed,
	} {
		if found, ok := lex(badLexer{next: next}, "abc"); ok {
			t.Errorf("a lexer that %s is used: %v", name, found)
		}
	}
}

func TestKnownLanguage(t *testing.T) {
	for _, name := range []string{"go", "Go", "golang", "yaml", "yml", "py", "python", "bash", "sh", "console", "text", "plaintext", "html", "hcl", "tf", "sql", "json", "toml", "diff", "ts", "rs", "C++", "dockerfile"} {
		if !KnownLanguage(name) {
			t.Errorf("%s is unknown", name)
		}
	}
	for _, name := range []string{"", "klingon", "*", "go "} {
		if KnownLanguage(name) {
			t.Errorf("%q is known", name)
		}
	}
}

// TestKeyCoversWhatReachesTheHTML changes each field and looks whether the HTML
// changes: then the key must.
func TestKeyCoversWhatReachesTheHTML(t *testing.T) {
	base := Code{Language: "go", Text: "+x := 1\n", Title: "t", Marks: [][2]int{{1, 1}}, LineNumbers: true, FirstLine: 1}
	other := Code{Language: "py", Text: "y\n", Title: "u", Marks: [][2]int{{2, 2}}, FirstLine: 2, Diff: true, File: "f", Lines: [2]int{1, 2}}
	keys := map[source.Digest]string{base.Key(): "base"}
	fields := reflect.TypeFor[Code]()
	for i := range fields.NumField() {
		c := base
		reflect.ValueOf(&c).Elem().Field(i).Set(reflect.ValueOf(other).Field(i))
		if bytes.Equal(Highlight(c), Highlight(base)) {
			continue
		}
		if same, ok := keys[c.Key()]; ok {
			t.Errorf("with another %s the key is that of %s", fields.Field(i).Name, same)
		}
		keys[c.Key()] = fields.Field(i).Name
	}
	if len(keys) < 8 {
		t.Errorf("only %d fields reach the HTML", len(keys)-1)
	}
}

func TestLanguagesOfOtherToolsAreKnown(t *testing.T) {
	for _, name := range strings.Fields("none output log console mermaid math Text PlainText nohighlight terminal shell-session dot csv geojson conf pseudocode") {
		if !KnownLanguage(name) {
			t.Errorf("%s is not known", name)
		}
	}
	for _, name := range []string{"klingon", "javscript"} {
		if KnownLanguage(name) {
			t.Errorf("%s is known", name)
		}
	}
}
