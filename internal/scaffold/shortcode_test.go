package scaffold

import "testing"

func TestFiguresBecomeImages(t *testing.T) {
	for args, want := range map[string]string{
		`src="/img/a.png"`:                                        `![](/img/a.png)`,
		`src="a b.png" alt="A [map]"`:                             `![A \[map\]](<a b.png>)`,
		"src=a.png caption=`He said \"no\"` width=300 class=wide": `![He said "no"](a.png "He said \"no\"")`,
		`src="a.png" title="Where we are" alt="A map"`:            `![A map](a.png "Where we are")`,
		`src="a.png" title="Map" caption="Of the town"`:           "",
		`src="a.png" link="https://example.org/"`:                 "",
		`src="a.png" attr="Ann"`:                                  "",
		`src="a.png" caption="by [Ann](https://example.org/)"`:    "",
		`"a.png"`:        "",
		`alt="a"`:        "",
		`src="{{ .x }}"`: "",
		`src="a.png" "b`: "",
	} {
		if got, ok := figure(args); got != want || ok != (want != "") {
			t.Errorf("%s became %q, want %q", args, got, want)
		}
	}
}

func TestHighlightsBecomeCodeBlocks(t *testing.T) {
	for args, want := range map[string]string{
		`go`:                               "go",
		`"c++"`:                            "c++",
		`go "linenos=table"`:               "go linenos",
		`go "linenos=false"`:               "go",
		`go "hl_lines=2 4-5,linenos=true"`: "go {2,4-5} linenos",
		`go "hl_lines=[2,4-5],anchorlinenos=true"`: "go {2,4-5}",
		`go {hl_lines="all of it"}`:                "",
		`<lang>`:                                   "",
	} {
		if got, ok := highlight(args); got != want || ok != (want != "") {
			t.Errorf("%s became %q, want %q", args, got, want)
		}
	}
}

func TestShortcodesThatMarkdownCanSayAreTakenOver(t *testing.T) {
	over, files := taken(t, folder("hugo.toml", "title = \"x\"", "content/_index.md", "# x\r\n\r\n"+
		"{{< figure src=\"/a.png\" alt=\"A\" >}}\r\n"+
		"In a line {{< figure src=\"/a.png\" >}} it stays.\r\n"+
		"{{< highlight go \"linenos=true\" >}}\r\n```\r\n{{< /highlight >}}\r\n"+
		"{{< highlight go >}}\r\nis never closed\r\n"))
	want := "# x\r\n\r\n![A](/a.png)\r\nIn a line {{< figure src=\"/a.png\" >}} it stays.\r\n````go linenos\r\n```\r\n````\r\n{{< highlight go >}}\r\nis never closed\r\n"
	if got := files["index.md"]; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if len(over.Changed) != 2 || len(over.Left) != 3 || over.Left[1].Line != 8 {
		t.Errorf("changed %v, left %v", over.Changed, over.Left)
	}
}
