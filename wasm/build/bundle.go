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

// The scripts that pages load, by the file of the loader that each begins
// with. Those that bring a form to life are modules; the others need to know
// the script element that loaded them.
var scripts = []script{
	{name: "page.js", entry: "page.js", format: api.FormatESModule, banner: "/*! hytekit, MIT. Contains wasm_exec.js: Copyright The Go Authors, BSD 3-Clause; see NOTICE. */"},
	{name: "runtime.js", entry: "runtime.js", format: api.FormatESModule, banner: "/*! hytekit, MIT. Contains wasm_exec.js: Copyright The Go Authors, BSD 3-Clause; see NOTICE. */"},
	{name: "frame.js", entry: "frame.js", format: api.FormatIIFE, banner: "/*! hytekit, MIT */"},
	{name: "embed.js", entry: "element.js", format: api.FormatIIFE, banner: "/*! hytekit, MIT */"},
}

type script struct {
	name, entry string
	format      api.Format
	banner      string
}

// bundle returns the scripts, each in one file, minified.
func (b *builder) bundle(ctx context.Context) ([]file, error) {
	support, err := goSupport(ctx)
	if err != nil {
		return nil, err
	}
	files := make([]file, len(scripts))
	for i, script := range scripts {
		result := api.Build(api.BuildOptions{
			EntryPoints: []string{filepath.Join(b.root, "wasm", "loader", script.entry)}, Outfile: script.name, AbsWorkingDir: b.root,
			Bundle: true, Format: script.format, Platform: api.PlatformBrowser, Target: api.ES2022, Charset: api.CharsetUTF8,
			MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
			LegalComments: api.LegalCommentsNone, Banner: map[string]string{"js": script.banner},
			Plugins: []api.Plugin{support}, LogLevel: api.LogLevelSilent,
		})
		if err := problems(result); err != nil {
			return nil, err
		}
		files[i] = file{name: script.name, kind: "text/javascript; charset=utf-8", data: result.OutputFiles[0].Contents}
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
