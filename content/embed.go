// Package content is Waymark's own handbook. `waymark init` copies its library
// into new handbooks.
package content

import "embed"

// FS holds the handbook as it lies in this folder.
//
//go:embed *
var FS embed.FS
