//go:build !unix

package ownfile

const noFollow = 0
