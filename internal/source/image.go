package source

import (
	"encoding/xml"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/image/webp"
)

// imageHeader is how far into a file its size is looked for, in bytes. Photographs
// can have megabytes of other data before it.
const imageHeader = 16 << 20

// IsImage reports whether ImageSize knows files with this ending.
func IsImage(ext string) bool {
	return slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}, strings.ToLower(ext))
}

// ImageSize returns the width and the height of an image in pixels, so that a
// page can keep room for it. ext is the file's ending. It returns false for
// what is no image, and for a drawing that fits any size.
func ImageSize(r io.Reader, ext string) (width, height int, ok bool) {
	r = io.LimitReader(r, imageHeader)
	var decode func(io.Reader) (image.Config, error)
	switch strings.ToLower(ext) {
	case ".png":
		decode = png.DecodeConfig
	case ".jpg", ".jpeg":
		decode = jpeg.DecodeConfig
	case ".gif":
		decode = gif.DecodeConfig
	case ".webp":
		decode = webp.DecodeConfig
	case ".svg":
		return svgSize(r)
	default:
		return 0, 0, false
	}
	c, err := decode(r)
	return c.Width, c.Height, err == nil && c.Width > 0 && c.Height > 0
}

// svgSize reads the size from the root element: its width and height if they
// are in pixels, else that of its view box.
func svgSize(r io.Reader) (width, height int, ok bool) {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // the root element is ASCII
	for {
		token, err := d.RawToken()
		if err != nil {
			return 0, 0, false
		}
		root, isElement := token.(xml.StartElement)
		if !isElement {
			continue
		}
		if root.Name.Local != "svg" {
			return 0, 0, false
		}
		w, h := attribute(root, "width"), attribute(root, "height")
		if width, height, ok = sizes(strings.TrimSuffix(w, "px"), strings.TrimSuffix(h, "px")); ok {
			return width, height, true
		}
		box := strings.FieldsFunc(attribute(root, "viewBox"), func(r rune) bool { return strings.ContainsRune(", \t\r\n", r) })
		if len(box) != 4 {
			return 0, 0, false
		}
		return sizes(box[2], box[3])
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

func sizes(w, h string) (width, height int, ok bool) {
	width, ok = pixels(w)
	height, more := pixels(h)
	return width, height, ok && more
}

// pixels reads a length. One that no screen could show is none.
func pixels(s string) (int, bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f >= 0.5 && f < 1e6) {
		return 0, false
	}
	return int(math.Round(f)), true
}
