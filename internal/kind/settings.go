package kind

// Settings are the keys of content/handbook.yaml that have an effect.
var Settings = []Field{
	{Name: "title", Type: String, Doc: "The handbook's title."},
	{Name: "description", Type: String, Most: 200, Doc: "What the handbook is about, in one line."},
	{Name: "lang", Type: String, Default: "en", Doc: "The language that pages are in unless they say otherwise."},
	{Name: "base_url", Type: String, Doc: "Where the handbook is published, such as https://user.github.io/repo/."},
	{Name: "theme", Type: String, Doc: "The folder in themes/ whose files stand in for those of the theme."},
	{Name: "logo", Type: String, Doc: "The path of an image in content/."},
	{Name: "ignore", Type: Strings, Doc: "Globs of files that are no content."},
	{Name: "trusted", Type: Strings, Doc: "Globs of files that are published although a browser would run them."},
	{Name: "raw_html", Type: Bool, Doc: "Let HTML in Markdown through."},
	{Name: "typographer", Type: Bool, Doc: "Make curly quotes, dashes and ellipses."},
	{Name: "csp", Type: Texts, Doc: "Sources to add to the Content-Security-Policy, by directive."},
	{Name: "checks", Type: Texts, Doc: "The severity of diagnostics, by code: error, warning, info or off."},
	{Name: "robots", Type: Enum, Values: []string{"index", "noindex"}, Default: "index", Doc: "Whether search engines are welcome."},
}
