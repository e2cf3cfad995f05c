package diag

import (
	"fmt"
	"strings"
)

// List joins names as a sentence does: "a, b and c".
func List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// ShortList is List for what can be long. Of more than most names it has the
// first ones and how many more there are: "a, b and 7 more".
func ShortList(names []string, most int) string {
	if len(names) <= most {
		return List(names)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
