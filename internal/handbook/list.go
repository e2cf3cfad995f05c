package handbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// A List is pages put together by what they are and by what they say of
// themselves, wherever they lie: all patterns, the live strategies, the
// decisions by date, what a team owns. There are lists of what there is: none is
// empty.
type List struct {
	By      By
	Kind    *kind.Kind // of its pages; nil: of an owner, of any kind
	Value   string     // "all"; the status, or "live"; "date"; the owner's handle
	Address string
	Pages   []*Page // listed ones, in reading order; by date: the latest first

	at diag.Position // where an owner is first named
}

// By says what a list goes by.
type By string

const (
	ByKind   By = "kind"
	ByStatus By = "status"
	ByDate   By = "date"
	ByOwner  By = "owner"
)

// Live is the status of a list of all that is in force.
const Live = "live"

// Where all tags, all kinds and all owners are listed. The list of a kind is below
// that of the kinds, what part of it has a status below the list of the kind.
const (
	TagsAddress   = "/tags/"
	KindsAddress  = "/kinds/"
	OwnersAddress = "/owners/"
)

// SearchAddress is where one searches the handbook, and without scripts finds its kinds
// and sections.
const SearchAddress = "/search/"

// Status returns how far a page is, which is also what it means to say nothing.
// It is empty for pages of a kind that has no status.
func (p *Page) Status() (status kind.Word) {
	if f := p.Kind.Field(kind.FieldStatus); f != nil {
		status = f.WordIn(p.Values)
	}
	return status
}

// collectLists makes the lists: of each kind that of all, those of its statuses
// and by date, then those of the owners. A specimen is in none, for it is
// nobody's; and pages of no particular kind have nothing in common.
func (h *Handbook) collectLists() {
	of := make(map[*kind.Kind][]*Page)
	for _, p := range h.Pages {
		if p.Kind != kind.Page && !p.Unlisted && !p.Values[kind.FieldSpecimen].Bool {
			of[p.Kind] = append(of[p.Kind], p)
		}
	}
	for _, k := range kind.Kinds {
		h.list(k, ByKind, "all", of[k])
		h.listByStatus(k, of[k])
		if k == kind.Decision {
			h.listByDate(k, of[k])
		}
	}
	byHandle := make(map[string]*List)
	for _, k := range kind.Kinds {
		for _, p := range of[k] {
			h.listByOwner(p, byHandle)
		}
	}
	slices.SortFunc(h.Owners, func(a, b *List) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Value), strings.ToLower(b.Value)), cmp.Compare(a.Value, b.Value))
	})
}

// collectListed notes the addresses of lists that a text may link to.
func (h *Handbook) collectListed() {
	note := func(address string) { h.listed[address] = true }
	note(SearchAddress)
	if len(h.Tags) > 0 {
		note(TagsAddress)
	}
	for _, t := range h.Tags {
		note(t.Address)
	}
	if len(h.Lists) > 0 {
		note(KindsAddress)
	}
	if len(h.Owners) > 0 {
		note(OwnersAddress)
	}
	if len(h.Reviews) > 0 {
		note(ReviewsAddress)
	}
	for _, l := range slices.Concat(h.Lists, h.Owners) {
		note(l.Address)
	}
}

// list adds a list of pages of a kind, unless there are none.
func (h *Handbook) list(k *kind.Kind, by By, value string, pages []*Page) {
	if len(pages) == 0 {
		return
	}
	l := &List{By: by, Kind: k, Value: value, Address: KindsAddress + k.Name + "/", Pages: pages}
	if by != ByKind {
		l.Address += value + "/"
	}
	h.Lists = append(h.Lists, l)
}

// listByStatus lists the pages of a kind by their status, and first all that are
// live, where that is more than one status.
func (h *Handbook) listByStatus(k *kind.Kind, pages []*Page) {
	with := func(statuses ...kind.Word) (some []*Page) {
		for _, p := range pages {
			if slices.Contains(statuses, p.Status()) {
				some = append(some, p)
			}
		}
		return some
	}
	if len(k.Live) > 1 {
		h.list(k, ByStatus, Live, with(k.Live...))
	}
	for _, f := range k.Fields {
		if f.Name == kind.FieldStatus {
			for _, status := range f.Words() {
				h.list(k, ByStatus, status.String(), with(status))
			}
		}
	}
}

// listByDate lists the pages of a kind by their date, the latest first, those
// without one last.
func (h *Handbook) listByDate(k *kind.Kind, pages []*Page) {
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b *Page) int {
		return b.Values[kind.FieldDate].Day.Compare(a.Values[kind.FieldDate].Day)
	})
	h.list(k, ByDate, "date", pages)
}

// listByOwner lists a page with each of its owners.
func (h *Handbook) listByOwner(p *Page, byHandle map[string]*List) {
	for _, item := range p.Values[kind.FieldOwner].List {
		l := byHandle[item.Text]
		if l == nil {
			l = &List{By: ByOwner, Value: item.Text, Address: OwnersAddress + segment(item.Text) + "/", at: h.Place(p, item.At)}
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
	all(SearchAddress, 0, claim{what: "the search page", hint: "rename it; every handbook has this page"})
	if len(h.Lists) > 0 {
		all(KindsAddress, 0, claim{what: "the list of kinds", hint: "rename it; a handbook whose pages are of a kind has this list"})
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
	if len(h.Reviews) > 0 {
		reviews := claim{what: "the list of reviews", hint: "rename it; a handbook in which something is due for review has this list"}
		all(ReviewsAddress, len(h.Reviews), reviews)
		for _, out := range []string{ReviewCalendar, ReviewFeed} {
			reviews.what = "the handbook's own " + out
			h.claim(out, reviews)
		}
	}
	for _, b := range h.Backlinks {
		all(b.Address, len(b.From), claim{what: "the list of pages that point at " + h.name(b.To.Path), hint: "rename it; a page that more than " + strconv.Itoa(ShownBacklinks) + " others point at has this list"})
	}
}
