package printout

import (
	"errors"
	"strings"
	"testing"
)

func made(t *testing.T, b Book, files map[string]string) string {
	t.Helper()
	b.Read = func(file string) ([]byte, bool, error) {
		data, ok := files[file]
		return []byte(data), ok, nil
	}
	out, err := Make(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// around is a page as a theme makes it.
func around(main string) []byte {
	return []byte(`<!doctype html><html lang="en"><head><link rel="stylesheet" href="/repo/a.css"><link rel="icon" href="/repo/i.svg"></head>
<body data-kind="pattern"><script>alert(1)</script><header>bar</header>` +
		`<svg><symbol id="mark"></symbol></svg><svg id="unused"></svg><main>` + main + `</main><footer>foot</footer></body></html>`)
}

func TestReferencesLeadWhereTheyDo(t *testing.T) {
	files := map[string]string{"pic.png": "PNG", "a.css": `p { background: url(b.png) } </style>`, "b.png": "B"}
	for _, c := range []struct{ in, want string }{
		{`<h2 id="one">One</h2><a href="#one">x</a>`, `<h2 id="p1-one">One</h2><a href="#p1-one">x</a>`},
		{`<a href="#">x</a>`, `<a href="#p1">x</a>`},
		{`<a href="../b/">x</a>`, `<a href="#p2">x</a>`},
		{`<a href="/repo/b/#caf%C3%A9">x</a>`, `<a href="#p2-caf%C3%A9">x</a>`},
		{`<a href="/repo/elsewhere/?q#y">x</a>`, `<a href="https://h.example/repo/elsewhere/?q#y">x</a>`},
		{`<a href="https://x.example/b/">x</a>`, `<a href="https://x.example/b/">x</a>`},
		{`<a href="mailto:a@b.example">x</a>`, `<a href="mailto:a@b.example">x</a>`},
		{`<p id="n" aria-labelledby="n elsewhere">x</p>`, `<p id="p1-n" aria-labelledby="p1-n elsewhere">x</p>`},
		{`<img src="../pic.png" loading="lazy">`, `<img src="data:image/png;base64,UE5H"/>`},
		{`<img src="gone.png">`, `<img src="gone.png"/>`},
		{`<img srcset="/repo/pic.png 1x, https://x.example/p.png 2x">`, `<img srcset="data:image/png;base64,UE5H 1x, https://x.example/p.png 2x"/>`},
		{`<details><summary>More</summary>x</details>`, `<details open=""><summary>More</summary>x</details>`},
		{`<nav>crumbs</nav><button>Copy</button><script>x</script>y`, `>y</article>`},
		{`<svg><use href="#mark"></use></svg>`, `<symbol id="mark">`},
		{`<svg><g id="g"></g><rect fill="url(#g)"></rect></svg>`, `<g id="p1-g"></g><rect fill="url(#p1-g)"></rect>`},
		{``, `<article id="p1" data-kind="pattern" lang="en">`},
		{``, `url("data:image/png;base64,Qg==")`},
		{``, `} <\/style>`},
		{``, `<li style="--level: 1"><a href="#p2">B &lt;</a></li>`},
	} {
		out := made(t, Book{Title: "T", Lang: "en", Base: "/repo/", Origin: "https://h.example", Pages: []Page{
			{Title: "A", Address: "/repo/a/", HTML: around(c.in)},
			{Title: "B <", Address: "/repo/b/", Level: 1, HTML: around(`<h1 id="one">B</h1>`)},
		}}, files)
		if !strings.Contains(out, c.want) {
			t.Errorf("%s\nis not %s\nin %s", c.in, c.want, out)
		}
		for _, not := range []string{"alert", ">bar<", ">foot<", "unused"} {
			if strings.Contains(out, not) {
				t.Errorf("%q is in %s", not, out)
			}
		}
	}
}

func TestWithoutAnAddressLinksOutOfThePrintoutAreText(t *testing.T) {
	out := made(t, Book{Title: "T", Base: "/", Pages: []Page{{Title: "A", Address: "/a/", HTML: []byte(`<body><a href="/b/" class="c">b</a><a href="/a/">a</a>`)}}}, nil)
	for _, want := range []string{`<a class="c">b</a>`, `<a href="#p1">a</a>`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is not in %s", want, out)
		}
	}
}

func TestWhatCannotBeReadIsAnError(t *testing.T) {
	broken := errors.New("broken")
	_, err := Make(Book{Base: "/", Pages: []Page{{Address: "/a/", HTML: []byte(`<img src="x.png">`)}},
		Read: func(string) ([]byte, bool, error) { return nil, false, broken }})
	if !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
}
