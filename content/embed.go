// Package content is Waymark's own handbook. Its library can lie
// beneath other handbooks.
package content

import "embed"

// FS holds the handbook as it lies in this folder.
//
//go:embed *
var FS embed.FS
