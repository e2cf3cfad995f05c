package kind

import (
	"slices"
	"strings"
	"testing"
)

// TestKindsHaveTheFieldsOfTheModel lists what the model promises to authors.
func TestKindsHaveTheFieldsOfTheModel(t *testing.T) {
	const common = "title description weight tags asked aliases slug draft unlisted noindex search toc layout date lastmod accept lang kind"
	tests := map[string]string{
		"vision":   "statement* horizon* for* owner* status written* review_by agreed_by revised part_of supersedes basis specimen judged_on",
		"strategy": "vision pattern owner* written* status horizon* review_by agreed_by teams slice fit reviewed after supersedes basis specimen judged_on",
		"decision": "status date decision-makers consulted informed supersedes serves",
		"pattern":  "default max_months constraints chooser description*",
		"pitfall":  "of basis description*",
		"example":  "shows pitfalls org when outcome basis sources",
		"practice": "counters say description*",
		"reading":  "author url year form from_source covers",
		"check":    "code severity pitfall",
		"page":     "holds questions close_call",
	}
	if len(Kinds) != len(tests) {
		t.Errorf("%d kinds, want %d", len(Kinds), len(tests))
	}
	for name, fields := range tests {
		k := Lookup(name)
		if k == nil {
			t.Errorf("there is no kind %s", name)
			continue
		}
		for _, want := range strings.Fields(common + " " + fields) {
			want, required := strings.CutSuffix(want, "*")
			f := find(k.All(), want)
			switch {
			case f == nil:
				t.Errorf("a %s has no field %s", name, want)
			case required && !f.Required && !slices.Contains(k.Needs, f.Name):
				t.Errorf("%s.%s is not required", name, want)
			}
		}
	}
}

func TestSettingsAreThoseOfTheModel(t *testing.T) {
	const model = "title adopted description lang base_url theme logo repository branch edit_url handles nav footer social include library ignore publish raw_html typographer csp trusted findings sections fluff checks check_pages robots feeds limits"
	for _, name := range strings.Fields(model) {
		if find(Settings, name) == nil {
			t.Errorf("there is no setting %s", name)
		}
	}
	for _, f := range Settings {
		if !slices.Contains(strings.Fields(model), f.Name.String()) {
			t.Errorf("the model has no setting %s", f.Name)
		}
	}
}

func TestRelationsAreShownOnTheirTargets(t *testing.T) {
	tests := map[string]string{
		"strategy.vision": "strategies for this vision", "strategy.pattern": "strategies that follow it", "example.shows": "examples", "example.pitfalls": "seen in",
		"practice.counters": "countered by", "check.pitfall": "noticed by", "pitfall.of": "its pitfalls", "strategy.after": "continued by",
		"vision.supersedes": "superseded by", "strategy.supersedes": "superseded by", "decision.supersedes": "superseded by", "vision.part_of": "parts",
		"reading.covers": "further reading", "decision.serves": "decided because of this", "decision.superseded_by": "supersedes",
		"vision.repairs": "repaired by", "strategy.repairs": "repaired by", "example.compares": "compared in",
	}
	found := 0
	for _, k := range Kinds {
		for _, f := range k.All() {
			if f.Type != Ref && f.Type != Refs {
				continue
			}
			found++
			if name := k.Relation(f.Name).String(); f.Inverse == "" || f.Inverse != tests[name] {
				t.Errorf("%s is shown as %q, want %q", name, f.Inverse, tests[name])
			}
			for _, to := range f.To {
				if Lookup(to) == nil {
					t.Errorf("%s.%s leads to the kind %q, which does not exist", k.Name, f.Name, to)
				}
			}
		}
	}
	if found != len(tests) {
		t.Errorf("%d relations, want %d", found, len(tests))
	}
}

func TestDescriptionsAreWhole(t *testing.T) {
	var check func(where string, fields []Field)
	check = func(where string, fields []Field) {
		seen := make(map[string]bool)
		for _, f := range fields {
			name := where + "." + f.Name.String()
			for _, n := range append([]string{f.Name.String()}, f.Also...) {
				if seen[n] {
					t.Errorf("%s: the name %s is taken", where, n)
				}
				seen[n] = true
			}
			if f.Doc == "" || !strings.HasSuffix(f.Doc, ".") {
				t.Errorf("%s: the description %q is no sentence", name, f.Doc)
			}
			if (f.Type == Enum) != (len(f.Values) > 0) && f.Type != Ref && f.Type != Strings && f.Type != Texts {
				t.Errorf("%s: only an Enum, a Ref, Strings and Texts have values", name)
			}
			if f.Type == Enum && f.Default != "" && !slices.Contains(f.Values, f.Default) {
				t.Errorf("%s: the default %q is no value", name, f.Default)
			}
			if (f.Type == Records || f.Type == Record) != (len(f.Of) > 0) {
				t.Errorf("%s: a record and nothing else has fields", name)
			}
			if by := find(fields, f.By.String()); f.By.String() != "" && (by == nil || by.Type != Ref) {
				t.Errorf("%s: %q is no Ref", name, f.By)
			}
			check(name, f.Of)
		}
	}
	check("settings", Settings)
	for i, k := range Kinds {
		check(k.Name, k.All())
		if k.Doc == "" || k.Plural == "" || k.Name != names()[i] {
			t.Errorf("%s: incomplete, or not named where kinds are", k.Name)
		}
		for _, status := range k.Live {
			if f := k.Field(FieldStatus); f == nil || !slices.Contains(f.Values, status.String()) {
				t.Errorf("%s: live is %q, which is no status", k.Name, status)
			}
		}
		if k.Folder != "" && InFolder(k.Folder) != k {
			t.Errorf("the folder %s does not hold %s", k.Folder, k.Plural)
		}
		for _, need := range k.Needs {
			if find(Common, need.String()) == nil {
				t.Errorf("%s needs %s, which is no common field", k.Name, need)
			}
		}
		for _, start := range k.Starts {
			if find(k.All(), start.String()) == nil {
				t.Errorf("a new %s starts with %s, which is no field of it", k.Name, start)
			}
		}
		for _, s := range k.Sections {
			if s.Name.String() == "" || !strings.HasSuffix(s.Doc, ".") {
				t.Errorf("%s: the section %q has the description %q, which is no sentence", k.Name, s.Name, s.Doc)
			}
		}
	}
	if !slices.Equal(Kinds, []*Kind{Vision, Strategy, Decision, Pattern, Pitfall, Example, Practice, Reading, Check, Page}) {
		t.Error("the kinds have other names")
	}
	if Lookup("essay") != nil || InFolder("essays") != nil || InFolder("") != nil {
		t.Error("a kind was made up")
	}
}
