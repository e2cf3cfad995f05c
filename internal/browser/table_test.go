//go:build browser

package browser

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

var tableOf = regexp.MustCompile(`(?s)<div class="table"[^>]*>\s*<table.*?</table>\s*</div>`)

// TestTablesFitOrCanBeScrolled shows all tables of this repository's handbook and of the
// sample on one page. What is no region never scrolls, and on a phone no stack does.
func TestTablesFitOrCanBeScrolled(t *testing.T) {
	t.Parallel()
	s := sample(t, "/repo/")
	var tables []string
	for _, from := range []*published{handbook(t, "/"), s} {
		for _, name := range from.names() {
			for _, table := range tableOf.FindAllString(string(from.files[name].Data), -1) {
				if !strings.Contains(table, "<img") {
					tables = append(tables, table)
				}
			}
		}
	}
	b := open(t, s, everything, desktop)
	get[bool](b, `document.querySelector('.body').innerHTML = '<div class="prose">' + `+quote(strings.Join(tables, "\n"))+` + '</div>', true`)
	if n := get[int](b, `document.querySelectorAll('.stack').length`); n < 30 {
		t.Fatalf("only %d of %d tables can be stacks", n, len(tables))
	}
	for _, width := range []int64{320, 360, 480, 600, 768, 1200, 1440} {
		b.do(view{width: width, height: 900}.apply)
		wide := `.table:not([role=region], [tabindex])`
		if width <= 480 {
			wide += `, .table:has(.stack)`
		}
		for _, wide := range get[[]string](b, `[...document.querySelectorAll('`+wide+`')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.scrollWidth + ' of ' + e.clientWidth + ': ' + e.innerText.slice(0, 200))`) {
			t.Errorf("in a window %d wide a table takes %s", width, wide)
		}
		if over := get[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
			t.Errorf("the page is %d pixels wider than a window of %d", over, width)
		}
	}
}

// TestStackIsATableForAScreenReader compares what a screen reader is told of a table
// that is shown as cards with what it is told where there is room.
func TestStackIsATableForAScreenReader(t *testing.T) {
	t.Parallel()
	b := open(t, sample(t, "/repo/"), everything, desktop)
	told := func() (said []string) {
		tree, err := chromedp.Call(b.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			t.Fatal(err)
		}
		for _, node := range tree.Nodes {
			if node.Ignored || node.Role == nil {
				continue
			}
			var role, name string
			json.Unmarshal(node.Role.Value, &role)
			if node.Name != nil {
				json.Unmarshal(node.Name.Value, &name)
			}
			switch role {
			case "table", "row", "rowgroup", "cell", "gridcell", "columnheader":
				said = append(said, role+" "+name)
			}
		}
		return said
	}
	wide := told()
	b.do(phone.apply)
	b.want(`getComputedStyle(document.querySelector('.stack td')).display == 'block'`, "rows are cards")
	b.want(`getComputedStyle(document.querySelector('.stack td[data-label]'), '::before').content.includes(document.querySelector('.stack td[data-label]').dataset.label)`, "which say the heads of the columns")
	narrow := told()
	if strings.Join(narrow, "\n") != strings.Join(wide, "\n") || len(wide) < 10 {
		t.Errorf("as cards the tables are\n%s\nwant\n%s", strings.Join(narrow, "\n"), strings.Join(wide, "\n"))
	}
}
