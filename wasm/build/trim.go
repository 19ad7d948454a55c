package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const goApp = "github.com/maxence-charriere/go-app/v10"

// Go-app's server, its parts for installed apps and its thousand functions for
// single elements link net/http, regexp, encoding/json, AES and fmt into a
// program that uses none of them. The trimmed copy is the part of go-app that
// the widget runs: these files of package app, with cuts, and what stands for
// the rest. It is made from the version that go.mod pins, used for this one
// build and thrown away; a cut that no longer fits that version is an error,
// never a guess.
var trimmedFiles = map[string][]cut{
	"attribute.go": nil,
	"component.go": {
		{from: "import (\n", to: "// Composer defines"},
		{from: "// Render produces a visual", to: "func (c *Compo) setRef"},
	},
	"event.go": {
		{from: "import \"reflect\"\n"},
		{from: " &&\n\t\treflect.ValueOf(h.goHandler)", to: "\n}"},
	},
	"html.go": nil,
	"js.go": {
		{from: "import (\n", to: "// Type represents"},
		{from: "\t// The window current url", to: "\t// The window size."},
		{from: "\taddHistory(", to: "}"},
	},
	"js_wasm.go": {
		{from: "\t\"net/url\"\n"},
		{from: "func (w *browserWindow) URL()", to: "func (w *browserWindow) Size()"},
		{from: "func (w *browserWindow) addHistory", to: "func copyBytesToGo"},
	},
	"node.go": {
		{from: "\t\"bytes\"\n\t\"html\"\n\t\"io\"\n"},
		{from: "\t\"strconv\"\n\t\"time\"\n"},
		{from: "// FilterUIElems processes", to: "// nodeManager orchestrates"},
		{from: "\tcase *raw:\n\t\treturn m.mountRawHTML(depth, v)\n\n"},
		{from: "func (m nodeManager) mountRawHTML", to: "// Dismount removes"},
		{from: "\n\tcase *raw:\n\t\tm.dismountRawHTML(v)\n"},
		{from: "func (m nodeManager) dismountRawHTML", to: "// CanUpdate determines"},
		{from: ", *htmlElemSelfClosing"},
		{from: "\tcase Composer:\n\t\treturn m.updateComponent(ctx, v, new.(Composer))\n\n\tcase *raw:\n", to: "\tdefault:"},
		{from: "func (m nodeManager) updateComponent(", to: "// UpdateComponentRoot updates"},
		{from: "func (m nodeManager) updateRawHTML", to: "func (m nodeManager) context"},
		{from: "\tctx.notifyComponentEvent = m.NotifyComponentEvent\n"},
		{from: "// NotifyComponentEvent traverses", to: "func component("},
	},
	"update.go": nil,
}

// cut is a text that is left out of a file, from where it occurs, once, up to
// where another begins; without that other, the text itself.
type cut struct{ from, to string }

// trimmedRest stands for what was left out: beside the files of package app,
// the package errors.
//
//go:embed _goapp/app/*.go _goapp/errors/*.go
var trimmedRest embed.FS

// trimmed makes the copy and returns the go.mod that uses it.
func (b *builder) trimmed(ctx context.Context, work string) (modfile string, err error) {
	source, err := goOutput(ctx, b.root, "list", "-m", "-f", "{{.Dir}}", goApp)
	if err != nil {
		return "", err
	}
	target := filepath.Join(work, "go-app")
	rest, err := fs.Sub(trimmedRest, "_goapp")
	if err != nil {
		return "", err
	}
	if err := os.CopyFS(filepath.Join(target, "pkg"), rest); err != nil {
		return "", err
	}
	for name, cuts := range trimmedFiles {
		from, to := filepath.Join(source, "pkg", "app", name), filepath.Join(target, "pkg", "app", name)
		if err := copyTrimmed(from, to, cuts); err != nil {
			return "", err
		}
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

func copyTrimmed(from, to string, cuts []cut) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	trimmed, err := trim(string(text), cuts)
	if err != nil {
		return fmt.Errorf("the trimmed copy does not fit this version of go-app: %s: %w", filepath.Base(from), err)
	}
	return os.WriteFile(to, []byte(trimmed), 0o644)
}

func trim(text string, cuts []cut) (string, error) {
	for _, c := range cuts {
		before, after, found := strings.Cut(text, c.from)
		if !found || strings.Contains(after, c.from) {
			return "", errors.New("it does not have once: " + strings.TrimSpace(c.from))
		}
		if c.to != "" {
			_, rest, found := strings.Cut(after, c.to)
			if !found {
				return "", errors.New("it does not have: " + strings.TrimSpace(c.to))
			}
			after = c.to + rest
		}
		text = before + after
	}
	return text, nil
}
