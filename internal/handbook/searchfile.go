package handbook

import "regexp"

// SearchFolder is where the index that readers search is, below the output folder.
const SearchFolder = "search/"

// SearchHead is the file of the index that names all others.
const SearchHead = SearchFolder + "head.json"

// IsOfSearch reports whether a file of the index can have a path: head.json does, and
// the others do that are called after their bytes.
func IsOfSearch(path string) bool { return path == SearchHead || ofSearch.MatchString(path) }

var ofSearch = regexp.MustCompile(`^` + SearchFolder + `(titles\.|terms\.|w/)[0-9a-f]{12}\.txt$`)
