// Command hyte checks calls to nominate and the answers to them, shows who has
// answered, and serves a call's form. `hyte help` lists the commands.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"
)

// version is set by the linker: -ldflags "-X main.version=v1.2.3".
var version string

func main() { os.Exit(program()) }

// program runs the command line that the process was started with.
func program() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	a := &app{
		stdin:    os.Stdin,
		stdout:   os.Stdout,
		stderr:   os.Stderr,
		now:      time.Now,
		version:  version,
		terminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	return a.run(ctx, os.Args[1:])
}
