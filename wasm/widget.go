package wasm

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
)

// built holds what wasm/build wrote, or nothing but the folder's README.
//
//go:embed all:assets
var built embed.FS

// The names of the manifest and, in it, of the files.
const (
	manifestName = "manifest.json"
	programName  = "widget.wasm"
	pageName     = "page.js"
	runtimeName  = "runtime.js"
	frameName    = "frame.js"
	embedName    = "embed.js"
)

// Asset is one file of the widget.
type Asset struct {
	Name      string `json:"name"`      // with a hash of its content, so that it can be cached forever
	Type      string `json:"type"`      // media type
	Integrity string `json:"integrity"` // sha384-…, as HTML's integrity attribute takes it
	Size      int    `json:"size"`      // bytes, as they are
	Brotli    int    `json:"brotli"`    // bytes of the variant with the suffix .br
	Gzip      int    `json:"gzip"`      // bytes of the variant with the suffix .gz
}

// Manifest tells the files by their logical names, such as widget.wasm.
type Manifest map[string]Asset

// ErrNoWidget is why [Open] has no widget: the module is no release, and nobody
// has built the widget in its checkout.
var ErrNoWidget = errors.New("wasm: this program was built without the widget; install a release, or run make program in a checkout")

// Widget is the built widget. The zero value is none: its pages are plain.
type Widget struct {
	files    fs.FS
	manifest Manifest
}

// Open returns the widget that is embedded in this program. If there is none, the
// error is [ErrNoWidget]; the zero Widget that comes with it may be used, and
// makes plain pages.
func Open() (Widget, error) {
	files, err := fs.Sub(built, "assets")
	if err != nil {
		return Widget{}, fmt.Errorf("wasm: %w", err) // cannot be: the folder is embedded
	}
	if _, err := fs.Stat(files, manifestName); errors.Is(err, fs.ErrNotExist) {
		return Widget{}, ErrNoWidget
	}
	return From(files)
}

// From returns the widget whose files wasm/build wrote to a folder. The error
// wraps [fs.ErrNotExist] if there is none in it.
func From(folder fs.FS) (Widget, error) {
	data, err := fs.ReadFile(folder, manifestName)
	if err != nil {
		return Widget{}, fmt.Errorf("wasm: the widget is not built; run go run ./wasm/build: %w", err)
	}
	var manifest Manifest
	if err := json.Unmarshal(data, &manifest); err != nil {
		return Widget{}, fmt.Errorf("wasm: %s: %w; run go run ./wasm/build", manifestName, err)
	}
	for _, name := range []string{programName, pageName, runtimeName, frameName, embedName} {
		if _, err := fs.Stat(folder, manifest[name].Name); err != nil {
			return Widget{}, fmt.Errorf("wasm: %s tells of a %s that is not there; run go run ./wasm/build: %w", manifestName, name, err)
		}
	}
	embed, err := fs.ReadFile(folder, manifest[embedName].Name)
	if err != nil {
		return Widget{}, fmt.Errorf("wasm: %s: %w", embedName, err)
	}
	if n := bytes.Count(embed, []byte(sentMark)); n != 1 {
		return Widget{}, fmt.Errorf("wasm: %s has the mark of its sender %d times, not once; run go run ./wasm/build", embedName, n)
	}
	return Widget{files: folder, manifest: manifest}, nil
}

// Files returns the folder of the widget's files with their hashed names, each
// also with the suffix .br and .gz, or nil if there is no widget.
func (w Widget) Files() fs.FS { return w.files }

// Manifest returns what the files are, by their logical names. The map must
// not be changed.
func (w Widget) Manifest() Manifest { return w.manifest }

// Head returns what the head of a page with a mount must hold: the script.
// base is the address of the folder of the files, with a slash at its end.
func (w Widget) Head(base string) []view.Node {
	script, found := w.manifest[pageName]
	if !found {
		return nil
	}
	return []view.Node{view.El("script", view.Attrs{
		view.Attr("type", "module"), view.Attr("src", base+script.Name), view.Attr("integrity", script.Integrity),
	})}
}

// Preload returns what the head of a page with a mount may hold as well: a word
// to the browser to fetch the program at once, after everything else, if there
// are scripts to run it. Without it the program comes when the script asks. base
// is that of [Widget.Head].
func (w Widget) Preload(base string) []view.Node {
	program, found := w.manifest[programName]
	if !found {
		return nil
	}
	return []view.Node{view.El("link", view.Attrs{
		view.Attr("rel", "preload"), view.Attr("href", base+program.Name),
		// The mode in which wasm/loader/module.js fetches: in another one it would come twice.
		view.Attr("as", "fetch"), view.Attr("crossorigin", "anonymous"),
		view.Attr("fetchpriority", "low"), view.Attr("media", "(scripting)"),
	})}
}

// Frame returns what the head of a page must hold that may be shown in a frame:
// a script that tells the page around it what happens. Hosts are the origins of
// such pages; those of the page's own origin may always.
func (w Widget) Frame(base string, hosts []string) []view.Node {
	script, found := w.manifest[frameName]
	if !found {
		return nil
	}
	return []view.Node{view.El("script", view.Attrs{
		view.Flag("async", true), view.Attr("src", base+script.Name), view.Attr("integrity", script.Integrity),
		view.Attr("crossorigin", "anonymous"), // in a sandbox the page is not of the service's origin
		view.Maybe("data-hyte-hosts", strings.Join(hosts, " ")),
	})}
}

// sentMark is the text in the script for other pages that stands for the address
// of its sender, as the JavaScript literal that it is; see wasm/loader/origin.js.
const sentMark = `"hyte:service"`

// Embed returns the script that pages of other sites load to show a form, or
// nothing if there is no widget. origin, such as "https://lomakkeet.example.fi",
// is that of the forms; the script shows them wherever it runs: in a tag of its
// own, as a module, or as a part of another script. Without an origin it shows
// those of the origin that its own tag names.
func (w Widget) Embed(origin string) []byte {
	if origin == "" {
		return w.embed(sentMark)
	}
	literal, err := json.Marshal(origin) // also safe in HTML
	if err != nil {
		panic("wasm: " + err.Error()) // a text can be written
	}
	return w.embed(string(literal))
}

// EmbedModule returns the same script as a module, which shows the forms of the
// origin that it is loaded from.
func (w Widget) EmbedModule() []byte { return w.embed("import.meta.url") }

func (w Widget) embed(sender string) []byte {
	script, found := w.manifest[embedName]
	if !found {
		return nil
	}
	text, err := fs.ReadFile(w.files, script.Name)
	if err != nil {
		return nil // From has seen it
	}
	return bytes.Replace(text, []byte(sentMark), []byte(sender), 1)
}

// Settings say what the widget of one page needs.
type Settings struct {
	Config   string // address of what the form is made from, for the widget's program
	Endpoint string // address to which documents are posted as JSON
	State    []byte // what the widget cannot know from Config, such as the server's findings; empty if nothing
	Style    string // address of the form's styles, for a page that has none of its own; else empty
}

// Mount returns the element around a form that the widget takes over. Without
// a widget it is an element that only tells the style. base is that of
// [Widget.Head].
func (w Widget) Mount(base string, s Settings, form view.Node) view.Node {
	program, found := w.manifest[programName]
	if !found {
		return view.El("div", view.Attrs{view.Maybe("data-hyte-style", s.Style)}, form)
	}
	runtime := view.Attribute{}
	if s.Style != "" { // a page of another site, which has no script for the widget either
		runtime = view.Attr("data-hyte-runtime", base+w.manifest[runtimeName].Name)
	}
	return view.El("div", view.Attrs{
		view.Maybe("data-hyte-style", s.Style),
		runtime,
		view.Attr("data-hyte-wasm", base+program.Name),
		view.Attr("data-hyte-config", s.Config),
		view.Attr("data-hyte-endpoint", s.Endpoint),
		view.Maybe("data-hyte-state", string(s.State)),
	}, form)
}
