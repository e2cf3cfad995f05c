package source

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

func TestImageSize(t *testing.T) {
	var p, j, g bytes.Buffer
	picture := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.Black})
	must(t, png.Encode(&p, picture))
	must(t, jpeg.Encode(&j, picture, nil))
	must(t, gif.Encode(&g, picture, nil))
	// One transparent pixel.
	webp, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	must(t, err)
	svg := func(attributes string) []byte {
		return []byte(`<?xml version="1.0" encoding="iso-8859-1"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg" ` + attributes + `><g/></svg>`)
	}
	tests := []struct {
		name string
		data []byte
		ext  string
		w, h int // 0: unknown
	}{
		{"png", p.Bytes(), ".png", 30, 20},
		{"jpeg", j.Bytes(), ".JPG", 30, 20},
		{"gif", g.Bytes(), ".gif", 30, 20},
		{"webp", webp, ".webp", 1, 1},
		{"another ending", p.Bytes(), ".jpg", 0, 0},
		{"cut off", p.Bytes()[:20], ".png", 0, 0},
		{"text", []byte("text"), ".txt", 0, 0},
		{"svg in pixels", svg(`width="30" height=" 20px "`), ".svg", 30, 20},
		{"svg in fractions", svg(`width="29.6" height="20.4"`), ".svg", 30, 20},
		{"svg by its view box", svg(`viewBox="0,0 30	20"`), ".svg", 30, 20},
		{"svg in percent", svg(`width="100%" height="100%" viewBox="0 0 30 20"`), ".svg", 30, 20},
		{"svg in millimetres", svg(`width="30mm" height="20mm"`), ".svg", 0, 0},
		{"svg with one of two", svg(`width="60" viewBox="0 0 30 20"`), ".svg", 30, 20},
		{"svg without size", svg(``), ".svg", 0, 0},
		{"svg of no size", svg(`width="0" height="-5"`), ".svg", 0, 0},
		{"svg beyond all measure", svg(`width="1e300" height="NaN"`), ".svg", 0, 0},
		{"svg that is none", []byte(`<html width="30" height="20"/>`), ".svg", 0, 0},
		{"svg with an attribute of another name", svg(`xmlns:x="y" x:width="3" x:height="2" width="30" height="20"`), ".svg", 30, 20},
	}
	for _, tt := range tests {
		w, h, ok := ImageSize(bytes.NewReader(tt.data), tt.ext)
		if ok != (tt.w > 0) || ok && (w != tt.w || h != tt.h) {
			t.Errorf("%s: %d × %d, %v; want %d × %d", tt.name, w, h, ok, tt.w, tt.h)
		}
	}
}
