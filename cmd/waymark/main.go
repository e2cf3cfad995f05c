// Waymark compiles a folder of Markdown into a strategy handbook.
//
// This package holds flags, printing and exit statuses, and nothing else: what
// the commands do lives below internal/.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// The exit statuses of every command.
const (
	statusFine    = 0
	statusAuthor  = 1 // what an author wrote has errors; with --strict, warnings
	statusUsage   = 2 // wrong flags or arguments
	statusMachine = 3 // the disk, permissions, a port; a mistake in the program
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, os.Args[1:], os.Stdout, os.Stderr) }()
	os.Exit(awaitEnd(ctx, ended))
}

// grace is how long a command may take to end when it is interrupted. Some
// wait for what no context ends: a template that never comes to its end, a disk
// that does not answer.
const grace = 700 * time.Millisecond

// awaitEnd returns the status of a command. One that does not end when it is
// interrupted is left where it is: whatever a build was doing, the next command
// undoes it.
func awaitEnd(ctx context.Context, ended <-chan int) int {
	select {
	case status := <-ended:
		return status
	case <-ctx.Done():
	}
	select {
	case status := <-ended:
		return status
	case <-time.After(grace):
		fmt.Fprintln(os.Stderr, "waymark: interrupted; the next command undoes what was left half done")
		return statusMachine
	}
}

// run executes one command line and returns its exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	app := &app{stdin: os.Stdin, stdout: stdout, stderr: stderr}
	return app.run(ctx, args)
}

func (a *app) run(ctx context.Context, args []string) int {
	a.status = statusFine
	root := a.command()
	root.SetArgs(args)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	if err := root.ExecuteContext(ctx); err != nil {
		return a.fail(err)
	}
	return a.status
}
