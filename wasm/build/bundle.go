package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// The scripts of the loader that pages load: one that starts the forms of our
// own pages, and what it does as a module of its own.
var scripts = []string{"page.js", "runtime.js"}

const banner = "/*! hytekit, MIT. Contains wasm_exec.js: Copyright The Go Authors, BSD 3-Clause; see NOTICE. */"

// bundle returns the scripts, each in one file, minified.
func (b *builder) bundle(ctx context.Context) ([]file, error) {
	support, err := goSupport(ctx)
	if err != nil {
		return nil, err
	}
	loader := filepath.Join(b.root, "wasm", "loader")
	var entries []string
	for _, name := range scripts {
		entries = append(entries, filepath.Join(loader, name))
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: entries, Outdir: b.out, AbsWorkingDir: b.root,
		Bundle: true, Format: api.FormatESModule, Platform: api.PlatformBrowser, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		LegalComments: api.LegalCommentsNone, Banner: map[string]string{"js": banner},
		Plugins: []api.Plugin{support}, LogLevel: api.LogLevelSilent,
	})
	if err := problems(result); err != nil {
		return nil, err
	}
	var files []file
	for _, out := range result.OutputFiles {
		files = append(files, file{name: filepath.Base(out.Path), kind: "text/javascript; charset=utf-8", data: out.Contents})
	}
	return files, nil
}

// problems returns the bundler's errors and warnings, of which there are none
// in a loader that is right.
func problems(result api.BuildResult) error {
	messages := append(api.FormatMessages(result.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage}),
		api.FormatMessages(result.Warnings, api.FormatMessagesOptions{Kind: api.WarningMessage})...)
	if len(messages) == 0 {
		return nil
	}
	return errors.New(strings.Join(messages, ""))
}

// goSupport resolves the import "hyte:wasm_exec" to the script that comes with
// this Go installation, unchanged, in a function whose names stand before the
// page's own: whatever the script takes for its globals comes from the facade.
func goSupport(ctx context.Context) (api.Plugin, error) {
	goroot, err := goOutput(ctx, "", "env", "GOROOT")
	if err != nil {
		return api.Plugin{}, err
	}
	script, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return api.Plugin{}, err
	}
	wrapped := fmt.Sprintf(`export function loadGo(globalThis) {
	const { console, crypto, fs, performance, process, TextDecoder, TextEncoder, setTimeout, clearTimeout } = globalThis;
	const window = undefined, self = undefined, document = undefined;
%s
	return globalThis.Go;
}
`, script)
	return api.Plugin{Name: "wasm_exec", Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `^hyte:wasm_exec$`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: args.Path, Namespace: "hyte"}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: "hyte"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			return api.OnLoadResult{Contents: &wrapped, Loader: api.LoaderJS}, nil
		})
	}}, nil
}
