// Package kind describes the kinds of pages, once (invariant 8). A kind is a
// value of type Kind: its fields, each with type, meaning and place among the
// relations. Decoding, checks, the editors' schema, scaffolds, documentation and
// templates read these descriptions; none of them knows a field by itself. Code
// that treats one field, section, status, relation or kind in its own way names it
// by a value of this package, FieldReviewBy or StatusAgreed: a misspelt one doesn't
// compile, and a test of package internal finds strings in their place.
//
// The settings of a handbook are described in the same way (Settings).
package kind

import (
	"time"

	"waymark/internal/meta"
)

// A Type says which values a field takes.
type Type uint8

const (
	String   Type = iota // any scalar, exactly as written
	Int                  // a whole number
	Bool                 // true or false
	Day                  // a date: 2026-03-31
	Horizon              // a year, a date, or a length of time: 2029, 2026-03-31, 3y, 5mo
	Language             // a language tag: en, pt-BR
	URL                  // an address on the web: https://example.org/talk
	Enum                 // one of Values
	Strings              // a list of scalars, or one
	Handles              // one handle or a list, with or without @
	Paths                // a list of addresses, or one
	Ref                  // the id of one page
	Refs                 // ids of pages: one, or a list
	Records              // a list of maps with the fields of Of
	Record               // one map with the fields of Of
	Texts                // a map of free keys to scalars or lists of scalars
)

// A Field is one key of the front matter or of the settings.
type Field struct {
	Name     FieldName
	Type     Type
	Also     []string  // other spellings that are read as the same: summary for description
	Required bool      // marked * in the model: without it, H006
	Check    string    // the code of the check that alone reports its absence, once there is one; empty: H006
	Values   []string  // of an Enum; of Strings: the only ones; of a Ref: words that stand for no page; of Texts: the words that each can be, empty: any
	By       FieldName // of an Enum: the Ref that takes X when the author writes `superseded by X`
	Default  string    // what it means to leave the field out; empty: nothing
	To       []string  // of Ref and Refs: the kinds it may lead to; empty: any
	Inverse  string    // of a relation: its name on the target's page
	Acyclic  bool      // of a relation: going on along it never leads back
	Most     int       // most characters, of a list of each entry; 0: as many as a text may have that has no limit of its own
	Entries  int       // of a list: most entries; 0: as many as a list may have that has no limit of its own
	Least    int       // of an Int: the least that it can be; 0: any
	Of       []Field   // of Records and Record
	Doc      string    // one sentence for the documentation, the schema and editors
	Example  string    // a value as an author writes it in YAML; a list or a map on lines of their own
}

// A Kind is one sort of page.
type Kind struct {
	Name   string
	Plural string
	Also   []string // what people call it besides, on the command line
	Folder string   // the folder whose files are of this kind unless they say otherwise; empty: none
	Doc    string
	Fields []Field     // without those of Common
	Needs  []FieldName // fields of Common that this kind cannot do without
	Starts []FieldName // fields that a new page starts with, though it could do without

	Numbered bool      // a page is known by the number that its file's name begins with: ADR-12
	Live     []Word    // of a kind that teams write: the statuses in which it is in force
	Sections []Section // that readers expect, in the order in which they meet them
}

// A Section is a part of a page below a heading of a known meaning.
type Section struct {
	Name     SectionName // the heading, as scaffolds write it: Guiding policy
	Also     []string    // other headings that mean the same
	Begins   bool        // a heading need only begin with Name or one of Also: Why it is worth it
	Required bool        // marked * in the model
	Check    string      // the code of the check that alone reports its absence, once there is one
	Doc      string      // what belongs there, in one sentence
}

// Values are the decoded fields of a page, by the field's own name. A field that
// is absent, null, empty text, or had a value that was reported is not in it; one
// that is an empty list is.
type Values map[FieldName]Value

// own is the name below which Values keep what the model does not know.
var own FieldName

// Own returns the author's own entries, which the model does not know, by key:
// scalars and lists of scalars. Templates see them; nothing else reads them.
func (v Values) Own() map[string][]Item { return v[own].Texts }

// A Value is one decoded field. Which member holds it follows from the type.
type Value struct {
	At      meta.Span
	Text    string            // String, Enum, Ref; Day and Horizon as written
	Int     int               // Int
	Bool    bool              // Bool
	Day     time.Time         // Day: UTC midnight
	List    []Item            // Strings, Handles (without @), Paths, Refs
	Records []Values          // Records; Record: one
	Texts   map[string][]Item // Texts
}

// Word returns the value of an Enum as other packages name it.
func (v Value) Word() Word { return Word{v.Text} }

// An Item is one entry of a list with its place.
type Item struct {
	Text string
	At   meta.Span
}

// TextsOf returns the texts of a list; nil of an empty one.
func TextsOf(list []Item) []string {
	var texts []string
	for _, item := range list {
		texts = append(texts, item.Text)
	}
	return texts
}
