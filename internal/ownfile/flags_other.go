//go:build !unix

package ownfile

const (
	NoWait   = 0
	noFollow = 0
)
