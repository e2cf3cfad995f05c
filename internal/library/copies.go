package library

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
)

// copied has a line for each text that a page of the library had while `waymark init`
// still copied pages into new handbooks: its path, and the beginning of its SHA-256.
// Since then the library is a layer, so no line is added.
//
//go:embed copied.txt
var copied string

// IsCopy reports whether a file of a handbook is the library's page as it is, or as
// `waymark init` once copied it. Line endings do not count: git may have changed them.
func (p Page) IsCopy(text []byte) bool {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	if bytes.Equal(text, p.Text) {
		return true
	}
	sum := sha256.Sum256(text)
	return strings.Contains("\n"+copied, "\n"+p.Path+" "+hex.EncodeToString(sum[:8])+"\n")
}
