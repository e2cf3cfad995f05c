package handbook

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
)

// The settings that hold addresses outside the handbook: where its files are
// edited, where its people are met.

// readRepository reads `repository`, `branch`, `edit_url` and `handles`.
func (s *Settings) readRepository(path string, v kind.Values) (ds []diag.Diagnostic) {
	bad := func(name kind.FieldName, format string, hint string) {
		ds = append(ds, diag.New("C003", v[name].At.In(path), format, v[name].Text).WithHint("%s", hint))
	}
	if repository := strings.TrimSuffix(v[kind.SettingRepository].Text, "/"); repository != "" {
		pattern, known := editPattern(repository, cmp.Or(v[kind.SettingBranch].Text, "main"))
		switch {
		case !kind.IsWebAddress(repository):
			bad(kind.SettingRepository, "repository is no address on the web: %q", "write it with scheme and host, such as https://github.com/team/handbook")
		case known && pattern == "":
			bad(kind.SettingRepository, "repository names no repository: %q", "write its owner and its name, such as https://github.com/team/handbook")
		default:
			s.Repository, s.EditURL = repository, pattern
		}
	}
	if pattern := v[kind.SettingEditURL].Text; pattern != "" {
		if isPattern(pattern, "{path}") {
			s.EditURL = pattern
		} else {
			bad(kind.SettingEditURL, "edit_url is no address with {path} in it: %q", "write such as https://github.com/team/handbook/edit/main/{path}")
		}
	}
	if pattern := v[kind.SettingHandles].Text; pattern != "" {
		if isPattern(pattern, "{handle}") {
			s.Handles = pattern
		} else {
			bad(kind.SettingHandles, "handles is no address with {handle} in it: %q", "write such as https://github.com/orgs/team/teams/{handle}")
		}
	}
	return ds
}

// editPattern returns where the files of a repository on GitHub or GitLab are
// edited. known is false for other hosts, whose addresses nobody can guess; for
// a known host an address that is not a repository's has no pattern.
func editPattern(repository, branch string) (pattern string, known bool) {
	u, err := url.Parse(repository)
	if err != nil {
		return "", false
	}
	edit := ""
	switch service, _, _ := strings.Cut(u.Host, "."); service {
	case "github":
		edit = "/edit/"
	case "gitlab":
		edit = "/-/edit/"
	default:
		return "", false
	}
	repository = strings.TrimSuffix(repository, ".git")
	if len(strings.FieldsFunc(u.Path, func(r rune) bool { return r == '/' })) < 2 || u.RawQuery != "" || u.Fragment != "" {
		return "", true
	}
	return repository + edit + URL("", branch) + "/{path}", true
}

// A NewIssue is where an issue is opened, and what the address calls its title
// and its text. The zero NewIssue leads nowhere.
type NewIssue struct {
	URL   string
	Title string
	Text  string
}

// NewIssue returns where issues of the repository are opened, on GitHub and on
// GitLab; of other hosts nobody can guess it.
func (s *Settings) NewIssue() NewIssue {
	repository := strings.TrimSuffix(s.Repository, ".git")
	if pattern, _ := editPattern(s.Repository, "main"); pattern == "" {
		return NewIssue{}
	} else if strings.Contains(pattern, "/-/") {
		return NewIssue{repository + "/-/issues/new", "issue[title]", "issue[description]"}
	}
	return NewIssue{repository + "/issues/new", "title", "body"}
}

// EditAddress returns where the file of a page is edited, or nothing when that
// is not known, or it is none.
func (h *Handbook) EditAddress(p *Page) string {
	if p.Library {
		return ""
	}
	return strings.ReplaceAll(h.Settings.EditURL, "{path}", URL("", h.name(p.Path)))
}

// HandleAddress returns where a handle leads, or nothing.
func (s *Settings) HandleAddress(handle string) string {
	return strings.ReplaceAll(s.Handles, "{handle}", URL("", handle))
}

// readSocial reads `social`, in the order in which it is written.
func (s *Settings) readSocial(path string, v kind.Value) (ds []diag.Diagnostic) {
	type entry struct {
		name string
		kind.Item
	}
	var entries []entry
	for name, addresses := range v.Texts {
		for _, address := range addresses {
			entries = append(entries, entry{name, address})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Column, b.At.Column))
	})
	for _, e := range entries {
		if !kind.IsWebAddress(e.Text) && !isMailAddress(e.Text) {
			ds = append(ds, diag.New("C003", e.At.In(path), "social: %q is no address", e.Text).
				WithHint("write it whole, such as https://social.example.org/@team or mailto:team@example.org"))
			continue
		}
		s.Social = append(s.Social, Named{e.name, e.Text})
	}
	return ds
}

func isMailAddress(s string) bool {
	address, ok := strings.CutPrefix(s, "mailto:")
	return ok && strings.Contains(address, "@") && !strings.ContainsAny(address, " \t\r\n")
}

// isPattern reports whether s is an address once something is put in the place
// of the variable, and wherever that is not in the host.
func isPattern(s, variable string) bool {
	before, _, ok := strings.Cut(s, variable)
	return ok && kind.IsWebAddress(strings.ReplaceAll(s, variable, "x")) && strings.Count(before, "/") >= 3
}
