package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/wasm"
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
	const limit = 9 << 10 // bytes of brotli, lightly compressed
	for _, f := range files {
		if forbidden := regexp.MustCompile(`\beval\(|new Function|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|localStorage\.|window\.`).Find(f.data); forbidden != nil {
			t.Errorf("%s holds %s", f.name, forbidden)
		}
		if bytes.Contains(f.data, []byte("syscall/js.")) != bytes.Contains(f.data, []byte("The Go Authors")) {
			t.Errorf("%s lost the notice of wasm_exec.js", f.name)
		}
		if br, _, err := b.compress(f.data); err != nil || len(br) > limit {
			t.Errorf("%s has %d bytes of brotli (%v), want at most %d", f.name, len(br), err, limit)
		}
	}
	if len(files) != len(scripts) {
		t.Errorf("%d files, want %d", len(files), len(scripts))
	}
}

// The trimmed copy fits the go-app that go.mod pins, and links nothing large.
func TestTrimmedCopy(t *testing.T) {
	b := newBuilder(t)
	work := t.TempDir()
	modfile, err := b.trimmed(context.Background(), work)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(read(t, modfile)); !strings.Contains(text, "replace "+goApp+" => "+work) {
		t.Errorf("the go.mod does not use the copy:\n%s", text)
	}
	list := exec.Command("go", "list", "-modfile", modfile, "-mod=mod", "-deps", goApp+"/pkg/app")
	list.Dir, list.Env = b.root, append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	packages, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`(?m)^(net/http|net/url|regexp|encoding/json|fmt|context|crypto/aes|.*/uuid)$`).FindAll(packages, -1); found != nil {
		t.Errorf("the copy still imports %q", found)
	}
	if !bytes.Contains(packages, []byte(goApp+"/pkg/app\n")) {
		t.Errorf("the copy is not what is listed: %s", packages)
	}
}

func TestTrim(t *testing.T) {
	tests := map[string]struct {
		cuts []cut
		want string // empty for an error
	}{
		"nothing":        {nil, "one two three two one"},
		"the text":       {[]cut{{from: " three"}}, "one two two one"},
		"up to the next": {[]cut{{from: "three", to: "one"}}, "one two one"},
		"one by one":     {[]cut{{from: "three"}, {from: "  "}}, "one twotwo one"},
		"not there":      {[]cut{{from: "four"}}, ""},
		"there twice":    {[]cut{{from: "two"}}, ""},
		"without an end": {[]cut{{from: "three", to: "four"}}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := trim("one two three two one", test.cuts)
			if got != test.want || (err == nil) != (test.want != "") {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

// A file that is over its budget makes the build fail, and says by how much.
func TestReport(t *testing.T) {
	b := newBuilder(t)
	b.quick = false
	noise := make([]byte, 10_000)
	rand.NewChaCha8([32]byte{}).Read(noise)
	if err := b.write(complete([]byte("small"), noise)); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	b.log = &out
	if err := b.report(); err == nil || !regexp.MustCompile(`(?m)^page-\w+\.js has 10\d\d\d bytes of brotli, 2\d\d\d more than`).MatchString(err.Error()) {
		t.Errorf("error %v", err)
	}
	if !regexp.MustCompile(`\s1600000\s+widget-`).MatchString(out.String()) {
		t.Errorf("printed:\n%s", out.String())
	}
	b.trim, b.quick = true, true
	if err := b.report(); err != nil || b.budgets()["widget.wasm"] != 900_000 {
		t.Errorf("a quick build has no budget: %v", err)
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
