package export

import (
	"reflect"
	"strings"

	"waymark/internal/kind"
)

// A schema is a part of a JSON Schema, draft 2020-12, with the words of it that
// are needed here.
type schema struct {
	Draft       string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        string             `json:"type,omitempty"`
	Const       any                `json:"const,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Format      string             `json:"format,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Others      *schema            `json:"additionalProperties,omitempty"`
	AllOf       []*schema          `json:"allOf,omitempty"`
	If          *schema            `json:"if,omitempty"`
	Then        *schema            `json:"then,omitempty"`
}

// CatalogueSchema returns the JSON Schema of handbook.json: of its members from
// the types that it is written from, of a page's fields and relations from the
// kinds. Members that it does not know it accepts, as readers of a version have to.
func CatalogueSchema() []byte {
	s := object(reflect.TypeFor[catalogue]())
	s.Draft, s.Title = "https://json-schema.org/draft/2020-12/schema", "A handbook for programs: handbook.json"
	s.Properties["version"].Const = CatalogueVersion
	page := s.Properties["pages"].Items
	for _, k := range kind.Kinds {
		fields, relations := ofKind(k)
		page.AllOf = append(page.AllOf, &schema{
			If:   &schema{Properties: map[string]*schema{"kind": {Const: k.Name}}},
			Then: &schema{Description: k.Doc, Properties: map[string]*schema{"fields": fields, "relations": relations}},
		})
	}
	return encode(s)
}

// object describes a struct that is written as JSON.
func object(t reflect.Type) *schema {
	s := &schema{Type: "object", Properties: make(map[string]*schema)}
	for i := range t.NumField() {
		f := t.Field(i)
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		if rest != "omitempty" {
			s.Required = append(s.Required, name)
		}
		member := ofType(f.Type)
		member.Description = f.Tag.Get("doc")
		switch f.Tag.Get("is") {
		case "address":
			member.Format = "uri-reference"
		case "day":
			member.Format = "date"
		case "kind":
			for _, k := range kind.Kinds {
				member.Enum = append(member.Enum, k.Name)
			}
		}
		s.Properties[name] = member
	}
	return s
}

func ofType(t reflect.Type) *schema {
	switch t.Kind() {
	case reflect.Struct:
		return object(t)
	case reflect.Slice:
		return &schema{Type: "array", Items: ofType(t.Elem())}
	case reflect.Map:
		return &schema{Type: "object", Others: ofType(t.Elem())}
	case reflect.Int:
		return &schema{Type: "integer"}
	case reflect.Bool:
		return &schema{Type: "boolean"}
	case reflect.String:
		return &schema{Type: "string"}
	}
	return &schema{} // anything
}

// ofKind describes the fields and the relations of the pages of a kind.
func ofKind(k *kind.Kind) (fields, relations *schema) {
	fields = &schema{Type: "object", Properties: make(map[string]*schema)}
	relations = &schema{Type: "object", Properties: map[string]*schema{"link": ids("The pages that the text links to.")}}
	for _, f := range k.Fields {
		isRelation := f.Type == kind.Ref || f.Type == kind.Refs
		if isRelation {
			relations.Properties[f.Name.String()] = ids(f.Doc)
		}
		if !isRelation || len(f.Values) > 0 { // which is told as a field when it holds one of the words
			fields.Properties[f.Name.String()] = ofField(f)
		}
	}
	return fields, relations
}

func ids(doc string) *schema {
	return &schema{Description: doc, Type: "array", Items: &schema{Type: "string"}}
}

// ofField describes what value returns for a field.
func ofField(f kind.Field) *schema {
	s := &schema{Type: "string"}
	switch f.Type {
	case kind.Int:
		s = &schema{Type: "integer"}
	case kind.Bool:
		s = &schema{Type: "boolean"}
	case kind.Day:
		s.Format = "date"
	case kind.Strings, kind.Handles, kind.Paths:
		s = ids("")
	case kind.Records, kind.Record:
		record := &schema{Type: "object", Properties: make(map[string]*schema)}
		for _, of := range f.Of {
			record.Properties[of.Name.String()] = ofField(of)
			if of.Required {
				record.Required = append(record.Required, of.Name.String())
			}
		}
		s = &schema{Type: "array", Items: record}
	case kind.Texts:
		s = &schema{Type: "object", Others: ids("")}
	}
	s.Description, s.Enum = f.Doc, f.Values
	return s
}
