//go:build unix

package ownfile

import "syscall"

// noFollow keeps a link or a pipe that takes a file's place after it was looked
// at from being followed or waited for.
const noFollow = syscall.O_NOFOLLOW | syscall.O_NONBLOCK
