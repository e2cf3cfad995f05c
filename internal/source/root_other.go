//go:build !linux

package source

import "os"

// openBeneath returns nil: paths are walked step by step.
func (f *folder) openBeneath(string, opening) *os.File { return nil }
