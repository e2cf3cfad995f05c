package scaffold

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"waymark/internal/generate"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
)

func compile(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatalf("the schema is no JSON Schema: %v", err)
	}
	return s
}

func schemas(t *testing.T) map[string]*jsonschema.Schema {
	m := map[string]*jsonschema.Schema{"": compile(t, AnySchema())}
	for _, k := range kind.Kinds {
		m[k.Name] = compile(t, Schema(k))
	}
	return m
}

func front(t *testing.T, yaml string) meta.Node {
	t.Helper()
	n, _, ds := meta.Front(source.NewText("page.md", []byte("---\n"+yaml+"\n---\n")))
	if len(ds) > 0 {
		t.Fatalf("%s: %v", yaml, ds)
	}
	return n
}

// instance returns a tree as an editor's validator sees it.
func instance(n meta.Node) any {
	switch n.Type {
	case meta.Absent, meta.Null:
		return nil
	case meta.Int, meta.Float:
		return json.Number(n.Text)
	case meta.Bool:
		return strings.EqualFold(n.Text, "true")
	case meta.List:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = instance(item)
		}
		return list
	case meta.Map:
		m := make(map[string]any, len(n.Fields))
		for _, f := range n.Fields {
			m[f.Key] = instance(f.Value)
		}
		return m
	}
	return n.Text
}

// silent reports whether the build would say nothing about the front matter.
func silent(k *kind.Kind, n meta.Node) bool {
	_, ds := kind.Decode("page.md", n, k.All(), kind.PageCodes)
	return len(ds) == 0 && len(kind.Missing("page.md", k, n)) == 0
}

// TestSchemaAcceptsWhatTheBuildAccepts is the law, over the pages of a
// generated handbook.
func TestSchemaAcceptsWhatTheBuildAccepts(t *testing.T) {
	s := schemas(t)
	seen := make(map[string]int)
	for name, text := range generate.Files(generate.Options{Pages: 400, Seed: 3, Kinds: true, Words: 20}) {
		if path.Ext(name) != ".md" {
			continue
		}
		n, _, _ := meta.Front(source.NewText(name, []byte(text)))
		k := kind.Lookup(kind.FieldKind.In(n).Text)
		for dir := path.Dir(name); k == nil && dir != "." && path.Base(name) != "index.md"; dir = path.Dir(dir) {
			k = kind.InFolder(path.Base(dir))
		}
		if k == nil {
			k = kind.Lookup("page")
		}
		if !silent(k, n) {
			continue
		}
		seen[k.Name]++
		for _, which := range []string{k.Name, ""} {
			if err := s[which].Validate(instance(n)); err != nil {
				t.Fatalf("the schema %q refuses %s: %v", which, name, err)
			}
		}
	}
	for _, k := range kind.Kinds {
		if seen[k.Name] == 0 && k.Name != "check" {
			t.Errorf("no %s was tried", k.Name)
		}
	}
}

// samples are pages with all that their kinds need.
var samples = map[string]string{
	"vision":   "statement: Every change is an event.\nhorizon: 3y\nfor: [Payments]\nowner: \"@architecture\"\nwritten: 2026-03-31",
	"strategy": "owner: [payments]\nwritten: 2026-03-31\nhorizon: 5mo",
	"pattern":  "description: Slices.", "pitfall": "summary: The tell.", "practice": "description: Do this.",
}

var values = []string{
	"", "~", `""`, `" "`, "text", "1.10", "0", "7", "-3", "+4", "2029", "3000", "0x1F", "3y", "5mo", "0y", "12345y", "true", "False", "TRUE", "off",
	"2026-03-31", "2026-3-31", "2026-02-31", "2026-03-31T10:00:00Z", "2026-03-31T10:00:00.5+02:00", "2026-03-31 9:00", "2026-03-31 10:00:00 +0200", "2026-03-31T10:00",
	`"@payments"`, "payments/core", "two words", "Ünïcode", "[]", "[a, b]", "[a, ~, \"\"]", "[1, true, 2.5]", "[[a]]", "[{a: b}]", "{}", "{a: b}", "{a: [b, c]}", "{a: {b: c}}", "{a: ~}",
	"agreed", "draft", "proposed", "superseded by use-queues", "superseded", "vision", "source", "worked", "error", "index", "necessary",
	"[{id: a, text: b}]", "[{id: a, text: b, need: helpful}]", "[{id: a}]", "[{url: https://example.org}]", "[{url: a, x-more: b}]", "[{check: H009, because: it is led to from outside}]", "[~]",
	strings.Repeat("long ", 30), strings.Repeat("é", 200), strings.Repeat("é", 201),
}

// TestSchemaAcceptsEveryValueThatTheBuildAccepts tries every field of every
// kind with values of every sort.
func TestSchemaAcceptsEveryValueThatTheBuildAccepts(t *testing.T) {
	s := schemas(t)
	accepted, refused := 0, 0
	for _, k := range kind.Kinds {
		for _, f := range k.All() {
			for _, name := range append([]string{f.Name.String()}, f.Also...) {
				for _, value := range values {
					n := front(t, strings.TrimSpace(without(samples[k.Name], append([]string{f.Name.String()}, f.Also...))+"\n"+name+": "+value))
					if !silent(k, n) {
						if s[k.Name].Validate(instance(n)) != nil {
							refused++
						}
						continue
					}
					accepted++
					if err := s[k.Name].Validate(instance(n)); err != nil {
						t.Errorf("%s with %s: %s is accepted by the build, not by the schema: %v", k.Name, name, value, err)
					}
				}
			}
		}
	}
	if accepted < 1000 || refused < 1000 {
		t.Errorf("%d accepted and %d refused: that tries little", accepted, refused)
	}
}

// TestSettingsSchemaAcceptsEveryValueThatTheBuildAccepts is the same law for
// handbook.yaml.
func TestSettingsSchemaAcceptsEveryValueThatTheBuildAccepts(t *testing.T) {
	s := compile(t, SettingsSchema())
	more := []string{"{site_mb: 500}", "{site_mb: ~}", "{x-own: 1}", "[{page: a, hidden: true}]", "[{from: a, at: b}]", "[{from: a, at: b, holds: decision}]"}
	for _, f := range kind.Settings {
		for _, value := range append(more, values...) {
			n, _ := meta.YAML(source.NewText("handbook.yaml", []byte(f.Name.String()+": "+value)), "C001")
			if _, ds := kind.Decode("handbook.yaml", n, kind.Settings, kind.SettingsCodes); len(ds) > 0 {
				continue
			}
			if err := s.Validate(instance(n)); err != nil {
				t.Errorf("%s: %s is accepted by the build, not by the schema: %v", f.Name, value, err)
			}
		}
	}
}

// without returns the sample without the lines of some keys.
func without(sample string, keys []string) string {
	var kept []string
	for _, line := range strings.Split(sample, "\n") {
		key, _, _ := strings.Cut(line, ":")
		if !strings.Contains(" "+strings.Join(keys, " ")+" ", " "+key+" ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func TestSchemaSeesWhatIsWrong(t *testing.T) {
	s := schemas(t)
	tests := []struct{ kind, yaml string }{
		{"page", "weight: heavy"},
		{"page", "draft: yes"},
		{"page", "lastmod: yesterday"},
		{"page", "title: [a]"},
		{"page", "asked: " + strings.Repeat("a", 81)},
		{"page", "asked: [why, " + strings.Repeat("a", 81) + "]"},
		{"page", "asked: [" + strings.Repeat("a, ", 12) + "a]"},
		{"page", "kind: visoin"},
		{"page", "accept: [{check: H009}]"},
		{"vision", samples["vision"] + "\nstatus: agred"},
		{"vision", strings.Replace(samples["vision"], "3y", "soon", 1)},
		{"vision", without(samples["vision"], []string{"owner"})},
		{"strategy", strings.Replace(samples["strategy"], "[payments]", "two words", 1)},
		{"strategy", samples["strategy"] + "\nfit: none"},
		{"decision", "status: superceded by use-queues"},
		{"pattern", "max_months: 6"},
		{"pattern", "description: A\nconstraints: [{text: b}]"},
		{"", "kind: vision\nstatus: agred"},
		{"", "kind: pattern"},
	}
	for _, test := range tests {
		if s[test.kind].Validate(instance(front(t, test.yaml))) == nil {
			t.Errorf("the schema %q accepts %s", test.kind, test.yaml)
		}
	}
}

func TestSpecimenMayLackAnything(t *testing.T) {
	n := front(t, "statement: Serverless.\nspecimen: true")
	if k := kind.Lookup("vision"); !silent(k, n) {
		t.Fatal("the build has something to say about a specimen")
	}
	if err := schemas(t)["vision"].Validate(instance(n)); err != nil {
		t.Error(err)
	}
}

func TestSettingsSchemaKnowsTheSettingsAndNoOthers(t *testing.T) {
	s := compile(t, SettingsSchema())
	for yaml, want := range map[string]bool{
		"title: A handbook\nx-own: [1]\nchecks: {H009: off}": true,
		"csp: {img-src: [https://example.org]}":              true,
		"~":                                                  true,
		"tilte: A handbook":                                  false,
		"robots: never":                                      false,
		"raw_html: yes":                                      false,
		"checks: [H009]":                                     false,
		"checks: {H009: off, S222: error, V108: ~}": true,
		"checks: {H009: none}":                      false,
		"checks: {H009: [off]}":                     false,
	} {
		n, _ := meta.YAML(source.NewText("handbook.yaml", []byte(yaml)), "C001")
		if err := s.Validate(instance(n)); (err == nil) != want {
			t.Errorf("%s: %v", yaml, err)
		}
	}
}

func TestSchemasLookAsAgreed(t *testing.T) {
	golden(t, "vision.json", string(Schema(kind.Lookup("vision"))))
	golden(t, "example.json", string(Schema(kind.Lookup("example"))))
	golden(t, "settings.json", string(SettingsSchema()))
}

func TestSchemasAreTheSameEveryTime(t *testing.T) {
	for range 5 {
		if !bytes.Equal(AnySchema(), AnySchema()) || !bytes.Equal(SettingsSchema(), SettingsSchema()) {
			t.Fatal("two schemas differ")
		}
	}
}
