package scaffold

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"waymark/internal/kind"
	"waymark/internal/meta"
)

// Hugo keeps a page's translations beside it, about.de.md beside about.md, or
// each language in a folder of its own, and publishes them below /de/. A handbook
// has no translations, but pages have languages: each goes to where Hugo
// published it, and says which language it is in.

// languages are those of a Hugo site.
type languages struct {
	first   string            // the default, published at the root
	known   map[string]bool   // in lower case; nil: the site does not say
	folders map[string]string // by language: its folder below the content
}

func readLanguages(config meta.Node, root string) languages {
	l := languages{
		first:   strings.ToLower(firstText(config, "defaultContentLanguage", "defaultcontentlanguage")),
		folders: make(map[string]string),
	}
	if l.first == "" {
		l.first = "en"
	}
	for _, f := range config.Get("languages").Fields {
		if l.known == nil {
			l.known = map[string]bool{l.first: true}
		}
		lang := strings.ToLower(f.Key)
		l.known[lang] = true
		dir := path.Clean(firstText(f.Value, "contentDir", "contentdir"))
		if below, ok := strings.CutPrefix(dir, root+"/"); ok {
			l.folders[lang] = below
		}
	}
	return l
}

func firstText(n meta.Node, keys ...string) string {
	for _, key := range keys {
		if text := n.Get(key).Text; text != "" {
			return text
		}
	}
	return ""
}

var languageSuffix = regexp.MustCompile(`^(.+)\.([A-Za-z]{2}(?:-[A-Za-z]{2,4})?)$`)

// split takes the language out of the path of a page. exists reports whether
// there is a file: a site that names no languages has one where a page with its
// ending stands beside one without.
func (l languages) split(p string, exists func(p string) bool) (plain, lang string) {
	for lang, dir := range l.folders {
		if below, ok := strings.CutPrefix(p, dir+"/"); ok {
			return below, l.unlessFirst(lang)
		}
	}
	ext := path.Ext(p)
	m := languageSuffix.FindStringSubmatch(strings.TrimSuffix(p, ext))
	if m == nil || !isMarkdown(p) {
		return p, ""
	}
	lang = strings.ToLower(m[2])
	if l.known != nil && !l.known[lang] || l.known == nil && !exists(m[1]+ext) {
		return p, ""
	}
	return m[1] + ext, l.unlessFirst(lang)
}

func (l languages) unlessFirst(lang string) string {
	if lang == l.first {
		return ""
	}
	return lang
}

// published returns a file's path as Hugo publishes its page: without a language
// in its name, in the folder of that language.
func (h *hugo) published(p string) string {
	if plain, ok := h.plain[p]; ok {
		return path.Join(h.langOf[p], plain)
	}
	return p
}

// readLanguage notes the language of a file.
func (h *hugo) readLanguage(p string, files []string) {
	plain, lang := h.languages.split(p, func(p string) bool {
		_, found := slices.BinarySearch(files, p)
		return found
	})
	if plain != p {
		h.plain[p], h.langOf[p] = plain, lang
		h.variants[plain] = append(h.variants[plain], p)
	}
}

// sayLanguage gives a translation its language.
func (h *hugo) sayLanguage(p string, n meta.Node, data []byte) []byte {
	lang := h.langOf[p]
	if lang == "" || kind.FieldLang.In(n).Type != meta.Absent {
		return data
	}
	return h.withFront(h.to[p], data, []kind.Field{{Name: kind.FieldLang}}, map[kind.FieldName][]string{kind.FieldLang: {lang}})
}

// lookup returns the places that a link on a page can mean: by the files beside
// it, those in its own language first, or by the address that Hugo gave it.
func (h *hugo) lookup(from, plain string) []string {
	var places []string
	file := path.Join(path.Dir(from), plain)
	if lang := h.langOf[from]; lang != "" && isMarkdown(file) {
		ext := path.Ext(file)
		places = append(places, strings.TrimSuffix(file, ext)+"."+lang+ext)
	}
	at := h.published(from)
	return append(places, file, path.Join(path.Dir(at), plain), path.Join(h.idOf(at), plain))
}
