package page

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"waymark/internal/meta"
)

// An Accept is a comment that silences a check for what it stands before:
//
//	<!-- accept S222: the platform team is staffed in March -->
//
// Before a heading it stands for the section; within a paragraph or an item of a
// list, for that.
type Accept struct {
	Code     string // in upper case
	Because  string // may be empty
	At       meta.Span
	From, To int // the lines that it stands for; 0, 0: there is nothing after it
}

// acceptComment is what such a comment looks like, and what it looks like when
// its author forgot the colon or the reason.
var acceptComment = regexp.MustCompile(`(?is)^<!--\s*accept\s+([a-z][0-9]{3}(?:\s*,\s*[a-z][0-9]{3})*)\b\s*:?(.*?)-->`)

// readAccept notes an accept comment. covers is the block that it stands for.
func (d *document) readAccept(comment []byte, n, covers ast.Node) {
	m := acceptComment.FindSubmatch(comment)
	if m == nil {
		return
	}
	a := Accept{Because: strings.Join(strings.Fields(string(m[2])), " ")}
	a.At = d.lineSpan(commentStart(n))
	if covers != nil {
		a.From, a.To = d.linesOf(covers)
	}
	for code := range strings.SplitSeq(string(m[1]), ",") {
		a.Code = strings.ToUpper(strings.TrimSpace(code))
		d.page.Accepts = append(d.page.Accepts, a)
	}
}

func commentStart(n ast.Node) int {
	if raw, ok := n.(*ast.RawHTML); ok {
		return raw.Segments.At(0).Start
	}
	if lines := n.Lines(); lines.Len() > 0 {
		return lines.At(0).Start
	}
	return max(n.Pos(), 0)
}

// afterComments returns what follows a block, and the comments after it.
func afterComments(n ast.Node) ast.Node {
	const most = 16
	next := n.NextSibling()
	for range most {
		if _, isHTML := next.(*ast.HTMLBlock); !isHTML {
			break
		}
		next = next.NextSibling()
	}
	return next
}

// blockOf returns the block that an inline node is in.
func blockOf(n ast.Node) ast.Node {
	for n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	return n
}

// linesOf returns the lines of a block; of a heading, those of its section.
func (d *document) linesOf(n ast.Node) (from, to int) {
	from, _ = d.place(max(n.Pos(), 0))
	next := following(n)
	if h, ok := n.(*ast.Heading); ok {
		for next = h.NextSibling(); next != nil && !endsSection(next, h.Level); next = next.NextSibling() {
		}
		if next == nil {
			next = following(h.Parent())
		}
	}
	if next == nil {
		to, _ = d.place(len(d.source))
		return from, to
	}
	to, _ = d.place(max(next.Pos(), 0))
	return from, max(from, to-1)
}

func endsSection(n ast.Node, level int) bool {
	h, ok := n.(*ast.Heading)
	return ok && h.Level <= level
}

// following returns what comes after a node and all that is in it.
func following(n ast.Node) ast.Node {
	for ; n != nil; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return nil
}
