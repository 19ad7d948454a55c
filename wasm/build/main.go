// Build makes the files of the browser widget: it compiles the program to
// WebAssembly, bundles the loader, names each file after its content and
// writes compressed variants and a manifest.
//
//	go run ./wasm/build [-out FOLDER] [-main PACKAGE] [-trim] [-quick] [-check]
//
// It runs in any folder of the module and uses the Go installation that runs
// it. Nothing is downloaded but what go.mod names.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "build:", err)
		}
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	out     string // folder that is filled
	program string // package of the js/wasm program
	trim    bool   // compile with the part of go-app that ships
	quick   bool   // compress lightly
	check   bool   // build nothing
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	o, err := parse(args, root, stderr)
	if err != nil {
		return err
	}
	b := builder{options: o, root: root, log: stdout}
	if o.check {
		return b.report()
	}
	return b.build(ctx)
}

func parse(args []string, root string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("build", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.out, "out", filepath.Join(root, "wasm", "assets"), "`folder` that is filled")
	flags.StringVar(&o.program, "main", "./wasm/main", "`package` of the js/wasm program")
	flags.BoolVar(&o.trim, "trim", false, "compile with the part of go-app that ships: three fifths of the size")
	flags.BoolVar(&o.quick, "quick", false, "compress lightly: the same files, but for their compressed sizes, which no budget holds")
	flags.BoolVar(&o.check, "check", false, "build nothing: print the sizes of what is in the folder, and fail if one is over its budget")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return o, nil
}

// moduleRoot returns the folder of go.mod.
func moduleRoot(ctx context.Context) (string, error) {
	out, err := goOutput(ctx, "", "env", "GOMOD")
	if err != nil {
		return "", err
	}
	if out == "" || out == os.DevNull {
		return "", errors.New("run it in a folder of the module")
	}
	return filepath.Dir(out), nil
}

// goOutput runs the go command and returns what it prints, without the newline.
func goOutput(ctx context.Context, folder string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = folder
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
