// Package goapp finds the part of go-app that the widget ships with.
//
// Go-app's server, its storage and its parts for installed apps link net/http,
// regexp and AES into a program that uses none of them: it would be two thirds
// larger. So the widget is built with whole files of go-app, exactly as its
// authors wrote them, and with a few files of our own, in _standins, that stand
// for what the files left out declare. Nothing is edited. Two files of Go's
// standard library that only go-app imports are left out the same way.
//
// The tests of package widget run with go-app as it is and, natively too, with
// this part of it. After an upgrade of go-app in go.mod, the tests of this
// package tell whether the part still fits and, if not, what to do.
package goapp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Module is the path of go-app's module.
const Module = "github.com/maxence-charriere/go-app/v10"

// standIns is the folder that the go command takes for go-app's module.
const standIns = "./wasm/internal/goapp/_standins"

// leftOutOfGo are the files of Go's standard library, under src in GOROOT, that
// stand-ins of the same name take the place of.
var leftOutOfGo = []string{"html/entity.go", "net/url/url.go"}

// wholeFiles are the files of go-app's module that are used as they are.
var wholeFiles = []string{
	"go.mod",
	"pkg/app/attribute.go",
	"pkg/app/component.go",
	"pkg/app/condition.go",
	"pkg/app/event.go",
	"pkg/app/html.go",
	"pkg/app/js.go",
	"pkg/app/js_nowasm.go",
	"pkg/app/js_wasm.go",
	"pkg/app/node.go",
	"pkg/app/range.go",
	"pkg/app/raw.go",
	"pkg/app/strings.go",
	"pkg/app/testing.go",
	"pkg/app/text.go",
	"pkg/app/update.go",
}

// Flags returns the flags with which the go command builds or tests packages
// with the part of go-app. Root is the folder of our go.mod; the files that the
// flags name are written to the folder work, which outlives the go command.
//
// Go-app's module is downloaded if it is not there yet.
func Flags(ctx context.Context, root, work string) ([]string, error) {
	source, err := download(ctx, root)
	if err != nil {
		return nil, err
	}
	modfile, err := writeModfile(root, work)
	if err != nil {
		return nil, err
	}
	overlay, err := writeOverlay(root, work, source)
	return []string{"-modfile", modfile, "-mod=mod", "-overlay", overlay}, err
}

// module is what the go command says of a downloaded module.
type module struct{ Version, Dir, Error string }

// download returns go-app's module in the version that go.mod names.
func download(ctx context.Context, root string) (module, error) {
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", Module)
	cmd.Dir, cmd.Stdout, cmd.Stderr = root, &stdout, &stderr
	failed := cmd.Run()
	var m module
	if stdout.Len() > 0 {
		if err := json.Unmarshal(stdout.Bytes(), &m); err != nil {
			return m, fmt.Errorf("go mod download %s: %w", Module, err)
		}
	}
	switch {
	case m.Error != "":
		return m, fmt.Errorf("go mod download %s: %s", Module, m.Error)
	case failed != nil:
		return m, fmt.Errorf("go mod download %s: %w\n%s", Module, failed, &stderr)
	case m.Dir == "":
		return m, fmt.Errorf("go mod download %s names no folder: go.mod must require the module and not replace it", Module)
	}
	return m, nil
}

// writeModfile writes a go.mod like ours that takes the stand-ins for go-app's
// module. Their place is relative, so that the program, which keeps it in its
// build information, is the same wherever it is built.
func writeModfile(root, work string) (path string, err error) {
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return "", err
		}
		if name == "go.mod" {
			data = fmt.Appendf(data, "\nreplace %s => %s\n", Module, standIns)
		}
		if err := os.WriteFile(filepath.Join(work, name), data, 0o644); err != nil {
			return "", err
		}
	}
	return filepath.Join(work, "go.mod"), nil
}

// writeOverlay writes the list with which the go command sees the whole files
// beside the stand-ins, and stand-ins in the place of [leftOutOfGo].
func writeOverlay(root, work string, source module) (path string, err error) {
	replace := make(map[string]string, len(wholeFiles))
	for _, name := range wholeFiles {
		whole := filepath.Join(source.Dir, filepath.FromSlash(name))
		if _, err := os.Stat(whole); err != nil {
			return "", fmt.Errorf("go-app %s no longer has the file %s that the widget ships with: %w", source.Version, name, err)
		}
		replace[filepath.Join(root, filepath.FromSlash(standIns), filepath.FromSlash(name))] = whole
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	for _, name := range leftOutOfGo {
		place := filepath.Join(strings.TrimSpace(string(goroot)), "src", filepath.FromSlash(name))
		replace[place] = filepath.Join(root, filepath.FromSlash(standIns), filepath.FromSlash(name))
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path = filepath.Join(work, "overlay.json")
	return path, os.WriteFile(path, text, 0o644)
}
