package handbook

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"waymark/internal/page"
	"waymark/internal/source"
)

// TestEveryFieldOfAPageIsComparedUnlessExcluded walks all that a decoded page holds,
// whatever that is one day. A field that only the page's own output shows is listed
// here; any other, a new one too, has to make a difference.
func TestEveryFieldOfAPageIsComparedUnlessExcluded(t *testing.T) {
	excluded := []string{
		"page.Page.Digest", "page.Page.Words", "page.Page.Summary", // of a page with a description
		"page.Page.Containers", "page.Page.Tabs", "page.Page.Footnotes",
		"page.Page.Headings[].At", "page.Page.Links[].At", "page.Page.Images[].At",
		"page.Parts", "page.Sections", "page.ways",
	}
	before, after := new(decoded), new(decoded)
	fill(reflect.ValueOf(before).Elem())
	fill(reflect.ValueOf(after).Elem())
	if !reflect.DeepEqual(shared(before), shared(after)) {
		t.Fatal("equal pages are different")
	}
	met := make(map[string]bool)
	n := 0
	leaves(reflect.ValueOf(after).Elem(), "", func(path string, v reflect.Value) {
		n++
		is := func(field string) bool {
			return path == field || strings.HasPrefix(path, field+".") || strings.HasPrefix(path, field+"[")
		}
		i := slices.IndexFunc(excluded, is)
		if i >= 0 {
			met[excluded[i]] = true
		}
		old := reflect.New(v.Type()).Elem()
		old.Set(v)
		v.Set(other(v))
		if different := !reflect.DeepEqual(shared(before), shared(after)); different != (i < 0) {
			t.Errorf("%s makes a difference: %v", path, different)
		}
		v.Set(old)
	})
	if len(met) != len(excluded) || n < 100 {
		t.Errorf("of what is excluded only %v are fields; %d leaves", met, n)
	}
}

// Lists show the first sentence of a page without a description.
func TestFirstSentenceIsSharedWithoutDescription(t *testing.T) {
	saying := func(summary, description string) decoded {
		return shared(&decoded{page: Page{Page: &page.Page{Summary: summary}, Description: description}})
	}
	if !reflect.DeepEqual(saying("a", "x"), saying("b", "x")) || reflect.DeepEqual(saying("a", ""), saying("b", "")) {
		t.Error("a first sentence is a difference only where no description is")
	}
}

// Where a code block that includes no file stands, and what it says, makes none.
func TestOnlyIncludedCodeIsShared(t *testing.T) {
	with := func(code ...page.Code) *page.Page { return sharedFile(&page.Page{Code: code}) }
	if !reflect.DeepEqual(with(), with(page.Code{Text: "x"})) || reflect.DeepEqual(with(), with(page.Code{File: "x"})) {
		t.Error("an included file is a difference, another text is none")
	}
}

// field makes a field settable, whoever may name it.
func field(v reflect.Value, i int) reflect.Value {
	f := v.Field(i)
	return reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
}

// isWalked reports whether a pointer is a part of the value, and leads nowhere else.
func isWalked(v reflect.Value) bool { return v.Type() == reflect.TypeFor[*page.Page]() }

// fill gives everything in a value one element, so that all fields are there.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(field(v, i))
		}
	case reflect.Pointer:
		if isWalked(v) {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem())
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		if !holdsItself(v.Type().Elem()) { // as a node of front matter does
			fill(v.Index(0))
		}
	case reflect.String:
		v.SetString("x")
	}
}

// holdsItself reports whether a type can be found in itself by slices alone.
func holdsItself(t reflect.Type) bool {
	var within func(in reflect.Type, depth int) bool
	within = func(in reflect.Type, depth int) bool {
		switch in.Kind() {
		case reflect.Slice:
			return within(in.Elem(), depth)
		case reflect.Struct:
			for i := range in.NumField() {
				f := in.Field(i).Type
				if f == t || f.Kind() == reflect.Slice && f.Elem() == t || depth < 5 && within(f, depth+1) {
					return true
				}
			}
		}
		return false
	}
	return within(t, 0)
}

// leaves calls do with each part of a value that can be set to something else.
func leaves(v reflect.Value, path string, do func(path string, v reflect.Value)) {
	switch {
	case v.Kind() == reflect.Struct && v.NumField() > 0 && v.Type().PkgPath() != "time":
		for i := range v.NumField() {
			leaves(field(v, i), strings.TrimPrefix(path+"."+v.Type().Field(i).Name, "."), do)
		}
	case v.Kind() == reflect.Pointer && isWalked(v):
		leaves(v.Elem(), path, do)
	case v.Kind() == reflect.Slice && v.Len() > 0:
		do(path, v)
		leaves(v.Index(0), path+"[]", do)
	default:
		do(path, v)
	}
}

// other returns a value of the same type that is not equal to v.
func other(v reflect.Value) reflect.Value {
	o := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		o.SetString(v.String() + "y")
	case reflect.Bool:
		o.SetBool(!v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		o.SetInt(v.Int() + 1)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		o.SetUint(v.Uint() + 1)
	case reflect.Float64:
		o.SetFloat(v.Float() + 1)
	case reflect.Slice:
		first := reflect.New(v.Type().Elem()).Elem()
		if v.Len() > 0 {
			first = v.Index(0)
		}
		o.Set(reflect.Append(reflect.AppendSlice(o, v), first))
	case reflect.Map:
		o.Set(reflect.MakeMap(v.Type()))
		o.SetMapIndex(reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem())
	case reflect.Pointer:
		o.Set(reflect.New(v.Type().Elem()))
	case reflect.Array:
		o.Set(v)
		o.Index(0).Set(other(v.Index(0)))
	case reflect.Struct: // a time
		f := field(o, 0)
		f.Set(other(f))
	default:
		panic(fmt.Sprint("no other value of ", v.Type()))
	}
	return o
}

// TestTextOfAPageThatLinksByName: its links lead where they did.
func TestTextOfAPageThatLinksByName(t *testing.T) {
	files := vault()
	files["log.md"] = "# Log\n\nBy the [[winter plan]].\n"
	h := made(t, files)
	read, body := page.Parse("log.md", source.NewText("content/log.md", []byte("# Log\n\nAll by the book, and by the [[winter plan]].\n")), page.Settings{})
	if _, ok := h.WithText(read, body); ok { // the sentence of the link is shown elsewhere
		t.Error("the sentence that another page shows has changed")
	}
	read, body = page.Parse("log.md", source.NewText("content/log.md", []byte("# Log\n\nBy the [[winter plan]].\n\nAnd more.\n")), page.Settings{})
	if p, ok := h.WithText(read, body); !ok || p.Links[0].Page == nil || p.Links[0].Href != "/winter-plan/" {
		t.Errorf("ok %v, page %+v", ok, p)
	}
}
