//go:build browser

package browser

import "testing"

const diagrams = "guide/diagrams/"

// TestDiagramsAreReadable looks at one diagram of each type as readers see them.
func TestDiagramsAreReadable(t *testing.T) {
	t.Parallel()
	s := handbook(t, "/")
	b := open(t, s, diagrams, phone)
	b.want(`document.querySelectorAll("figure.diagram svg").length >= 8`, "there are not eight diagrams")
	b.axe("light phone")
	b.want(`[...document.querySelectorAll(".canvas")].every(c => c.scrollWidth > c.clientWidth || getComputedStyle(c.querySelector("text")).fontSize === "15px")`,
		"a diagram that does not scroll has small text on a phone")
	b.want(`document.documentElement.scrollWidth <= innerWidth`, "the page scrolls sideways")
	for _, scheme := range []struct {
		name string
		view view
	}{{"light", desktop}, {"dark", desktop.inTheDark()}} {
		b.do(scheme.view.apply)
		if bad := get[[]string](b, faintTexts); len(bad) > 0 {
			t.Errorf("%s: %q", scheme.name, bad)
		}
		if bad := get[[]string](b, textsOutside); len(bad) > 0 {
			t.Errorf("%s: texts that leave their shape: %q", scheme.name, bad)
		}
	}
	b.do(desktop.apply)
	b.want(`document.querySelectorAll(".diagram .outline").forEach(d => d.open = true) ?? true`, "the outlines do not open")
	b.axe("light desktop, in words")
	b.want(`document.querySelector(".diagram .outline li") != null && document.querySelector(".diagram .outline").innerText.includes("Waits nine days")`, "the outline does not say what the picture says")
}

// TestDiagramsLinksAreReached follows a node's link by keyboard.
func TestDiagramsLinksAreReached(t *testing.T) {
	t.Parallel()
	b := open(t, handbook(t, "/"), diagrams, desktop)
	b.want(`(() => { const a = document.querySelector(".diagram a"); a.focus(); return document.activeElement === a && a.href.baseVal.endsWith("publishing/"); })()`,
		"a node's link takes no focus, or leads elsewhere")
	b.want(`document.querySelector(".diagram svg:has(a)").getAttribute("role") === "group"`, "a picture with links hides them")
}

// faintTexts returns texts whose contrast with what is behind them is below 4.5.
const faintTexts = `(() => {
	const brush = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
	const rgb = colour => { brush.clearRect(0, 0, 1, 1); brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); return brush.getImageData(0, 0, 1, 1).data; };
	const light = c => { const [r, g, b] = [...c].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const faint = [];
	for (const text of document.querySelectorAll(".diagram svg text")) {
		text.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
		const at = text.getBoundingClientRect();
		const behind = document.elementsFromPoint(at.x + at.width / 2, at.y + at.height / 2)
			.find(e => e.matches("svg rect, svg circle, svg path") && getComputedStyle(e).fill !== "none");
		const ground = light(rgb(behind ? getComputedStyle(behind).fill : getComputedStyle(document.documentElement).backgroundColor));
		const ink = light(rgb(getComputedStyle(text).fill));
		const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
		if (contrast < 4.5) faint.push(text.textContent + " " + contrast.toFixed(2));
	}
	return faint;
})()`

// textsOutside returns texts of nodes that are wider than their shape, in the fonts of
// this machine.
const textsOutside = `[...document.querySelectorAll(".diagram .node, .diagram .participant")].filter(node => {
	const text = node.querySelector("text"), shape = node.querySelector("rect, path, circle");
	if (!text || !shape) return false;
	const inner = text.getBBox(), outer = shape.getBBox();
	return inner.x < outer.x || inner.x + inner.width > outer.x + outer.width || inner.y < outer.y || inner.y + inner.height > outer.y + outer.height;
}).map(node => node.textContent)`
