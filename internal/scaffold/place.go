package scaffold

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/internal/kind"
	"waymark/internal/source"
)

// Folders are the folders of a handbook by their path below content/, each with
// the kind that its own page says it holds, or nil.
type Folders map[string]*kind.Kind

// A Place is where a new page goes.
type Place struct {
	Path    string // below content/
	Title   string // what the name says
	SayKind bool   // the folder holds another kind, so the page has to say its own
}

// Place finds the place of a new page. The name is a file's name or a title, or
// one below folders: a/b. The page goes into the folder that holds its kind,
// whatever that is called; without one, into the folder of the kind's own name.
// The error is about the name.
func (f Folders) Place(k *kind.Kind, name string) (Place, error) {
	parts, title, err := readName(name)
	if err != nil {
		return Place{}, err
	}
	if last := parts[len(parts)-1]; last == "index" && k != kind.Page {
		return Place{}, fmt.Errorf("%q is the name of a folder's own page; give the %s a name of its own", name, k.Name)
	}
	p := path.Join(append([]string{f.home(k)}, parts...)...) + ".md"
	return Place{Path: p, Title: title, SayKind: f.heldAt(path.Dir(p)) != k}, nil
}

// home returns the folder for pages of a kind: of those that hold it, the one
// nearest to the root.
func (f Folders) home(k *kind.Kind) string {
	if k.Folder == "" {
		return ""
	}
	holding := slices.DeleteFunc(slices.Collect(maps.Keys(f)), func(dir string) bool { return f.heldAt(dir) != k })
	if len(holding) == 0 {
		return k.Folder
	}
	return slices.MinFunc(holding, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(a, "/"), strings.Count(b, "/")), cmp.Compare(a, b))
	})
}

// heldAt returns the kind of a page in a folder that does not say its own.
func (f Folders) heldAt(dir string) *kind.Kind {
	for ; dir != "." && dir != ""; dir = path.Dir(dir) {
		if k := f[dir]; k != nil {
			return k
		}
		if k := kind.InFolder(path.Base(dir)); k != nil {
			return k
		}
	}
	return kind.Page
}

const longestName = 100 // bytes of one part; some disks take 143 at most

// readName returns the parts of a path that a name stands for, and the title.
func readName(name string) (parts []string, title string, err error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return nil, "", errors.New("the name is empty")
	case !utf8.ValidString(name), strings.ContainsFunc(name, unicode.IsControl):
		return nil, "", fmt.Errorf("the name %q has a character that no file should have", name)
	case strings.HasPrefix(name, "/"), strings.Contains(name, `\`):
		return nil, "", fmt.Errorf("the name %q is no path below the folder of the kind; write it as name or folder/name", name)
	}
	for _, part := range strings.Split(source.TrimMarkdown(name), "/") {
		slug := slugOf(part)
		switch {
		case strings.HasPrefix(strings.TrimSpace(part), "."):
			return nil, "", fmt.Errorf("the name %q has a part that begins with a dot", name)
		case slug == "":
			return nil, "", fmt.Errorf("the name %q has a part without a letter or a digit", name)
		case len(slug) > longestName:
			return nil, "", fmt.Errorf("the name is over %d characters; give the title with --title, and a short name", longestName)
		}
		parts, title = append(parts, slug), strings.TrimSpace(part)
	}
	if title == parts[len(parts)-1] {
		title = titleOf(title)
	}
	return parts, title, nil
}

// slugOf makes a file's name of a title: "No more pagers" is no-more-pagers.
func slugOf(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(title) {
		if r == '\'' || r == '’' {
			continue
		}
		if !unicode.In(r, unicode.L, unicode.N, unicode.M) && r != '_' {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), "_")
}

var number = regexp.MustCompile(`^[0-9]+[-_]+`)

// titleOf makes a title of a file's name: 0007-use-queues is "Use queues".
func titleOf(name string) string {
	words := strings.NewReplacer("-", " ", "_", " ").Replace(number.ReplaceAllString(name, ""))
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
