package page

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"waymark/internal/source"
)

func TestMDXIsReadWithoutItsComponents(t *testing.T) {
	const modules = "P029 the imports and exports of this page are left out"
	const components = "P029 components can't be run here; their tags are left out and their text is shown: "
	const expressions = "P029 expressions can't be run here and are shown as they are written: "
	tests := []struct{ name, data, want, diags string }{
		{"Markdown alone", "# A\n\nText *here* and <kbd>K</kbd> <https://a.example/>.\n", "", ""},
		{"imports", "import A from '../a'\nimport {B, C} from \"b\"\nimport 'c.css'\n\nText\n", "\n\n\n\nText\n", "1:1 " + modules},
		{"import over lines", "---\ntitle: x\n---\nimport {\n  A,\n\n  B\n} from 'a'\nText\n", "---\ntitle: x\n---\n\n\n\n\n\nText\n", "4:1 " + modules},
		{"exports", "export const year = 2026\nexport const f = () => (\n  <p>Don't</p>\n\n)\n\nText\n\nexport default Layout\n", "\n\n\n\n\n\nText\n\n\n", "1:1 " + modules},
		{"import in prose", "import goods from Norway\n\nexport them to Spain = good\n\nWe\nimport x from 'y'\n", "", ""},
		{"import in code", "```js\nimport A from 'a'\n<A/>\n```\n", "", ""},
		{"component", "<Board ships={12}>\n  Departures\n</Board>\n", "\nDepartures\n\n", "1:1 " + components + "<Board>"},
		{"deep component", "<Tabs>\n    <Tab a='>'>\n\n        - one\n          - two\n\n    </Tab>\n</Tabs>\n\n    code\n", "\n\n\n- one\n  - two\n\n\n\n\n    code\n", "1:1 " + components + "<Tabs>, <Tab>"},
		{"code in a component", "<Tab>\n    ```js\n    f({\n    })\n    ```\n</Tab>\n", "\n```js\nf({\n})\n```\n\n", "1:1 " + components + "<Tab>"},
		{"in a line", "Press <Key k=\"a\"/> or <Key.Long>B</Key.Long>.\n", "Press  or B.\n", "1:7 " + components + "<Key>, <Key.Long>"},
		{"over lines", "A <Key\n  of={{a: '}'}}\n  {...all}\n/> B\n", "A \n\n\n B\n", "1:3 " + components + "<Key>"},
		{"style in braces", "<div style={{a: 1}}><div>x</div></div>\n", "<div>x</div>\n", "1:1 " + components + "<div>"},
		{"fragment", "<>x</>\n", "x\n", "1:1 " + components + "<>"},
		{"in backticks", "`<Key/>` and ``a ` <Key/>`` and \\<Key/>\n", "", ""},
		{"less than", "1 <2 and a<b\n\n<Key\n\nx\n", "", ""},
		{"comment", "A {/* one\ntwo */} B\n", "A \n B\n", ""},
		{"HTML comment", "<!-- <Key/> -->\n", "", ""},
		{"expression", "Since {year}, {props.name} and {#id} {{ x }} {}.\n", "", "1:7 " + expressions + "{year}, {props.name}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := source.NewText("a.mdx", []byte(tt.data))
			got := string(plainText(text).Data)
			if want := tt.want; got != want && (want != "" || got != tt.data) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if strings.Count(got, "\n") != strings.Count(tt.data, "\n") {
				t.Errorf("lines have moved: %q", got)
			}
			p, _ := Parse("a.mdx", text, Settings{})
			var diags []string
			for _, d := range p.Diags {
				if d.Code == "P029" {
					diags = append(diags, fmt.Sprintf("%d:%d %s %s", d.Line, d.Column, d.Code, d.Message))
				}
			}
			if got := strings.Join(diags, "\n"); got != tt.diags {
				t.Errorf("diagnostics are %q, want %q", got, tt.diags)
			}
			if got := string(plainText(source.NewText("a.md", []byte(tt.data))).Data); got != tt.data {
				t.Errorf("Markdown has changed: %q", got)
			}
		})
	}
}

func TestMDXIsReadInTime(t *testing.T) {
	for _, part := range []string{"<A ", "<A>", "</B>", "<A x={", "<A x=\"", "`a", "` `` ", "{/* ", "<!-- ", "{a", "export const a = {\n\n", "import {\n", "<div>", "    <A>\n"} {
		data := strings.Repeat(part, 1<<18/len(part))
		start := time.Now()
		_ = plainText(source.NewText("a.mdx", []byte(data)))
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q: took %v", part, took)
		}
	}
}

func FuzzMDX(f *testing.F) {
	f.Add("import A from 'a'\n\n<A b={c}>\n  x\n</A> {d} `e` {/* f */}\n")
	f.Fuzz(func(t *testing.T, data string) {
		data = strings.ReplaceAll(data, "\r", "")
		got := plainText(source.NewText("a.mdx", []byte(data))).Data
		if strings.Count(string(got), "\n") != strings.Count(data, "\n") {
			t.Errorf("lines of %q have moved: %q", data, got)
		}
	})
}
