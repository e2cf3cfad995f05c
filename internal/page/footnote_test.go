package page

import (
	"strings"
	"testing"
)

func TestFootnotes(t *testing.T) {
	check(t, Settings{}, []example{
		{
			"two references, one with a mark of exclamation",
			"A[^n]. B![^n]\n\n[^n]: Note.",
			`<p>A<sup><a id="fnref:1" href="#fn:1" role="doc-noteref">1</a></sup>. B!<sup><a id="fnref:1:2" href="#fn:1" role="doc-noteref">1</a></sup></p>
<section class="footnotes" role="doc-endnotes">
<ol>
<li id="fn:1">
<p>Note. <a href="#fnref:1" role="doc-backlink" aria-labelledby="fnref:1">↩︎</a> <a href="#fnref:1:2" role="doc-backlink" aria-labelledby="fnref:1:2" data-nth="2">↩︎</a></p>
</li>
</ol>
</section>`,
			"",
		}, {
			"in the order of reading, unused ones left out",
			"[^never]: x\n[^b]: second\n[^a]: first\n\nA[^a] B[^b]",
			`<p>A<sup><a id="fnref:1" href="#fn:1" role="doc-noteref">1</a></sup> B<sup><a id="fnref:2" href="#fn:2" role="doc-noteref">2</a></sup></p>
<section class="footnotes" role="doc-endnotes">
<ol>
<li id="fn:1">
<p>first <a href="#fnref:1" role="doc-backlink" aria-labelledby="fnref:1">↩︎</a></p>
</li>
<li id="fn:2">
<p>second <a href="#fnref:2" role="doc-backlink" aria-labelledby="fnref:2">↩︎</a></p>
</li>
</ol>
</section>`,
			"1:1 P024 nothing refers to the footnote [^never], so its text is not shown\n",
		}, {
			"of several blocks, ending with a list, referring to itself",
			"A[^1]\n\n[^1]: One\n\n    - two[^1]",
			`<p>A<sup><a id="fnref:1" href="#fn:1" role="doc-noteref">1</a></sup></p>
<section class="footnotes" role="doc-endnotes">
<ol>
<li id="fn:1">
<p>One</p>
<ul>
<li>two<sup><a id="fnref:1:2" href="#fn:1" role="doc-noteref">1</a></sup></li>
</ul>
 <a href="#fnref:1" role="doc-backlink" aria-labelledby="fnref:1">↩︎</a> <a href="#fnref:1:2" role="doc-backlink" aria-labelledby="fnref:1:2" data-nth="2">↩︎</a></li>
</ol>
</section>`,
			"",
		},
		{"never defined", "A[^x] <b", "<p>A[^x] &lt;b</p>", "1:2 P023 there is no footnote [^x]\n"},
		{"in code", "`[^1]`\n\n[^1]: x", "<p><code>[^1]</code></p>", "3:1 P024 nothing refers to the footnote [^1], so its text is not shown\n"},
		{"in a link's text", "[a[^1]](b)\n\n[^1]: x", `<p><a href="b">a[^1]</a></p>`, "3:1 P024 only the text of a link refers to the footnote [^1], so its text is not shown\n"},
		{"only in the title", "# A[^1]\n\nText\n\n[^1]: x", `<p>Text</p>
<section class="footnotes" role="doc-endnotes">
<ol>
<li id="fn:1">
<p>x <a href="#fnref:1" role="doc-backlink" aria-labelledby="fnref:1">↩︎</a></p>
</li>
</ol>
</section>`, ""},
	})
}

func TestFootnoteOfAFootnoteComesAfterIt(t *testing.T) {
	_, html := read("A[^a] Z[^z]\n\n[^a]: one[^deep]\n[^deep]: three\n[^z]: two\n", Settings{})
	one, two, three := strings.Index(html, "one"), strings.Index(html, "two"), strings.Index(html, "three")
	if one < 0 || two < one || three < two {
		t.Errorf("order of footnotes: %s", html)
	}
}
