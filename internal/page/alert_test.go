package page

import "testing"

func TestAlerts(t *testing.T) {
	check(t, Settings{}, []example{
		{
			"as on GitHub",
			"> [!NOTE]\n> Text *here*\n>\n> more",
			"<div class=\"alert note\" role=\"note\">\n<p class=\"alert-title\">(note)</p>\n<p>Text <em>here</em></p>\n<p>more</p>\n</div>",
			"",
		}, {
			"with a title",
			"> [!WARNING] Read *this* first\n> Text",
			"<div class=\"alert warning\" role=\"note\">\n<p class=\"alert-title\">Read <em>this</em> first</p>\n<p>Text</p>\n</div>",
			"",
		}, {
			"in lower case, without text",
			"> [!tip]",
			"<div class=\"alert tip\" role=\"note\">\n<p class=\"alert-title\">(tip)</p>\n</div>",
			"",
		}, {
			"with a list",
			"> [!IMPORTANT]\n> - a",
			"<div class=\"alert important\" role=\"note\">\n<p class=\"alert-title\">(important)</p>\n<ul>\n<li>a</li>\n</ul>\n</div>",
			"",
		}, {
			"in an alert",
			"> [!CAUTION]\n> > [!NOTE]\n> > x",
			"<div class=\"alert caution\" role=\"note\">\n<p class=\"alert-title\">(caution)</p>\n" +
				"<div class=\"alert note\" role=\"note\">\n<p class=\"alert-title\">(note)</p>\n<p>x</p>\n</div>\n</div>",
			"",
		},
		{"no name", "> [!]\n> x", "<blockquote>\n<p>[!]\nx</p>\n</blockquote>", ""},
		{"an image's address", "> [!a](b)\n> x", "<blockquote>\n<p><a href=\"b\">!a</a>\nx</p>\n</blockquote>", ""},
		{"word goes on", "> [!NOTE]x", "<blockquote>\n<p>[!NOTE]x</p>\n</blockquote>", ""},
		{"not in the first line", "> x\n> [!NOTE]", "<blockquote>\n<p>x\n[!NOTE]</p>\n</blockquote>", ""},
		{"no quotation", "[!NOTE]", "<p>[!NOTE]</p>", ""},
	})
	check(t, Settings{CommonMark: true}, []example{
		{"in CommonMark", "> [!NOTE]\n> x", "<blockquote>\n<p>[!NOTE]\nx</p>\n</blockquote>", ""},
	})
}

// TestCallouts: Obsidian's callouts are the alerts that equal them.
func TestCallouts(t *testing.T) {
	alert := func(kind, title string) string {
		return "<div class=\"alert " + kind + "\" role=\"note\">\n<p class=\"alert-title\">" + title + "</p>\n<p>x</p>\n</div>"
	}
	folded := func(kind, open, title string) string {
		return "<details class=\"alert " + kind + " details\"" + open + ">\n<summary class=\"alert-title\">" + title + "</summary>\n<p>x</p>\n</details>"
	}
	check(t, Settings{}, []example{
		{"info", "> [!info]\n> x", alert("note", "(note)"), ""},
		{"danger with a title", "> [!DANGER] Red *flag*\n> x", alert("caution", "Red <em>flag</em>"), ""},
		{"hint", "> [!hint]\n> x", alert("tip", "(tip)"), ""},
		{"attention", "> [!attention]\n> x", alert("warning", "(warning)"), ""},
		{"a name that says more than its kind", "> [!tldr]\n> x", alert("note", "TL;DR"), ""},
		{"with what only Obsidian knows", "> [!bug|wide]\n> x", alert("caution", "Bug"), ""},
		{"closed", "> [!note]- Read *on*\n> x", folded("note", "", "Read <em>on</em>"), ""},
		{"open", "> [!faq]+\n> x", folded("note", " open", "FAQ"), ""},
		{"closed without a title", "> [!WARNING]-\n> x", folded("warning", "", "(warning)"), ""},
		{"in one another", "> [!question]- A\n> > [!todo]\n> > x",
			"<details class=\"alert note details\">\n<summary class=\"alert-title\">A</summary>\n" + alert("note", "Todo") + "\n</details>", ""},
		{"known to nobody", "> [!my-own]\n> x\n\n> [!other]\n> x", alert("note", "My-own") + "\n" + alert("note", "Other"),
			"1:3 P030 an alert called [!my-own], which is none of the known, is shown as a note\n"},
		{"a slip", "> [!WARNNIG]\n> x", alert("note", "WARNNIG"), "1:3 P030 an alert called [!WARNNIG], which is none of the known, is shown as a note\n"},
		{"the sign is text", "> [!note]-x\n> x", "<blockquote>\n<p>[!note]-x\nx</p>\n</blockquote>", ""},
	})
	if p, _ := read("> [!WARNNIG]\n> x", Settings{}); p.Diags[0].Hint != "did you mean [!WARNING]?" {
		t.Errorf("hint %q", p.Diags[0].Hint)
	}
	if p, _ := read("> [!note]-\n> x", Settings{}); !p.Containers {
		t.Error("a folded alert has no style sheet")
	}
}
