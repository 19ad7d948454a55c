package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"github.com/hytekit/hytekit/wasm/build/internal/sources"
)

//go:generate go run ./internal/gen

// bundle returns the scripts that pages load, each in one file, minified.
func (b *builder) bundle(ctx context.Context) ([]file, error) {
	if err := b.refresh(ctx); err != nil {
		return nil, err
	}
	paths, err := filepath.Glob(filepath.Join(b.bundled(), "*.js"))
	if err != nil {
		return nil, err
	}
	support, err := goSupport(ctx)
	if err != nil {
		return nil, err
	}
	minifier := js.Minifier{Version: 2022}
	files := make([]file, len(paths))
	for i, path := range paths {
		name := filepath.Base(path)
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		whole, err := withSupport(string(text), support)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		var out bytes.Buffer
		if err := minifier.Minify(minify.New(), &out, strings.NewReader(whole), nil); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		files[i] = file{name: name, kind: "text/javascript; charset=utf-8", data: out.Bytes()}
	}
	return files, nil
}

func (b *builder) bundled() string { return filepath.Join(b.root, "wasm", "build", "bundled") }

// refresh bundles the loader anew if it is not the one that was bundled, so
// that no build holds yesterday's loader. The bundler takes a while to compile.
func (b *builder) refresh(ctx context.Context) error {
	sum, err := sources.Sum(os.DirFS(filepath.Join(b.root, "wasm", "loader")))
	if err != nil {
		return err
	}
	of, err := os.ReadFile(filepath.Join(b.bundled(), sources.SumFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if strings.TrimSpace(string(of)) == sum {
		return nil
	}
	fmt.Fprint(b.log, " the loader has changed: wasm/build/bundled is made anew, commit it …")
	cmd := exec.CommandContext(ctx, "go", "generate", ".")
	cmd.Dir = filepath.Dir(b.bundled())
	if message, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go generate ./wasm/build: %w\n%s", err, message)
	}
	return nil
}

// supportImport is what the bundled scripts say where goSupport belongs.
const supportImport = "import { loadGo } from \"hyte:wasm_exec\";\n"

// withSupport puts what this Go installation brings into a script that wants it.
func withSupport(script, support string) (string, error) {
	whole := strings.Replace(script, supportImport, support, 1)
	if strings.Contains(whole, "hyte:wasm_exec") {
		return "", fmt.Errorf("hyte:wasm_exec is imported otherwise than once as %q", supportImport)
	}
	return whole, nil
}

// goSupport returns the script that comes with this Go installation, unchanged,
// in a function whose names stand before the page's own: whatever the script
// takes for its globals comes from the facade.
func goSupport(ctx context.Context) (string, error) {
	goroot, err := goOutput(ctx, "", "env", "GOROOT")
	if err != nil {
		return "", err
	}
	script, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(`function loadGo(globalThis) {
	const { console, crypto, fs, performance, process, TextDecoder, TextEncoder, setTimeout, clearTimeout } = globalThis;
	const window = undefined, self = undefined, document = undefined;
%s
	return globalThis.Go;
}
`, script), nil
}
