//go:build unix

package source

import "syscall"

// nonBlocking keeps the opening of a pipe from waiting for somebody who writes.
const nonBlocking = syscall.O_NONBLOCK
