package page

import (
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
)

// figureOf returns the image of a paragraph that holds nothing else, if the
// image has a title: the title is its caption.
func figureOf(s Settings, n ast.Node) *ast.Image {
	if s.CommonMark || n.ChildCount() != 1 {
		return nil
	}
	image, ok := n.FirstChild().(*ast.Image)
	if !ok || len(image.Title) == 0 {
		return nil
	}
	return image
}

func (w *writer) writeFigure(image *ast.Image, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	w.put("<figure>")
	title := w.image(image, false)
	w.put("\n<figcaption>")
	w.html = appendEscaped(w.html, unescape(title))
	w.put("</figcaption></figure>\n")
	return ast.WalkSkipChildren
}

func (ourRenderer) writeImage(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	w.image(n.(*ast.Image), true)
	return ast.WalkSkipChildren
}

// pixels returns a length as HTML writes it; 0: nothing.
func pixels(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// image writes an image, and returns its title, which its tag has unless something
// else shows it.
func (w *writer) image(n *ast.Image, tagged bool) (title []byte) {
	dest, title := n.Destination, n.Title
	if !w.expand(n.Reference, dest, title, n.Pos()) {
		dest, title = nil, nil
	}
	alt := w.textOf(n)
	image := Image{Dest: unescape(dest), Alt: alt, Title: unescape(title)}
	if mark := wikiOf(n); mark != nil {
		image = Image{Dest: string(dest), Alt: alt, Wiki: true, Width: pixels(mark.width), Height: pixels(mark.height), At: w.span(mark.from, mark.to)}
		w.cut(mark.from, mark.to, WikiImageCut, len(w.page.Images))
	} else {
		w.cutDestination(dest, ImageCut, len(w.page.Images))
		image.At = w.placeOf(dest, n)
	}
	image.InLink = w.isInLink(n)
	image.Attributes = w.aside(func() {
		w.attribute("alt", alt)
		if tagged {
			w.title(title)
		}
	})
	w.page.Images = append(w.page.Images, image)
	w.gap(ImageGap, len(w.page.Images)-1)
	return title
}

// aside returns what is written meanwhile instead of writing it.
func (w *writer) aside(write func()) string {
	before := len(w.html)
	write()
	written := string(w.html[before:])
	w.html = w.html[:before]
	return written
}

// isInLink reports whether a node stands in a link of Markdown or of raw HTML.
func (w *writer) isInLink(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindLink {
			return true
		}
	}
	return w.raw != nil && slices.Contains(w.raw.open, "a")
}
