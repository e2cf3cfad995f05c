package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A digest names bytes.
type digest [16]byte

func digestOf(data []byte) digest {
	sum := sha256.Sum256(data)
	return digest(sum[:16])
}

// An entry is what the record says of one output.
type entry struct {
	path   string
	key    [16]byte
	digest digest
	size   int64
}

// A record is what the last build wrote. It holds no times and is sorted, so
// that the same outputs have the same record.
type record struct {
	exists  bool
	valid   bool    // it exists and is not damaged
	entries []entry // sorted by path
	at      map[string]int
}

func (r record) lookup(path string) (entry, bool) {
	i, ok := r.at[path]
	if !ok {
		return entry{}, false
	}
	return r.entries[i], true
}

const recordTitle = "waymark record 1"

// encodeRecord writes one line an output, in the order given, below a title with
// a digest of them all: key, digest, size and quoted path.
func encodeRecord(entries []entry) []byte {
	var body []byte
	for _, e := range entries {
		body = hex.AppendEncode(body, e.key[:])
		body = append(body, ' ')
		body = hex.AppendEncode(body, e.digest[:])
		body = append(body, ' ')
		body = strconv.AppendInt(body, e.size, 10)
		body = append(body, ' ')
		body = strconv.AppendQuote(body, e.path)
		body = append(body, '\n')
	}
	return seal(recordTitle, body)
}

func decodeRecord(data []byte) ([]entry, error) {
	body, err := unseal(recordTitle, data)
	if err != nil {
		return nil, err
	}
	entries := make([]entry, 0, strings.Count(body, "\n"))
	for line := range strings.Lines(body) {
		e, err := decodeEntry(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func decodeEntry(line string) (entry, error) {
	fields := strings.SplitN(line, " ", 4)
	if len(fields) != 4 || len(fields[0]) != 32 || len(fields[1]) != 32 {
		return entry{}, fmt.Errorf("strange line %q", line)
	}
	var e entry
	var errs [4]error
	_, errs[0] = hex.Decode(e.key[:], []byte(fields[0]))
	_, errs[1] = hex.Decode(e.digest[:], []byte(fields[1]))
	e.size, errs[2] = strconv.ParseInt(fields[2], 10, 64)
	e.path, errs[3] = strconv.Unquote(fields[3])
	if err := errors.Join(errs[:]...); err != nil {
		return entry{}, err
	}
	return e, checkPath(e.path)
}

// seal puts a title line above text, with the text's digest, by which unseal
// knows that the text is all there.
func seal(title string, body []byte) []byte {
	d := digestOf(body)
	return append(fmt.Appendf(nil, "%s %x\n", title, d[:]), body...)
}

func unseal(title string, data []byte) (string, error) {
	head, body, ok := bytes.Cut(data, []byte("\n"))
	d := digestOf(body)
	if !ok || string(head) != fmt.Sprintf("%s %x", title, d[:]) {
		return "", errors.New("damaged, or of another version")
	}
	return string(body), nil
}
