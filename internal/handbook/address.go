package handbook

import (
	"fmt"
	"path"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"waymark/internal/source"
)

// The address of a page is its path below content/ without the ending, nothing
// folded, nothing stripped: a/B c.md has the address /a/B c/ and is written to
// a/B c/index.html. In this package an address is kept as it reads; URL makes of
// it what is written into a page.

// address returns the address of the file at p, with the last part replaced by
// slug unless that is empty. A folder's page has the address of its folder.
func address(p, slug string) string {
	dir, name := path.Split(p)
	if isFolderPage(name) {
		return "/" + dir
	}
	name = source.TrimMarkdown(name)
	if slug != "" {
		name = slug
	}
	return "/" + dir + name + "/"
}

// Output returns the file that an address is served from, below the output
// folder.
func Output(address string) string {
	if strings.HasSuffix(address, "/") {
		return address[1:] + "index.html"
	}
	return address[1:]
}

// isFolderPage reports whether a file of this name, which has an ending of
// Markdown, is its folder's page.
func isFolderPage(name string) bool {
	stem := source.TrimMarkdown(name)
	return stem != name && (stem == "index" || stem == "README")
}

// URL returns the address as it is written: below the base path, with every
// byte percent-encoded that is not a letter, a digit, or one of -._~!$&*+,;=:@/.
// All places that print an address call it, so one page never has two spellings.
func URL(base, address string) string {
	const hex = "0123456789ABCDEF"
	address = strings.TrimPrefix(address, "/")
	plain := true
	for i := 0; i < len(address) && plain; i++ {
		plain = unescaped[address[i]]
	}
	if plain {
		return base + address
	}
	b := make([]byte, 0, len(base)+2*len(address))
	b = append(b, base...)
	for i := 0; i < len(address); i++ {
		if c := address[i]; unescaped[c] {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}

var unescaped = func() (t [256]bool) {
	for c := range t {
		t[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~!$&*+,;=:@/", byte(c)) >= 0
	}
	return t
}()

// fold returns what a disk that ignores letter case and normal form would take
// an output's path for.
func fold(p string) string {
	for i := 0; i < len(p); i++ {
		if p[i] >= 0x80 {
			return cases.Fold().String(norm.NFC.String(p))
		}
	}
	return strings.ToLower(p)
}

// segment returns a tag as one part of an address. What would make it more than
// one part, or a hidden one, is percent-encoded; everything else stays.
func segment(tag string) string {
	var b strings.Builder
	for i, r := range tag {
		if r == '/' || r == '\\' || r == '%' || r < ' ' || r == 0x7f || (r == '.' && i == 0) {
			fmt.Fprintf(&b, "%%%02X", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
