package kind

// Settings are the keys of content/handbook.yaml that have an effect.
var Settings = []Field{
	{Name: SettingTitle, Type: String, Doc: "The handbook's title.", Example: "Payments handbook"},
	{Name: SettingDescription, Type: String, Most: 200, Doc: "What the handbook is about, in one line.", Example: "Where our systems should end up, and how we get there"},
	{Name: SettingLang, Type: Language, Default: "en", Doc: "The language that pages are in unless they say otherwise.", Example: "en"},
	{Name: SettingBaseURL, Type: String, Doc: "Where the handbook is published; without it there is no sitemap and no canonical address.", Example: "https://acme.github.io/handbook/"},
	{Name: SettingTheme, Type: String, Default: "waymark", Doc: "The folder in themes/ whose files stand in for those of the theme.", Example: "acme"},
	{Name: SettingLogo, Type: String, Doc: "The path of an image in content/.", Example: "images/logo.svg"},
	{Name: SettingRepository, Type: String, Doc: "The address of the repository that holds the handbook's files; on GitHub and GitLab every page then has a link to edit it.", Example: "https://github.com/acme/handbook"},
	{Name: SettingBranch, Type: String, Default: "main", Doc: "The branch that pages are edited on.", Example: "main"},
	{Name: SettingEditURL, Type: String, Doc: "The address at which a page is edited, when repository does not tell it: {path} stands for the file's path in the repository.", Example: "https://git.example.org/acme/handbook/_edit/main/{path}"},
	{Name: SettingHandles, Type: String, Doc: "Where a handle such as @payments leads: an address in which {handle} stands for it.", Example: "https://github.com/orgs/acme/teams/{handle}"},
	{Name: SettingFooter, Type: String, Doc: "One line of Markdown at the end of every page.", Example: `"Questions? [Ask us](https://chat.example.org/handbook)"`},
	{Name: SettingSocial, Type: Texts, Doc: "Addresses of the people behind the handbook elsewhere, by name.", Example: "Mastodon: https://social.example.org/@acme\nMail: mailto:handbook@example.org"},
	{Name: SettingNav, Type: Records, Doc: "The top of the navigation, in order: pages, folders and links out; what is not named follows.", Of: []Field{
		{Name: NavPage, Type: String, Doc: "A page or a folder: its path in content/ without the ending."},
		{Name: NavURL, Type: String, Doc: "An address outside the handbook."},
		{Name: NavTitle, Type: String, Doc: "What the navigation calls it; else its own title."},
		{Name: NavHidden, Type: Bool, Doc: "Left out of the top of the navigation."},
	}, Example: "- page: strategies\n- page: about\n  title: Who we are\n- url: https://status.example.org/\n  title: Status\n- page: archive\n  hidden: true"},
	{Name: SettingInclude, Type: Records, Doc: "Folders of the project that are read as if they lay in content/.", Of: []Field{
		{Name: IncludeFrom, Type: String, Required: true, Doc: "The folder, from content/."},
		{Name: IncludeAt, Type: String, Required: true, Doc: "The folder of content/ that it is read as."},
		{Name: IncludeHolds, Type: Enum, Values: names(), Doc: "The kind of its pages."},
	}, Example: "- from: ../docs/adr\n  at: decisions\n  holds: decision"},
	{Name: SettingIgnore, Type: Strings, Doc: "Globs of files that are no content.", Example: "[drafts/**, \"*.psd\"]"},
	{Name: SettingTrusted, Type: Strings, Doc: "Globs of files that are published although a browser would run them.", Example: "[/demo/*.html]"},
	{Name: SettingRawHTML, Type: Bool, Default: "false", Doc: "Let HTML in Markdown through.", Example: "true"},
	{Name: SettingTypographer, Type: Bool, Default: "false", Doc: "Set the quotation marks of the page's language, dashes and ellipses.", Example: "true"},
	{Name: SettingCSP, Type: Texts, Doc: "Sources to add to the Content-Security-Policy, by directive.", Example: "img-src: [https://images.example.org]"},
	{Name: SettingChecks, Type: Texts, Doc: "The severity of diagnostics, by code: error, warning, info or off.", Example: "H009: off\nH006: error"},
	{Name: SettingCheckPages, Type: Bool, Default: "false", Doc: "Publish a page for each check on visions and strategies, below /checks/.", Example: "true"},
	{Name: SettingFindings, Type: Enum, Values: words(FindingsShown, FindingsOfSpecimens, FindingsHidden), Default: FindingsShown.String(), Doc: "Whether the pages of visions and strategies show what the checks find on them: all do, only specimens, or none. What is accepted is always shown.", Example: "specimens"},
	{Name: SettingFluff, Type: Strings, Doc: "Words of your own that could describe any company, besides the usual ones.", Example: "[seamless, \"best of breed\"]"},
	{Name: SettingSections, Type: Texts, Doc: "Headings of your own that mean a section of a kind, by the section's name.", Example: "Problem: [Where we are, Ausgangslage]\nActions: What we do"},
	{Name: SettingLimits, Type: Record, Doc: "How large what is published may grow before there is a warning.", Of: []Field{
		{Name: LimitSiteMB, Type: Int, Default: "1000", Doc: "All of it, in millions of bytes; GitHub Pages takes 1 GB."},
		{Name: LimitFileMB, Type: Int, Default: "100", Doc: "One file, in millions of bytes; git hosts refuse larger ones."},
	}, Example: "site_mb: 500\nfile_mb: 20"},
	{Name: SettingFeeds, Type: Bool, Default: "true", Doc: "Publish feed.xml, an Atom feed of what changed last; it needs base_url.", Example: "false"},
	{Name: SettingRobots, Type: Enum, Values: words(RobotsIndex, RobotsNoIndex), Default: RobotsIndex.String(), Doc: "Whether search engines are welcome.", Example: "noindex"},
}
