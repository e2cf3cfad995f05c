package page

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSummary(t *testing.T) {
	for markdown, want := range map[string]string{
		"# A\n\nThe *harbour* is [full](b.md). It was empty.":                "The harbour is full.",
		"## A\n\nText\nover lines":                                           "Text over lines",
		"[![b](c.png)](d) ![e](f.png)\n\n- item\n\n> quoted\n\nThe first.":   "The first.",
		"Date: 2026-03-31\n\n## Status\n\nAccepted\n\n## Context\n\nWe pay.": "We pay.",
		"[A](a.md)\n\n[B](b.md) [[C]]\n\nAnd d":                              "And d",
		"Install it with\nthis:\n\n    code\n\nThen run it.":                 "Install it with this:",
		"[Dgraph](d.md).\n\n*It is “full”.* (So *we* pay.)":                  "It is “full”.",
		"港が満杯だ。次。":                                                           "港が満杯だ。",
		"- item\n\n```\ncode\n```":                                           "",
		"":                                                                   "",
	} {
		if p, _ := read(markdown, Settings{}); p.Summary != want {
			t.Errorf("%q: %q, want %q", markdown, p.Summary, want)
		}
	}
	p, _ := read(strings.Repeat("wörter ", 200), Settings{})
	if n := utf8.RuneCountInString(p.Summary); n > mostSentence+1 || n < mostSentence/2 || !strings.HasSuffix(p.Summary, "wörter…") {
		t.Errorf("%d characters: %q", n, p.Summary)
	}
}
