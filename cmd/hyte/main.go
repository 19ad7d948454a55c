// Command hyte checks requests and the answers to them, shows who has answered, and
// serves their forms. `hyte help` lists the commands.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"github.com/hytekit/hytekit/wasm"
)

// version is set by the linker: -ldflags "-X main.version=v1.2.3".
var version string

func main() { os.Exit(program()) }

// program runs the command line that the process was started with.
func program() int {
	a := &app{
		stdin:    os.Stdin,
		stdout:   os.Stdout,
		stderr:   os.Stderr,
		now:      time.Now,
		version:  version,
		terminal: term.IsTerminal(int(os.Stderr.Fd())),
		widget:   wasm.Open,
		kinds:    listedKinds(),

		environment: os.Environ(),

		showsOutput: term.IsTerminal(int(os.Stdout.Fd())),

		interrupted: interrupted,
	}
	return a.run(context.Background(), os.Args[1:])
}

// interrupted ends the context with the first signal that asks the program to
// stop. A second one ends the program at once.
func interrupted(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
