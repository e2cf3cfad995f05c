package view

import (
	"cmp"

	"waymark/internal/handbook"
	"waymark/internal/source"
)

// The size of a social card in pixels, as those who show them recommend it.
const (
	CardWidth  = 1200
	CardHeight = 630
)

// A SocialCard is a picture that other sites show with a link to a page.
type SocialCard struct {
	Output string // below the output folder
	Lang   string
	Kind   string // empty: of none in particular
	Name   string // of the kind, in Lang; the theme knows it
	Title  string // of the page that it is of; empty: of none
	Site   string // the handbook's title
}

// Image is the social card of a page, as the page names it.
type Image struct {
	URL    string // with scheme and host; empty: there is none
	Width  int    // in pixels
	Height int
	Kind   string // that it shows; empty: none
	Own    bool   // it shows the page's title
}

// SocialCards makes the views of all social cards, all but the names of kinds.
func (m *Maker) SocialCards() []SocialCard {
	cards := make([]SocialCard, len(m.h.Cards))
	for i, c := range m.h.Cards {
		cards[i] = SocialCard{Output: handbook.Output(c.Address), Lang: c.Lang, Kind: c.Kind, Site: m.site.Title}
		if c.Page != nil {
			cards[i].Title = c.Page.Title
		}
	}
	return cards
}

// image returns the social card of a page; p is nil for what is none.
func (m *Maker) image(p *handbook.Page) Image {
	c := m.h.CardOf(p)
	return Image{
		URL: m.h.Settings.Origin() + m.url(c.Address), Width: CardWidth, Height: CardHeight,
		Kind: c.Kind, Own: c.Page != nil,
	}
}

// LinkedData is what a page says of itself to search engines, in the words of
// schema.org. A template prints it as JSON-LD.
type LinkedData struct {
	Context string  `json:"@context"`
	Graph   []Thing `json:"@graph"`
}

// A Thing is a page, or the way to it. Days are written 2026-03-31; addresses have
// scheme and host.
type Thing struct {
	Type        string   `json:"@type"` // WebSite, CollectionPage, TechArticle, BreadcrumbList
	Name        string   `json:"name,omitempty"`
	Headline    string   `json:"headline,omitempty"`
	Description string   `json:"description,omitempty"`
	URL         string   `json:"url,omitempty"`
	Lang        string   `json:"inLanguage,omitempty"`
	Published   string   `json:"datePublished,omitempty"`
	Modified    string   `json:"dateModified,omitempty"`
	Image       string   `json:"image,omitempty"`
	Keywords    []string `json:"keywords,omitempty"`
	PartOf      Whole    `json:"isPartOf,omitzero"`
	Steps       []Step   `json:"itemListElement,omitempty"`
}

// Whole is what a page is a part of: the handbook.
type Whole struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

// A Step is one page on the way from home to a page, which is the last.
type Step struct {
	Type     string `json:"@type"`
	Position int    `json:"position"` // from 1
	Name     string `json:"name"`
	Item     string `json:"item"`
}

// linkedData describes a page of the handbook, whose view is complete.
func (m *Maker) linkedData(v *Page, at Place) LinkedData {
	page := Thing{
		Type: "TechArticle", Name: v.Title, Headline: v.Title, Description: v.Description, URL: v.Canonical, Lang: v.Lang,
		Published: v.Date, Modified: v.Modified, Image: v.Image.URL,
		PartOf: Whole{Type: "WebSite", Name: m.site.Title, URL: m.site.BaseURL},
	}
	for _, t := range v.Tags {
		page.Keywords = append(page.Keywords, t.Title)
	}
	data := LinkedData{Context: "https://schema.org"}
	switch {
	case at.folder == m.h.Home && at.page.IsFolder:
		page.Type, page.Name, page.Headline, page.PartOf = "WebSite", m.site.Title, "", Whole{}
		page.Description = cmp.Or(m.site.Description, v.Description)
		data.Graph = []Thing{page}
		return data
	case at.page.IsFolder:
		page.Type = "CollectionPage"
	}
	way := Thing{Type: "BreadcrumbList"}
	add := func(name, url string) {
		way.Steps = append(way.Steps, Step{Type: "ListItem", Position: len(way.Steps) + 1, Name: name, Item: url})
	}
	for _, c := range v.Crumbs {
		add(c.Title, m.h.Settings.Origin()+c.URL)
	}
	add(v.Title, v.Canonical)
	data.Graph = []Thing{page, way}
	return data
}

// Key returns the digest of the card.
func (c SocialCard) Key() source.Digest { return keyOf(c) }
