package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const goApp = "github.com/maxence-charriere/go-app/v10"

// Go-app's server and its parts for installed apps link net/http, regexp, AES
// and uuid into a program that uses none of them. The trimmed copy is go-app
// without them. It is made from the version that go.mod pins, used for this
// one build and thrown away; an edit that no longer fits that version is an
// error, never a guess.

// left out of package app, besides its tests.
var trimmedFiles = map[string]bool{
	"crypto.go": true, "http.go": true, "resource.go": true, "route.go": true, "wasm.go": true,
}

// trimmedEdits replace text in the files of package app, each exactly once.
var trimmedEdits = map[string][][2]string{
	"context.go": {{"\t\"github.com/google/uuid\"\n", ""}, {"uuid.NewString()", "newID()"}},
	"state.go":   {{"\t\"github.com/google/uuid\"\n", ""}, {"uuid.NewString()", "newID()"}},
}

// trimmedRest stands for what was left out.
const trimmedRest = `package app

import (
	"errors"
	"sync"
)

var errTrimmed = errors.New("not in the trimmed copy of go-app")

func encrypt(string, []byte) ([]byte, error) { return nil, errTrimmed }

func decrypt(string, []byte) ([]byte, error) { return nil, errTrimmed }

func newID() string { panic(errTrimmed) }

func clientResourceResolver(string) func(string) string {
	return func(location string) string { return location }
}

type router struct {
	mu     sync.RWMutex
	routes map[string]func() Composer
}

func makeRouter() router { return router{routes: make(map[string]func() Composer)} }

func (r *router) route(path string, newComponent func() Composer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.routes[path] = newComponent
}

func (r *router) routeWithRegexp(string, func() Composer) { panic(errTrimmed) }

func (r *router) createComponent(path string) (Composer, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	newComponent, routed := r.routes[path]
	if !routed {
		return nil, false
	}
	return newComponent(), true
}
`

// trimmed makes the copy and returns the go.mod that uses it.
func (b *builder) trimmed(ctx context.Context, work string) (modfile string, err error) {
	source, err := goOutput(ctx, b.root, "list", "-m", "-f", "{{.Dir}}", goApp)
	if err != nil {
		return "", err
	}
	target := filepath.Join(work, "go-app")
	for _, folder := range []string{"app", "errors"} {
		if err := copyTrimmed(filepath.Join(source, "pkg", folder), filepath.Join(target, "pkg", folder)); err != nil {
			return "", err
		}
	}
	if err := os.WriteFile(filepath.Join(target, "pkg", "app", "trimmed.go"), []byte(trimmedRest), 0o644); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(target, "go.mod"), []byte("module "+goApp+"\n\ngo 1.23.0\n"), 0o644); err != nil {
		return "", err
	}
	return b.replacing(work, target)
}

// replacing writes a go.mod like the module's own with the copy in it.
func (b *builder) replacing(work, target string) (modfile string, err error) {
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(b.root, name))
		if err != nil {
			return "", err
		}
		if name == "go.mod" {
			data = fmt.Appendf(data, "\nreplace %s => %s\n", goApp, target)
		}
		if err := os.WriteFile(filepath.Join(work, name), data, 0o644); err != nil {
			return "", err
		}
	}
	return filepath.Join(work, "go.mod"), nil
}

func copyTrimmed(source, target string) error {
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(source, "*.go"))
	if err != nil {
		return err
	}
	for _, path := range files {
		name := filepath.Base(path)
		if strings.HasSuffix(name, "_test.go") || filepath.Base(source) == "app" && trimmedFiles[name] {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		edited, err := edit(name, string(text))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(target, name), []byte(edited), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func edit(name, text string) (string, error) {
	for _, e := range trimmedEdits[name] {
		if strings.Count(text, e[0]) != 1 {
			return "", errors.New("the trimmed copy does not fit this version of go-app: " + name + " does not have " + strings.TrimSpace(e[0]) + " once")
		}
		text = strings.Replace(text, e[0], e[1], 1)
	}
	return text, nil
}
