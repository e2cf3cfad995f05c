package serve

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// longestTarget bounds what a request can ask for, in bytes: more than the
// address of any file on a disk takes.
const longestTarget = 16 << 10

// admit lets through requests that the author's own browser makes, for this
// machine. Others are answered: any page on the web can send a request here, by
// a name of its own that leads here, or by this machine's.
func admit(w http.ResponseWriter, r *http.Request, hosts []string, also ...string) bool {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin")
	switch {
	case len(r.RequestURI) > longestTarget:
		http.Error(w, "the address is too long", http.StatusRequestURITooLong)
	case !isOurs(r.Host, hosts):
		http.Error(w, "this is not the host that is answered for; see --allow-host", http.StatusForbidden)
	case !isSameOrigin(r):
		http.Error(w, "other sites may not ask", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead && !slices.Contains(also, r.Method):
		h.Set("Allow", strings.Join(append([]string{"GET", "HEAD"}, also...), ", "))
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
	default:
		return true
	}
	return false
}

// isOurs reports whether a Host header names this machine, by a name or an
// address that no stranger can make lead here, or one of the hosts allowed.
func isOurs(host string, allowed []string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	name = strings.ToLower(name)
	if ip := net.ParseIP(name); ip != nil && ip.IsLoopback() {
		return true
	}
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || slices.ContainsFunc(allowed, func(a string) bool { return strings.EqualFold(a, name) })
}

// isSameOrigin reports whether a request comes from a page of ours, from the
// address bar, or from no browser at all. A link on another site may lead here,
// into a window of its own; nothing else of another site may ask.
func isSameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		if err != nil || u.Host == "" || !strings.EqualFold(u.Host, r.Host) {
			return false
		}
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}
