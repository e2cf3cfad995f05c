package handbook

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
)

// The directives of the theme's own Content-Security-Policy, in order.
var directives = []struct{ name, sources string }{
	{"default-src", "'none'"}, {"script-src", "'self'"}, {"style-src", "'self'"}, {"img-src", "'self'"},
	{"font-src", "'self'"}, {"media-src", "'self'"}, {"connect-src", "'self'"}, {"manifest-src", "'self'"},
	{"form-action", "'none'"}, {"base-uri", "'none'"},
}

// addable are the directives that a handbook may add sources to.
var addable = []string{"script-src", "style-src", "img-src", "font-src", "media-src", "connect-src", "frame-src", "manifest-src"}

func (s *Settings) readCSP(path string, v kind.Value) (ds []diag.Diagnostic) {
	s.CSP = make(map[string][]string, len(v.Texts))
	for name, sources := range v.Texts {
		if !slices.Contains(addable, name) {
			d := diag.New("C003", placeOf(sources, v).In(path), "csp has no directive %q that can be added to", name)
			if near, ok := diag.Nearest(name, addable); ok {
				d = d.WithHint("did you mean %s?", near)
			}
			ds = append(ds, d)
			continue
		}
		for _, source := range sources {
			if strings.ContainsAny(source.Text, ";,\n\r\t \"") {
				ds = append(ds, diag.New("C003", source.At.In(path), "csp: %q is not one source", source.Text).WithHint("write one source an entry, such as https://images.example.org"))
				continue
			}
			s.CSP[name] = append(s.CSP[name], source.Text)
		}
	}
	return ds
}

// Policy returns the Content-Security-Policy of every page.
func (s *Settings) Policy() string {
	var b strings.Builder
	for _, d := range directives {
		b.WriteString(d.name + " " + d.sources)
		for _, source := range s.CSP[d.name] {
			b.WriteString(" " + source)
		}
		b.WriteString("; ")
	}
	if frames := s.CSP["frame-src"]; len(frames) > 0 {
		b.WriteString("frame-src " + strings.Join(frames, " "))
	}
	return strings.TrimSuffix(b.String(), "; ")
}

// allows reports whether the policy lets a reader's browser load what is at an
// address as a directive has it. What is written into a page has no address.
//
// The rules are those of CSP Level 3, section 6.7.2.
func (s *Settings) allows(directive, dest string) bool {
	sources := s.sourcesOf(directive)
	if dest == "" {
		return slices.Contains(sources, "'unsafe-inline'")
	}
	u, err := url.Parse(dest)
	if err != nil {
		return true // browsers do not load it either
	}
	origin, _ := url.Parse(s.BaseURL)
	if origin == nil || origin.Host == "" {
		origin = &url.URL{Scheme: "https"} // nobody has said where the pages will be
	}
	if u.Scheme = cmp.Or(strings.ToLower(u.Scheme), origin.Scheme); !leavesSite(dest) {
		u.Host = origin.Host
	}
	isOwn := !leavesSite(dest) || u.Host != "" && u.Scheme == origin.Scheme && strings.EqualFold(u.Host, origin.Host)
	return slices.ContainsFunc(sources, func(source string) bool {
		return source == "'self'" && isOwn || matchesSource(source, u, origin.Scheme)
	})
}

// sourcesOf returns the sources of a directive, those of default-src where it is
// not in the policy.
func (s *Settings) sourcesOf(directive string) []string {
	sources := s.CSP[directive]
	for _, d := range directives {
		if d.name == directive {
			return append([]string{d.sources}, sources...)
		}
	}
	return sources // what default-src has is 'none'
}

// matchesSource reports whether an address on another host matches a source; a
// source without a scheme has that of the page.
func matchesSource(source string, u *url.URL, pageScheme string) bool {
	isNetwork := u.Scheme == "http" || u.Scheme == "https"
	if source == "*" {
		return isNetwork
	}
	if scheme, rest, ok := strings.Cut(source, ":"); ok && rest == "" {
		return matchesScheme(scheme, u.Scheme)
	}
	scheme, rest, ok := strings.Cut(source, "://")
	if !ok {
		scheme, rest = pageScheme, source
	}
	hostPort, path, _ := strings.Cut(rest, "/")
	host, port, _ := strings.Cut(hostPort, ":")
	return isNetwork && matchesScheme(scheme, u.Scheme) && matchesHost(host, u.Hostname()) &&
		matchesPort(port, u) && matchesPath(path, u.EscapedPath())
}

// matchesScheme: a browser may load more safely than a source says.
func matchesScheme(source, scheme string) bool {
	source = strings.ToLower(source)
	return source == scheme || source == "http" && scheme == "https"
}

func matchesHost(source, host string) bool {
	source, host = strings.ToLower(source), strings.ToLower(host)
	if ending, ok := strings.CutPrefix(source, "*"); ok && strings.HasPrefix(ending, ".") {
		return strings.HasSuffix(host, ending)
	}
	return source == host
}

func matchesPort(source string, u *url.URL) bool {
	usual := map[string]string{"http": "80", "https": "443"}[u.Scheme]
	port := cmp.Or(u.Port(), usual)
	return source == "*" || cmp.Or(source, usual) == port || source == "80" && port == "443"
}

// matchesPath: a source's path, here without its first slash, is that of a file,
// or that of a folder when it ends with a slash.
func matchesPath(source, path string) bool {
	if source == "" {
		return true
	}
	want, err := url.PathUnescape("/" + source)
	got, err2 := url.PathUnescape(path)
	if err != nil || err2 != nil {
		return false
	}
	if strings.HasSuffix(want, "/") {
		return strings.HasPrefix(got, want)
	}
	return got == want
}

// loadedAs is what one calls what a directive is about.
var loadedAs = map[string]string{
	"img-src": "image", "media-src": "sound or video", "frame-src": "frame", "object-src": "object",
	"script-src": "script", "style-src": "style", "manifest-src": "manifest",
}

// checkLoads reports what the policy keeps readers' browsers from loading on a page
// (P013): all images at once, for one line in the settings shows them.
func (h *Handbook) checkLoads(p *Page) {
	var images []load
	for i, t := range p.Images {
		if t.Blocked {
			images = append(images, load{p.Page.Images[i].Dest, p.Page.Images[i].At})
		}
	}
	for _, l := range p.Loads {
		switch {
		case h.Settings.allows(l.Directive, l.Dest):
		case l.Directive == "img-src":
			images = append(images, load{l.Dest, l.At})
		default:
			h.reportLoad(l.Directive, l.Dest, h.Place(p, l.At))
		}
	}
	if len(images) > 0 {
		h.reportImages(p, images)
	}
}

// A load is what a page has a browser load, and where it says so.
type load struct {
	dest string
	at   meta.Span
}

// reportImages reports the images of a page that readers' browsers will not load.
func (h *Handbook) reportImages(p *Page, images []load) {
	slices.SortStableFunc(images, func(a, b load) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.at.Column, b.at.Column))
	})
	var places, sources []string
	for _, l := range images {
		if from, source := sourceFor(l.dest); !slices.Contains(sources, source) {
			places, sources = append(places, from), append(sources, source)
		}
	}
	which, copying := "this image", "copy it into the content folder"
	if len(images) > 1 {
		which, copying = fmt.Sprintf("%d images", len(images)), "copy them into the content folder"
	}
	if slices.Equal(sources, []string{"data:"}) {
		copying = strings.NewReplacer("copy it into", "save it as a file in", "copy them into", "save them as files in").Replace(copying)
	}
	h.report(diag.New("P013", h.Place(p, images[0].at), "readers' browsers will not load %s from %s", which, diag.ShortList(places, 3)).
		WithHint("%s, or %s", copying, h.allowing("img-src", sources...)))
}

// reportLoad reports something else than an image.
func (h *Handbook) reportLoad(directive, dest string, place diag.Position) {
	what := loadedAs[directive]
	if dest == "" {
		d := diag.New("P013", place, "readers' browsers will not heed a %s that is written into a page", what)
		if directive == "script-src" {
			d = d.WithHint("put it into a file of the theme, or into one in the content folder that `trusted` names")
		} else {
			d = d.WithHint("write the rule in custom.css, and give the element a class")
		}
		h.report(d)
		return
	}
	from, source := sourceFor(dest)
	d := diag.New("P013", place, "readers' browsers will not load this %s from %s", what, from)
	switch {
	case directive == "object-src":
		d = d.WithHint("link to it instead; no handbook can allow objects")
	case directive == "frame-src":
		d = d.WithHint("link to it instead, or %s", h.allowing(directive, source))
	case source == "data:":
		d = d.WithHint("save it as a file in the content folder, or %s", h.allowing(directive, source))
	default:
		d = d.WithHint("copy it into the content folder, or %s", h.allowing(directive, source))
	}
	h.report(d)
}

// allowing says what to write into the settings so that browsers load what is at
// some sources, too.
func (h *Handbook) allowing(directive string, sources ...string) string {
	var quoted []string
	for _, source := range append(slices.Clip(h.Settings.CSP[directive]), sources...) {
		quoted = append(quoted, strconv.Quote(source))
	}
	line := directive + ": [" + strings.Join(quoted, ", ") + "]"
	switch {
	case len(h.Settings.CSP[directive]) > 0:
		return "make this the " + directive + " below csp in handbook.yaml: " + line
	case len(h.Settings.CSP) > 0:
		return "add below csp in handbook.yaml: " + line
	}
	return "add to handbook.yaml: csp: {" + line + "}"
}

// sourceFor returns where an address is, in words, and the source that would
// allow it.
func sourceFor(dest string) (from, source string) {
	u, err := url.Parse(dest)
	switch {
	case err == nil && u.Host != "":
		return u.Host, cmp.Or(strings.ToLower(u.Scheme), "https") + "://" + u.Host
	case leavesSite(dest):
		scheme, _, _ := strings.Cut(dest, ":")
		scheme = strings.ToLower(scheme) + ":"
		return "a " + scheme + " address", scheme
	}
	return "the handbook itself", "'self'"
}
