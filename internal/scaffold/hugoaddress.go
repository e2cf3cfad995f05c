package scaffold

import (
	"path"
	"regexp"
	"strings"

	"waymark/internal/meta"
	"waymark/internal/source"
)

// Hugo's settings can give the pages of a folder addresses by a pattern, such as
// /:year/:slug/, and its aliases can be relative to where a page is published.
// Both become aliases from the root.

// readPermalinks reads the patterns of the pages of each top-level folder. They are
// in the settings either at once or below page.
func readPermalinks(config meta.Node) map[string]string {
	patterns := make(map[string]string)
	all := config.Get("permalinks")
	for _, fields := range [][]meta.Field{all.Fields, all.Get("page").Fields} {
		for _, f := range fields {
			if f.Value.Type == meta.String {
				patterns[strings.Trim(f.Key, "/")] = f.Value.Text
			}
		}
	}
	return patterns
}

// keepAddress adds the address that a pattern gave a page to its aliases, and what
// else led to it.
func (h *hugo) keepAddress(p string, n meta.Node, data []byte) []byte {
	old := h.more[p]
	section, _, isBelow := strings.Cut(h.published(p), "/")
	if pattern := h.permalinks[section]; isBelow && pattern != "" && h.rank(p) != 0 && n.Get("url").Type == meta.Absent {
		if address, ok := h.expand(pattern, p, n); ok {
			old = append(old, address)
		} else {
			h.leave(addressLost, h.old(p), 0, "the pattern %s gave it one that can't be told from its front matter", pattern)
		}
	}
	var free []string
	for _, address := range old {
		if key := strings.TrimSuffix(strings.ToLower(address), "/"); !h.taken[key] {
			h.taken[key] = true
			free = append(free, address)
		}
	}
	data, ok := h.addAliases(h.to[p], data, free...)
	if !ok {
		h.leave(addressLost, h.old(p), 0, "%s", strings.Join(free, ", "))
	}
	return data
}

var (
	permalinkToken = regexp.MustCompile(`:[a-z]+`)
	isoDate        = regexp.MustCompile(`^([0-9]{4})-([0-9]{2})-([0-9]{2})`)
	months         = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)

// expand puts a page's own values into a pattern. A token that it doesn't know, or
// a value that the page doesn't say, makes none.
func (h *hugo) expand(pattern, p string, n meta.Node) (address string, ok bool) {
	at := h.published(p)
	name := path.Base(h.idOf(at))
	section, _, _ := strings.Cut(at, "/")
	title, slug := slugOf(n.Get("title").Value()), n.Get("slug").Value()
	date := isoDate.FindStringSubmatch(n.Get("date").Value())
	ok = true
	address = permalinkToken.ReplaceAllStringFunc(pattern, func(token string) string {
		value := ""
		switch token {
		case ":section":
			value = section
		case ":sections":
			value = strings.Trim(path.Dir(h.idOf(at)), "/")
		case ":title":
			value = title
		case ":slug":
			if value = slug; value == "" {
				value = title
			}
		case ":filename", ":contentbasename":
			value = name
		case ":slugorfilename", ":slugorcontentbasename":
			if value = slug; value == "" {
				value = name
			}
		case ":year", ":month", ":day", ":monthname":
			if date == nil {
				break
			}
			value = map[string]string{":year": date[1], ":month": date[2], ":day": date[3]}[token]
			if m := (int(date[2][0])-'0')*10 + int(date[2][1]) - '0'; token == ":monthname" && 1 <= m && m <= 12 {
				value = months[m-1]
			}
		}
		ok = ok && value != ""
		return value
	})
	address = "/" + strings.Trim(address, "/") + "/"
	return address, ok && plainAddress.MatchString(strings.TrimSuffix(address, "/"))
}

// resolveAliases makes relative aliases those from the root: Hugo counts them from
// the folder in which the page is published.
func (h *hugo) resolveAliases(p string, text *source.Text, f meta.Field) (edits []edit) {
	items := f.Value.Items
	if f.Value.Type == meta.String {
		items = []meta.Node{f.Value}
	}
	for _, item := range items {
		if strings.HasPrefix(item.Text, "/") || item.Text == "" || scheme.MatchString(item.Text) {
			continue
		}
		now := path.Join("/", path.Dir(h.idOf(h.published(p))), item.Text)
		if here := path.Join("/", path.Dir(h.to[p]), item.Text); here == now && !strings.Contains(item.Text, "..") {
			continue // both count it from the same folder
		}
		if strings.HasSuffix(item.Text, "/") {
			now += "/"
		}
		e := scalarEdit(text, item.At, item.Text, now)
		if e == (edit{}) {
			h.leave(keyStays, h.old(p), item.At.Line, "%s, which is %s", item.Text, now)
			continue
		}
		edits = append(edits, e)
		h.change(keysRenamed, h.to[p], item.At.Line, "%s → %s", item.Text, now)
	}
	return edits
}
