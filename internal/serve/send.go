package serve

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"waymark/internal/source"
)

// A file is what an answer is made of.
type file struct {
	name     string // by which its type is known
	modified time.Time
	size     int64
	content  io.ReadSeeker
}

// mostPacked is how large a file may be to be compressed, in bytes: its compressed
// form is kept in memory while it is sent.
const mostPacked = 32 << 20

// send answers with a file: only if the browser has another (ETag, Last-Modified),
// a part of it if it asks for one (Range), and compressed if it is text and the
// browser can read that. The ETag of a compressed file is weak, as it stands for
// the text and not for the bytes.
func send(w http.ResponseWriter, r *http.Request, f file, status int) error {
	h := w.Header()
	h.Set("Content-Type", source.ContentType(f.name))
	tag := fmt.Sprintf(`"%x-%x"`, f.modified.UnixNano(), f.size)
	if isText(f.name) && f.size > 0 {
		h.Set("Vary", "Accept-Encoding")
		if acceptsGzip(r.Header.Values("Accept-Encoding")) && r.Header.Get("Range") == "" && f.size <= mostPacked {
			packed, err := pack(f.content)
			if err != nil {
				return err
			}
			f.content, tag = bytes.NewReader(packed), "W/"+tag
			h.Set("Content-Encoding", "gzip")
		}
	}
	if status == http.StatusOK {
		h.Set("ETag", tag)
		http.ServeContent(w, r, f.name, f.modified, f.content)
		return nil
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		io.Copy(w, f.content) // an error is the reader's, who has gone
	}
	return nil
}

func pack(content io.Reader) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.Copy(z, content); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// acceptsGzip reads Accept-Encoding (RFC 9110, section 12.5.3): what is named
// counts, else what * says, else nothing is compressed.
func acceptsGzip(headers []string) bool {
	all := false
	for _, one := range strings.Split(strings.Join(headers, ","), ",") {
		name, parameters, _ := strings.Cut(one, ";")
		weight := 1.0
		if q, ok := strings.CutPrefix(strings.ToLower(strings.ReplaceAll(parameters, " ", "")), "q="); ok {
			var err error
			if weight, err = strconv.ParseFloat(q, 64); err != nil {
				weight = 0
			}
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return weight > 0
		case "*":
			all = weight > 0
		}
	}
	return all
}

// isText reports whether a file is text of some sort, which becomes smaller when
// it is compressed.
func isText(name string) bool {
	t, _, _ := strings.Cut(source.ContentType(name), ";")
	return strings.HasPrefix(t, "text/") || strings.HasSuffix(t, "+xml") || strings.HasSuffix(t, "+json") ||
		t == "application/json" || t == "application/xml" || t == "application/wasm" || t == "image/vnd.microsoft.icon"
}
