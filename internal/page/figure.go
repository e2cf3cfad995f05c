package page

import (
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
	title := w.image(image)
	w.put(">\n<figcaption>")
	w.html = appendEscaped(w.html, unescape(title))
	w.put("</figcaption></figure>\n")
	return ast.WalkSkipChildren
}

func (ourRenderer) writeImage(w *writer, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	title := w.image(n.(*ast.Image))
	w.title(title)
	w.put(">")
	return ast.WalkSkipChildren
}

// pixels returns a length as HTML writes it; 0: nothing.
func pixels(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// image begins the tag of an image, and returns its title.
func (w *writer) image(n *ast.Image) (title []byte) {
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
	w.page.Images = append(w.page.Images, image)
	w.put("<img")
	w.gap(ImageGap, len(w.page.Images)-1)
	w.attribute("alt", alt)
	return title
}
