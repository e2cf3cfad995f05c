package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"waymark/content"
	"waymark/internal/generate"
)

// catalogueSchema compiles what `waymark schema handbook.json` prints. A closed one
// accepts no member that it does not name.
func catalogueSchema(t *testing.T, closed bool) *jsonschema.Schema {
	t.Helper()
	got := finish(t, waymark(t, "schema", "handbook.json"))
	if got.status != 0 {
		t.Fatal(got.stderr)
	}
	doc := parseJSON(t, []byte(got.stdout))
	if closed {
		closeSchema(doc)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("handbook.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("handbook.json")
	if err != nil {
		t.Fatalf("the schema is no JSON Schema: %v", err)
	}
	return s
}

func parseJSON(t *testing.T, data []byte) any {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func closeSchema(doc any) {
	switch d := doc.(type) {
	case map[string]any:
		if d["type"] == "object" && d["properties"] != nil {
			d["additionalProperties"] = false
		}
		for _, part := range d {
			closeSchema(part)
		}
	case []any:
		for _, part := range d {
			closeSchema(part)
		}
	}
}

// TestHandbookJSONIsAsItsSchemaSays builds this repository's handbook and a
// generated one, and finds in what they publish for programs nothing that the
// schema does not name.
func TestHandbookJSONIsAsItsSchemaSays(t *testing.T) {
	t.Parallel()
	own, generated := t.TempDir(), filepath.Join(t.TempDir(), "handbook")
	if err := os.CopyFS(filepath.Join(own, "content"), content.FS); err != nil {
		t.Fatal(err)
	}
	if err := generate.Write(generated, generate.Options{Pages: 100, Seed: 11, Kinds: true, Words: 20}); err != nil {
		t.Fatal(err)
	}
	addAddresses(t, filepath.Join(generated, "content"))
	for name, text := range map[string]string{
		"a draft.md": "---\ndraft: true\ntags: [x]\n---\n# A draft\n", "unlisted.md": "---\nunlisted: true\nnoindex: true\n---\n# Unlisted\n",
		"visions/timed.md":      "---\nstatement: Every change is an event.\nhorizon: 2029\nfor: Payments\nowner: '@team'\nwritten: 2026-03-31 09:00\nspecimen: true\njudged_on: 2026-04-01T10:00:00Z\n---\n# Timed\n",
		"decisions/old-way.md":  "---\nstatus: superseded by new-way\nconsulted: []\n---\n# Old way\n\n[New](new-way.md)\n",
		"decisions/new-way.md":  "---\nstatus: accepted\n---\n# New way\n",
		"pitfalls/of-vision.md": "---\nof: vision\ndescription: The tell.\n---\n# Of a vision\n",
	} {
		write(t, filepath.Join(generated, "content", filepath.FromSlash(name)), text)
	}
	schema, open := catalogueSchema(t, true), catalogueSchema(t, false)
	for _, args := range [][]string{
		{"-s", own}, {"-s", own, "--base-url", "https://owner.example/repo/"},
		{"-s", generated, "--drafts"}, {"-s", generated, "--base-url", "https://owner.example/repo/"},
	} {
		out := filepath.Join(t.TempDir(), "public")
		build(t, append(args, "-o", out)...)
		data, err := os.ReadFile(filepath.Join(out, "handbook.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(parseJSON(t, data)); err != nil {
			t.Errorf("%v: %v", args, err)
		}
		if args[1] != generated {
			continue
		}
		for _, c := range []struct{ what, old, new string }{
			{"another version", `"version": 1`, `"version": 2`},
			{"a page without an address", `"url"`, `"address"`},
			{"an unknown kind", `"kind": "vision"`, `"kind": "visoin"`},
			{"an unknown status", `"status": "accepted"`, `"status": "acepted"`},
			{"a day with a time", `"written": "2026-03-31"`, `"written": "2026-03-31 09:00"`},
			{"a text for true", `"specimen": true`, `"specimen": "true"`},
			{"one for many", "\"consulted\": []", "\"consulted\": \"team\""},
			{"a page for its id", "\"superseded_by\": [\n     \"decisions/new-way\"", "\"superseded_by\": [\n     7"},
		} {
			wrong := strings.Replace(string(data), c.old, c.new, 1)
			if wrong == string(data) {
				t.Errorf("nothing published holds %s", c.old)
			} else if open.Validate(parseJSON(t, []byte(wrong))) == nil {
				t.Errorf("the schema accepts %s", c.what)
			}
		}
		more := strings.Replace(string(data), `"version": 1`, `"version": 1, "later": true`, 1)
		if err := open.Validate(parseJSON(t, []byte(more))); err != nil {
			t.Errorf("a new member of a later program is refused: %v", err)
		}
	}
}

// TestGuideNamesWhatHandbookJSONHas keeps the guide's table complete.
func TestGuideNamesWhatHandbookJSONHas(t *testing.T) {
	guide, err := content.FS.ReadFile("guide/for-programs.md")
	if err != nil {
		t.Fatal(err)
	}
	schema := catalogueSchema(t, false)
	for _, of := range []*jsonschema.Schema{schema, schema.Properties["pages"].Items2020} {
		for name := range of.Properties {
			if !strings.Contains(string(guide), "`"+name+"`") {
				t.Errorf("the guide says nothing of %s", name)
			}
		}
	}
}
