package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"
	"time"

	"github.com/hytekit/hytekit/wasm"
	"github.com/spf13/cobra"
)

// app is the command line in its surroundings. Nothing else here touches the
// process.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	version        string   // empty: as the build says
	terminal       bool     // stderr is one, so that progress can be shown
	showsOutput    bool     // stdout is a terminal, so that output must be text
	environment    []string // as of os.Environ; of it, what serve takes
	widget         func() (wasm.Widget, error)
	kinds          kinds

	// interrupted gives a context that ends when the program is to stop. A
	// command that does not ask for it is simply ended.
	interrupted func(context.Context) (context.Context, context.CancelFunc)
}

// The exit statuses.
const (
	statusFine   = 0 // also with warnings, unless they count
	statusErrors = 1 // a document is wrong
	statusFailed = 2 // wrong usage, or something could not be read or written
)

// What ends a command that has already said why.
var (
	errFound  = errors.New("errors were found")
	errFailed = errors.New("it could not be done")
)

// usageError is a command line that makes no sense.
type usageError struct{ problem string }

func (e usageError) Error() string { return e.problem }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// run does what the arguments say, and returns the exit status.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.root()
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetArgs(append([]string{}, args...)) // nil would mean os.Args
	command, err := root.ExecuteContextC(ctx)
	return a.status(command, explainCommand(err))
}

// status is the exit status for what a command returned, after telling it.
func (a *app) status(command *cobra.Command, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return statusFine
	case errors.Is(err, errFound):
		return statusErrors
	case errors.Is(err, errFailed), errors.Is(err, syscall.EPIPE):
		// Whoever closed the pipe has seen enough.
	case errors.As(err, &usage):
		fmt.Fprintf(a.stderr, "%s: %v\nTry: %s --help\n", command.CommandPath(), err, command.CommandPath())
	default:
		fmt.Fprintf(a.stderr, "%s: %v\n", command.CommandPath(), err)
	}
	return statusFailed
}

// output is stdout with a buffer. The caller flushes it.
func (a *app) output() *bufio.Writer { return bufio.NewWriterSize(a.stdout, 64<<10) }

// notice tells something on stderr that is no result.
func (a *app) notice(format string, args ...any) {
	fmt.Fprintf(a.stderr, "hyte: "+format+"\n", args...)
}
