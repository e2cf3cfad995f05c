package page

import "testing"

func TestConflictMarkersAreReported(t *testing.T) {
	conflict := "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n"
	const message = " P007 unresolved git conflict\n"
	for _, c := range []struct{ name, markdown, want string }{
		{"in the text", "Text\n\n" + conflict, "3:1" + message},
		{"twice", conflict + "\n```\n```\n" + conflict, "1:1" + message + "9:1 H010 a second title: the page has one already\n9:1" + message},
		{"after fenced code", "```\nx\n```\n" + conflict, "4:1" + message},
		{"of three ways", "<<<<<<< a\nx\n||||||| b\ny\n=======\nz\n>>>>>>> c\n", "1:1" + message},
		{"in fenced code", "```\n" + conflict + "```\n", ""},
		{"in tildes and backticks", "~~~~\n```\n~~~\n" + conflict + "~~~~\n", ""},
		{"indented", "    <<<<<<< a\n    =======\n    >>>>>>> b\n", ""},
		{"only a heading", "A\n=======\n", ""},
		{"without an end", "<<<<<<< a\nx\n=======\n", ""},
		{"in another order", ">>>>>>> a\n=======\n<<<<<<< b\n", ""},
	} {
		p, _ := read(c.markdown, Settings{})
		if got := said(p); got != c.want {
			t.Errorf("%s: said %q, want %q", c.name, got, c.want)
		}
	}
	for _, c := range []struct{ name, markdown, want string }{
		{"in front matter", "---\n<<<<<<< a\ntitle: A\n=======\ntitle: B\n>>>>>>> b\n---\n", "2:1" + message},
		{"in front matter that never ends", "---\n<<<<<<< a\nx\n=======\n>>>>>>> b\n", "1:1 P002 the front matter that begins here never ends\n2:1" + message},
		{"below broken front matter", "---\na: @b\n---\n" + conflict, "2:4 P001 a plain text cannot begin with this character\n4:1" + message},
	} {
		p, _ := read(c.markdown, Settings{})
		if got := said(p); got != c.want {
			t.Errorf("%s: said %q, want %q", c.name, got, c.want)
		}
	}
}
