package kind

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"waymark/internal/diag"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// Codes say how mistakes are reported.
type Codes struct {
	Unknown, Bad string
	Strict       bool // every unknown key is an error, whatever it resembles
}

// The codes for the front matter of pages, and for the settings.
var (
	PageCodes     = Codes{Unknown: "H005", Bad: "H005"}
	SettingsCodes = Codes{Unknown: "C002", Bad: "C003", Strict: true}
)

// Decode reads a tree by its fields. A value that is not of its field's type is
// reported at its place and left out; nothing is coerced. A key that is not
// known is reported too: as an error when it looks like a slip of one that is,
// else as a warning, unless it begins with `x-`. Null and empty text count as
// absent.
func Decode(path string, n meta.Node, fields []Field, codes Codes) (Values, []diag.Diagnostic) {
	d := &decoder{path: path, codes: codes}
	values := d.mapping(n, fields)
	if !codes.Strict {
		d.keepOwn(n, fields, values)
	}
	return values, d.diags
}

// Missing reports the fields that a page of a kind has to have and has not
// (H006), or have without a value. One with a value that was reported is not
// missing; one whose absence a check reports is that check's.
func Missing(path string, k *Kind, n meta.Node) []diag.Diagnostic {
	var ds []diag.Diagnostic
	specimen := FieldSpecimen.In(n).Text == "true"
	for _, f := range k.All() {
		switch {
		case !f.Required && !slices.Contains(k.Needs, f.Name), set(n, f), f.checked():
			continue
		case specimen: // what it lacks is what it is shown for
			continue
		}
		at := diag.Position{Path: path, Line: 1, Column: 1, EndLine: 1, EndColumn: 1}
		if i := slices.IndexFunc(n.Fields, func(entry meta.Field) bool { return f.named(entry.Key) }); i >= 0 {
			at = n.Fields[i].KeyAt.In(path)
		}
		ds = append(ds, diag.New("H006", at, "this %s has no field %q", k.Name, f.Name).WithHint("add %s: %s", f.Name, meaning(f)))
	}
	return ds
}

// checked reports whether a check reports the field's absence.
func (f Field) checked() bool {
	_, exists := diag.Lookup(f.Check)
	return exists
}

// meaning returns what the field is for, as the end of a sentence.
func meaning(f Field) string {
	return strings.ToLower(f.Doc[:1]) + strings.TrimSuffix(f.Doc[1:], ".")
}

func set(n meta.Node, f Field) bool {
	for _, entry := range n.Fields {
		if f.named(entry.Key) && !empty(entry.Value) && !isEmptyList(entry.Value) {
			return true
		}
	}
	return false
}

// isEmptyList reports whether a list has nothing in it that counts.
func isEmptyList(n meta.Node) bool {
	return n.Type == meta.List && !slices.ContainsFunc(n.Items, func(item meta.Node) bool { return !empty(item) })
}

func (f Field) named(key string) bool { return f.Name.String() == key || slices.Contains(f.Also, key) }

func empty(n meta.Node) bool {
	return n.Type == meta.Absent || n.Type == meta.Null || n.Type == meta.String && strings.TrimSpace(n.Text) == ""
}

type decoder struct {
	path  string
	codes Codes
	diags []diag.Diagnostic
}

func (d *decoder) report(r diag.Diagnostic) { d.diags = append(d.diags, r) }

func (d *decoder) bad(at meta.Span, hint, format string, args ...any) {
	d.report(diag.New(d.codes.Bad, at.In(d.path), format, args...).WithHint("%s", hint))
}

func (d *decoder) mapping(n meta.Node, fields []Field) Values {
	values := make(Values, len(n.Fields))
	written := make(map[FieldName]meta.Field, len(n.Fields))
	for _, entry := range n.Fields {
		f := find(fields, entry.Key)
		if f == nil {
			d.unknown(entry, fields)
			continue
		}
		if empty(entry.Value) {
			continue
		}
		if first, twice := written[f.Name]; twice {
			d.report(diag.New(d.codes.Bad, entry.KeyAt.In(d.path), "%s and %s mean the same", first.Key, entry.Key).
				WithHint("keep one of the two").WithRelated(first.KeyAt.In(d.path), "the other is here"))
			continue
		}
		written[f.Name] = entry
		if v, ok := d.value(*f, entry.Value); ok {
			v.At = entry.Value.At
			values[f.Name] = v
		}
	}
	for _, f := range fields {
		if f.By.String() != "" {
			splitBy(f, values)
		}
	}
	return values
}

// splitBy takes `superseded by X` apart: the status, and the page that X names.
func splitBy(f Field, values Values) {
	v := values[f.Name]
	status, by, ok := strings.Cut(v.Text, " by ")
	if !ok {
		return
	}
	v.Text = status
	values[f.Name] = v
	if name := named(strings.TrimSpace(by)); name != "" {
		if _, set := values[f.By]; !set {
			values[f.By] = Value{Text: name, At: v.At}
		}
	}
}

// named returns the page that an author names behind `superseded by`: an id, a
// number such as ADR-12, or a link as records in MADR's form have it. Of other
// words nobody can tell whether they name one.
func named(by string) string {
	if m := markdownLink.FindStringSubmatch(by); m != nil {
		if strings.Contains(m[1], ":") { // of another site
			return ""
		}
		return source.TrimMarkdown(path.Base(m[1]))
	}
	if strings.ContainsAny(by, " [(") && Number(by) == 0 {
		return ""
	}
	return by
}

// Number returns the number that names a page of a numbered kind, as people write
// it: 12, 0012, ADR-12, adr 0012; 0 if it is none.
func Number(name string) int {
	m := byNumber.FindStringSubmatch(name)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // nine digits fit
	return n
}

// Digits returns the number that a file's name begins with as it is written there,
// 0012 of 0012-use-queues; nothing of a name without one. A year or a day is no
// number.
func Digits(file string) string {
	m := numbered.FindStringSubmatch(file)
	if m == nil || yearOrDay.MatchString(m[1]) {
		return ""
	}
	return m[1]
}

func find(fields []Field, key string) *Field {
	for i := range fields {
		if fields[i].named(key) {
			return &fields[i]
		}
	}
	return nil
}

// keepOwn puts the entries that the model does not know under their own name:
// scalars and lists of them.
func (d *decoder) keepOwn(n meta.Node, fields []Field, values Values) {
	texts := make(map[string][]Item)
	for _, entry := range n.Fields {
		items := entry.Value.Items
		if entry.Value.Type != meta.List {
			items = []meta.Node{entry.Value}
		}
		if find(fields, entry.Key) != nil || slices.ContainsFunc(items, isNested) {
			continue
		}
		for _, item := range items {
			texts[entry.Key] = append(texts[entry.Key], Item{item.Text, item.At})
		}
	}
	if len(texts) > 0 {
		values[own] = Value{Texts: texts}
	}
}

func isNested(n meta.Node) bool { return n.Type == meta.List || n.Type == meta.Map }

func (d *decoder) unknown(entry meta.Field, fields []Field) {
	if strings.HasPrefix(entry.Key, "x-") {
		return
	}
	r := diag.New(d.codes.Unknown, entry.KeyAt.In(d.path), "unknown field %s", quote(entry.Key))
	near, slip := meant(entry.Key, fields)
	switch {
	case elsewhere[unmarked.Replace(strings.ToLower(entry.Key))] != "" && !d.codes.Strict:
		r = r.WithSeverity(diag.Warning).WithHint("%s", ownHint(entry.Key, entry.Value))
	case slip:
		r = r.WithHint("did you mean %s?", near)
	case d.codes.Strict && near != "":
		r = r.WithHint("did you mean %s?", near)
	case d.codes.Strict:
	default:
		r = r.WithSeverity(diag.Warning).WithHint("%s", ownHint(entry.Key, entry.Value))
	}
	d.report(r)
}

// lettersASlip is how many letters there are to a second slip of the finger, and
// to each further one. One slip is one in a word of any length; with two, a short
// word is a word of its own: version is no slip of vision.
const lettersASlip = 5

// meant returns the field whose name is nearest to a key, if any is near, and
// whether the key is a slip of it, or its beginning.
func meant(key string, fields []Field) (name string, slip bool) {
	var names []string
	for _, f := range fields {
		names = append(append(names, f.Name.String()), f.Also...)
	}
	near, _ := diag.Nearest(key, names)
	length := min(utf8.RuneCountInString(key), utf8.RuneCountInString(near))
	if near != "" && diag.Slips(strings.ToLower(key), near) <= max(1, length/lettersASlip) {
		return near, true
	}
	if len(key) < 4 {
		return near, false
	}
	i := slices.IndexFunc(names, func(name string) bool { return strings.HasPrefix(name, strings.ToLower(key)) })
	if i < 0 {
		return near, false
	}
	return names[i], true
}

// elsewhere are fields of other tools that mean what a field here does, in lower
// case and without marks between words, with what to write.
var elsewhere = map[string]string{
	"sidebarposition": lowerFirst, // Docusaurus
	"navorder":        lowerFirst, // Just the Docs
	"order":           lowerFirst, // Starlight is sidebar.order
	"position":        lowerFirst,
	"sortorder":       lowerFirst,
	"menuorder":       lowerFirst,
	"redirectfrom":    "write aliases: old addresses that lead on to the page", // Jekyll
	"redirects":       "write aliases: old addresses that lead on to the page",
	"permalink":       "write slug for the last part of the address, or keep the old address with aliases", // Jekyll, Eleventy
	"navexclude":      "write unlisted: true to keep the page out of navigation and lists",
	"hidden":          "write unlisted: true to keep the page out of navigation and lists",
	"sidebarhidden":   "write unlisted: true to keep the page out of navigation and lists",
	"published":       "write draft: true for a page that is not to be published",
	"lastupdate":      "write lastmod: the day of the last change",
	"lastupdated":     "write lastmod: the day of the last change",
	"modified":        "write lastmod: the day of the last change",
	"lastmodified":    "write lastmod: the day of the last change",
	"lastmodifiedat":  "write lastmod: the day of the last change",
	"updated":         "write lastmod: the day of the last change",
	"pubdate":         "write date: the day on which the page was written",
	"publishdate":     "write date: the day on which the page was written",
	"created":         "write date: the day on which the page was written",
	"categories":      "write tags",
	"category":        "write tags",
	"keywords":        "write tags",
	"topics":          "write tags",
	"excerpt":         "write description",
	"subtitle":        "write description",
	"abstract":        "write description",
	"language":        "write lang",
	"locale":          "write lang",
	"robots":          "write noindex: true to keep search engines away",
	"template":        "write layout: a file of the theme's layouts",
	"bookhidden":      "write unlisted: true to keep the page out of navigation and lists", // Hugo Book
	"linktitle":       "write title: navigation calls a page by its title",
	"sidebarlabel":    "write title: navigation calls a page by its title",
	"navtitle":        "write title: navigation calls a page by its title",

	"searchexclude":     unsearched, // Just the Docs; Material for MkDocs has exclude below search
	"excludesearch":     unsearched, // Hextra, Docsy
	"booksearchexclude": unsearched, // Hugo Book
	"searchhidden":      unsearched, // PaperMod
	"excludefromsearch": unsearched,
	"nosearch":          unsearched,
	"searchable":        unsearched,
	"pagefind":          unsearched, // Starlight
}

const unsearched = "write search: false to keep the page out of the handbook's search"

// lowerFirst is the hint for fields that order pages, with the number to write.
const lowerFirst = "write weight instead, here weight: %s; what has a lower one comes first"

var unmarked = strings.NewReplacer("_", "", "-", "", " ", "", ".", "")

// ownHint says which field means the same here, or which kinds have the field, else
// how to write one's own.
func ownHint(key string, value meta.Node) string {
	if hint, ok := elsewhere[unmarked.Replace(strings.ToLower(key))]; ok {
		if hint == lowerFirst {
			return fmt.Sprintf(hint, wholeNumber(value))
		}
		return hint
	}
	var kinds []string
	for _, k := range Kinds {
		if find(k.Fields, key) != nil {
			kinds = append(kinds, k.Name)
		}
	}
	if len(kinds) > 0 {
		return "it is a field of another kind: " + strings.Join(kinds, ", ") + "; a page of that kind says so in kind, or its folder's index.md in holds"
	}
	return "for a field of your own, write x-" + short(key)
}

// hintWithin says which field means the same as a key that another tool has below
// one of ours: search: {exclude: true}.
func hintWithin(f Field, n meta.Node) string {
	for _, entry := range n.Fields {
		if hint, ok := elsewhere[unmarked.Replace(strings.ToLower(f.Name.String()+entry.Key))]; ok {
			return hint
		}
	}
	return ""
}

// wholeNumber returns the number that a field of another tool has, or says what to
// write where it has none.
func wholeNumber(n meta.Node) string {
	if i, err := strconv.Atoi(n.Text); err == nil {
		return strconv.Itoa(i)
	}
	return "10, or another whole number"
}

// value reads one value, or reports it.
func (d *decoder) value(f Field, n meta.Node) (Value, bool) {
	switch f.Type {
	case Strings, Paths, Refs, Handles:
		return d.list(f, n)
	case Records:
		return d.records(f, n)
	case Record:
		return d.record(f, n)
	case Texts:
		return d.texts(f, n)
	}
	if isNested(n) {
		d.bad(n.At, cmp.Or(hintWithin(f, n), example(f)), "%s is one value, not %s", f.Name, shown(n))
		return Value{}, false
	}
	switch f.Type {
	case Int:
		return d.integer(f, n)
	case Bool:
		return d.boolean(f, n)
	case Day:
		return d.day(f, n)
	case Horizon:
		if !isHorizon(n.Text) {
			d.bad(n.At, example(f), "%s is a year, a date or a length of time, not %s", f.Name, shown(n))
			return Value{}, false
		}
	case Language:
		if !IsLanguage(n.Text) {
			d.bad(n.At, example(f), "%s is a language tag, not %s", f.Name, shown(n))
			return Value{}, false
		}
	case URL:
		if !IsWebAddress(n.Text) {
			d.bad(n.At, example(f), "%s is an address on the web, not %s", f.Name, shown(n))
			return Value{}, false
		}
	case Enum:
		if !f.allows(n.Text) {
			d.bad(n.At, oneOf(n.Text, f.Values), "%s cannot be %s", f.Name, shown(n))
			return Value{}, false
		}
	}
	if f.Type == String {
		d.measure(f, n)
	}
	return Value{Text: n.Text}, true
}

// What is longer is no field that somebody wrote, but a text that was put into
// one, or a file that went wrong.
const (
	mostCharacters = 1000 // of a text that has no limit of its own
	mostEntries    = 200  // of a list on a page
)

// measure reports a text that is too long to be shown beside others.
func (d *decoder) measure(f Field, n meta.Node) {
	most, hint := mostCharacters, "shorten it, and say the rest in the page's text"
	if f.Most > 0 {
		most, hint = f.Most, "shorten it: lists, cards and search results cut it off"
	}
	if length := utf8.RuneCountInString(n.Text); length > most {
		d.report(diag.New(d.codes.Bad, n.At.In(d.path), "%s has %d characters, over %d", f.Name, length, most).
			WithSeverity(diag.Warning).WithHint("%s", hint))
	}
}

// count reports a list that is too long to be read. Settings are read by nobody.
func (d *decoder) count(f Field, n meta.Node) {
	most, hint := mostEntries, "keep those that readers need: the page shows all of them"
	if f.Entries > 0 {
		most, hint = f.Entries, fmt.Sprintf("keep the %d that matter most", f.Entries)
	}
	if len(n.Items) > most && !d.codes.Strict {
		d.report(diag.New(d.codes.Bad, n.At.In(d.path), "%s has %d entries, over %d", f.Name, len(n.Items), most).
			WithSeverity(diag.Warning).WithHint("%s", hint))
	}
}

func (d *decoder) integer(f Field, n meta.Node) (Value, bool) {
	i, err := strconv.Atoi(n.Text)
	switch {
	case n.Type == meta.String && err == nil && strconv.Itoa(i) == n.Text:
		d.bad(n.At, "write "+f.Name.String()+": "+n.Text+", without quotes", "%s is a whole number, not the text %s", f.Name, shown(n))
	case n.Type != meta.Int || err != nil:
		d.bad(n.At, example(f), "%s is a whole number, not %s", f.Name, shown(n))
	case strconv.Itoa(i) != strings.TrimPrefix(n.Text, "+"):
		d.bad(n.At, fmt.Sprintf("write %s: %d", f.Name, i), "%s is a whole number, and %s can be read in two ways", f.Name, shown(n))
	case f.Least != 0 && i < f.Least:
		d.bad(n.At, fmt.Sprintf("write %d or more", f.Least), "%s cannot be %s", f.Name, shown(n))
	default:
		return Value{Int: i}, true
	}
	return Value{}, false
}

func (d *decoder) boolean(f Field, n meta.Node) (Value, bool) {
	if n.Type == meta.Bool {
		return Value{Bool: strings.EqualFold(n.Text, "true")}, true
	}
	hint := "write true or false, without quotes"
	switch strings.ToLower(n.Text) {
	case "true", "yes", "on", "y", "1":
		hint = "write " + f.Name.String() + ": true, without quotes"
	case "false", "no", "off", "n", "0":
		hint = "write " + f.Name.String() + ": false, without quotes"
	}
	d.bad(n.At, hint, "%s is true or false, not %s", f.Name, shown(n))
	return Value{}, false
}

func (d *decoder) day(f Field, n meta.Node) (Value, bool) {
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, n.Text); err == nil {
			year, month, day := t.Date()
			return Value{Text: n.Text, Day: time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}, true
		}
	}
	d.bad(n.At, dayHint(f, n.Text), "%s is a date, not %s", f.Name, shown(n))
	return Value{}, false
}

// dayLayouts are the ways to write a day. Other generators write the time of day
// too; what counts is the day as it is written.
var dayLayouts = []string{
	time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateTime, "2006-01-02 15:04", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
}

// dayHint shows the day that was meant, when it can be told.
func dayHint(f Field, text string) string {
	if t, err := time.Parse("2006-1-2", text); err == nil {
		return "write " + f.Name.String() + ": " + t.Format(time.DateOnly)
	}
	if wellFormedDay.MatchString(text) {
		return "there is no such day"
	}
	return example(f)
}

var (
	wellFormedDay = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	lengthOfTime  = regexp.MustCompile(`^[1-9][0-9]{0,3}(y|mo)$`)
	year          = regexp.MustCompile(`^[12][0-9]{3}$`)
	markdownLink  = regexp.MustCompile(`^\[[^\]]*\]\(([^)#\s]+)(?:#[^)\s]*)?\)`)
	byNumber      = regexp.MustCompile(`^(?:[A-Za-z]{1,8}[-_ #]?)?([0-9]{1,9})$`)
	numbered      = regexp.MustCompile(`^(?:[A-Za-z]{1,8}[-_]?)?([0-9]{1,9})(?:[-_. ]|$)`)
	yearOrDay     = regexp.MustCompile(`^(?:19|20)[0-9]{2}(?:[0-9]{4})?$`)
	handle        = regexp.MustCompile(`^@?[\pL\pN][\pL\pN._/-]*$`)
)

func isHorizon(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil || lengthOfTime.MatchString(s) || year.MatchString(s)
}

// IsLanguage reports whether s is the tag of a language that there is (BCP 47).
// The word english is none, though it is spelled like one.
func IsLanguage(s string) bool {
	_, err := language.Parse(s)
	return err == nil && !strings.Contains(s, "_")
}

// allows reports whether text is one of an Enum's values, or with By one of them
// and what it is by.
func (f Field) allows(text string) bool {
	if f.By.String() != "" {
		text, _, _ = strings.Cut(text, " by ")
	}
	return slices.Contains(f.Values, text)
}

func oneOf(text string, values []string) string {
	if strings.HasPrefix(text, "{") { // as templates of records have it
		return "write one of " + strings.Join(values, ", ") + "; if the file is a template, name it below ignore in handbook.yaml"
	}
	if near, ok := diag.Nearest(text, values); ok {
		return "did you mean " + near + "?"
	}
	return "write one of " + strings.Join(values, ", ")
}

// list reads a list of scalars, or one scalar. Of a list, what is right counts.
func (d *decoder) list(f Field, n meta.Node) (Value, bool) {
	items := n.Items
	switch n.Type {
	case meta.List:
	case meta.Map:
		d.bad(n.At, example(f), "%s is a list, not %s", f.Name, shown(n))
		return Value{}, false
	default:
		items = []meta.Node{n}
	}
	var v Value
	reported := false
	d.count(f, n)
	for _, item := range items {
		switch {
		case empty(item):
		case isNested(item):
			reported = true
			d.bad(item.At, example(f), "%s has %s where one text is wanted", f.Name, shown(item))
		case f.Type == Handles && !handle.MatchString(item.Text):
			reported = true
			d.bad(item.At, `write it as payments, or in quotes as "@payments"`, "%s: %s is no handle", f.Name, shown(item))
		case len(f.Values) > 0 && f.Type == Strings && !f.allows(item.Text):
			reported = true
			d.bad(item.At, oneOf(item.Text, f.Values), "%s: %s is none of its values", f.Name, shown(item))
		case f.Type == Handles:
			d.measure(f, item)
			v.List = append(v.List, Item{strings.TrimPrefix(item.Text, "@"), item.At})
		default:
			d.measure(f, item)
			v.List = append(v.List, Item{item.Text, item.At})
		}
	}
	return v, len(v.List) > 0 || !reported
}

func (d *decoder) records(f Field, n meta.Node) (Value, bool) {
	if n.Type != meta.List {
		d.bad(n.At, example(f), "%s is a list, not %s", f.Name, shown(n))
		return Value{}, false
	}
	var v Value
	reported := false
	d.count(f, n)
	for _, item := range n.Items {
		if item.Type != meta.Map {
			reported = true
			d.bad(item.At, example(f), "%s: an entry is a map of %s, not %s", f.Name, fieldNames(f.Of), shown(item))
			continue
		}
		for _, sub := range f.Of {
			if sub.Required && !set(item, sub) && !sub.checked() {
				d.bad(item.At, "add "+sub.Name.String()+": "+meaning(sub), "%s: this entry has no %s", f.Name, sub.Name)
			}
		}
		v.Records = append(v.Records, d.mapping(item, f.Of))
	}
	return v, len(v.Records) > 0 || !reported
}

func (d *decoder) record(f Field, n meta.Node) (Value, bool) {
	if n.Type != meta.Map {
		d.bad(n.At, example(f), "%s is a map, not %s", f.Name, shown(n))
		return Value{}, false
	}
	return Value{Records: []Values{d.mapping(n, f.Of)}}, true
}

func (d *decoder) texts(f Field, n meta.Node) (Value, bool) {
	if n.Type != meta.Map {
		d.bad(n.At, example(f), "%s is a map, not %s", f.Name, shown(n))
		return Value{}, false
	}
	v := Value{Texts: make(map[string][]Item, len(n.Fields))}
	for _, entry := range n.Fields {
		if empty(entry.Value) {
			continue
		}
		of := Field{Name: FieldName{f.Name.String() + "." + short(entry.Key)}, Type: Strings}
		if f.Values != nil {
			of.Type, of.Values = Enum, f.Values
		}
		one, ok := d.value(of, entry.Value)
		if of.Type == Enum {
			one.List = []Item{{Text: one.Text, At: entry.Value.At}}
		}
		if ok {
			v.Texts[entry.Key] = one.List
		}
	}
	return v, true
}

// example is the hint that shows a value of the field's type.
func example(f Field) string {
	switch f.Type {
	case Int:
		return "write a number: " + f.Name.String() + ": 10"
	case Day:
		return "write year, month and day: " + f.Name.String() + ": 2026-03-31"
	case Horizon:
		return "write 2029, 2026-03-31, 3y or 5mo"
	case Language:
		return "write it as en, de or pt-BR"
	case URL:
		return "write it with its scheme: " + f.Name.String() + ": https://example.org/talk"
	case Enum:
		return "write one of " + strings.Join(f.Values, ", ")
	case Bool:
		return "write true or false, without quotes"
	case Strings, Refs, Paths:
		return "write a list: " + f.Name.String() + ": [one, two]"
	case Handles:
		return `write a list: ` + f.Name.String() + `: ["@payments"]`
	case Records:
		return "begin each entry with -, and give it " + fieldNames(f.Of)
	case Record:
		return "write on lines of their own, indented below " + f.Name.String() + ": " + fieldNames(f.Of)
	case Texts:
		return "write a key and a value on each line, indented below " + f.Name.String()
	}
	return "write one value: " + f.Name.String() + ": text"
}

func fieldNames(fields []Field) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name.String()
	}
	return strings.Join(names, ", ")
}

// shown names a value in a message.
func shown(n meta.Node) string {
	switch n.Type {
	case meta.List:
		return "a list"
	case meta.Map:
		return "a map"
	}
	return quote(n.Text)
}

func quote(s string) string { return fmt.Sprintf("%q", short(s)) }

// short cuts what is too long for a message.
func short(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		return string([]rune(s)[:40]) + "…"
	}
	return s
}
