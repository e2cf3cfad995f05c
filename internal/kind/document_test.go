package kind

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/internal/meta"
	"waymark/internal/source"
)

var update = flag.Bool("update", false, "write the reference pages of the guide")

const guide = "../../content/guide"

// TestDocumentation keeps the reference pages of the guide what the descriptions
// say.
func TestDocumentation(t *testing.T) {
	pages := map[string][]byte{"settings-reference.md": SettingsPage(), "kinds/index.md": KindsPage()}
	for _, k := range Kinds {
		pages["kinds/"+k.Name+".md"] = k.Page()
	}
	for name, text := range pages {
		file := filepath.Join(guide, filepath.FromSlash(name))
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, text, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		written, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(text), strings.ReplaceAll(string(written), "\r\n", "\n")); d != "" {
			t.Errorf("%s is not what the descriptions say; write it with -update (-described +written):\n%s", name, d)
		}
	}
	entries, err := os.ReadDir(filepath.Join(guide, "kinds"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if pages["kinds/"+e.Name()] == nil {
			t.Errorf("%s is the page of no kind", e.Name())
		}
	}
}

func TestExamplesAreWithoutMistakes(t *testing.T) {
	for _, k := range Kinds {
		name, text := k.Example()
		front, body, ds := meta.Front(source.NewText(name, []byte(text)))
		values, more := Decode(name, front, k.All(), PageCodes)
		ds = append(append(ds, more...), Missing(name, k, front)...)
		if len(ds) > 0 {
			t.Errorf("%s: %s", name, said(ds))
		}
		if values[FieldTitle].Text == "" {
			t.Errorf("%s has no title", name)
		}
		var found []*Section
		for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text[body:], -1) {
			s := k.SectionOf(m[1], nil)
			if s == nil {
				t.Errorf("%s: %q is no section", name, m[1])
			}
			found = append(found, s)
		}
		for i := range k.Sections {
			if s := &k.Sections[i]; s.Required && !slices.Contains(found, s) {
				t.Errorf("%s has no section %s", name, s.Name)
			}
		}
	}
}

func TestExamplesOfSettingsAreWithoutMistakes(t *testing.T) {
	var all strings.Builder
	for _, f := range Settings {
		all.WriteString(f.Setting())
		tree, ds := meta.YAML(source.NewText("handbook.yaml", []byte(f.Setting())), "C001")
		values, more := Decode("handbook.yaml", tree, Settings, SettingsCodes)
		if _, ok := values[f.Name]; !ok || len(ds)+len(more) > 0 {
			t.Errorf("%s: %s%s", f.Setting(), said(ds), said(more))
		}
	}
	tree, ds := meta.YAML(source.NewText("handbook.yaml", []byte(all.String())), "C001")
	if values, more := Decode("handbook.yaml", tree, Settings, SettingsCodes); len(values) != len(Settings) || len(ds)+len(more) > 0 {
		t.Errorf("together: %s%s", said(ds), said(more))
	}
}

func TestEveryTypeOfValueIsExplained(t *testing.T) {
	for typ := String; typ <= Texts; typ++ {
		if typ != Enum && (typeNames[typ] == "" || typeHelp[typ] == "") {
			t.Errorf("the type %d is not", typ)
		}
	}
}
