package page

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Links in double brackets, as in Obsidian and in the wikis of GitHub, name a page
// instead of its file's place:
//
//	[[Page]]   [[Page|text]]   [[text|Page]]   [[Page#Heading]]   [[#Heading]]
//	![[picture.png]]   ![[picture.png|alternative]]   ![[picture.png|300]]
//
// Which page that is, and which side of the | names it, package handbook finds
// out. Where CommonMark has a link already, [[words]](address) or [[words]][label],
// and where the brackets hold no name, as in [[ -f file ]] or [[1,2],[3,4]], nothing
// changes. ![[Page]], which shows a page within a page elsewhere, is a link.

// A Wiki says whether a link is written in double brackets.
type Wiki uint8

const (
	NotWiki   Wiki = iota
	MaybeWiki      // it is a link if Dest names something, and else what was written: a[[i]], [[1]]
	WikiLink
)

// Written returns a MaybeWiki as the author wrote it.
func (l Link) Written() string {
	if l.Text == l.Dest {
		return "[[" + l.Dest + "]]"
	}
	return "[[" + l.Dest + "|" + l.Text + "]]"
}

// longestName is how many bytes there are at most between the brackets.
const longestName = 500

// A wikiMark is what a node of goldmark's has that was written in double brackets.
type wikiMark struct {
	from, to      int // in the source, with the brackets
	form          Wiki
	width, height int // of a picture
}

// wikiOf returns the mark of a link or an image, or nil.
func wikiOf(n ast.Node) *wikiMark {
	if n.Attributes() == nil {
		return nil
	}
	mark, _ := n.AttributeString("wiki")
	m, _ := mark.(*wikiMark)
	return m
}

type wikiParser struct{}

func (wikiParser) Trigger() []byte { return []byte{'[', '!'} }

func (wikiParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	rest, isEmbed := bytes.CutPrefix(line, []byte("!"))
	inner, isOpen := bytes.CutPrefix(rest, []byte("[["))
	if !isOpen {
		return nil
	}
	end := bytes.IndexByte(inner[:min(len(inner), longestName)], ']')
	if end <= 0 || !bytes.HasPrefix(inner[end:], []byte("]]")) {
		return nil
	}
	length := len(line) - len(inner) + end + len("]]")
	st := stateOf(pc)
	if st.isLinkAnyway(inner[:end], line[length:], pc) {
		return nil
	}
	w, ok := readWiki(inner[:end])
	if !ok {
		return nil
	}
	at := segment.Start + len(line) - len(inner)
	w.name.at, w.text.at = w.name.at+at, w.text.at+at
	mark := &wikiMark{from: segment.Start, to: segment.Start + length, form: WikiLink}
	if before := block.PrecendingCharacter(); !w.hasLetters() || before < utf8.RuneSelf && (isASCIILetter(byte(before)) || '0' <= before && before <= '9' || before == '_' || before == ')') {
		if mark.form = MaybeWiki; strings.Contains(w.name.text, "#") {
			return nil
		}
	}
	block.Advance(length)
	return st.wikiNode(w, mark, isEmbed, block.Source())
}

// isLinkAnyway reports whether CommonMark has a link where the brackets are: they
// are the words of one, or within the words of one.
func (st *state) isLinkAnyway(inner, behind []byte, pc parser.Context) bool {
	if len(behind) > 0 && behind[0] == '(' {
		return true
	}
	if _, defined := pc.Reference(util.ToLinkReference(inner)); defined {
		return true
	}
	if len(behind) > 0 && behind[0] == '[' {
		if label, _, ok := bytes.Cut(behind[1:min(len(behind), longestName)], []byte("]")); ok {
			if _, defined := pc.Reference(util.ToLinkReference(label)); defined {
				return true
			}
		}
	}
	if len(st.open) == 0 {
		return false
	}
	depth := 0
	for i, c := range behind[:min(len(behind), longestName)] {
		switch c {
		case '[':
			depth++
		case ']':
			isWords := depth == 0 && i+1 < len(behind) && (behind[i+1] == '(' || behind[i+1] == '[')
			if isWords {
				return true
			}
			depth = max(0, depth-1)
		}
	}
	return false
}

// A wiki is what is between double brackets.
type wiki struct {
	name, text fenceWord // at are offsets; without a | there is no text
}

func (w *wiki) hasLetters() bool { return strings.ContainsFunc(w.name.text, unicode.IsLetter) }

// readWiki reads what is between double brackets. It is not ok if that is no name.
func readWiki(inner []byte) (w wiki, ok bool) {
	name, words, isPiped := strings.Cut(string(inner), "|")
	if isPiped {
		w.text = trimmed(words, len(name)+len("|"))
	}
	name = strings.TrimSuffix(name, `\`) // as | has to be written in a table
	w.name = trimmed(name, 0)
	isSpaced := len(w.name.text) < len(name)
	w.name.text = strings.TrimRightFunc(w.name.text, func(r rune) bool { return r == '#' || unicode.IsSpace(r) })
	switch first, _ := utf8.DecodeRuneInString(w.name.text); {
	case w.name.text == "", isPiped && w.text.text == "", bytes.ContainsAny(inner, "`<\n"):
		return w, false
	case strings.ContainsAny(w.name.text, "<>{}[$=;\\*") && !isAddress(w.name.text):
		return w, false
	case first < utf8.RuneSelf && !isWordLetter(first) && !strings.ContainsRune("#./_(@", first):
		return w, false
	case isSpaced && isCondition(w.name.text), isTOCMark(w.name.text):
		return w, false
	case !w.hasLetters():
		isNumber := strings.ContainsFunc(w.name.text, unicode.IsDigit) && !strings.ContainsAny(w.name.text, "#,")
		return w, isNumber && !isSpaced
	}
	return w, true
}

// isCondition reports whether what stands between [[ and ]] with spaces is more
// likely that of a shell than a name: a && b, a -eq b.
func isCondition(s string) bool {
	return strings.Contains(s, " -") || strings.ContainsFunc(s, func(r rune) bool {
		return r < utf8.RuneSelf && !isWordLetter(r) && !strings.ContainsRune(" -_.#/'(),:!?", r)
	})
}

func trimmed(s string, at int) fenceWord {
	left := strings.TrimLeftFunc(s, unicode.IsSpace)
	return fenceWord{strings.TrimRightFunc(left, unicode.IsSpace), at + len(s) - len(left)}
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// isTOCMark reports whether a word in double brackets asks for a table of contents.
func isTOCMark(name string) bool {
	return strings.EqualFold(name, "toc") || strings.EqualFold(name, "_toc_")
}

var (
	pictureName = regexp.MustCompile(`(?i)\.(png|jpe?g|gif|svg|webp|avif|bmp)$`)
	pictureSize = regexp.MustCompile(`^(\d{1,4})(?:x(\d{1,4}))?$`)
	wikiOption  = regexp.MustCompile(`^(alt|width|height|align|frame|float)(?:=(.*))?$`)
)

// wikiNode makes the node of a link or of a picture.
func (st *state) wikiNode(w wiki, mark *wikiMark, isEmbed bool, source []byte) ast.Node {
	file, _, _ := strings.Cut(w.name.text, "#")
	isPicture := pictureName.MatchString(file) && !isAddress(file)
	options, hasOptions := readWikiOptions(w.text, mark)
	if isPicture && (isEmbed || hasOptions) {
		mark.form = WikiLink
		link := ast.NewLink()
		link.Destination = source[w.name.at : w.name.at+len(file)]
		image := ast.NewImage(link)
		image.SetPos(mark.from)
		image.SetAttributeString("wiki", mark)
		appendWords(image, options)
		return image
	}
	if isEmbed {
		st.embeds = note(st.embeds, stretch{mark.from, mark.to, w.name.text})
	}
	link := ast.NewLink()
	link.Destination = source[w.name.at : w.name.at+len(w.name.text)]
	link.SetPos(mark.from)
	link.SetAttributeString("wiki", mark)
	page, block, isBlock := strings.Cut(w.name.text, "#^")
	if isBlock {
		st.blockLinks = note(st.blockLinks, stretch{mark.from, mark.to, block})
	}
	switch {
	case w.text.text != "":
		appendWords(link, w.text)
	case isBlock && page != "":
		appendWords(link, fenceWord{page, w.name.at})
	default:
		appendPath(link, w.name)
	}
	return link
}

// readWikiOptions reads what is behind the name of a picture, parted by |: a size,
// as in Obsidian, or options, as in GitHub's wikis. What is left is the alternative.
func readWikiOptions(words fenceWord, mark *wikiMark) (alternative fenceWord, hasOptions bool) {
	at := words.at
	for part := range strings.SplitSeq(words.text, "|") {
		word := trimmed(strings.TrimSuffix(part, `\`), at) // as | has to be written in a table
		at += len(part) + len("|")
		if size := pictureSize.FindStringSubmatch(word.text); size != nil {
			mark.width, _ = strconv.Atoi(size[1])
			mark.height, _ = strconv.Atoi(size[2])
			continue
		}
		option := wikiOption.FindStringSubmatch(word.text)
		switch {
		case option == nil:
			alternative = word
		case option[1] == "alt":
			hasOptions = true
			alternative = fenceWord{option[2], word.at + len("alt=")}
		case option[1] == "width":
			hasOptions = true
			mark.width, _ = strconv.Atoi(strings.TrimSuffix(option[2], "px"))
		case option[1] == "height":
			hasOptions = true
			mark.height, _ = strconv.Atoi(strings.TrimSuffix(option[2], "px"))
		default:
			hasOptions = true
		}
	}
	mark.width, mark.height = max(0, min(mark.width, 9999)), max(0, min(mark.height, 9999))
	return alternative, hasOptions
}

// appendWords appends words to a node as they are written: no markup is in them.
func appendWords(n ast.Node, words fenceWord) {
	if words.text == "" {
		return
	}
	t := ast.NewRawTextSegment(text.NewSegment(words.at, words.at+len(words.text)))
	n.AppendChild(n, t)
}

// appendPath appends a name, the headings in it parted as Obsidian shows them.
func appendPath(n ast.Node, name fenceWord) {
	at := name.at
	for part := range strings.SplitSeq(name.text, "#") {
		if n.HasChildren() {
			n.AppendChild(n, &typeset{typed: []byte("#"), set: " › "})
		}
		appendWords(n, fenceWord{part, at})
		at += len(part) + len("#")
	}
}

func (w *writer) wikiLink(l *ast.Link, mark *wikiMark) {
	index := len(w.page.Links)
	w.cut(mark.from, mark.to, WikiLinkCut, index)
	w.addLink(Link{Dest: string(l.Destination), Text: w.textOf(l), Wiki: mark.form, Sentence: w.sentenceOf(l), At: w.span(mark.from, mark.to)})
	w.wikiWords = append(w.wikiWords, ' ')
	w.wikiWords = append(w.wikiWords, w.page.Links[index].Text...)
	w.gap(WikiLinkGap, index)
}

// reportWiki reports what double brackets mean elsewhere and can't mean here.
func (d *document) reportWiki() {
	if len(d.embeds) > 0 {
		s := d.embeds[0]
		d.report("P030", s.from, s.to, "![[…]] would show %q within this page in Obsidian; here it is a link", s.label).
			hint("write the link without the exclamation mark, [[%s]], or copy what is to be shown", s.label)
	}
	if len(d.blockLinks) > 0 {
		s := d.blockLinks[0]
		d.report("P030", s.from, s.to, "a link to one block, #^%s, leads to the page as a whole", s.label).
			hint("put a heading above the block, and name it: [[Page#Heading]]")
	}
}
