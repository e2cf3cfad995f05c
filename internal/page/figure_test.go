package page

import "testing"

func TestImages(t *testing.T) {
	check(t, Settings{}, []example{
		{"with a title and nothing else", `![An *old* map](map.png "The map, 1870 & later")`, "<figure><img src=\"map.png\" alt=\"An old map\">\n<figcaption>The map, 1870 &amp; later</figcaption></figure>", ""},
		{"without a title", `![A map](map.png)`, `<p><img src="map.png" alt="A map"></p>`, ""},
		{"in text", `A ![map](map.png "T") here`, `<p>A <img src="map.png" alt="map" title="T"> here</p>`, ""},
		{"in a link", `[![map](map.png "T")](x.md)`, `<p><a href="x.md"><img src="map.png" alt="map" title="T"></a></p>`, ""},
		{"in a tight list", `- ![map](map.png "T")`, "<ul>\n<li><img src=\"map.png\" alt=\"map\" title=\"T\"></li>\n</ul>", ""},
		{"alternative with markup", "![a `b` [c](d) :tada: &lt;\ne](f)", `<p><img src="f" alt="a b c 🎉 &lt; e"></p>`, ""},
	})
	check(t, Settings{CommonMark: true}, []example{
		{"in CommonMark", `![A](b "T")`, `<p><img src="b" alt="A" title="T"></p>`, ""},
	})
}
