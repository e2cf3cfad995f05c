package handbook

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"waymark/internal/diag"
	"waymark/internal/kind"
	"waymark/internal/meta"
	"waymark/internal/page"
	"waymark/internal/source"
)

// Settings is content/handbook.yaml, decoded.
type Settings struct {
	Title       string
	Description string
	Lang        string
	BaseURL     string // with scheme and host, ends with "/"; empty when unknown
	Theme       kind.Item
	Logo        kind.Item // path of an image below content/
	Repository  string    // where the handbook's files are kept; empty when unknown
	EditURL     string    // where a file is edited: {path} stands for its path; empty when unknown
	Handles     string    // where a handle leads: {handle} stands for it; empty: nowhere
	Footer      kind.Item // a line of Markdown at the end of every page
	Social      []Named
	Nav         []NavSetting
	Include     []Include
	Library     map[string]bool // whether a part of Waymark's library lies beneath the handbook; nil: the settings don't speak of it
	Ignore      []string
	Publish     []string // globs of files that are published although git ignores them, or no page of an adopted folder leads to them
	Trusted     []string
	CSP         map[string][]string // sources to allow, by directive
	Severities  map[string]diag.Severity
	Sections    map[string][]string // headings of the handbook's own, by the name of the section that they mean
	MostSite    int64               // bytes of all that is published before there is a warning
	MostFile    int64               // bytes of one file
	CheckPages  bool                // each check has a page
	Findings    kind.Word           // where pages show what the checks find: preview, true, specimens, false
	Fluff       []string            // words that could describe any company
	NoFeeds     bool                // no feed.xml
	NoIndex     bool                // search engines are asked to stay away
	Adopted     bool                // the folder was made for another tool: there is no handbook.yaml, or it says so
	Parser      page.Settings

	Digest source.Digest // of the file

	absent bool // there is none
}

// A Named is an address with the name that readers see.
type Named struct{ Name, URL string }

// settingsFile is where the settings are, below content/.
const settingsFile = "handbook.yaml"

// ReadSettings decodes handbook.yaml. text is nil when there is none.
func ReadSettings(text *source.Text) (Settings, []diag.Diagnostic) {
	s := Settings{Lang: "en", Theme: kind.Item{Text: "waymark"}, Findings: kind.FindingsInPreview, MostSite: 1000 * megabyte, MostFile: 100 * megabyte}
	if text == nil {
		s.Adopted, s.absent = true, true
		return s, nil
	}
	s.Digest = source.Sum(text.Data)
	tree, ds := meta.YAML(text, "C001")
	v, more := kind.Decode(text.Name, tree, kind.Settings, kind.SettingsCodes)
	ds = append(ds, more...)

	s.Adopted = v[kind.SettingAdopted].Bool
	s.Title = v[kind.SettingTitle].Text
	s.Description = v[kind.SettingDescription].Text
	s.Lang = cmp.Or(v[kind.SettingLang].Text, s.Lang)
	if theme, ok := v[kind.SettingTheme]; ok {
		s.Theme = kind.Item{Text: theme.Text, At: theme.At}
	}
	s.Logo = kind.Item{Text: v[kind.SettingLogo].Text, At: v[kind.SettingLogo].At}
	s.Ignore = kind.TextsOf(v[kind.SettingIgnore].List)
	s.Publish = kind.TextsOf(v[kind.SettingPublish].List)
	s.Trusted = kind.TextsOf(v[kind.SettingTrusted].List)
	s.CheckPages = v[kind.SettingCheckPages].Bool
	s.Findings = cmp.Or(v[kind.SettingFindings].Word(), s.Findings)
	s.Fluff = kind.TextsOf(v[kind.SettingFluff].List)
	feeds, set := v[kind.SettingFeeds]
	s.NoFeeds = set && !feeds.Bool
	s.NoIndex = v[kind.SettingRobots].Word() == kind.RobotsNoIndex
	s.Parser = page.Settings{RawHTML: rawHTML[v[kind.SettingRawHTML].Word()], Typographer: v[kind.SettingTypographer].Bool}
	if s.Parser.Typographer {
		s.Parser.Lang = s.Lang
	}
	s.Title = page.Typeset(s.Title, s.Lang, s.Parser)
	s.Description = page.Typeset(s.Description, s.Lang, s.Parser)

	if b, ok := v[kind.SettingBaseURL]; ok {
		var d []diag.Diagnostic
		s.BaseURL, d = baseURL(b.Text, b.At.In(text.Name))
		ds = append(ds, d...)
	}
	for _, globs := range [][]kind.Item{v[kind.SettingIgnore].List, v[kind.SettingPublish].List, v[kind.SettingTrusted].List} {
		for _, g := range globs {
			if !source.ValidGlob(g.Text) {
				ds = append(ds, diag.New("C003", g.At.In(text.Name), "%q is not a glob", g.Text).WithHint("write a path or a pattern such as drafts/**/*.txt"))
			}
		}
	}
	s.Footer = kind.Item{Text: v[kind.SettingFooter].Text, At: v[kind.SettingFooter].At}
	ds = append(ds, s.readRepository(text.Name, v)...)
	ds = append(ds, s.readSocial(text.Name, v[kind.SettingSocial])...)
	ds = append(ds, s.readNav(text.Name, v[kind.SettingNav])...)
	ds = append(ds, s.readInclude(text.Name, v[kind.SettingInclude])...)
	ds = append(ds, s.readLibrary(text.Name, v)...)
	ds = append(ds, s.readSections(text.Name, v[kind.SettingSections])...)
	ds = append(ds, s.readLimits(text.Name, v[kind.SettingLimits])...)
	ds = append(ds, s.readCSP(text.Name, v[kind.SettingCSP])...)
	ds = append(ds, s.readSeverities(text.Name, v[kind.SettingChecks])...)
	return s, ds
}

// BaseURL checks an address given outside handbook.yaml, on the command line
// say, and gives it its closing slash.
func BaseURL(text string) (string, bool) {
	u, ds := baseURL(text, diag.Position{})
	return u, len(ds) == 0
}

func baseURL(text string, at diag.Position) (string, []diag.Diagnostic) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !kind.IsHost(u) || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", []diag.Diagnostic{diag.New("C003", at, "base_url is not the address of a site: %q", text).
			WithHint("write it with scheme and host, such as https://team.github.io/handbook/")}
	}
	for _, part := range strings.Split(u.Path, "/") {
		if part == ".." || part == "." {
			return "", []diag.Diagnostic{diag.New("C003", at, "base_url has %q in its path", part).WithHint("write the path that the site is served from")}
		}
	}
	base := "/"
	if p := strings.Trim(u.Path, "/"); p != "" {
		base = URL("/", p+"/")
	}
	return u.Scheme + "://" + u.Host + base, nil
}

// Base returns the path that every address begins with: "/" or "/repo/".
func (s *Settings) Base() string {
	if s.BaseURL == "" {
		return "/"
	}
	_, rest, _ := strings.Cut(s.BaseURL, "://")
	return rest[strings.Index(rest, "/"):]
}

// Origin returns scheme and host, or nothing without a base URL.
func (s *Settings) Origin() string { return strings.TrimSuffix(s.BaseURL, s.Base()) }

// readSections reads `sections`.
func (s *Settings) readSections(path string, v kind.Value) (ds []diag.Diagnostic) {
	var names []string
	for _, k := range kind.Kinds {
		for _, section := range k.Sections {
			names = append(names, section.Name.String())
		}
	}
	s.Sections = make(map[string][]string, len(v.Texts))
	for name, headings := range v.Texts {
		if slices.Contains(names, name) {
			for _, heading := range headings {
				s.Sections[name] = append(s.Sections[name], heading.Text)
			}
			continue
		}
		d := diag.New("C003", placeOf(headings, v).In(path), "sections: no kind has a section %q", name)
		if meant := sectionMeant(name); meant != "" {
			d = d.WithHint("write %s: that is what the section is called", meant)
		} else if near, ok := diag.Nearest(name, names); ok {
			d = d.WithHint("did you mean %s?", near)
		}
		ds = append(ds, d)
	}
	return ds
}

// sectionMeant returns the name of the section that a heading means without any
// setting, or nothing.
func sectionMeant(heading string) string {
	for _, k := range kind.Kinds {
		if s := k.SectionOf(heading, nil); s != nil {
			return s.Name.String()
		}
	}
	return ""
}

// placeOf returns the place of a list in a map; of an empty one, that of the map.
func placeOf(items []kind.Item, otherwise kind.Value) meta.Span {
	if len(items) == 0 {
		return otherwise.At
	}
	return items[0].At
}

func (s *Settings) readSeverities(path string, v kind.Value) (ds []diag.Diagnostic) {
	s.Severities = make(map[string]diag.Severity)
	for code, values := range v.Texts {
		at, word := placeOf(values, v).In(path), ""
		if len(values) == 1 {
			word = values[0].Text
		}
		severity, _ := diag.ParseSeverity(word) // kind has seen to it that it is one
		described, isCode := diag.Lookup(code)
		switch {
		case isCode && described.Fixed():
			ds = append(ds, diag.New("C003", at, "checks: %s always is an error", code).WithHint("without it what is published would be wrong; mend what it reports"))
		case !isCode:
			ds = append(ds, diag.New("C003", at, "checks: there is no code %q", code).WithHint("`waymark explain all` lists the codes"))
		default:
			s.Severities[code] = severity
		}
	}
	return ds
}

// Judge gives diagnostics the severities that the handbook wants them to have,
// and drops those that it has switched off. Where there is no handbook.yaml, a hint
// to write something into it has what keeps the folder from being judged as a
// handbook as its proviso.
func (s *Settings) Judge(ds []diag.Diagnostic) []diag.Diagnostic {
	kept := ds[:0:0]
	for _, d := range ds {
		if d.Severity = s.Severity(d.Code, d.Severity); d.Severity == diag.Off {
			continue
		}
		if s.absent && strings.Contains(d.Hint, settingsFile) {
			d.Proviso = "there are no settings yet: start handbook.yaml with adopted: true, as `waymark init --adopt` does, or what are warnings now become errors"
		}
		kept = append(kept, d)
	}
	return kept
}

// Severity returns how bad a diagnostic is that was found to be of some severity:
// what the settings say of its code, else what was found, which in an adopted
// folder is limited.
func (s *Settings) Severity(code string, found diag.Severity) diag.Severity {
	if set, ok := s.Severities[code]; ok {
		return set
	}
	if described, known := diag.Lookup(code); known && s.Adopted {
		return min(found, described.Adopted)
	}
	return found
}

// rawHTML is what the words of the setting mean to the parser. Without one, safe
// HTML is let through.
var rawHTML = map[kind.Word]page.HTML{kind.HTMLSafe: page.SafeHTML, kind.HTMLAll: page.AllHTML, kind.HTMLNone: page.NoHTML}
