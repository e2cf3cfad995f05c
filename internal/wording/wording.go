// Package wording knows how prose is put together: where sentences end, what a
// word is, which forms of a word belong together, and which words say what. It
// knows texts only, no pages and no files, so that whoever reads prose cuts it
// alike: the sentence that is shown beside a link is the one that the checks
// judge.
//
// Sentences and Count work in any script. Words, their stems, and the lexicons
// are about English.
//
// Lexicons are data: the files in lexicons/ hold them, one entry a line, each
// with what it is for and where its entries come from. They are parsed when
// first used, one at a time, since most commands need none.
package wording
