package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// All that depends on whether somebody is watching lives in this file.
//
// Colour: NO_COLOR, when not empty, beats CLICOLOR_FORCE; else colour is for
// terminals. Progress is shown on a terminal only, after half a second, on one
// line that is wiped when it ends.

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func colored(w io.Writer) bool {
	switch {
	case os.Getenv("NO_COLOR") != "":
		return false
	case os.Getenv("CLICOLOR_FORCE") != "" && os.Getenv("CLICOLOR_FORCE") != "0":
		return true
	}
	return isTerminal(w) && os.Getenv("TERM") != "dumb"
}

// A progress is the line that says how far a build is.
type progress struct {
	w     io.Writer // nil: nobody is watching
	start time.Time
	last  time.Time
	shown bool
}

const (
	progressAfter = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

func (a *app) progress(start time.Time) *progress {
	p := &progress{start: start}
	if isTerminal(a.stderr) && !a.quiet {
		p.w = a.stderr
	}
	return p
}

func (p *progress) show(done, total int) {
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < progressAfter || now.Sub(p.last) < progressEvery {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.w, "\r%d of %d", done, total)
}

func (p *progress) end() {
	if p.shown {
		fmt.Fprint(p.w, "\r"+strings.Repeat(" ", 24)+"\r")
	}
}

// isUnknownCommand recognises the errors that cobra has no type for.
func isUnknownCommand(err error) bool {
	return strings.HasPrefix(err.Error(), "unknown command")
}
