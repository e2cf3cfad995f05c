package kind

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"waymark/internal/diag"
	"waymark/internal/meta"
	"waymark/internal/source"
)

func parse(t testing.TB, front string) meta.Node {
	t.Helper()
	n, _, ds := meta.Front(source.NewText("a.md", []byte(front)))
	if len(ds) > 0 {
		t.Fatalf("%q: %v", front, ds)
	}
	return n
}

func decode(t testing.TB, kind, yaml string) (Values, []diag.Diagnostic) {
	t.Helper()
	return Decode("a.md", parse(t, "---\n"+yaml+"\n---\n"), Lookup(kind).All(), PageCodes)
}

// said writes diagnostics as `line:column: severity: message (hint)`.
func said(ds []diag.Diagnostic) string {
	var lines []string
	for _, d := range ds {
		lines = append(lines, fmt.Sprintf("%d:%d %s: %s (%s)", d.Line, d.Column, d.Severity, d.Message, d.Hint))
	}
	return strings.Join(lines, "\n")
}

func TestValuesAreRead(t *testing.T) {
	day := func(s string) Value {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return Value{Text: s, Day: d}
	}
	list := func(texts ...string) Value {
		v := Value{}
		for _, text := range texts {
			v.List = append(v.List, Item{Text: text})
		}
		return v
	}
	tests := []struct {
		kind, yaml, field string
		want              Value
	}{
		{"page", "title: No vision", "title", Value{Text: "No vision"}},
		{"page", "title: 1.10", "title", Value{Text: "1.10"}},
		{"page", "title: NO", "title", Value{Text: "NO"}},
		{"page", "title: true", "title", Value{Text: "true"}},
		{"page", "title: 2024-01-01", "title", Value{Text: "2024-01-01"}},
		{"page", "title: 012", "title", Value{Text: "012"}},
		{"page", "title: \"<script>{{.}}\"", "title", Value{Text: "<script>{{.}}"}},
		{"page", "summary: x", "description", Value{Text: "x"}},
		{"page", "weight: -3", "weight", Value{Int: -3}},
		{"page", "weight: +3", "weight", Value{Int: 3}},
		{"page", "draft: true", "draft", Value{Bool: true}},
		{"page", "toc: FALSE", "toc", Value{Bool: false}},
		{"page", "date: 2026-03-31", "date", day("2026-03-31")},
		{"page", "date: \"2026-03-31\"", "date", day("2026-03-31")},
		{"page", "date: 2024-02-29T23:30:00-05:00", "date", Value{Text: "2024-02-29T23:30:00-05:00", Day: day("2024-02-29").Day}},
		{"page", "date: 2024-02-29 10:00", "date", Value{Text: "2024-02-29 10:00", Day: day("2024-02-29").Day}},
		{"page", "tags: [a, 1, 'b c']", "tags", list("a", "1", "b c")},
		{"page", "tags: one", "tags", list("one")},
		{"page", "tags: [a, ~, '']", "tags", list("a")},
		{"page", "asked: my boss wants a vision", "asked", list("my boss wants a vision")},
		{"page", "asked: [how do I silence a finding, " + strings.Repeat("ä", 80) + strings.Repeat(", x", 10) + "]", "asked", list(append([]string{"how do I silence a finding", strings.Repeat("ä", 80)}, strings.Split(strings.Repeat("x", 10), "")...)...)},
		{"page", "search: false", "search", Value{Bool: false}},
		{"page", "aliases:\n  - /old/", "aliases", list("/old/")},
		{"vision", "for: []", "for", Value{}},
		{"vision", "horizon: 2029", "horizon", Value{Text: "2029"}},
		{"vision", "horizon: 3y", "horizon", Value{Text: "3y"}},
		{"vision", "horizon: 2029-06-30", "horizon", Value{Text: "2029-06-30"}},
		{"strategy", "horizon: 5mo", "horizon", Value{Text: "5mo"}},
		{"vision", "owner: \"@team/platform\"", "owner", list("team/platform")},
		{"vision", "owner: [payments, '@web']", "owner", list("payments", "web")},
		{"vision", "status: agreed", "status", Value{Text: "agreed"}},
		{"strategy", "vision: visions/serverless", "vision", Value{Text: "visions/serverless"}},
		{"strategy", "after: [a, b]", "after", list("a", "b")},
		{"strategy", "after: '../../etc/passwd'", "after", list("../../etc/passwd")},
		{"pitfall", "of: strategy", "of", Value{Text: "strategy"}},
		{"decision", "status: accepted", "status", Value{Text: "accepted"}},
		{"decision", "status: superseded by 0007-queues", "status", Value{Text: "superseded"}},
		{"decision", "status: superseded by 0007-queues", "superseded_by", Value{Text: "0007-queues"}},
		{"decision", "status: superseded by [ADR-7](../adr/0007-queues.md#why)", "status", Value{Text: "superseded"}},
		{"decision", "status: superseded by [ADR-7](../adr/0007-queues.md#why)", "superseded_by", Value{Text: "0007-queues"}},
		{"decision", "status: superseded by ADR-0007", "superseded_by", Value{Text: "ADR-0007"}},
		{"decision", "status: superseded by ADR 7", "superseded_by", Value{Text: "ADR 7"}},
	}
	for _, tt := range tests {
		values, ds := decode(t, tt.kind, tt.yaml)
		v, ok := values[FieldName{tt.field}]
		if !ok || len(ds) > 0 {
			t.Errorf("%s: set %v, %s", tt.yaml, ok, said(ds))
			continue
		}
		if v.At.Line < 2 {
			t.Errorf("%s: no place: %v", tt.yaml, v.At)
		}
		v.At = meta.Span{}
		for i := range v.List {
			v.List[i].At = meta.Span{}
		}
		if fmt.Sprintf("%+v", v) != fmt.Sprintf("%+v", tt.want) {
			t.Errorf("%s: got %+v, want %+v", tt.yaml, v, tt.want)
		}
	}
}

func TestWhatNamesNoPageIsNoSuccessor(t *testing.T) {
	for _, by := range []string{"what comes next", "[RFC 7](https://example.org/7.md)", "a, b and c"} {
		if values, ds := decode(t, "decision", "status: \"superseded by "+by+"\""); values[FieldSupersededBy].Text != "" || len(ds) > 0 {
			t.Errorf("superseded by %q: %+v %s", by, values[FieldSupersededBy], said(ds))
		}
	}
}

func TestRecordsAreKnownByTheirNumbers(t *testing.T) {
	for name, want := range map[string]int{"12": 12, "0012": 12, "ADR-12": 12, "adr 0012": 12, "ADR12": 12, "ADR#12": 12, "use-queues": 0, "0012-use-queues": 0, "": 0, "1234567890": 0} {
		if got := Number(name); got != want {
			t.Errorf("%q names number %d, want %d", name, got, want)
		}
	}
	for file, want := range map[string]string{"0012-use-queues": "0012", "adr-0012-use-queues": "0012", "ADR12": "12", "12": "12", "12.use": "12", "12queues": "", "2023-use": "", "2024-05-01-use": "", "20240501-use": "", "1023-use": "1023", "": ""} {
		if got := Digits(file); got != want {
			t.Errorf("%q has number %q, want %q", file, got, want)
		}
	}
}

func TestOtherFormatsAreReadAlike(t *testing.T) {
	for _, front := range []string{
		"---\ntitle: x\nweight: 3\ndraft: true\ndate: 2026-03-31\nhorizon: 2029\ntags: [a]\n---\n",
		"+++\ntitle = 'x'\nweight = 3\ndraft = true\ndate = 2026-03-31\nhorizon = 2029\ntags = ['a']\n+++\n",
		`{"title": "x", "weight": 3, "draft": true, "date": "2026-03-31", "horizon": "2029", "tags": ["a"]}`,
	} {
		v, ds := Decode("a.md", parse(t, front), Lookup("vision").All(), PageCodes)
		if v[FieldTitle].Text != "x" || v[FieldWeight].Int != 3 || !v[FieldDraft].Bool || v[FieldDate].Day.Format(time.DateOnly) != "2026-03-31" || v[FieldHorizon].Text != "2029" || len(v[FieldTags].List) != 1 || len(ds) > 0 {
			t.Errorf("%s: %+v %s", front, v, said(ds))
		}
	}
}

func TestNothingIsCoercedInSilence(t *testing.T) {
	long := strings.Repeat("ä", 201)
	tests := []struct{ kind, yaml, want string }{
		{"page", "title: [a]", "2:9 error: title is one value, not a list (write one value: title: text)"},
		{"page", "title: {a: b}", "2:9 error: title is one value, not a map (write one value: title: text)"},
		{"page", "description: " + long, "2:14 warning: description has 201 characters, over 200 (shorten it: lists, cards and search results cut it off)"},
		{"page", "weight: true", `2:9 error: weight is a whole number, not "true" (write a number: weight: 10)`},
		{"page", "weight: 1.0", `2:9 error: weight is a whole number, not "1.0" (write a number: weight: 10)`},
		{"page", "weight: \"3\"", `2:9 error: weight is a whole number, not the text "3" (write weight: 3, without quotes)`},
		{"page", "weight: \"+3\"", `2:9 error: weight is a whole number, not "+3" (write a number: weight: 10)`},
		{"page", "weight: 012", `2:9 error: weight is a whole number, and "012" can be read in two ways (write weight: 12)`},
		{"page", "weight: 99999999999999999999", `2:9 error: weight is a whole number, not "99999999999999999999" (write a number: weight: 10)`},
		{"page", "title: " + strings.Repeat("ä", 1001), "2:8 warning: title has 1001 characters, over 1000 (shorten it, and say the rest in the page's text)"},
		{"vision", "for: [a, " + strings.Repeat("ä", 1001) + "]", "2:10 warning: for has 1001 characters, over 1000 (shorten it, and say the rest in the page's text)"},
		{"vision", "owner: [" + strings.Repeat("a, ", 201) + "]", "2:9 warning: owner has 201 entries, over 200 (keep those that readers need: the page shows all of them)"},
		{"page", "asked: [why, " + strings.Repeat("ä", 81) + "]", "2:14 warning: asked has 81 characters, over 80 (shorten it: lists, cards and search results cut it off)"},
		{"page", "asked: " + strings.Repeat("ä", 81), "2:8 warning: asked has 81 characters, over 80 (shorten it: lists, cards and search results cut it off)"},
		{"page", "asked: [" + strings.Repeat("a, ", 13) + "]", "2:9 warning: asked has 13 entries, over 12 (keep the 12 that matter most)"},
		{"page", "asked: {a: b}", "2:9 error: asked is a list, not a map (write a list: asked: [one, two])"},
		{"page", "search: \"false\"", `2:9 error: search is true or false, not "false" (write search: false, without quotes)`},
		{"page", "search: {boost: 2}", "2:10 error: search is one value, not a map (write true or false, without quotes)"},
		{"reading", "year: -7", `2:7 error: year cannot be "-7" (write 1 or more)`},
		{"pattern", "max_months: 0", `2:13 error: max_months cannot be "0" (write 1 or more)`},
		{"reading", "url: javascript:alert(1)", `2:6 error: url is an address on the web, not "javascript:alert(1)" (write it with its scheme: url: https://example.org/talk)`},
		{"reading", "url: www.example.org", `2:6 error: url is an address on the web, not "www.example.org" (write it with its scheme: url: https://example.org/talk)`},
		{"example", "sources:\n  - url: ../index.md", `3:10 error: url is an address on the web, not "../index.md" (write it with its scheme: url: https://example.org/talk)`},
		{"page", "draft: \"true\"", `2:8 error: draft is true or false, not "true" (write draft: true, without quotes)`},
		{"page", "draft: yes", `2:8 error: draft is true or false, not "yes" (write draft: true, without quotes)`},
		{"page", "draft: 0", `2:8 error: draft is true or false, not "0" (write draft: false, without quotes)`},
		{"page", "draft: maybe", `2:8 error: draft is true or false, not "maybe" (write true or false, without quotes)`},
		{"page", "date: 2026-02-30", `2:7 error: date is a date, not "2026-02-30" (there is no such day)`},
		{"page", "date: 2026-3-1", `2:7 error: date is a date, not "2026-3-1" (write date: 2026-03-01)`},
		{"page", "date: 31.3.2026", `2:7 error: date is a date, not "31.3.2026" (write year, month and day: date: 2026-03-31)`},
		{"page", "date: 2026-03-31 or so", `2:7 error: date is a date, not "2026-03-31 or so" (write year, month and day: date: 2026-03-31)`},
		{"page", "tags: {a: b}", "2:8 error: tags is a list, not a map (write a list: tags: [one, two])"},
		{"page", "tags: [a, [b]]", "2:12 error: tags has a list where one text is wanted (write a list: tags: [one, two])"},
		{"vision", "horizon: soon", `2:10 error: horizon is a year, a date or a length of time, not "soon" (write 2029, 2026-03-31, 3y or 5mo)`},
		{"vision", "horizon: 2029-13-01", `2:10 error: horizon is a year, a date or a length of time, not "2029-13-01" (write 2029, 2026-03-31, 3y or 5mo)`},
		{"page", "lang: english", `2:7 error: lang is a language tag, not "english" (write it as en, de or pt-BR)`},
		{"page", "lang: en_US", `2:7 error: lang is a language tag, not "en_US" (write it as en, de or pt-BR)`},
		{"page", "lang: \"de\\\" x\"", `2:7 error: lang is a language tag, not "de\" x" (write it as en, de or pt-BR)`},
		{"vision", "status: agred", `2:9 error: status cannot be "agred" (did you mean agreed?)`},
		{"decision", `status: "{proposed | accepted}"`, `2:9 error: status cannot be "{proposed | accepted}" (write one of proposed, accepted, rejected, deprecated, superseded; if the file is a template, name it below ignore in handbook.yaml)`},
		{"vision", "status: active", `2:9 error: status cannot be "active" (write one of draft, proposed, agreed, retired)`},
		{"vision", "owner: [ok, the payments team]", `2:13 error: owner: "the payments team" is no handle (write it as payments, or in quotes as "@payments")`},
		{"vision", "owner: '@'", `2:8 error: owner: "@" is no handle (write it as payments, or in quotes as "@payments")`},
		{"strategy", "vision: [a, b]", "2:10 error: vision is one value, not a list (write one value: vision: text)"},
		{"strategy", "fit: yes", `2:6 error: fit is a map, not "yes" (write a key and a value on each line, indented below fit)`},
		{"strategy", "fit: {a: {b: c}}", "2:11 error: fit.a is a list, not a map (write a list: fit.a: [one, two])"},
		{"pattern", "constraints: {id: a, text: b}", "2:15 error: constraints is a list, not a map (begin each entry with -, and give it id, text, need)"},
		{"pattern", "constraints: [a]", `2:15 error: constraints: an entry is a map of id, text, need, not "a" (begin each entry with -, and give it id, text, need)`},
		{"pattern", "constraints:\n  - id: a\n    need: must", "3:5 error: constraints: this entry has no text (add text: the constraint)\n" + `4:11 error: need cannot be "must" (write one of necessary, helpful)`},
		{"page", "accept:\n  - check: S222\n    becuase: it is so", `4:5 error: unknown field "becuase" (did you mean because?)`},
		{"page", "summary: a\ndescription: b", "3:1 error: summary and description mean the same (keep one of the two)"},
	}
	for _, tt := range tests {
		_, ds := decode(t, tt.kind, tt.yaml)
		if got := said(ds); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.yaml, got, tt.want)
		}
	}
}

func TestReportedValuesAreLeftOutAndTheRestOfAListStays(t *testing.T) {
	values, _ := decode(t, "vision", "owner: [a b, c d]\nagreed_by: [a b, web]\nweight: x\nfor: [[a]]\naccept: [x]")
	if len(values) != 1 || len(values[FieldAgreedBy].List) != 1 || values[FieldAgreedBy].List[0].Text != "web" {
		t.Errorf("values: %+v", values)
	}
}

func TestSlipsAreErrorsWithTheLikelyKey(t *testing.T) {
	for slip, want := range map[string]string{
		"tilte": "title", "titel": "title", "Title": "title", "drfat": "draft", "weigth": "weight", "wieght": "weight", "desciption": "description", "descr": "description",
		"tag": "tags", "tgas": "tags", "alias": "aliases", "lastMod": "lastmod", "no_index": "noindex", "sumary": "summary", "layuot": "layout", "acept": "accept", "decsription": "description", "discribtion": "description",
	} {
		_, ds := decode(t, "page", slip+": x")
		if want := fmt.Sprintf("2:1 error: unknown field %q (did you mean %s?)", slip, want); said(ds) != want {
			t.Errorf("got %s, want %s", said(ds), want)
		}
	}
}

func TestForeignKeysAreWarningsAndTheAuthorsOwn(t *testing.T) {
	for _, key := range strings.Fields("author categories image id type url permalink published updated created cover keywords menu nav_order parent template category series hidden sidebar_position sidebar_label version icon hero dataset lend notes team") {
		_, ds := decode(t, "page", key+": x")
		if len(ds) != 1 || ds[0].Severity != diag.Warning || ds[0].Code != "H005" {
			t.Errorf("%s: %s", key, said(ds))
		}
	}
	for kind, keys := range map[string]string{"strategy": "version position owners_of mission", "vision": "format statements_of"} {
		for _, key := range strings.Fields(keys) {
			if _, ds := decode(t, kind, key+": x"); len(ds) != 1 || ds[0].Severity != diag.Warning {
				t.Errorf("%s: %s", kind, said(ds))
			}
		}
	}
	_, ds := decode(t, "pattern", "shows: x")
	if want := `2:1 warning: unknown field "shows" (it is a field of another kind: example; a page of that kind says so in kind, or its folder's index.md in holds)`; said(ds) != want {
		t.Errorf("got %s, want %s", said(ds), want)
	}
	values, ds := decode(t, "page", "x-hero: big\nx-list: [a, b]\nx-map: {a: b}\ntitle: t")
	if len(ds) > 0 {
		t.Errorf("x- keys are silent: %s", said(ds))
	}
	mine := values.Own()
	if len(mine) != 2 || mine["x-hero"][0].Text != "big" || len(mine["x-list"]) != 2 {
		t.Errorf("own entries: %+v", mine)
	}
}

func TestAPlaceInAnOrderIsAWeight(t *testing.T) {
	for line, want := range map[string]string{
		"sidebar_position: 3": "write weight instead, here weight: 3; what has a lower one comes first",
		"nav_order: \"07\"":   "write weight instead, here weight: 7; what has a lower one comes first",
		"order: 2.5":          "write weight instead, here weight: 10, or another whole number; what has a lower one comes first",
	} {
		if _, ds := decode(t, "page", line); len(ds) != 1 || ds[0].Hint != want {
			t.Errorf("%s: %s", line, said(ds))
		}
	}
}

func TestPagesKeptOutOfTheSearchElsewhere(t *testing.T) {
	for _, line := range []string{"search_exclude: true", "excludeSearch: true", "bookSearchExclude: true", "searchHidden: true", "exclude_from_search: true", "no_search: true", "searchable: false", "pagefind: false"} {
		key, _, _ := strings.Cut(line, ":")
		want := fmt.Sprintf("2:1 warning: unknown field %q (write search: false to keep the page out of the handbook's search)", key)
		if _, ds := decode(t, "page", line); said(ds) != want {
			t.Errorf("got %s, want %s", said(ds), want)
		}
	}
	_, ds := decode(t, "page", "search:\n  exclude: true")
	if want := "3:3 error: search is one value, not a map (write search: false to keep the page out of the handbook's search)"; said(ds) != want {
		t.Errorf("got %s, want %s", said(ds), want)
	}
}

func TestUnknownSettingsAreErrors(t *testing.T) {
	n, _ := meta.YAML(source.NewText("handbook.yaml", []byte("titel: x\nauthor: y\nx-z: 1\nlang: [en]\nchecks: {H001: off}\n")), "C001")
	values, ds := Decode("handbook.yaml", n, Settings, SettingsCodes)
	want := "1:1 error: unknown field \"titel\" (did you mean title?)\n2:1 error: unknown field \"author\" ()\n4:8 error: lang is one value, not a list (write it as en, de or pt-BR)"
	if said(ds) != want {
		t.Errorf("got %s\nwant %s", said(ds), want)
	}
	if len(ds) == 3 && (ds[0].Code != "C002" || ds[2].Code != "C003") {
		t.Errorf("codes %s, %s", ds[0].Code, ds[2].Code)
	}
	if values[SettingChecks].Texts["H001"][0].Text != "off" {
		t.Errorf("values: %+v", values)
	}
}

func TestNullAndEmptyTextAreAbsent(t *testing.T) {
	for _, kind := range Kinds {
		for _, f := range kind.All() {
			for _, nothing := range []string{"", "~", "null", "''", "'  '"} {
				values, ds := decode(t, kind.Name, f.Name.String()+": "+nothing)
				if len(values) > 0 || len(ds) > 0 {
					t.Errorf("%s: %s: %v %s", f.Name, nothing, values, said(ds))
				}
			}
		}
	}
}

func TestMissingFieldsAreWarnings(t *testing.T) {
	tests := []struct{ kind, yaml, want string }{
		{"pattern", "title: x", "description"},
		{"pattern", "summary: x", ""},
		{"pattern", "description: ''", "description"},
		{"pitfall", "title: x", "description"},
		{"practice", "title: x", "description"},
		{"example", "title: x", ""},
		{"page", "title: x", ""},
		{"vision", "title: x", "statement owner written"},
		{"vision", "statement: x\nhorizon: soon\nfor: []\nowner: a b\nwritten: 2026-02-30", ""}, // reported, or judged by a check
		{"vision", "specimen: true", ""},
		{"strategy", "horizon: 5mo", "owner written"},
		{"strategy", "horizon: 5mo\nwritten: 2026-03-31\nowner: []", "owner"},
		{"strategy", "horizon: 5mo\nwritten: 2026-03-31\nowner: [~, '']", "owner"},
		{"strategy", "horizon: 5mo\nwritten: 2026-03-31\nowner: [a b]", ""}, // reported
	}
	for _, tt := range tests {
		var got []string
		for _, d := range Missing("a.md", Lookup(tt.kind), parse(t, "---\n"+tt.yaml+"\n---\n")) {
			if d.Code != "H006" || d.Severity != diag.Warning || d.Line == 0 || d.Hint == "" {
				t.Errorf("%s: %+v", tt.yaml, d)
			}
			got = append(got, strings.Trim(d.Message[strings.LastIndex(d.Message, " ")+1:], `"`))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s %q: missing %v, want %s", tt.kind, tt.yaml, got, tt.want)
		}
	}
	if ds := Missing("a.md", Lookup("pitfall"), meta.Node{}); len(ds) != 1 || ds[0].Line != 1 {
		t.Errorf("without front matter: %s", said(ds))
	}
	if ds := Missing("a.md", Lookup("pitfall"), parse(t, "---\ntitle: x\nsummary:\n---\n")); len(ds) != 1 || ds[0].Line != 3 {
		t.Errorf("a field without a value is not missing where it stands: %s", said(ds))
	}
}

// TestEveryFieldTakesAnything gives every field of every kind every sort of
// value: each is decoded, reported, or absent, and none panics.
func TestEveryFieldTakesAnything(t *testing.T) {
	hostile := []string{
		"text", "3", "-1.5", "true", "2026-03-31", "[]", "{}", "[a, b]", "[1, true]", "[[a], {b: c}]", "{a: b}", "{a: {b: [c]}}", "[{}]", "[{id: [a], check: {b: c}, url: 1, from: x}]",
		`"\0"`, `"\u202e\ufeff"`, `"<script>alert(1)</script>"`, `"javascript:alert(1)"`, `"../../../etc/passwd"`, `"%2e%2e/"`, `"a\nb"`, `"{{.Site}}"`, `"@"`, `"@@a"`, `"` + strings.Repeat("x", 20000) + `"`,
		`"` + strings.Repeat("@ö", 500) + `"`, "[" + strings.Repeat("a, ", 300) + "]", "99999999999999999999999999", ".inf", "0x1F", "9999-99-99", "0000-00-00", "superseded by ", "' by '",
	}
	check := func(fields []Field, codes Codes) {
		for _, f := range fields {
			for _, text := range hostile {
				n := parse(t, "---\n"+f.Name.String()+": "+text+"\n---\n")
				values, ds := Decode("a.md", n, fields, codes)
				if _, ok := values[f.Name]; !ok && len(ds) == 0 {
					t.Errorf("%s: %.60s: neither a value nor a diagnostic", f.Name, text)
				}
				for _, d := range ds {
					if d.Line != 2 || d.Column < 1 || len(d.Message)+len(d.Hint) > 600 || strings.ContainsAny(d.Message, "\n\x00\u202e") {
						t.Errorf("%s: %.60s: %+v", f.Name, text, d)
					}
				}
			}
		}
	}
	for _, k := range Kinds {
		check(k.Fields, PageCodes)
	}
	check(Common, PageCodes)
	check(Settings, SettingsCodes)
}

// FuzzDecode decodes whatever front matter there can be by every kind.
func FuzzDecode(f *testing.F) {
	f.Add("---\ntitle: x\ntags: [a]\naccept:\n  - check: S1\n    because: so it is\nhorizon: 3y\nstatus: superseded by x\nfit: {a: b}\ntilte: y\n---\n")
	f.Add("+++\ndate = 2026-03-31T10:00:00Z\nweight = 0x1F\n[[constraints]]\nid = 'a'\n+++\n")
	f.Add(`{"owner": ["@a", null, 3], "draft": "true", "x-a": [[]]}`)
	f.Fuzz(func(t *testing.T, data string) {
		n, _, _ := meta.Front(source.NewText("a.md", []byte(data)))
		for _, k := range Kinds {
			values, ds := Decode("a.md", n, k.All(), PageCodes)
			Missing("a.md", k, n)
			for name := range values {
				if name != own && find(k.All(), name.String()) == nil {
					t.Fatalf("%s: a value for %q, which is no field", k.Name, name)
				}
			}
			for _, d := range ds {
				if d.Line < 1 || d.Message == "" || strings.Contains(d.Message, "\n") {
					t.Fatalf("%s: %+v", k.Name, d)
				}
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	n := parse(b, "---\ntitle: Grand Migration\ndescription: Say where the system should end up.\nweight: 10\ntags: [migration, platform]\naliases:\n  - /old/grand-migration/\ndate: 2026-03-31\ndraft: false\n---\n")
	fields := Lookup("pattern").All()
	b.ReportAllocs()
	for b.Loop() {
		Decode("a.md", n, fields, PageCodes)
	}
}

func TestARecordIsOneMap(t *testing.T) {
	fields := []Field{{Name: SettingLimits, Type: Record, Of: []Field{{Name: LimitSiteMB, Type: Int}, {Name: LimitFileMB, Type: Int}}}}
	read := func(yaml string) (Values, string) {
		v, ds := Decode("a.md", parse(t, "---\n"+yaml+"\n---\n"), fields, SettingsCodes)
		return v, said(ds)
	}
	v, ds := read("limits:\n  site_mb: 5\n  file_mb: 2")
	if got := v[SettingLimits].Records; ds != "" || len(got) != 1 || got[0][LimitSiteMB].Int != 5 || got[0][LimitFileMB].Int != 2 {
		t.Errorf("%v %s", got, ds)
	}
	for yaml, want := range map[string]string{
		"limits: 5":            "2:9 error: limits is a map, not \"5\" (write on lines of their own, indented below limits: site_mb, file_mb)",
		"limits: [{}]":         "2:10 error: limits is a map, not a list (write on lines of their own, indented below limits: site_mb, file_mb)",
		"limits: {site: 5}":    "2:10 error: unknown field \"site\" (did you mean site_mb?)",
		"limits: {site_mb: x}": "2:19 error: site_mb is a whole number, not \"x\" (write a number: site_mb: 10)",
	} {
		if _, ds := read(yaml); ds != want {
			t.Errorf("%s: %s", yaml, ds)
		}
	}
}

func TestLanguagesAreReadAsWritten(t *testing.T) {
	for _, lang := range []string{"en", "no", "de-AT", "pt-br", "zh-Hant-TW", "sr-Latn", "es-419", "de-1996", "x-own"} {
		if v, ds := decode(t, "page", "lang: "+lang); v[FieldLang].Text != lang || len(ds) > 0 {
			t.Errorf("%s: %q %s", lang, v[FieldLang].Text, said(ds))
		}
	}
}
