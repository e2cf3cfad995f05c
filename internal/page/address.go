package page

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addresses makes links of addresses without brackets, as GitHub does: https://…
// behind anything but a letter, www.… at the beginning of a word. goldmark's own
// parser knows ASCII only, and needs a space before each; what it reads here are
// addresses of mail.
type addresses struct{ mail parser.InlineParser }

func newAddresses() addresses { return addresses{extension.NewLinkifyParser()} }

// Trigger has the colon of https: and what can stand before www, where a space is
// the beginning of a line as well.
func (addresses) Trigger() []byte { return []byte{':', ' ', '*', '_', '~', '('} }

var schemes = [][]byte{[]byte("https"), []byte("http"), []byte("ftp")}

func (p addresses) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	line, segment := block.PeekLine()
	if line[0] == ':' {
		return parseAfterScheme(parent, block)
	}
	begin, before := 0, block.PrecendingCharacter()
	if bytes.IndexByte(p.Trigger(), line[0]) >= 0 {
		begin, before = 1, rune(line[0])
	}
	beginsWord := unicode.IsSpace(before) || before < utf8.RuneSelf && bytes.IndexByte(p.Trigger(), byte(before)) > 0
	switch rest := line[begin:]; {
	case hasPrefixFold(rest, "www."):
		length := addressLength(rest, 0, false)
		if length == 0 || !beginsWord {
			return nil
		}
		if begin > 0 {
			ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+begin))
		}
		block.Advance(begin + length)
		link := newAddress(segment.Start+begin, length)
		link.Protocol = []byte("http")
		return link
	case slices.ContainsFunc(schemes, func(s []byte) bool { return hasPrefixFold(rest, string(s)+":") }):
		return nil // until the colon
	}
	return p.mail.Parse(parent, block, pc)
}

// parseAfterScheme reads an address from the colon behind its scheme. The scheme is
// the end of the text before, and is taken off there.
func parseAfterScheme(parent ast.Node, block text.Reader) ast.Node {
	line, segment := block.PeekLine()
	before, ok := parent.LastChild().(*ast.Text)
	if !ok || !bytes.HasPrefix(line, []byte("://")) || before.Segment.Stop != segment.Start || before.SoftLineBreak() {
		return nil
	}
	source := block.Source()
	scheme := schemeBefore(source[before.Segment.Start:segment.Start])
	length := addressLength(line, len("://"), true)
	start := segment.Start - scheme
	if scheme == 0 || length == 0 || start > 0 && isASCIILetter(source[start-1]) {
		return nil
	}
	if before.Segment = before.Segment.WithStop(start); before.Segment.IsEmpty() {
		parent.RemoveChild(parent, before)
	}
	block.Advance(length)
	return newAddress(start, scheme+length)
}

func newAddress(start, length int) *ast.AutoLink {
	link := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(start, start+length)))
	link.SetPos(start)
	return link
}

// schemeBefore returns how long the scheme is that a text ends with; 0: it ends
// with none.
func schemeBefore(text []byte) int {
	for _, s := range schemes {
		if len(text) >= len(s) && bytes.EqualFold(text[len(text)-len(s):], s) {
			return len(s)
		}
	}
	return 0
}

func hasPrefixFold(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && bytes.EqualFold(text[:len(prefix)], []byte(prefix))
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// addressLength returns the length of the address that a line begins with, whose
// host begins at an offset; 0: there is none. It goes up to the next space, < or
// CJK punctuation, without what a sentence puts behind it. short: the host may be
// one word, such as localhost.
func addressLength(line []byte, host int, short bool) int {
	end := hostEnd(line, host, short)
	if end == 0 {
		return 0
	}
	for end < len(line) {
		r, size := utf8.DecodeRune(line[end:])
		if endsAddress(r) {
			break
		}
		end += size
	}
	return trimAddress(line[:end])
}

// hostEnd returns where a host ends: letters and digits of any script, hyphens,
// underscores, though not in the last two parts, and full stops between the parts.
func hostEnd(line []byte, from int, short bool) int {
	end := from
	for end < len(line) {
		r, size := utf8.DecodeRune(line[end:])
		next, _ := utf8.DecodeRune(line[end+size:])
		between := end > from && (r == '-' || r == '.' && isHostLetter(next))
		if !between && !isHostLetter(r) {
			break
		}
		end += size
	}
	parts := bytes.Split(line[from:end], []byte("."))
	lastTwo := parts[max(0, len(parts)-2):]
	if end == from || len(parts) == 1 && !short || bytes.IndexByte(slices.Concat(lastTwo...), '_') >= 0 {
		return 0
	}
	return end
}

func isHostLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || r == '_' || isASCIILetter(byte(r))
	}
	return r != utf8.RuneError && !unicode.IsPunct(r) && !endsAddress(r)
}

// endsAddress reports whether a character is no part of any address: a space, also
// one without width, <, and the punctuation that Chinese, Japanese and Korean write
// without a space behind it.
func endsAddress(r rune) bool {
	switch {
	case r == '<', unicode.IsSpace(r), unicode.IsControl(r), r == '\u200B':
		return true
	case '\u3000' <= r && r <= '\u303F', '\uFF00' <= r && r <= '\uFFEF':
		return !unicode.In(r, unicode.L, unicode.N, unicode.M)
	}
	return false
}

// trimAddress returns how long an address is without what belongs to the sentence
// behind it: marks, an entity, a parenthesis that was not opened in the address.
func trimAddress(address []byte) int {
	open := bytes.Count(address, []byte("(")) - bytes.Count(address, []byte(")"))
	end := len(address)
	for end > 0 {
		r, size := utf8.DecodeLastRune(address[:end])
		switch {
		case r == ')' && open < 0:
			open++
		case r == ';':
			if size = entityLength(address[:end]); size == 0 {
				return end
			}
		case r < utf8.RuneSelf && bytes.IndexByte([]byte(`?!.,:*_~'"`), byte(r)) >= 0, r >= utf8.RuneSelf && unicode.IsPunct(r):
		default:
			return end
		}
		end -= size
	}
	return end
}

// entityLength returns how long the entity is that a text ends with, or 0.
func entityLength(text []byte) int {
	const most = 32 // longer than every name
	name := text[max(0, len(text)-most) : len(text)-1]
	begin := len(name)
	for begin > 0 && (isASCIILetter(name[begin-1]) || '0' <= name[begin-1] && name[begin-1] <= '9') {
		begin--
	}
	if begin == len(name) || begin == 0 || name[begin-1] != '&' {
		return 0
	}
	return len(name) - begin + len("&;")
}
