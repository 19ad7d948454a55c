package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/wasm"
	"github.com/hytekit/hytekit/wasm/build/internal/sources"
)

func newBuilder(t *testing.T) builder {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return builder{options: options{out: filepath.Join(t.TempDir(), "assets"), quick: true}, root: root, log: io.Discard}
}

func TestHashedNames(t *testing.T) {
	a, b := file{name: "widget.wasm", data: []byte("a")}.hashed(), file{name: "widget.wasm", data: []byte("b")}.hashed()
	if !regexp.MustCompile(`^widget-[0-9a-f]{12}\.wasm$`).MatchString(a) || a == b {
		t.Errorf("names %s and %s of different files", a, b)
	}
}

// complete are the files without which there is no widget.
func complete(program, page []byte) []file {
	files := []file{{name: "widget.wasm", kind: "application/wasm", data: program}}
	for _, name := range []string{"page.js", "runtime.js", "frame.js", "embed.js"} {
		files = append(files, file{name: name, kind: "text/javascript; charset=utf-8", data: page})
	}
	last := &files[len(files)-1]
	last.data = append(slices.Clone(page), `"hyte:service"`...) // where the sender's address goes
	return files
}

func TestWrite(t *testing.T) {
	b := newBuilder(t)
	files := complete(bytes.Repeat([]byte("wasm"), 1000), []byte("import"))
	if err := b.write(complete([]byte("old"), []byte("old"))); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(b.out, "README.md")
	if err := os.WriteFile(foreign, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := b.write(files); err != nil {
		t.Fatal(err)
	}

	widget, err := wasm.From(os.DirFS(b.out))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(b.out)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3*len(files)+2 { // with manifest and README, and nothing of the old build
		t.Errorf("%d files: %v", len(entries), entries)
	}
	for _, f := range files {
		asset := widget.Manifest()[f.name]
		for suffix, size := range map[string]int{"": asset.Size, ".br": asset.Brotli, ".gz": asset.Gzip} {
			data := read(t, filepath.Join(b.out, asset.Name+suffix))
			if len(data) != size {
				t.Errorf("%s%s has %d bytes, the manifest says %d", asset.Name, suffix, len(data), size)
			}
			if diff := cmp.Diff(f.data, unpacked(t, suffix, data)); diff != "" {
				t.Errorf("%s%s does not unpack to what was packed", asset.Name, suffix)
			}
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func unpacked(t *testing.T, suffix string, data []byte) []byte {
	t.Helper()
	var r io.Reader = bytes.NewReader(data)
	switch suffix {
	case ".br":
		r = brotli.NewReader(r)
	case ".gz":
		var err error
		if r, err = gzip.NewReader(r); err != nil {
			t.Fatal(err)
		}
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The loader must work under a policy without eval and with Trusted Types, and
// is small.
func TestBundle(t *testing.T) {
	b := newBuilder(t)
	files, err := b.bundle(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	const limit = 12_900 // bytes of brotli, lightly compressed
	for _, f := range files {
		if forbidden := regexp.MustCompile(`\beval\(|new Function|\.innerHTML|\.outerHTML\s*=[^=]|insertAdjacentHTML|document\.write|localStorage\.|window\.`).Find(f.data); forbidden != nil {
			t.Errorf("%s holds %s", f.name, forbidden)
		}
		if bytes.Contains(f.data, []byte("syscall/js.")) != bytes.Contains(f.data, []byte("The Go Authors")) {
			t.Errorf("%s lost the notice of wasm_exec.js", f.name)
		}
		if br, _, err := b.compress(f.data); err != nil || len(br) > limit {
			t.Errorf("%s has %d bytes of brotli (%v), want at most %d", f.name, len(br), err, limit)
		}
	}
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	if diff := cmp.Diff([]string{"embed.js", "frame.js", "page.js", "runtime.js"}, names); diff != "" {
		t.Errorf("scripts (-want +got):\n%s", diff)
	}
}

// A loader that has changed since it was bundled is bundled anew; where that
// fails there are no scripts, rather than yesterday's.
func TestRefresh(t *testing.T) {
	root := t.TempDir()
	b := builder{root: root, log: io.Discard}
	loader := filepath.Join(root, "wasm", "loader")
	for _, folder := range []string{loader, b.bundled()} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, filepath.Join(root, "go.mod"), "module example.fi/loader\n\ngo 1.26\n")
	writeFile(t, filepath.Join(loader, "page.js"), "1")
	sum, err := sources.Sum(os.DirFS(loader))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(b.bundled(), sources.SumFile), sum+"\n")
	if err := b.refresh(t.Context()); err != nil {
		t.Errorf("the loader is the one that was bundled: %v", err)
	}
	writeFile(t, filepath.Join(loader, "page.js"), "2")
	if err := b.refresh(t.Context()); err == nil || !strings.Contains(err.Error(), "go generate ./wasm/build") {
		t.Errorf("a changed loader is not bundled anew: %v", err)
	}
	writeFile(t, filepath.Join(root, "wasm", "build", "gen.go"), "package build\n\n//go:generate touch made-anew\n")
	if err := b.refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "wasm", "build", "made-anew")); err != nil {
		t.Errorf("a changed loader is not bundled anew: %v", err)
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What Go brings stands where the script imports it; an import that is written
// in another way is an error, as no page could load it.
func TestWithSupport(t *testing.T) {
	tests := map[string]struct{ script, want string }{
		"none":  {"run();", "run();"},
		"one":   {"// a\n" + supportImport + "loadGo();", "// a\nGO;loadGo();"},
		"other": {`import { loadGo as go } from "hyte:wasm_exec";`, ""},
		"twice": {supportImport + supportImport, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := withSupport(test.script, "GO;")
			if got != test.want || (err == nil) != (test.want != "") {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

// A release is the same wherever it is built: nothing in the program tells where
// that was.
func TestCompileIsReproducible(t *testing.T) {
	b := newBuilder(t)
	b.program, b.trim = "./wasm/internal/testform/main", true
	var programs [2][]byte
	for i := range programs {
		program, err := b.compile(t.Context(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		programs[i] = program.data
		if bytes.Contains(program.data, []byte(b.root)) || bytes.Contains(program.data, []byte(os.TempDir())) {
			t.Error("the program holds the path of a folder in which it was built")
		}
	}
	if !bytes.Equal(programs[0], programs[1]) {
		t.Error("two builds differ")
	}
}

// A file that is over its budget makes the build fail, and says by how much.
func TestReport(t *testing.T) {
	b := newBuilder(t)
	noise := make([]byte, 11_000)
	rand.NewChaCha8([32]byte{}).Read(noise)
	if err := b.write(complete([]byte("small"), noise)); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	b.log = &out
	if err := b.report(); err == nil || !regexp.MustCompile(`(?m)^page-\w+\.js has 11\d\d\d bytes of brotli, 1\d\d\d more than`).MatchString(err.Error()) {
		t.Errorf("error %v", err)
	}
	whole := b.budgets()["widget.wasm"]
	if !regexp.MustCompile(fmt.Sprintf(`\s%d\s+widget-`, whole)).MatchString(out.String()) {
		t.Errorf("printed:\n%s", out.String())
	}
	b.trim = true
	if trimmed := b.budgets()["widget.wasm"]; trimmed >= whole {
		t.Errorf("a part of go-app may have %d bytes, all of it %d", trimmed, whole)
	}
}

func TestParse(t *testing.T) {
	o, err := parse([]string{"-out", "x", "-main", "./y", "-trim"}, "/root", io.Discard)
	if err != nil || o != (options{out: "x", program: "./y", trim: true}) {
		t.Errorf("got %+v, %v", o, err)
	}
	if o, err = parse(nil, "/root", io.Discard); err != nil || o.out != filepath.Join("/root", "wasm", "assets") || o.program != "./wasm/main" {
		t.Errorf("defaults %+v, %v", o, err)
	}
	for _, args := range [][]string{{"-nothing"}, {"extra"}} {
		if _, err := parse(args, "/root", io.Discard); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
}
