// Waymark compiles a folder of Markdown into a strategy handbook.
//
// This package holds flags, printing and exit statuses, and nothing else: what
// the commands do lives below internal/.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// The exit statuses of every command.
const (
	statusFine    = 0
	statusAuthor  = 1 // what an author wrote has errors; with --strict, warnings
	statusUsage   = 2 // wrong flags or arguments
	statusMachine = 3 // the disk, permissions, a port
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run executes one command line and returns its exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	app := &app{stdin: os.Stdin, stdout: stdout, stderr: stderr, status: statusFine}
	root := app.command()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	if err := root.ExecuteContext(ctx); err != nil {
		return app.fail(err)
	}
	return app.status
}
