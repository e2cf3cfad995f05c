package scaffold

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/source"
)

// TestStarterIsWithoutFault reads what every new handbook begins with, on days
// at the ends of months.
func TestStarterIsWithoutFault(t *testing.T) {
	for _, day := range []string{"2026-01-31", "2026-08-31", "2028-02-29", "2026-12-01"} {
		today, _ := time.Parse(time.DateOnly, day)
		for _, bare := range []bool{false, true} {
			files, err := Handbook(Start{Title: "A: b", Today: today, Bare: bare, Around: Around{Host: GitHub}})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				judge(t, f)
			}
		}
	}
}

func judge(t *testing.T, f File) {
	text := source.NewText(f.Path, f.Data)
	var ds []diag.Diagnostic
	switch {
	case path.Ext(f.Path) == ".md":
		n, _, front := meta.Front(text)
		k := Folders(nil).heldAt(path.Dir(strings.TrimPrefix(f.Path, "content/")))
		if path.Base(f.Path) == "index.md" {
			k = kind.Lookup("page")
		}
		_, ds = kind.Decode(f.Path, n, k.All(), kind.PageCodes)
		ds = append(append(ds, front...), kind.Missing(f.Path, k, n)...)
	case path.Base(f.Path) == "handbook.yaml":
		n, front := meta.YAML(text, "C001")
		_, ds = kind.Decode(f.Path, n, kind.Settings, kind.SettingsCodes)
		ds = append(ds, front...)
	}
	for _, d := range ds {
		t.Error(d.Position, d.Message)
	}
	if !bytes.HasSuffix(f.Data, []byte("\n")) || bytes.Contains(f.Data, []byte("{{")) && f.Path != GitHub.Workflow || bytes.Contains(f.Data, []byte("\n\n\n")) {
		t.Errorf("%s is not well formed:\n%s", f.Path, f.Data)
	}
}

func TestTitleForAFolder(t *testing.T) {
	for folder, want := range map[string]string{"payments": "Payments handbook", "our-handbook": "Our handbook", "handbook": "Handbook", "/": "Handbook", ".": "Handbook", "…": "Handbook", "Team_A": "Team a handbook"} {
		if got := TitleFor(folder); got != want {
			t.Errorf("%q: %q, want %q", folder, got, want)
		}
	}
}

// TestSettingsSchemaAcceptsTheSamplesOfANewHandbook takes the samples out of
// their comments.
func TestSettingsSchemaAcceptsTheSamplesOfANewHandbook(t *testing.T) {
	files, err := Handbook(Start{Title: "A", Today: today, Around: Around{Host: GitHub}})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(files, func(f File) bool { return f.Path == "content/handbook.yaml" })
	var samples []string
	for block := range strings.SplitSeq(string(files[i].Data), "\n\n# ") {
		_, sample, _ := strings.Cut(block, "\n") // the first line says what it means
		samples = append(samples, strings.TrimPrefix(strings.ReplaceAll(sample, "\n# ", "\n"), "# "))
	}
	n, ds := meta.YAML(source.NewText("handbook.yaml", []byte(strings.Join(samples, "\n"))), "C001")
	_, more := kind.Decode("handbook.yaml", n, kind.Settings, kind.SettingsCodes)
	if ds = append(ds, more...); len(ds) > 0 || len(n.Fields) != len(kind.Settings) {
		t.Fatalf("%d settings, want %d: %v", len(n.Fields), len(kind.Settings), ds)
	}
	if err := compile(t, SettingsSchema()).Validate(instance(n)); err != nil {
		t.Error(err)
	}
}
