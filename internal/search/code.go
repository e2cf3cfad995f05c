package search

import (
	"strings"
	"unicode/utf8"
)

// digits are the 64 digits of the files, by value.
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

// valueOf has the value of each digit, and 255 for all else.
var valueOf = func() (table [256]byte) {
	for i := range table {
		table[i] = 255
		if at := strings.IndexByte(digits, byte(i)); at >= 0 {
			table[i] = byte(at)
		}
	}
	return table
}()

// appendNumber appends a number, five bits a digit, the lowest first; a digit is
// higher by 32 when another follows.
func appendNumber(dst []byte, n int) []byte {
	for ; n >= 32; n >>= 5 {
		dst = append(dst, digits[n&31+32])
	}
	return append(dst, digits[n])
}

// cutNumber returns the number that a text begins with, and what follows. Of a text
// that begins with none, rest is not ok.
func cutNumber[T string | []byte](text T) (n int, rest T, ok bool) {
	for i, shift := 0, 0; i < len(text) && shift < 30; i, shift = i+1, shift+5 {
		v := valueOf[text[i]]
		if v == 255 {
			break
		}
		n |= int(v&31) << shift
		if v < 32 {
			return n, text[i+1:], true
		}
	}
	return 0, text, false
}

// A front writes texts one after the other, each without what it has in common with
// the one before.
type front struct{ last string }

// append appends a digit, how many characters a text shares with the one before, and
// the rest of it.
func (f *front) append(dst []byte, text string) []byte {
	shared, at := 0, 0
	for at < len(text) && at < len(f.last) && shared < len(digits)-1 {
		c, size := utf8.DecodeRuneInString(text[at:])
		before, _ := utf8.DecodeRuneInString(f.last[at:])
		if c != before {
			break
		}
		shared, at = shared+1, at+size
	}
	f.last = text
	return append(append(dst, digits[shared]), text[at:]...)
}

// A back reads what a front wrote.
type back struct{ text []byte }

// read returns a text that was written. It is good until the next is read. What no
// front has written is not ok.
func (b *back) read(written string) (text []byte, ok bool) {
	if written == "" || valueOf[written[0]] == 255 {
		return nil, false
	}
	at := 0
	for range valueOf[written[0]] {
		if at >= len(b.text) {
			return nil, false
		}
		_, size := utf8.DecodeRune(b.text[at:])
		at += size
	}
	b.text = append(b.text[:at], written[1:]...)
	return b.text, true
}
