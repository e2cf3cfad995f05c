package publish

import (
	"slices"
	"testing"
)

func TestRecordIsPlainText(t *testing.T) {
	es := []entry{
		{"a b/index.html", [16]byte{1}, digest{0xab}, 12},
		{"ü.css", [16]byte{2}, digest{0xcd}, 0},
	}
	want := `waymark record 1 a1ca1f33916766bdcfbca5ee3f6a6f98
01000000000000000000000000000000 ab000000000000000000000000000000 12 "a b/index.html"
02000000000000000000000000000000 cd000000000000000000000000000000 0 "ü.css"
`
	if got := string(encodeRecord(es)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, err := decodeRecord([]byte(want)); err != nil || !slices.Equal(got, es) {
		t.Errorf("read back %v, %v", got, err)
	}
}

func TestCutOffRecordIsDamaged(t *testing.T) {
	whole := encodeRecord([]entry{{path: "a", size: 1}, {path: "b", size: 2}})
	for n := range whole {
		if es, err := decodeRecord(whole[:n]); err == nil {
			t.Errorf("%d of %d bytes were read as %v", n, len(whole), es)
		}
	}
}

// What decodes was encoded so: there is one record for one set of outputs.
func FuzzRecord(f *testing.F) {
	f.Add([]byte("01000000000000000000000000000000 ab000000000000000000000000000000 12 \"a b/index.html\"\n"))
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, body []byte) {
		es, err := decodeRecord(seal(recordTitle, body))
		if err != nil {
			return
		}
		again, err := decodeRecord(encodeRecord(es))
		if err != nil || !slices.Equal(again, es) {
			t.Errorf("%v was read back as %v, %v", es, again, err)
		}
	})
}
