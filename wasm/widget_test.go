package wasm_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/wasm"
)

const manifest = `{
	"widget.wasm": {"name": "widget-1.wasm", "type": "application/wasm", "integrity": "sha384-a", "size": 10, "brotli": 3, "gzip": 4},
	"page.js": {"name": "page-2.js", "type": "text/javascript", "integrity": "sha384-b", "size": 5, "brotli": 1, "gzip": 2},
	"runtime.js": {"name": "runtime-3.js", "type": "text/javascript", "integrity": "sha384-c", "size": 5, "brotli": 1, "gzip": 2},
	"frame.js": {"name": "frame-4.js", "type": "text/javascript", "integrity": "sha384-d", "size": 5, "brotli": 1, "gzip": 2},
	"embed.js": {"name": "embed-5.js", "type": "text/javascript", "integrity": "sha384-e", "size": 5, "brotli": 1, "gzip": 2}
}`

func folder(manifest string) fstest.MapFS {
	return fstest.MapFS{
		"manifest.json": {Data: []byte(manifest)}, "widget-1.wasm": {Data: []byte("w")}, "page-2.js": {Data: []byte("p")},
		"runtime-3.js": {Data: []byte("r")}, "frame-4.js": {Data: []byte("f")}, "embed-5.js": {Data: []byte(`s=["hyte:service"]`)},
	}
}

var settings = wasm.Settings{Config: "/api/v1/calls/x", Endpoint: "/api/v1/calls/x/answers", State: []byte(`{"a":"<"}`)}

func html(nodes ...view.Node) string { return string(view.AppendHTML(nil, view.Group(nodes...))) }

func TestFrom(t *testing.T) {
	widget, err := wasm.From(folder(manifest))
	if err != nil {
		t.Fatal(err)
	}
	if got := widget.Manifest()["widget.wasm"]; got.Name != "widget-1.wasm" || got.Brotli != 3 {
		t.Errorf("widget.wasm is %+v", got)
	}
	if _, err := fs.Stat(widget.Files(), "page-2.js"); err != nil {
		t.Error(err)
	}
	wantHead := `<script type="module" src="/assets/page-2.js" integrity="sha384-b"></script>`
	if diff := cmp.Diff(wantHead, html(widget.Head("/assets/")...)); diff != "" {
		t.Errorf("head (-want +got):\n%s", diff)
	}
	wantPreload := `<link rel="preload" href="/assets/widget-1.wasm" as="fetch" crossorigin="anonymous" fetchpriority="low" media="(scripting)">`
	if diff := cmp.Diff(wantPreload, html(widget.Preload("/assets/")...)); diff != "" {
		t.Errorf("preload (-want +got):\n%s", diff)
	}
	wantMount := `<div data-hyte-wasm="/assets/widget-1.wasm" data-hyte-config="/api/v1/calls/x" data-hyte-endpoint="/api/v1/calls/x/answers"` +
		` data-hyte-state="{&#34;a&#34;:&#34;&lt;&#34;}"><form></form></div>`
	if diff := cmp.Diff(wantMount, html(widget.Mount("/assets/", settings, view.El("form", nil)))); diff != "" {
		t.Errorf("mount (-want +got):\n%s", diff)
	}
}

// A page of another site has neither the styles nor the scripts of ours.
func TestForeignPage(t *testing.T) {
	widget, err := wasm.From(folder(manifest))
	if err != nil {
		t.Fatal(err)
	}
	wantFrame := `<script async src="/assets/frame-4.js" integrity="sha384-d" crossorigin="anonymous" data-hyte-hosts="https://a.example https://b.example"></script>`
	if diff := cmp.Diff(wantFrame, html(widget.Frame("/assets/", []string{"https://a.example", "https://b.example"})...)); diff != "" {
		t.Errorf("frame (-want +got):\n%s", diff)
	}
	if got := html(widget.Frame("/", nil)...); strings.Contains(got, "data-hyte-hosts") {
		t.Errorf("a frame without hosts: %s", got)
	}
	styled := settings
	styled.Style = "/assets/form.css"
	wantMount := `<div data-hyte-style="/assets/form.css" data-hyte-runtime="/assets/runtime-3.js" data-hyte-wasm="/assets/widget-1.wasm"`
	if got := html(widget.Mount("/assets/", styled, view.El("form", nil))); !strings.HasPrefix(got, wantMount) {
		t.Errorf("mount %s, want it to begin with %s", got, wantMount)
	}
	for origin, want := range map[string]string{
		"https://a.example": `s=["https://a.example"]`, "": `s=["hyte:service"]`, `</script>"`: `s=["\u003c/script\u003e\""]`,
	} {
		if got := string(widget.Embed(origin)); got != want {
			t.Errorf("the script of %q is %s, want %s", origin, got, want)
		}
	}
	if got := string(widget.EmbedModule()); got != "s=[import.meta.url]" {
		t.Errorf("the module is %s", got)
	}
}

func TestFromRefuses(t *testing.T) {
	half := folder(manifest)
	delete(half, "widget-1.wasm")
	unmarked, marked := folder(manifest), folder(manifest)
	unmarked["embed-5.js"] = &fstest.MapFile{Data: []byte("embed")}
	marked["embed-5.js"] = &fstest.MapFile{Data: []byte(`"hyte:service" "hyte:service"`)}
	tests := map[string]struct {
		folder fs.FS
		is     error
		says   string
	}{
		"empty folder":   {fstest.MapFS{}, fs.ErrNotExist, "go run ./wasm/build"},
		"broken":         {folder("{"), nil, "manifest.json"},
		"half a build":   {half, fs.ErrNotExist, "widget.wasm"},
		"no mark":        {unmarked, nil, "0 times"},
		"two marks":      {marked, nil, "2 times"},
		"empty manifest": {folder("{}"), nil, "widget.wasm"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := wasm.From(test.folder)
			if err == nil || !strings.Contains(err.Error(), test.says) || test.is != nil && !errors.Is(err, test.is) {
				t.Errorf("error %v, want one that says %q and is %v", err, test.says, test.is)
			}
		})
	}
}

// Without a widget the pages are plain and complete.
func TestNoWidget(t *testing.T) {
	var none wasm.Widget
	if got := html(append(none.Head("/assets/"), none.Mount("/assets/", settings, view.El("form", nil)))...); got != "<div><form></form></div>" {
		t.Errorf("got %s", got)
	}
	if none.Files() != nil || none.Embed("https://a.example") != nil || none.EmbedModule() != nil || none.Frame("/", nil) != nil || none.Preload("/") != nil {
		t.Error("no widget has no files")
	}
	styled := wasm.Settings{Style: "/form.css"}
	if got := html(none.Mount("/", styled, view.El("form", nil))); got != `<div data-hyte-style="/form.css"><form></form></div>` {
		t.Errorf("got %s", got)
	}
}

// Open agrees with what stands in the folder.
func TestOpen(t *testing.T) {
	_, missing := os.Stat("assets/manifest.json")
	widget, err := wasm.Open()
	if missing == nil && (err != nil || widget.Files() == nil) {
		t.Errorf("the widget is built, and Open says %v", err)
	}
	if missing != nil && (!errors.Is(err, wasm.ErrNoWidget) || widget.Files() != nil) {
		t.Errorf("the widget is not built, and Open says %v", err)
	}
}
