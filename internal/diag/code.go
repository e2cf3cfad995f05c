package diag

import "slices"

// A Code is one sort of diagnostic: what it is called, how bad it is unless
// the settings say otherwise, and the text of `waymark explain`.
type Code struct {
	Code     string
	Name     string   // short, lower case, with hyphens: broken-link
	Severity Severity // in a handbook
	Adopted  Severity // at most, in a folder that was made for another tool; an error only where nothing sensible could be published
	Explain  string   // Markdown: what it means, why it matters, what to do
}

// Fixed reports whether no handbook can change the severity: what cannot be
// published does not become right by being ignored. (A page that could not be
// read can be left for later, as a folder that is taken over may have to.)
func (c Code) Fixed() bool {
	switch c.Code[0] {
	case 'B', 'C', 'I', 'T':
		return c.Severity == Error
	}
	return c.Code == "H004" || c.Code == "H008" || c.Code == "H011"
}

// Codes lists every code, in order. The letter says where it comes from: P
// reading and Markdown, C settings, T theme, H integrity of the handbook; V
// visions, S strategies, F the fit of a strategy and its pattern, D liveness, X
// trust, A what authors accept; B publishing; I mistakes in the program itself.
var Codes = []Code{
	{"P001", "syntax", Error, Warning, "The front matter, the block of settings at the top of a page, cannot be read: it breaks the rules of YAML, TOML or JSON at the place shown. In YAML the usual reasons are a colon or a `@` in a value, which then wants quotes, and a tab where spaces belong. An adopted folder publishes the page with its text alone; one that seems to say `draft: true` stays a draft."},
	{"P002", "unclosed-front-matter", Error, Warning, "The front matter begins but never ends, so nobody can tell it from the text. Close it with the same line that opened it: `---` for YAML, `+++` for TOML; for JSON with the brace that matches the first one. An adopted folder shows all of it as text."},
	{"P003", "duplicate-key", Error, Warning, "A key is set twice. Only one value can count, and nobody can tell which was meant. Remove one of them."},
	{"P004", "not-utf8", Error, Warning, "The file is not valid UTF-8, so some of its characters would be lost. Save it as UTF-8; the place shown is the first byte that is not. An adopted folder shows � for each such byte, reads UTF-16 as what it is, and leaves out what is no text at all."},
	{"P005", "not-a-mapping", Error, Warning, "Front matter must be a list of keys with values, such as `title: No vision`."},
	{"P006", "too-deep", Error, Warning, "The front matter is nested more deeply, or repeats itself through aliases more often, than a handbook can need. It is not read, because files like this are made to exhaust a computer."},
	{"P007", "conflict-marker", Error, Warning, "A git merge left its conflict markers in the file. Choose one side, or a bit of both, and remove the lines with the markers."},
	{"P008", "cannot-read", Error, Warning, "The file is not published, because it is not an ordinary file with an ordinary name: a pipe or a device, a symbolic link to a folder, to a hidden file, to nothing or out of the content folder, a name that no address can carry, a file that the system does not let Waymark read, a page of more than 32 MB, or one that was changed or removed while it was being built. Replace it by an ordinary file, or name it under `ignore` in handbook.yaml. In an adopted folder it alone is missing."},
	{"P009", "duplicate-id", Warning, Warning, "Two parts of a page, headings, containers or elements of raw HTML, claim the same id, or one claims an id that footnotes (fn:, fnref:) or the page around the text (site:) may have. The first has it; a second heading or container gets another, so a link to it may lead to the first. With `raw_html: true` HTML stays as it is written; else an element whose id is taken has none, and one that would have an id of the page gets user-content- before it."},
	{"P010", "unknown-language", Warning, Warning, "The code block names a language that the highlighter does not know, so it is shown without colours. Look for a slip in the name, or write `text`."},
	{"P011", "bad-fence", Error, Warning, "An option of a code block cannot be read. Known are title=\"…\", {2-4}, linenos, diff, file=\"…\" and lines=\"3-9\"."},
	{"P012", "bad-include", Error, Warning, "The file that a code block includes does not exist or lies outside the content folder, or it has fewer lines than the block asks for."},
	{"P013", "remote-blocked", Warning, Warning, "A reader's browser will not load this: the handbook's Content-Security-Policy allows only its own files, no frames, and no scripts or styles that are written into a page. Copy the file into the content folder, or allow its source under `csp` in handbook.yaml. Until then, readers get a link instead of an image, and within a link its text."},
	{"P014", "raw-html", Warning, Warning, "Raw HTML is left out: of elements that GitHub does not show either the tags, so that the text between them stays, and scripts and styles with all that is in them. The message names each element once, at the first. Write it in Markdown, put it in backticks if it is text, or set `raw_html: true` in handbook.yaml, which lets all HTML through; with `raw_html: false` none is."},
	{"P015", "active-file", Warning, Warning, "A browser would run this file (HTML, a script, a drawing with a script in it), and whoever may edit a handbook's text should not thereby run programs at its readers. So it is not published. If you mean it, name it under `trusted` in handbook.yaml."},
	{"P016", "no-history", Warning, Warning, "The days of the last change come from git, and git cannot tell here, so pages have no dates. In a shallow clone every file would seem to have changed in the last commit: fetch the whole history (`fetch-depth: 0` for actions/checkout). Without git, or before the first commit, there is nothing to do; pages may say `lastmod` themselves."},
	{"P017", "too-complex", Warning, Warning, "The Markdown goes beyond what any page needs: 32 blocks in one another, 1,000 emphasis marks or 100 open brackets in one paragraph, 100,000 cells that tables leave out; 500,000 lines, 20,000 headings, 50,000 links, 300,000 cells, or 200,000 stretches of emphasis, code and the like. What is beyond that is shown as plain text."},
	{"P018", "dangerous-address", Warning, Warning, "A browser would run this address as a program, or open a file of the reader's own computer, so it is left out and the words stay without a link. In raw HTML so is every address but those of the site, of the web and of a mailbox, unless `raw_html: true` lets all through."},
	{"P019", "unknown-container", Warning, Warning, "The word after `:::` is none that Waymark knows, so what is in the container is shown as ordinary text. Known are details, tabs, tab, cards, steps, and for alerts note, tip, important, warning and caution."},
	{"P020", "bad-container", Warning, Warning, "A container, what stands between `:::name` and `:::`, is not what its name promises: it is never closed, cards hold no list, steps no numbered list, tabs something that is no tab, a tab stands outside of tabs or has no name, or an option in braces means nothing to it. All of its text is shown all the same."},
	{"P021", "empty-link", Warning, Warning, "A link has no address, `[the list]()`, so readers see its words and no link; or it has no words, `[](list.md)`, so they see nothing."},
	{"P022", "undefined-reference", Warning, Warning, "A link takes its address from a definition that the page does not have: `[the list][crew]` needs a line `[crew]: crew.md`. Readers see the brackets. Words in one pair of brackets, such as [sic], are never reported."},
	{"P023", "undefined-footnote", Warning, Warning, "A footnote is referred to, `[^crew]`, and the page has no line `[^crew]: …` with its text. Readers see the brackets."},
	{"P024", "unused-footnote", Warning, Warning, "A footnote's text is shown nowhere, because nothing on the page refers to it, or because another footnote has the same label. References in the text of a link do not count: no other link can be there."},
	{"P025", "empty-heading", Warning, Warning, "A heading has no text. The table of contents leaves it out; those who move by headings stop at it and hear nothing."},
	{"P026", "surplus-cell", Warning, Warning, "A row of a table has more cells than the table has columns, and those beyond are not shown, as on GitHub. The columns are those of the first two lines. A `|` within a cell, in code too, is written `\\|`."},
	{"P028", "late-front-matter", Warning, Warning, "The front matter, the block of settings at the top of a page, does not begin with the first character of the file: blank lines, a comment, a space or a byte order mark is above it. It is read all the same, but other tools take it for text, and would publish a draft. Move it to the top."},
	{"P029", "mdx", Warning, Warning, "The page is MDX, Markdown with components, and nothing here can run those. Imports, exports and the tags of components are left out, and the text between the tags is shown; an expression in braces is shown as it is written. Write in Markdown what they would show, and let the file end in .md."},
	{"P030", "foreign-markup", Warning, Warning, "The page has markup that another tool reads and Waymark does not, such as `{% include %}`, `[TOC]`, `!!! note` or `%%comment%%`. Readers see it as it is written, also what the other tool would hide. Each sort is reported once a page, at the first place; the hint says what to write instead. Code is never reported: put what is meant to be shown in backticks."},
	{"P031", "unread-diagram", Warning, Warning, "Waymark can't read all of a diagram in Mermaid, so readers see its text instead of a picture. It never draws part of one: a picture without one of its arrows says something else. The message names the first thing that it can't read, and where that is. The guide's page about diagrams lists what is read."},
	{"C001", "settings-syntax", Error, Error, "handbook.yaml cannot be read: it breaks the rules of YAML at the place shown, has more than 1 MB, or is no ordinary file."},
	{"C002", "unknown-setting", Error, Error, "handbook.yaml has a setting that Waymark does not know, so it has no effect. Look for a slip in its name."},
	{"C003", "bad-setting", Error, Error, "A setting has a value of the wrong type or form. The message says what is expected."},
	{"C004", "not-content", Error, Error, "There is no Markdown to build. Write a first page, index.md, or let `waymark init` make a handbook to start from."},
	{"C005", "unread-settings", Warning, Warning, "A file looks like the settings and is in a place, or has a name, where nothing reads it. Settings are read from handbook.yaml in the content folder: content/handbook.yaml, or handbook.yaml in a folder that holds Markdown itself."},
	{"T001", "template-syntax", Error, Error, "A template or a file of words cannot be read, or a template names a field or a function that does not exist. Every template is tried on sample pages when the theme is loaded, so that a slip shows here and not on some page later."},
	{"T002", "template-failed", Error, Error, "A template could be read but failed on a page. The message names the page and the templates that led there."},
	{"T003", "no-layout", Error, Warning, "A page asks with `layout` for a layout that the theme does not have. Look for a slip, or add the file to the theme's layouts/."},
	{"T004", "no-theme", Error, Error, "The theme that handbook.yaml names does not exist. A theme is a folder of that name in themes/; without `theme` the handbook has the one that comes with Waymark."},
	{"T005", "bad-asset", Error, Error, "A style sheet or a script of the theme has a mistake at the place shown."},
	{"T006", "card-letters", Warning, Warning, "A page asks for a card of its own, the picture that other sites show with a link to it, and its title has letters that the font of the cards lacks. It knows Latin, Greek and Cyrillic letters. The card shows the kind of the page instead; remove `card`, or leave it as it is."},
	{"T007", "unused-theme-file", Warning, Warning, "A file of the theme has no effect: it replaces none of the theme that comes with Waymark, and no template, style sheet or page names it. Look for a slip in its name or in that of its folder; a file replaces the one at the very same path."},
	{"H001", "broken-link", Error, Warning, "A link leads to a file that does not exist, or that is not published. Links between pages are relative links to Markdown files, so that they work in an editor and on GitHub too; letter case counts. In an adopted folder a link may also be written for what another tool publishes: `../two/` from the address of its page, or `two.html`."},
	{"H002", "broken-anchor", Error, Warning, "A link leads to a heading that does not exist on its page. A heading's id is its text in lower case with hyphens for spaces, unless it has its own: `## Heading {#id}`."},
	{"H003", "broken-relation", Error, Warning, "A relation in the front matter names a page that does not exist, or one of the wrong kind. A relation holds the page's path below content/ without its ending; where only one kind can be meant, the file's name will do."},
	{"H004", "same-address", Error, Warning, "Two files would be published at one address, or at two that differ only by letter case or by the spelling of an accent, which some disks cannot tell apart. Rename one, or give it a `slug`."},
	{"H005", "bad-field", Error, Warning, "The front matter has a field that is not known, or whose value has the wrong type; or a decision's text has a date that is unclear. A key that begins with `x-` is your own and never reported."},
	{"H006", "missing-field", Warning, Warning, "A field that readers of this kind of page rely on is missing."},
	{"H007", "no-alt", Warning, Warning, "An image has no text alternative, so those who cannot see it learn nothing. Write what it shows between the square brackets."},
	{"H008", "bad-alias", Error, Warning, "An alias, an old address that leads on to the page, is the address of another page, is used twice, or is no address of this handbook. Write it from the root: `/old/address/`."},
	{"H009", "orphan", Warning, Info, "No page links here, and no relation leads here from or to another page: only lists show it, and readers seldom follow those. Link to it from where it is needed. Visions, strategies and decisions are exempt, because lists are how they are found: that of their folder, and those by status and owner. So is a page that says nothing yet, such as one that `waymark new` has just made."},
	{"H010", "heading-jump", Warning, Warning, "A heading is more than one level below the one before it, so readers who move by headings look for one that is missing."},
	{"H011", "name-too-long", Error, Warning, "A part of an address is longer than the 255 bytes that disks take for a name. Shorten the file's name, the slug or the tag."},
	{"H012", "several-of-one-name", Warning, Warning, "A link in double brackets names several pages, none of which is nearer than the others, so it may lead to another one than was meant. Put the folder before the name: `[[people/anna]]`."},
	{"H013", "wiki-frame", Info, Info, "A folder without handbook.yaml has files that a wiki shows around its pages: _Sidebar.md, _Header.md or _Footer.md. They are no pages, because the handbook makes its own navigation. Rename a file that is to be one."},
	{"H014", "unlinked-files", Info, Info, "A folder that was made for another tool may hold all that a program is made of, so only files that some page links to or shows are published, and what browsers and hosts ask for by name, such as robots.txt. These files are not. If readers need them, link to them, or name them in `publish` in handbook.yaml. A handbook publishes all files of its content folder."},
	{"H015", "unknown-name", Warning, Warning, "Double brackets hold a name that no page and no file has, so its words are shown without a link. Look for a slip in the name, or remove the brackets. It stops no build, because brackets may be prose: put code such as `[[nodiscard]]` in backticks."},
	{"H016", "library-part-off", Info, Info, "A link, a relation or an entry of the navigation leads to a page of Waymark's library in a part that `library` in handbook.yaml leaves out. Readers see the name without a link. Add the part to `library`, copy the page with `waymark library copy`, or remove what leads to it."},
	{"H017", "same-number", Warning, Warning, "Two decisions in one folder have one number, so nobody can tell which of them `ADR-12` means. That happens when two branches take the next number at once. Rename the one that fewer people know to a free number; `aliases` keeps its old address."},
	{"H018", "guessed-section", Info, Info, "A vision or a strategy has no heading that says which part this is, so the passage was taken for what it looks like. What is guessed is never an error, and keeps nobody from saying it: call the heading what the kind calls it, or name yours under `sections`, in handbook.yaml for all pages or in the front matter for this one."},
	{"H019", "bad-chooser", Error, Warning, "The chooser's questions and the patterns' `chooser` entries don't fit together: an entry names a question, an answer or a heading that doesn't exist, or has more or less than one of `points`, `out` and `note`; or there are questions without patterns, or patterns without questions. The reported entry is ignored, so the chooser would recommend something its authors didn't mean."},
	{"H020", "never-chosen", Warning, Info, "No combination of answers makes the chooser recommend this pattern. Look for entries that cancel each other out, or remove `chooser` from the pattern."},
	{"V101", "no-horizon", Error, Warning, "A vision has no horizon. Without a year it can be neither too near nor too far, so nobody can disagree with it, and what nobody can disagree with settles nothing."},
	{"V102", "horizon-near", Warning, Warning, "A vision ends less than twelve months after it was written. That is the horizon of a strategy: a vision is to hold while several strategies come and go."},
	{"V103", "horizon-far", Info, Info, "A vision ends more than five years from now (more than ten: a warning). The further away the year, the fewer decisions of this quarter depend on it."},
	{"V104", "helps-nobody", Info, Info, "A vision names technology and nobody who is better off. People give years of work for other people; for a platform they give a quarter, until the next one is announced."},
	{"V105", "no-why", Warning, Warning, "A vision has no section that says why, or one of fewer than fifteen words. It asks people for years of work, and those who are to do it want to know what for."},
	{"V106", "settles-nothing", Info, Info, "A vision ends no argument: nowhere does one good thing win over another. The next time that two of them collide, its readers will decide as they would have without it."},
	{"V107", "plan-inside", Warning, Warning, "A vision holds a plan: three items or more with an owner, a date or a size, or (for information) a part that is called a plan and is one. Plans change every quarter and the vision should not, and people who doubt the plan will seem to doubt the vision."},
	{"V108", "fluff", Info, Info, "A vision's statement is made of words that could describe any company. Nobody can disagree with it, nobody can see whether it has come true, and so nobody decides differently because of it."},
	{"V109", "not-agreed", Warning, Warning, "A vision is marked as agreed, and nobody but its owner has agreed. A vision that one person carries breaks no ties."},
	{"V110", "unserved", Warning, Warning, "A vision has been agreed for more than 180 days, and no live strategy works towards it or a part of it. A vision alone moves nothing."},
	{"V111", "behind", Warning, Warning, "A vision's horizon has passed, or every strategy for it is done. What has come true, or cannot any more, gives no direction."},
	{"S201", "no-problem", Error, Warning, "A strategy has no problem, or one that is empty. Without the thing that stops you no policy can be right or wrong, and every action is as good as the next."},
	{"S202", "thin-problem", Warning, Warning, "A strategy tells its problem in fewer than twenty words, or than twelve when a number, a link or a quotation is among them. That is seldom enough to name the obstacle, whom it stops, and how you know."},
	{"S203", "restates-absence", Info, Info, "A strategy's problem says that the answer isn't there yet, and nothing else. That is the vision turned around: without the obstacle, or the harm that was seen, any way of building it is as good as another."},
	{"S204", "no-evidence", Info, Info, "A strategy's problem has nothing that a sceptic could check: no count, no event, nobody's words, no source, no cause that one can go and look at. Then the problem is a matter of belief, and so is whether it was solved."},
	{"S205", "many-problems", Warning, Warning, "A strategy lists more than three problems. A strategy zeros in on a part; the list of everything that is wrong is where one begins. A strategy without a vision ranks all problems on purpose and is left alone."},
	{"S206", "no-vision-link", Error, Warning, "A strategy leads to no vision, and does not say that it does without one. Then nobody can tell a doubt about the direction from a doubt about the way."},
	{"S211", "no-policy", Error, Warning, "A strategy has no guiding policy. Actions without one are a to-do list: nobody knows what to do about the case that the list forgot."},
	{"S212", "policy-is-target", Info, Info, "A guiding policy is a mark to be reached. A target says when you may stop and not what to do on Tuesday: keep it as the measure, and say beside it what gives way to what."},
	{"S213", "rules-nothing-out", Info, Info, "A guiding policy forbids nothing that a reasonable colleague would do, and there are no non-goals. What nobody could be against decides nothing."},
	{"S214", "picture-for-policy", Info, Info, "A guiding policy is there to show people a future, to inspire them or to win them over, and decides nothing. Being shown where it all leads is what a vision is for; a policy tells people who are convinced already what to do first, and what to leave."},
	{"S215", "build-then-onboard", Info, Info, "People come after the build: all of it is made, and only then is anybody invited, trained or moved. Until that day nobody is better off, and nobody can say that it is the wrong thing."},
	{"S216", "thin-whole", Info, Info, "A strategy begins with a thin version of the whole: an MVP of the platform, every module in its simplest form. Such a cut goes through one layer of everything, so that nothing in it works from end to end for anybody; a part that does is worth more, and can be tried by those who need it."},
	{"S221", "no-actions", Error, Warning, "A strategy has no concrete step. Steps are the items of a list in its Actions section."},
	{"S222", "no-owner", Warning, Warning, "An action has no handle in its bracket. What everybody could do nobody does."},
	{"S223", "no-date-or-size", Warning, Warning, "An action has neither a date nor a size. Nobody can tell whether it is late, or whether all of them fit into the time there is."},
	{"S224", "long-no-exit", Warning, Warning, "An action takes more than three months (six or more: an error), and nothing says when it would be stopped. Long work that nothing can stop goes on after everybody has stopped believing in it."},
	{"S225", "single-bet", Warning, Warning, "One action takes more than three months, half of the strategy's time or more if that is known, and more than all others together. Then there is nothing to learn from on the way."},
	{"S226", "unconnected", Off, Off, "An action shares nothing with the problem or the policy, and no Because ties it to them. What is useful for another reason belongs in another plan. Whether two things hang together, words tell only in plain cases, so this check is switched off unless `checks` in handbook.yaml gives it a severity."},
	{"S227", "action-is-goal", Info, Info, "An action is a result to be hoped for: a number, and nothing that somebody could begin on Monday."},
	{"S228", "laundry-list", Info, Info, "A strategy has more than nine actions. A list this long is seldom a choice."},
	{"S231", "no-non-goals", Warning, Warning, "A strategy has no non-goals. A vision says yes, a strategy says no; one that rules nothing out leaves every choice to the next meeting."},
	{"S232", "non-goal-unexplained", Info, Info, "A non-goal says neither why not nor until when. The next person to ask for it will be told no again, and won't know whether anything has changed."},
	{"S233", "easy-no", Info, Info, "A non-goal declines what nobody wanted, such as breaking things or wasting money. A no costs something, or it is no choice."},
	{"S241", "vision-inside", Info, Info, "A strategy tells a vision again. Link it: as two artifacts, people can agree on where to go and argue about the way."},
	{"S251", "horizon-long", Warning, Warning, "A strategy lasts more than a year, and nobody has promised to look at it again within six months."},
	{"F301", "necessary-constraint", Error, Warning, "The strategy's pattern works only under a condition, and the strategy has no evidence for it. The patterns themselves say what they need."},
	{"F302", "helpful-constraint", Info, Info, "A condition would help the strategy's pattern, and the strategy does not say whether it holds."},
	{"F303", "no-proof", Info, Info, "A strategy moves everything, and nothing before that would show that the solution holds: no proof of concept, pilot, spike or trial on a hard case. The first to learn that it doesn't hold will be the last to have moved."},
	{"F304", "undeclared-migration", Info, Info, "A strategy moves all of something without following the pattern for that, so nobody was asked for what the pattern needs: firm belief in the solution, and a value that is the same for everybody."},
	{"F311", "no-vision-too-long", Warning, Warning, "A strategy lasts longer than its pattern works. For going without a vision that is six months."},
	{"F312", "unranked", Warning, Warning, "A strategy without a vision does not rank its problems in a numbered list. The order is all the direction there is."},
	{"F313", "no-vision-many-teams", Warning, Warning, "More than two teams go without a vision for more than six months. Ten good fixes by five teams can leave five systems that no longer fit together."},
	{"F314", "no-vision-forever", Warning, Warning, "A third strategy in a row goes without a vision, or several have done so for more than twelve months in total. By now somebody knows the ground well enough to say where this should go."},
	{"F321", "no-slice", Warning, Warning, "A strategy takes a slice of a big vision, and says nothing of the slice, or (for information) nothing of the people whom it reaches. A slice is as long as it is useful to somebody at its end."},
	{"F322", "slice-length", Warning, Warning, "A slice of a big vision takes more than six months, or less than three (for information). Longer ones teach too late, shorter ones seldom reach anybody."},
	{"F323", "horizontal-slice", Info, Info, "A slice is a layer on which uses will come later. Cut through all layers instead, for one use, so that somebody can tell you that it was the wrong one."},
	{"F324", "not-repeated", Info, Info, "The last slice of an agreed vision ended more than sixty days ago, and none came after it. To look again is the step of that pattern that is lost most easily."},
	{"F325", "shortcut", Info, Info, "An action writes a vision though the strategy has one that is agreed. Start at the slice; when the vision is wrong, change it where it stands."},
	{"D401", "review-overdue", Warning, Warning, "The day by which somebody would look at this again has passed (by more than 180 days: an error)."},
	{"D402", "no-review-date", Warning, Warning, "A page in force has no day on which somebody looks at it again."},
	{"D403", "past-horizon", Warning, Warning, "A strategy's horizon has passed, and it is still in force. Readers cannot tell whether it worked, was given up, or goes on."},
	{"D404", "old-draft", Info, Info, "A page has been a draft or a proposal for more than 90 days. Everybody works as if it were settled, each in a way of their own."},
	{"D405", "no-outcome", Warning, Warning, "A strategy is done or abandoned, and nothing says how it went. The next team needs that line most."},
	{"D406", "vision-moved", Info, Info, "A vision has changed since its strategy was written or last looked at."},
	{"X501", "agreed-by-nobody", Warning, Warning, "A strategy is agreed or active, and nobody but its owner has agreed. People accept a no that they took part in, and work around one that was announced."},
	{"X502", "many-live", Info, Info, "More than three live strategies work towards one vision. When two of them want the same week, nothing says which gives way."},
	{"X503", "wrong-kind", Error, Warning, "A page has the shape of the other kind: a vision with a problem, a policy or actions, or a strategy that has none of them and looks years ahead."},
	{"A901", "no-reason", Error, Warning, "A check is accepted without a reason of at least four words, so it is not silenced. In a year nobody will know why it was, least of all those who have to decide whether it still is."},
	{"A902", "unused-accept", Warning, Warning, "A check is accepted that finds nothing there: what it found has been mended, or has moved, or the code is none. Remove it, so that it hides nothing that comes later."},
	{"A903", "expired-accept", Warning, Warning, "A check was accepted until a day that has passed, so it reports again. Mend what it finds, or accept it anew."},
	{"B001", "foreign-output", Error, Error, "The output folder holds files that Waymark did not write. They are never removed. Name another folder with --output, or take this one over with --force: the files stay."},
	{"B002", "bad-output", Error, Error, "The output folder cannot be used: it is a file, or it contains the content, or lies in it."},
	{"B003", "busy", Error, Error, "Another build is writing to the same output folder. Wait for it to end; what it leaves is the same."},
	{"B004", "large-site", Warning, Warning, "All that is published together is larger than `limits: {site_mb: …}` in handbook.yaml, 1000 MB unless it says otherwise. GitHub Pages takes no site over 1 GB. Look for large images and videos, and host those elsewhere."},
	{"B005", "large-file", Warning, Warning, "The file is larger than `limits: {file_mb: …}` in handbook.yaml, 100 MB unless it says otherwise. Readers wait for it, and GitHub takes no file over 100 MB. Make it smaller, or host it elsewhere."},
	{"B006", "foreign-branch", Error, Error, "The branch to deploy to holds what Waymark did not put there: the tip is not a commit of `waymark deploy`, or was changed after it. Nothing was pushed. Name another branch with --branch, or deploy with --force: the files go from the branch, and its history keeps them. A CNAME file stays in any case."},
	{"B007", "own-branch", Error, Error, "The branch to deploy to is the one that is checked out: the handbook's sources are on it. Nothing was pushed. Deploy to a branch of its own, such as gh-pages."},
	{"B008", "unpinned-tool", Info, Info, "The workflow that publishes the handbook, .github/workflows/pages.yml or .gitlab-ci.yml, does not say where Waymark comes from. It builds the program from its source, so write the repository and the revision (a commit or a tag) into the two lines at its top. `waymark init` fills them in when the program was built by `make` in a clone of a repository on github.com or gitlab.com, or when you pass `--tool OWNER/REPO@REV`. Only `waymark check` says this."},
	{"B009", "not-on-pages", Warning, Warning, "The output folder holds something that GitHub Pages would not publish: hidden files, which GitHub's own upload leaves out unless the workflow says `include-hidden-files: true`; files whose names begin with an underscore, when there is no .nojekyll; symbolic links. Only `waymark preview` says this."},
	{"B010", "nowhere-to-deploy", Error, Error, "There is no place to deploy to: the handbook is in no git repository, the repository has no remote of that name, or the branch's name is none. Nothing was built or pushed. Begin a repository with `git init`, name its remote with `git remote add origin ADDRESS`, or name another with --remote."},
	{"B011", "other-base", Warning, Warning, "The handbook is built for another path than the one that it is served at, so that its links lead nowhere. For GitHub Pages that is the name of the repository: give `waymark deploy` the base URL of the site, or write it into handbook.yaml. With a domain of your own, put its name into content/CNAME. Only `waymark deploy` and `waymark preview` say this."},
	{"B012", "committed-state", Warning, Warning, "The folder .waymark is committed to git. What it holds tells a build which pages need not be made again, so whoever committed it could make your build publish anything. It is not used, and every build starts from nothing. Run `git rm -r --cached` on the folder and add .waymark/ to .gitignore. For information only: git cannot tell whether it is committed."},
	{"B013", "not-our-file", Warning, Warning, "Something is in the place of a file of Waymark's cache that Waymark never makes, such as a symbolic link or a named pipe. It is left alone, and the cache is not used. Remove it. In the output folder the same stops the build."},
	{"I001", "internal-error", Error, Error, "Waymark failed on this file. That is a bug in the program and no mistake of yours: whatever a file holds, it should be read or reported. Nothing was published, and the exit status is 3; all else that was found is reported as ever. Please report it to the project's issue tracker, with the file if you may, and with what `--verbose` prints."},
}

// Lookup returns the code's description.
func Lookup(code string) (Code, bool) {
	i, ok := slices.BinarySearchFunc(sortedCodes, code, func(c Code, code string) int {
		switch {
		case c.Code < code:
			return -1
		case c.Code > code:
			return 1
		}
		return 0
	})
	if !ok {
		return Code{}, false
	}
	return sortedCodes[i], true
}

var sortedCodes = func() []Code {
	s := slices.Clone(Codes)
	slices.SortFunc(s, func(a, b Code) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return s
}()
