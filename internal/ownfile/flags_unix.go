//go:build unix

package ownfile

import "syscall"

// NoWait keeps the opening of a pipe from waiting for somebody who writes.
const NoWait = syscall.O_NONBLOCK

// noFollow keeps a link or a pipe that takes a file's place after it was looked
// at from being followed or waited for.
const noFollow = syscall.O_NOFOLLOW | NoWait
