// Command gen bundles the loader: from each script that pages load, and what
// it imports, it makes one readable file. Run it by go generate, in the folder
// of wasm/build.
//
// The result is kept in git since the bundler takes longer to compile than all
// else that the widget's builder needs. What a Go installation brings itself,
// wasm_exec.js, remains an import for the builder to fill in.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/hytekit/hytekit/wasm/build/internal/sources"
)

const (
	loader  = "../loader"
	bundled = "bundled"
)

const (
	generated = "// Code generated from wasm/loader by wasm/build/internal/gen. DO NOT EDIT.\n"
	notice    = "/*! hytekit, MIT */"
	noticeGo  = "/*! hytekit, MIT. Contains wasm_exec.js: Copyright The Go Authors, BSD 3-Clause; see NOTICE. */"
)

// The scripts that pages load, by the file of the loader that each begins
// with. Those that bring a form to life are modules; the others need to know
// the script element that loaded them.
var scripts = []struct {
	name, entry string
	format      api.Format
	notice      string
}{
	{name: "page.js", entry: "page.js", format: api.FormatESModule, notice: noticeGo},
	{name: "runtime.js", entry: "runtime.js", format: api.FormatESModule, notice: noticeGo},
	{name: "frame.js", entry: "frame.js", format: api.FormatIIFE, notice: notice},
	{name: "embed.js", entry: "element.js", format: api.FormatIIFE, notice: notice},
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "wasm/build/internal/gen:", err)
		os.Exit(1)
	}
}

func run() error {
	sum, err := sources.Sum(os.DirFS(loader))
	if err != nil {
		return err
	}
	folder, err := os.Getwd()
	if err != nil {
		return err
	}
	for _, script := range scripts {
		result := api.Build(api.BuildOptions{
			EntryPoints: []string{filepath.Join(folder, loader, script.entry)}, Outfile: script.name, AbsWorkingDir: filepath.Dir(folder),
			Bundle: true, Format: script.format, Platform: api.PlatformBrowser, Target: api.ES2022, Charset: api.CharsetUTF8,
			External: []string{"hyte:wasm_exec"}, LegalComments: api.LegalCommentsNone,
			Banner: map[string]string{"js": generated + script.notice}, LogLevel: api.LogLevelSilent,
		})
		if err := problems(result); err != nil {
			return err
		}
		if err := replace(filepath.Join(bundled, script.name), result.OutputFiles[0].Contents); err != nil {
			return err
		}
	}
	return replace(filepath.Join(bundled, sources.SumFile), []byte(sum+"\n")) // last: it vouches for the others
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

// replace writes a file at once: a builder that runs at the same time reads
// the old one or the new one.
func replace(path string, content []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.new")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // gone when all went well
	_, err = file.Write(content)
	if err := errors.Join(err, file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
