package source

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/webp"
)

// ImageSize returns the width and the height of an image in pixels, so that a
// page can keep room for it. ext is the file's ending. It returns false for
// what is no image, and for a drawing that fits any size.
func ImageSize(data []byte, ext string) (width, height int, ok bool) {
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
		return svgSize(data)
	default:
		return 0, 0, false
	}
	c, err := decode(bytes.NewReader(data))
	return c.Width, c.Height, err == nil && c.Width > 0 && c.Height > 0
}

// svgSize reads the size from the root element: its width and height if they
// are in pixels, else that of its view box.
func svgSize(data []byte) (width, height int, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(data))
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
