package handbook

import (
	"cmp"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// What is not said anywhere else is said by names: of the project's folder, of
// folders, of files.

// ownTitle returns what the handbook is called where no page of its own says so.
func (h *Handbook) ownTitle() string {
	return cmp.Or(h.Settings.Title, titleFrom(h.in.Name, "Handbook"))
}

// Title returns what the handbook is called: what its settings say, else its first
// page. The heading of a section that this begins with is none of the whole.
func (h *Handbook) Title() string {
	if p := h.Home.Page; p == nil || p.Opening {
		return h.ownTitle()
	}
	return cmp.Or(h.Settings.Title, h.Home.Title)
}

var (
	exported  = regexp.MustCompile(`[ _-][0-9a-f]{32}$`)                     // as Notion makes names unique
	dated     = regexp.MustCompile(`^([0-9]{4}-[01][0-9]-[0-3][0-9])[ _-]*`) // 2024-01-05-meeting
	numbering = regexp.MustCompile(`^(0[0-9]{1,3}|[1-9][0-9]?)[ _.)-]+`)     // 0012-queues, 3_intro; not 404-errors, 2024-plans
	letter    = regexp.MustCompile(`^\pL`)
)

// titleFrom makes a title of the name of a file or a folder; otherwise is that of
// what has no name. A number in front says only where it stands among others, and a
// date stays one.
func titleFrom(id, otherwise string) string {
	if id == "" {
		return otherwise
	}
	name := path.Base(id)
	if at := exported.FindStringIndex(name); at != nil && at[0] > 0 {
		name = name[:at[0]]
	}
	date := ""
	if m := dated.FindStringSubmatch(name); m != nil {
		date, name = m[1], name[len(m[0]):]
	} else if rest := name[len(numbering.FindString(name)):]; letter.MatchString(rest) {
		name = rest
	}
	name = strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	if name != "" {
		first := []rune(name)
		name = strings.ToUpper(string(first[:1])) + string(first[1:])
	}
	return cmp.Or(strings.TrimSpace(date+" "+name), path.Base(id))
}

// number returns the number by which a child stands among others: that which a page
// is known by, or what its name begins with, a number or a date; 0: none.
func (c Child) number() int {
	if c.Page != nil && c.Page.number() > 0 {
		return c.Page.number()
	}
	name := ""
	switch {
	case c.Folder != nil:
		name = path.Base(c.Folder.Path)
	case c.Page != nil:
		name = path.Base(c.Page.ID)
	}
	digits := ""
	if m := dated.FindStringSubmatch(name); m != nil {
		digits = strings.ReplaceAll(m[1], "-", "")
	} else if m := numbering.FindStringSubmatch(name); m != nil {
		digits = m[1]
	}
	n, _ := strconv.Atoi(digits) // nothing else is matched
	return n
}
