package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"sort"
	"unicode/utf8"

	"waymark/internal/diag"
)

// A Digest stands for some bytes: equal digests, equal bytes. It is the first
// half of their SHA-256.
type Digest [16]byte

// Sum returns the digest of the parts, each counted with its length, so that
// moving a byte from one part to the next changes it.
func Sum(parts ...[]byte) Digest {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		for i, l := 0, len(p); i < 8; i++ {
			n[i] = byte(l >> (8 * i))
		}
		h.Write(n[:])
		h.Write(p)
	}
	return Digest(h.Sum(nil)[:16])
}

// SumOf returns the digest of all that is read, and how many bytes that was. It is
// none that Sum returns.
func SumOf(r io.Reader) (Digest, int64, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	return Digest(h.Sum(nil)[:16]), n, err
}

// Expect returns a reader that ends with the error if what was read is not what
// SumOf gave that digest.
func Expect(digest Digest, r io.ReadCloser, unlike error) io.ReadCloser {
	return &expecting{r, sha256.New(), digest, unlike}
}

type expecting struct {
	io.ReadCloser
	hash   hash.Hash
	digest Digest
	unlike error
}

func (e *expecting) Read(p []byte) (int, error) {
	n, err := e.ReadCloser.Read(p)
	e.hash.Write(p[:n])
	if err == io.EOF && Digest(e.hash.Sum(nil)[:16]) != e.digest {
		err = e.unlike
	}
	return n, err
}

func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// A Text is one file's content with the means to name places in it. It is
// immutable.
type Text struct {
	Name string // as diagnostics name the file: content/index.md
	Data []byte

	lines []int // offset of the first byte of each line
}

// NewText returns the text of a file.
func NewText(name string, data []byte) *Text {
	lines := append(make([]int, 0, len(data)/40+1), 0)
	for i := 0; ; {
		n := bytes.IndexByte(data[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		lines = append(lines, i)
	}
	return &Text{Name: name, Data: data, lines: lines}
}

// Position returns the place of the bytes from start up to end.
func (t *Text) Position(start, end int) diag.Position {
	p := diag.Position{Path: t.Name}
	p.Line, p.Column = t.lineColumn(start)
	p.EndLine, p.EndColumn = t.lineColumn(max(start, end))
	return p
}

// Offset returns the offset of the first byte of a line, counted from 1.
func (t *Text) Offset(line int) int { return t.lines[min(max(line, 1), len(t.lines))-1] }

// Line returns a line, counted from 1, without its line end.
func (t *Text) Line(n int) (string, bool) {
	if n < 1 || n > len(t.lines) {
		return "", false
	}
	line := t.Data[t.lines[n-1]:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return string(bytes.TrimSuffix(line, []byte("\r"))), true
}

func (t *Text) lineColumn(offset int) (line, column int) {
	offset = min(max(offset, 0), len(t.Data))
	line = sort.SearchInts(t.lines, offset+1)
	return line, utf8.RuneCount(t.Data[t.lines[line-1]:offset]) + 1
}
