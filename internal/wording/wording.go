// Package wording knows how prose is put together: what a word is, which forms of
// a word belong together, and which words say what. It knows texts only, no pages
// and no files. Words, their stems, and lexicons are about English.
package wording
