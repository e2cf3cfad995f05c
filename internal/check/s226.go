package check

import (
	"slices"

	"waymark/internal/kind"
	"waymark/internal/page"
	"waymark/internal/wording"
)

// unconnected finds an action that has nothing to do with the rest of the strategy.
var unconnected = &Rule{
	Code:    "S226",
	Of:      "strategy",
	Pitfall: "bad-strategic-objectives",
	Lexical: true,
	Before: `## Problem

Support hears of a changed invoice a day late.

## Guiding policy

One source for changes of invoices.

## Actions

- Start a podcast about the company (@payments, by 2026-06-15)
`,
	After: `## Problem

Support hears of a changed invoice a day late.

## Guiding policy

One source for changes of invoices.

## Actions

- Start a podcast about the company (@payments, by 2026-06-15)
  - Because: support learns from it what changed in invoices
`,
	Check: func(in *Input) []Finding {
		known := make(map[string]bool)
		actions := in.Section(kind.SectionActions)
		for _, s := range read(in.Sentences()) {
			if !actions.holds(s.Block) {
				learn(known, s.Words)
			}
		}
		learn(known, wording.Words(in.Page.Title))
		for _, s := range in.FieldStatements(kind.FieldSlice) {
			learn(known, s.Words)
		}
		var found []Finding
		for _, step := range in.steps() {
			if len(step.below) > 0 || !aside.In(step.head()) || knows(known, step.head()) {
				continue
			}
			found = append(found, one(step.at(), "add a line Because: below it, or leave it to another plan", "how does %s answer the problem?", step.name())...)
		}
		return found
	},
}

// holds reports whether a block stands in a section, none being one without any.
func (s *Section) holds(b *page.Block) bool {
	return s != nil && slices.ContainsFunc(s.Blocks, func(own page.Block) bool { return own.Heading == b.Heading })
}

// learn adds the words that carry meaning to those that are known, by their stem.
func learn(known map[string]bool, words []Word) {
	for _, w := range words {
		if carriesMeaning(w) {
			known[w.Stem] = true
		}
	}
}

// knows reports whether one of the words that carry meaning is known.
func knows(known map[string]bool, words []Word) bool {
	for _, w := range words {
		if carriesMeaning(w) && known[w.Stem] {
			return true
		}
	}
	return false
}

func carriesMeaning(w Word) bool {
	return len(w.Stem) > 2 && !w.IsCount() && !function.Has(w) && !common.Has(w)
}

// common are words that connect nothing with nothing.
var common = newLexicon(`new, start~, begin~, set, day~, week~, month~, year~, choose~, buy~, large~, small, next, first, last, free, people, third, second, show~, give~, put, come~, want~, need~, use~, read~, work~, time~, thing~, page~, publish~, hold~, look~, two, many, name~`)

// aside are what strategies hold that came along from somewhere else. Whether two
// things hang together cannot be told from words: most steps share none with the
// problem that they answer. So only these are asked how they do.
var aside = newLexicon(`
podcast~, newsletter~, magazine~, jubilee, anniversary, birthday, party, parties, celebration~, celebrate, festival~, fair, fairs, stand at, booth~, gala, concert~, picnic~, barbecue~, outing, outings, trip~, excursion~, retreat~, offsite~, team building, team-building, team event~, hackathon~, sports day, football, table tennis, table football, running group, yoga, gym, massage~, fruit, fruit basket, canteen~, menu, kitchen~, coffee machine~, tea kitchen, lunch~, cake~, beer, bench~, benches, furniture, chair~, sofa~, desk~, carpet~, curtain~, paint~, repaint~, wall~, wallpaper, lobby, foyer, lamp~, plant~, flowerbed, flowerbeds, garden~, lawn, tree~, park, parking, car park, bicycle rack~, bike shed, bike sheds, bee~, beehive~, mascot~, logo~, slogan~, claim, t-shirt~, hoodie~, mug~, sticker~, brand~, rebrand~, branding, corporate design, business cards, letterhead, website, web site, home page, homepage, intranet, blog~, social media, video, image film, film, brochure~, flyer~, poster~, book, books, calendar, christmas cards, photo~, photographer~, portrait~, award~, prize~, competition~, sponsor~, sponsorship, donation~, charity, language course~, english course~, first aid, first-aid, eye test~, flu jab~, vaccination~, health day, smoking, dress code, company car~, office move, meeting rooms, air conditioning, window~ cleaning, roof, solar panel~, art, painting, paintings, exhibition~, museum~, choir~, band
`)
