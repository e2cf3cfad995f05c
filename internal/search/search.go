// Package search makes the index that readers search a handbook with, and asks it.
//
// The index is a set of text files below search/. head.json alone has a fixed name
// and names all others, which are called after their bytes:
//
//   - titles: a line a page, in the order of ids: address, title, kind, length,
//     whether its Markdown isn't published, and the questions that it is asked;
//   - shards in w/: a line a word, in order, with the pages that have it;
//   - terms: every word, for those who mistype; of many words also the words
//     written backwards.
//
// A word that comes or goes changes the shard that it belongs to and little else:
// where a shard ends is told by the words in it, never by how many came before. Of
// lines one below the other only what is new is written, behind a digit that says
// how many characters are those of the line above.
//
// Nothing here reads a disk or a clock. The same pages give the same bytes.
package search

import "waymark/internal/view"

// A File is a file of the index.
type File struct {
	Path string // below the output folder
	Data []byte
}

// A Page is what is indexed of a page.
type Page struct {
	view.Search
	Text Text // the words of its body
}
