package scaffold

import "fmt"

// A Note is something to know about a place of a takeover.
type Note struct {
	Group *Group
	Path  string
	Line  int    // from 1; 0: the file as a whole
	Text  string // what is particular about this place; empty: the group says it all
}

func (n Note) String() string {
	place := n.Path
	if n.Line > 0 {
		place = fmt.Sprintf("%s:%d", n.Path, n.Line)
	}
	if n.Text == "" {
		return place
	}
	return place + ": " + n.Text
}

// A Group is what several places have in common, so that a list of hundreds of
// places can be read.
type Group struct {
	Title string
	Needs bool // an author has to look at the places; otherwise they are told for information
}

// What is left of any tool.
var (
	ownSettings = &Group{Title: "settings of the tool"}
	beside      = &Group{Title: "next to the content, not taken"}
	hidden      = &Group{Title: "hidden, not taken"}
	notOrdinary = &Group{"not an ordinary file, not taken", true}
	badName     = &Group{"a name that no address can carry, not taken", true}
	active      = &Group{"a browser would run it, not taken; copy what you need, and name it under `trusted` in handbook.yaml", true}
	noRoom      = &Group{"its address is another file's, not taken", true}
	tooLarge    = &Group{"too large, not taken", true}
	notAPage    = &Group{"not Markdown, not taken", true}
	notListed   = &Group{"not in the tool's list of pages, which doesn't publish it; not taken", true}
	noSuchPage  = &Group{"entries of the tool's navigation that lead to no page", true}
	otherTitle  = &Group{Title: "titles in the tool's navigation that differ from the page's own, which is shown"}
	linkStays   = &Group{"links that could not be changed where they stand", true}
	keyStays    = &Group{"front matter that could not be changed where it stands", true}
	addressLost = &Group{"old addresses that don't lead here", true}
	markupStays = &Group{"markup of the tool that stays as it is written", true}
)

// What is different within new files.
var (
	linksFollow  = &Group{Title: "links lead to where their targets are now"}
	frontAdded   = &Group{Title: "front matter was added"}
	tagsSpelled  = &Group{Title: "tags that differ by letter case are one, as the first page spells it"}
	keysRenamed  = &Group{Title: "front matter was renamed or rewritten"}
	markupTurned = &Group{Title: "markup of the tool became Markdown of this handbook"}
	filesMade    = &Group{Title: "made for a section that had a title and no page"}
)
