package view

import (
	"encoding"
	"reflect"
	"testing"
)

// TestKeysCoverAllThatViewsHold is a part of invariant 1: the encoding that keys
// are made of leaves out what a struct doesn't export, such as the text of a name
// of package kind, so that two views would have one key.
func TestKeysCoverAllThatViewsHold(t *testing.T) {
	seen := make(map[reflect.Type]bool)
	var walk func(path string, typ reflect.Type)
	walk = func(path string, typ reflect.Type) {
		if seen[typ] || typ.Implements(reflect.TypeFor[encoding.BinaryMarshaler]()) {
			return
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Struct:
			for i := range typ.NumField() {
				f := typ.Field(i)
				if !f.IsExported() {
					t.Errorf("%s.%s is left out of the key", path, f.Name)
				}
				walk(path+"."+f.Name, f.Type)
			}
		case reflect.Map:
			walk(path, typ.Key())
			walk(path, typ.Elem())
		case reflect.Slice, reflect.Array, reflect.Pointer:
			walk(path, typ.Elem())
		}
	}
	for _, view := range []any{Page{}, Feed{}, Guide{}, Twin{}, Search{}, SearchHead{}, Calendar{}, Catalogue{}, Redirect{}, Sitemap{}, Robots{}, SocialCard{}} {
		walk(reflect.TypeOf(view).Name(), reflect.TypeOf(view))
	}
}
