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
		{"unknown word", "> [!DANGER]\n> x", "<blockquote>\n<p>[!DANGER]\nx</p>\n</blockquote>", ""},
		{"word goes on", "> [!NOTE]x", "<blockquote>\n<p>[!NOTE]x</p>\n</blockquote>", ""},
		{"not in the first line", "> x\n> [!NOTE]", "<blockquote>\n<p>x\n[!NOTE]</p>\n</blockquote>", ""},
		{"no quotation", "[!NOTE]", "<p>[!NOTE]</p>", ""},
	})
	check(t, Settings{CommonMark: true}, []example{
		{"in CommonMark", "> [!NOTE]\n> x", "<blockquote>\n<p>[!NOTE]\nx</p>\n</blockquote>", ""},
	})
}
