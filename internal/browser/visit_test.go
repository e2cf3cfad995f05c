//go:build browser

package browser

import (
	"bytes"
	"compress/gzip"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	mostBytes    = 22 << 10 // of a first visit, compressed
	mostRequests = 5

	// What a first question may take beside it, on pages that search by themselves.
	mostBytesSearching    = 45 << 10
	mostBytesCompared     = 5 << 10 // of the four texts that an example shows, with their style sheet
	mostRequestsSearching = 9
)

// TestFirstVisitIsSmall counts what a browser without a cache asks for.
func TestFirstVisitIsSmall(t *testing.T) {
	t.Parallel()
	s := handbook(t, "/")
	for _, p := range s.oneOfEach(t) {
		b := open(t, s, p.address, phone)
		missing := s.files[p.address+"index.html"] == nil
		if missing {
			b.want(`document.getElementById("site:found").querySelector("[role=status]").textContent`, "the page for missing addresses finds nothing")
		}
		// A browser without a window shows no icon, and may not ask for it in time.
		asked := append(b.requests(), get[string](b, `document.querySelector('link[rel=icon]').href`))
		slices.Sort(asked)
		asked = slices.Compact(asked)
		total, parts := 0, ""
		for _, address := range asked {
			name := strings.TrimPrefix(address, s.origin+s.base)
			if name == "" || strings.HasSuffix(name, "/") {
				name += "index.html"
			}
			file := s.files[name]
			if file == nil && name == p.address+"index.html" {
				file = s.files["404.html"]
			}
			if file == nil {
				t.Fatalf("%s is not there", name)
			}
			size := compressed(file.Data)
			total += size
			parts += " " + name + " " + strconv.Itoa(size)
		}
		t.Logf("%s: %d bytes in %d requests:%s", p.address, total, len(asked), parts)
		bytes, requests := mostBytes, mostRequests
		if p.address == "search/" || missing {
			bytes, requests = bytes+mostBytesSearching, requests+mostRequestsSearching
		}
		if p.address == terraform {
			bytes += mostBytesCompared
		}
		if total > bytes || len(asked) > requests {
			t.Errorf("a first visit of %s takes %d bytes in %d requests:%s", p.address, total, len(asked), parts)
		}
	}
}

func compressed(data []byte) int {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Len()
}
