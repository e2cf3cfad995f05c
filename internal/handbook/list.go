package handbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// A List is pages that teams write, put together by what they say of
// themselves: the live strategies, the decisions by date, what a team owns.
// There are lists of what there is: none is empty.
type List struct {
	By      By
	Kind    *kind.Kind // of its pages; nil: of an owner, of any kind
	Value   string     // the status, or "live"; "date"; the owner's handle
	Address string
	Pages   []*Page // listed ones, in reading order; by date: the latest first

	at diag.Position // where an owner is first named
}

// By says what a list goes by.
type By string

const (
	ByStatus By = "status"
	ByDate   By = "date"
	ByOwner  By = "owner"
)

// Live is the status of a list of all that is in force.
const Live = "live"

// OwnersAddress is where all owners are listed.
const OwnersAddress = "/owners/"

// Status returns how far a page is, which is also what it means to say nothing.
// It is empty for pages of a kind that has no status.
func (p *Page) Status() string {
	if text := p.Values["status"].Text; text != "" {
		return text
	}
	if i := slices.IndexFunc(p.Kind.Fields, func(f kind.Field) bool { return f.Name == "status" }); i >= 0 {
		return p.Kind.Fields[i].Default
	}
	return ""
}

// collectLists makes the lists: by kind those of its statuses and by date, then
// those of the owners. A specimen is in none, for it is nobody's.
func (h *Handbook) collectLists() {
	written := make(map[*kind.Kind][]*Page)
	for _, p := range h.Pages {
		if p.Kind.Live != nil && !p.Unlisted && !p.Values["specimen"].Bool {
			written[p.Kind] = append(written[p.Kind], p)
		}
	}
	for _, k := range kind.Kinds {
		h.listByStatus(k, written[k])
		if k.Name == "decision" {
			h.listByDate(k, written[k])
		}
	}
	byHandle := make(map[string]*List)
	for _, k := range kind.Kinds {
		for _, p := range written[k] {
			h.listByOwner(p, byHandle)
		}
	}
	slices.SortFunc(h.Owners, func(a, b *List) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Value), strings.ToLower(b.Value)), cmp.Compare(a.Value, b.Value))
	})
}

// listByStatus lists the pages of a kind by their status, and first all that are
// live, where that is more than one status.
func (h *Handbook) listByStatus(k *kind.Kind, pages []*Page) {
	list := func(value string, statuses ...string) {
		l := &List{By: ByStatus, Kind: k, Value: value, Address: "/status/" + k.Name + "/" + value + "/"}
		for _, p := range pages {
			if slices.Contains(statuses, p.Status()) {
				l.Pages = append(l.Pages, p)
			}
		}
		if len(l.Pages) > 0 {
			h.Lists = append(h.Lists, l)
		}
	}
	if len(k.Live) > 1 {
		list(Live, k.Live...)
	}
	for _, f := range k.Fields {
		if f.Name == "status" {
			for _, status := range f.Values {
				list(status, status)
			}
		}
	}
}

// listByDate lists the pages of a kind by their date, the latest first, those
// without one last.
func (h *Handbook) listByDate(k *kind.Kind, pages []*Page) {
	if len(pages) == 0 {
		return
	}
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b *Page) int {
		return b.Values["date"].Day.Compare(a.Values["date"].Day)
	})
	h.Lists = append(h.Lists, &List{By: ByDate, Kind: k, Value: "date", Address: "/dates/" + k.Name + "/", Pages: pages})
}

// listByOwner lists a page with each of its owners.
func (h *Handbook) listByOwner(p *Page, byHandle map[string]*List) {
	for _, item := range p.Values["owner"].List {
		l := byHandle[item.Text]
		if l == nil {
			l = &List{By: ByOwner, Value: item.Text, Address: OwnersAddress + segment(item.Text) + "/", at: item.At.In(h.name(p.Path))}
			byHandle[item.Text] = l
			h.Owners = append(h.Owners, l)
		}
		if n := len(l.Pages); n == 0 || l.Pages[n-1] != p { // else written twice on one page
			l.Pages = append(l.Pages, p)
		}
	}
}

// claimLists claims the addresses of all lists.
func (h *Handbook) claimLists() {
	all := func(address string, entries int, c claim) {
		for n := 1; n <= ListPages(entries); n++ {
			h.claim(Output(ListPage(address, n)), c)
		}
	}
	for _, l := range h.Lists {
		all(l.Address, len(l.Pages), claim{what: "a list of " + l.Kind.Plural, hint: "rename it; a handbook with " + l.Kind.Plural + " has this list"})
	}
	if len(h.Owners) > 0 {
		all(OwnersAddress, len(h.Owners), claim{what: "the list of owners", hint: "rename it; a handbook whose pages have owners has this list"})
	}
	for _, l := range h.Owners {
		all(l.Address, len(l.Pages), claim{what: "the list of what " + strconv.Quote(l.Value) + " owns", at: l.at, hint: "rename one of the two; an owner is spelled in one way on all pages"})
	}
}
