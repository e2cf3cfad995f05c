package handbook

import (
	"cmp"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// A Card is a picture that other sites show with a link to a page: one for each
// kind of pages and language, one for everything that is of no kind, and one of
// its own for each page that asks for it.
type Card struct {
	Address string
	Kind    string // whose name and mark it shows; empty: the handbook's
	Lang    string // of the kind's name
	Page    *Page  // whose title it shows; nil: of none
}

// CardOf returns the card of a page, or, when p is nil, that of what is no page.
// It is published only when the base URL is known: without a host no other site
// can fetch it.
func (h *Handbook) CardOf(p *Page) Card {
	c := Card{Lang: h.Settings.Lang}
	if p != nil && !p.IsFolder && p.Kind != kind.Page {
		c.Kind, c.Lang = p.Kind.Name, p.Lang
	}
	if p != nil && p.Values[kind.FieldCard].Bool {
		c.Address, c.Page = p.Address+"card.png", p
		return c
	}
	c.Address = "/cards/" + strings.ToLower(cmp.Or(c.Kind, "handbook")+"."+c.Lang) + ".png"
	return c
}

// claimCards lists the cards that are published, by address, and claims theirs.
func (h *Handbook) claimCards() {
	if h.Settings.BaseURL == "" {
		return
	}
	h.Cards = append(h.Cards, h.CardOf(nil))
	for _, p := range h.Pages {
		h.Cards = append(h.Cards, h.CardOf(p))
	}
	slices.SortStableFunc(h.Cards, func(a, b Card) int { return cmp.Compare(a.Address, b.Address) })
	h.Cards = slices.CompactFunc(h.Cards, func(a, b Card) bool { return a.Address == b.Address && a.Page == b.Page })
	for _, c := range h.Cards {
		own := claim{what: "the handbook's own " + Output(c.Address)}
		if c.Page != nil {
			own = claim{what: "the card of this page", at: h.CardPlace(c.Page)}
		}
		h.claim(Output(c.Address), own)
	}
}

// CardPlace returns where a page asks for a card of its own.
func (h *Handbook) CardPlace(p *Page) diag.Position { return h.Place(p, p.Values[kind.FieldCard].At) }
