//go:build !linux

package page

import "time"

var began = time.Now()

// worked returns how long the test has run: other systems do not tell how long a
// thread has worked.
func worked() time.Duration { return time.Since(began) }
