package bundle_test

import (
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema"
	"github.com/hytekit/hytekit/wasm"
	"github.com/hytekit/hytekit/wasm/bundle"
)

// widget is one as wasm/build makes it, with short files.
func widget(t *testing.T) wasm.Widget {
	t.Helper()
	folder, manifest := fstest.MapFS{}, wasm.Manifest{}
	for i, name := range []string{"widget.wasm", "page.js", "runtime.js", "frame.js", "embed.js"} {
		hashed := strings.Replace(name, ".", fmt.Sprintf("-%012d.", i), 1)
		manifest[name] = wasm.Asset{Name: hashed, Integrity: "sha384-" + name}
		for _, suffix := range []string{"", ".br", ".gz"} {
			folder[hashed+suffix] = &fstest.MapFile{Data: []byte(name + suffix)}
		}
		if name == "embed.js" {
			folder[hashed].Data = []byte(`embed.js of "hyte:service"`)
		}
	}
	text, err := json.Marshal(manifest)
	if err != nil {
		t.Fatal(err)
	}
	folder["manifest.json"] = &fstest.MapFile{Data: text}
	w, err := wasm.From(folder)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func example(t *testing.T, changes ...func(*hyte.Call)) *hyte.ResolvedCall {
	t.Helper()
	text, err := os.ReadFile("../../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	call, violations := hyte.DecodeCall(text)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	for _, change := range changes {
		change(call)
	}
	resolved, violations := call.Resolve()
	if resolved == nil {
		t.Fatal(violations)
	}
	return resolved
}

func made(t *testing.T, o bundle.Options, changes ...func(*hyte.Call)) map[string]string {
	t.Helper()
	o.Widget = widget(t)
	known := kinds.All()
	o.Kind, o.Schemas = known.Responses[0], slices.DeleteFunc(schema.All(), func(k *schema.Kind) bool {
		return !slices.Contains(known.Collections[0].Documents, k.Document()) // of events
	})
	files, err := bundle.Make(example(t, changes...), o)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(files, func(a, b bundle.File) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the files are not sorted")
	}
	byName := map[string]string{}
	for _, f := range files {
		if _, twice := byName[f.Name]; twice {
			t.Errorf("%s is there twice", f.Name)
		}
		byName[f.Name] = string(f.Data)
	}
	return byName
}

var plainFiles map[string]string

// plain is the bundle of the example without options, made once: to compress it
// takes a second or two.
func plain(t *testing.T) map[string]string {
	t.Helper()
	if plainFiles == nil {
		plainFiles = made(t, bundle.Options{})
	}
	return plainFiles
}

var references = regexp.MustCompile(`\b(?:src|href|data-hyte-(?:wasm|config|runtime|style))="([^"]*)"`)

// Whatever a page loads is in the bundle, at a relative address; where a link
// leads outside, the call says so.
func TestReferences(t *testing.T) { checkReferences(t, plain(t)) }

func checkReferences(t *testing.T, files map[string]string) {
	t.Helper()
	outside := map[string]bool{}
	for name, html := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		found := 0
		for _, match := range references.FindAllStringSubmatch(html, -1) {
			address, err := url.Parse(match[1])
			switch {
			case err != nil:
				t.Errorf("%s: %v", name, err)
			case address.Scheme != "":
				outside[address.Scheme+" "+address.Host] = true
			case address.Path == "": // a part of the page
			case files[path.Join(path.Dir(name), address.Path)] == "" || strings.HasPrefix(address.Path, "/"):
				t.Errorf("%s: nothing is at %s", name, match[1])
			default:
				found++
			}
		}
		if found == 0 {
			t.Errorf("%s loads nothing", name)
		}
	}
	want := map[string]bool{"mailto ": true, "tel ": true, "https tietosuoja.fi": true, "https example.fi": true, "https www.example.fi": true}
	for address := range outside {
		if !want[address] {
			t.Errorf("a page leads to %s", address)
		}
	}
}

func TestPages(t *testing.T) {
	files := made(t, bundle.Options{
		Hosts: []string{"https://www.example.fi"}, BaseURL: "https://lomakkeet.example.fi/hyte/",
		AccessibilityStatement: hyte.Text{"fi": "https://www.example.fi/saavutettavuus"},
	})
	checkReadme(t, files)
	if files["embed.js"] != `embed.js of "https://lomakkeet.example.fi"` || files["embed-module.js"] != "embed.js of import.meta.url" {
		t.Errorf("the scripts are %s and %s", files["embed.js"], files["embed-module.js"])
	}
	for _, language := range []string{"fi", "sv", "en"} {
		page := files[language+".html"]
		for _, part := range []string{`<html lang="` + language + `">`, `method="dialog"`, "kirjaamo@example.fi", `data-hyte-hosts="https://www.example.fi"`, "https://www.example.fi/saavutettavuus"} {
			if !strings.Contains(page, part) {
				t.Errorf("%s.html has no %s", language, part)
			}
		}
		if strings.Contains(page, "<form method=\"post\"") || strings.Contains(page, " action=") || strings.Contains(page, "data-hyte-style") {
			t.Errorf("%s.html wants a service", language)
		}
		fragment := files[language+".fragment.html"]
		if !strings.HasPrefix(fragment, `<div class="hyte-page hyte-inline"`) || !strings.Contains(fragment, `<div data-hyte-style="assets/form-`) || !strings.Contains(fragment, `data-hyte-runtime="assets/runtime-`) {
			t.Errorf("%s.fragment.html begins with %.200s", language, fragment)
		}
		if !json.Valid([]byte(files[language+".json"])) {
			t.Errorf("%s.json is no JSON", language)
		}
	}
	if files["index.html"] != files["fi.html"] {
		t.Error("the folder does not show the page of the call's first language")
	}
	if !strings.Contains(files["schemas/"+firstkind.Kind().Name()+".schema.json"], firstkind.Sender) {
		t.Error("the schema is not the call's")
	}
}

func TestVariantsAndIntegrity(t *testing.T) {
	files := plain(t)
	var values map[string]string
	if err := json.Unmarshal([]byte(files[bundle.IntegrityFile]), &values); err != nil {
		t.Fatal(err)
	}
	if len(values) != len(files)-1 {
		t.Errorf("%d values for %d files", len(values), len(files)-1)
	}
	for name, text := range files {
		var r io.Reader
		switch path.Ext(name) {
		case ".br":
			r = brotli.NewReader(strings.NewReader(text))
		case ".gz":
			var err error
			if r, err = gzip.NewReader(strings.NewReader(text)); err != nil {
				r = strings.NewReader("")
			}
		}
		if original := strings.TrimSuffix(name, path.Ext(name)); r != nil && !strings.Contains(name, "-00000") {
			unpacked, err := io.ReadAll(r)
			if err != nil || string(unpacked) != files[original] {
				t.Errorf("%s does not unpack to %s: %v", name, original, err)
			}
		}
		if name != bundle.IntegrityFile && !strings.HasPrefix(values[name], "sha384-") {
			t.Errorf("%s has no integrity value", name)
		}
	}
}

// Without an address the script asks its tag.
func TestScriptWithoutAddress(t *testing.T) {
	if got := plain(t)["embed.js"]; got != `embed.js of "hyte:service"` {
		t.Errorf("the script is %s", got)
	}
}

// The sites that the call lists may show the form, unless others are given.
func TestHostsOfTheCall(t *testing.T) {
	listed := func(c *hyte.Call) { c.EmbedHosts = []string{"https://kunta.example.fi"} }
	for want, o := range map[string]bundle.Options{
		"https://kunta.example.fi": {},
		"https://www.example.fi":   {Hosts: []string{"https://www.example.fi"}},
	} {
		files := made(t, o, listed)
		if !strings.Contains(files["README.md"], "frame-ancestors 'self' "+want+"\n") || !strings.Contains(files["fi.html"], `data-hyte-hosts="`+want+`"`) {
			t.Errorf("%s is not allowed", want)
		}
		if strings.Contains(files["fi.json"], "kunta.example.fi") {
			t.Error("the form tells who may show it")
		}
	}
}

func checkReadme(t *testing.T, files map[string]string) {
	t.Helper()
	readme := files["README.md"]
	var values map[string]string
	if err := json.Unmarshal([]byte(files[bundle.IntegrityFile]), &values); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`<script async src="https://lomakkeet.example.fi/hyte/embed.js"></script>`,
		`<hyte-form src="https://lomakkeet.example.fi/hyte/fi.html"><a href="https://lomakkeet.example.fi/hyte/fi.html">`,
		values["embed.js"], "it knows that this folder is at https://lomakkeet.example.fi.",
		`<p><a href="https://lomakkeet.example.fi/hyte/fi.html#hyte-form">`, "Cross-Origin-Resource-Policy: cross-origin\n",
		"script-src https://lomakkeet.example.fi; frame-src https://lomakkeet.example.fi",
		"form-action 'none'; base-uri 'none'; frame-ancestors 'self' https://www.example.fi",
		"location ^~ /hyte/ {", "RewriteRule ^ %{REQUEST_URI}.br [L]", "### IIS",
	} {
		if !strings.Contains(readme, part) {
			t.Errorf("the README does not say %s", part)
		}
	}
	if strings.Contains(readme, "<no value>") || strings.Contains(readme, "{{") {
		t.Errorf("the README has a hole:\n%s", readme)
	}
}

// The settings for web servers can be copied as they are: what is XML is well
// formed, and replaces what the server has rather than saying it twice.
func TestReadmeSettings(t *testing.T) {
	for name, o := range map[string]bundle.Options{"own site": {}, "other sites": {Hosts: []string{"https://www.example.fi"}}} {
		readme := made(t, o)["README.md"]
		_, config, _ := strings.Cut(readme, "```xml\n")
		config, _, _ = strings.Cut(config, "```")
		removed, added := 0, 0
		for d := xml.NewDecoder(strings.NewReader(config)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: web.config: %v", name, err)
			}
			if start, ok := token.(xml.StartElement); ok {
				switch start.Name.Local {
				case "remove":
					removed++
				case "add", "mimeMap":
					added++
				}
			}
		}
		if added == 0 || removed != added {
			t.Errorf("%s: web.config removes %d settings and adds %d", name, removed, added)
		}
		shared := strings.Count(readme, "Access-Control-Allow-Origin")
		if everywhere := strings.Contains(readme, "m#/hyte/#"); everywhere != (len(o.Hosts) > 0) || shared < 3 {
			t.Errorf("%s: everything is shared: %v; %d times", name, everywhere, shared)
		}
	}
}

// Nothing in a call is markup.
func TestEscapes(t *testing.T) {
	files := made(t, bundle.Options{}, func(c *hyte.Call) { c.Title = hyte.Text{"fi": `"><script>alert(1)</script>`} })
	for name, html := range files {
		if strings.HasSuffix(name, ".html") && strings.Contains(html, "<script>alert") {
			t.Errorf("%s holds the title as markup", name)
		}
	}
}

func TestMakeIsPure(t *testing.T) {
	if diff := cmp.Diff(plain(t), made(t, bundle.Options{})); diff != "" {
		t.Errorf("the same call makes other files: %s", diff)
	}
}

func TestMakeRefuses(t *testing.T) {
	kind := kinds.All().Responses[0]
	if _, err := bundle.Make(example(t), bundle.Options{Kind: kind}); !errors.Is(err, wasm.ErrNoWidget) {
		t.Errorf("without a widget: %v", err)
	}
	foreign := func(c *hyte.Call) { c.Languages = []string{"se"} }
	if _, err := bundle.Make(example(t, foreign), bundle.Options{Kind: kind, Widget: widget(t)}); !errors.Is(err, bundle.ErrLanguage) {
		t.Errorf("in a language without texts: %v", err)
	}
	served := *kind.Form
	served.Handover = nil
	kind.Form = &served
	if _, err := bundle.Make(example(t), bundle.Options{Kind: kind, Widget: widget(t)}); !errors.Is(err, bundle.ErrHandover) {
		t.Errorf("a form that a service must receive: %v", err)
	}
}
