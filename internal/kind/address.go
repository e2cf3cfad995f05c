package kind

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"
)

// IsWebAddress reports whether s is the address of something on the web, which
// leads there from anywhere and runs nothing.
func IsWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && IsHost(u) && u.User == nil && !strings.ContainsFunc(s, unicode.IsSpace)
}

// IsHost reports whether an address names a host that can be: letters, digits,
// hyphens and dots, or an address of the internet, and a port that there is.
func IsHost(u *url.URL) bool {
	if port := u.Port(); port != "" || strings.HasSuffix(u.Host, ":") {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return false
		}
	}
	name := u.Hostname()
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	for _, label := range strings.Split(strings.TrimSuffix(name, "."), ".") {
		if label == "" || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") || strings.ContainsFunc(label, notInHost) {
			return false
		}
	}
	return true
}

func notInHost(r rune) bool {
	return r != '-' && r != '_' && !unicode.In(r, unicode.L, unicode.N, unicode.M)
}
