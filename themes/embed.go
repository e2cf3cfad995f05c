// Package themes holds the default theme, so that one binary is all there is to
// install.
package themes

import "embed"

// FS has a folder a theme; waymark is the default.
//
//go:embed all:waymark
var FS embed.FS
