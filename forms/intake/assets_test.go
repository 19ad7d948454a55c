package intake_test

import (
	"compress/gzip"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/andybalholm/brotli"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/style"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// exampleAssets are assets as package wasm makes them.
func exampleAssets() intake.Assets {
	return intake.Assets{
		Files: fstest.MapFS{
			"page-1.js":        {Data: []byte("plain")},
			"page-1.js.br":     {Data: []byte("brotli")},
			"page-1.js.gz":     {Data: []byte("gzip")},
			"widget-2.wasm":    {Data: []byte("wasm")},
			"manifest.txt":     {Data: []byte("not for browsers")},
			"folder/inside.js": {Data: []byte("inside")},
		},
		Head: func(base string) []view.Node {
			return []view.Node{view.El("script", view.Attrs{view.Attr("type", "module"), view.Attr("src", base+"page-1.js")})}
		},
		Mount: func(base string, w intake.Widget, form view.Node) view.Node {
			return view.El("div", view.Attrs{
				view.Attr("data-hyte-wasm", base+"widget-2.wasm"), view.Attr("data-hyte-config", w.Config),
				view.Attr("data-hyte-endpoint", w.Endpoint), view.Attr("data-hyte-state", string(w.State)),
			}, form)
		},
		Embed: func(origin string) []byte { return []byte(origin + strings.Repeat(" customElements", 200)) },
	}
}

func withAssets(c *intake.Config) { c.Assets = exampleAssets() }

func TestAssets(t *testing.T) {
	w := newWorld(t, withAssets)
	for name, test := range map[string]struct {
		path, accept           string
		status                 int
		body, coding, kindStem string
	}{
		"plain":                 {"page-1.js", "", 200, "plain", "", "text/javascript"},
		"brotli":                {"page-1.js", "gzip, deflate, br, zstd", 200, "brotli", "br", "text/javascript"},
		"gzip":                  {"page-1.js", "gzip", 200, "gzip", "gzip", "text/javascript"},
		"gzip rather":           {"page-1.js", "br;q=0.5, gzip;q=0.9", 200, "gzip", "gzip", "text/javascript"},
		"no compression":        {"page-1.js", "identity, br;q=0, gzip;q=0", 200, "plain", "", "text/javascript"},
		"rather identity":       {"page-1.js", "identity, br;q=0.5", 200, "plain", "", "text/javascript"},
		"anything":              {"page-1.js", "*", 200, "brotli", "br", "text/javascript"},
		"no such variant":       {"widget-2.wasm", "br", 200, "wasm", "", "application/wasm"},
		"variant as such":       {"page-1.js.br", "", 404, "", "", "text/html"},
		"other kind":            {"manifest.txt", "", 404, "", "", "text/html"},
		"in a folder":           {"folder%2Finside.js", "", 404, "", "", "text/html"},
		"outside":               {"..%2Fgo.mod.js", "", 404, "", "", "text/html"},
		"backslash":             {"..%5Cgo.js", "", 404, "", "", "text/html"},
		"folder":                {"folder", "", 404, "", "", "text/html"},
		"missing":               {"page-2.js", "br", 404, "", "", "text/html"},
		"strange weights":       {"page-1.js", "br;q=x, gzip;q=2, ;;, =", 200, "plain", "", "text/javascript"},
		"far too long a header": {"page-1.js", strings.Repeat("br,", 1000), 200, "plain", "", "text/javascript"},
	} {
		answer := w.get("/assets/"+test.path, "Accept-Encoding", test.accept)
		h := answer.Header()
		if answer.Code != test.status || test.status == 200 && answer.Body.String() != test.body ||
			test.status == 200 && h.Get("Content-Encoding") != test.coding || !strings.HasPrefix(h.Get("Content-Type"), test.kindStem) {
			t.Errorf("%s: status %d, %q, %v", name, answer.Code, answer.Body, h)
		}
		if test.status == 200 && (h.Get("Cache-Control") != "public, max-age=31536000, immutable" || h.Get("Vary") != "Accept-Encoding" ||
			h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Cross-Origin-Resource-Policy") != "cross-origin") {
			t.Errorf("%s: %v", name, h)
		}
	}
	if head := w.do(request(http.MethodHead, "/assets/page-1.js", nil)); head.Code != 200 || head.Body.Len() != 0 {
		t.Errorf("HEAD: status %d, %q", head.Code, head.Body)
	}
}

func TestStylesAreAssets(t *testing.T) {
	w := newWorld(t)
	address := ""
	for n := range nodes(t, w.get("/")) {
		if n.Data == "link" && attr(n, "rel") == "stylesheet" {
			address = attr(n, "href")
		}
	}
	for coding, open := range map[string]func(io.Reader) io.Reader{
		"":   func(r io.Reader) io.Reader { return r },
		"br": func(r io.Reader) io.Reader { return brotli.NewReader(r) },
		"gzip": func(r io.Reader) io.Reader {
			z, err := gzip.NewReader(r)
			if err != nil {
				t.Fatal(err)
			}
			return z
		},
	} {
		answer := w.get(address, "Accept-Encoding", coding)
		checkStatus(t, answer, http.StatusOK)
		content, err := io.ReadAll(open(answer.Body))
		if err != nil || string(content) != style.CSS() || answer.Header().Get("Content-Encoding") != coding {
			t.Errorf("%q: %d bytes, error %v, %v", coding, len(content), err, answer.Header())
		}
	}
}

// Pages of a form carry their styles, so that they are seen one round trip
// earlier, and the policy lets in these and no other ones.
func TestFormPagesCarryTheirStyles(t *testing.T) {
	w := newWorld(t)
	receipt := "/" + callID + "/fi/receipt/" + w.answer(open, "municipality:109")
	for _, path := range []string{formPath, receipt} {
		answer := w.get(path)
		sum := sha256.Sum256([]byte(style.CSS()))
		if hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(answer.Header().Get("Content-Security-Policy"), "style-src 'self' "+hash+";") {
			t.Errorf("%s: policy %s, want %s in it", path, answer.Header().Get("Content-Security-Policy"), hash)
		}
		found := 0
		for n := range nodes(t, answer) {
			if n.Data == "style" {
				found++
				if n.FirstChild == nil || n.FirstChild.Data != style.CSS() {
					t.Errorf("%s has other styles", path)
				}
			}
		}
		if found != 1 {
			t.Errorf("%s has %d style elements", path, found)
		}
	}
}

// A page loads what it needs where it is shown, and caches keep the two apart.
func TestPagesAloneAndInFrames(t *testing.T) {
	w := newWorld(t, withAssets, func(c *intake.Config) {
		c.Assets.Preload = func(base string) []view.Node {
			return []view.Node{view.El("link", view.Attrs{view.Attr("rel", "preload"), view.Attr("href", base+"widget-2.wasm")})}
		}
		c.Assets.Frame = func(base string, _ []string) []view.Node {
			return []view.Node{view.El("script", view.Attrs{view.Flag("async", true), view.Attr("src", base+"frame-3.js")})}
		}
	})
	receipt := "/" + callID + "/fi/receipt/" + w.answer(open, "municipality:109")
	for _, test := range []struct {
		path, shown    string
		frame, preload bool
	}{
		{formPath, "document", false, true},
		{formPath, "iframe", true, false},
		{formPath, "", true, false}, // a browser that does not say
		{receipt, "document", false, false},
		{receipt, "iframe", true, false},
	} {
		answer := w.get(test.path, "Sec-Fetch-Dest", test.shown)
		if got := strings.Contains(answer.Body.String(), "frame-3.js"); got != test.frame {
			t.Errorf("%s as %q: the frame's script %t", test.path, test.shown, got)
		}
		if got := strings.Contains(answer.Body.String(), `rel="preload"`); got != test.preload {
			t.Errorf("%s as %q: the preload %t", test.path, test.shown, got)
		}
		if !slices.Contains(answer.Header().Values("Vary"), "Sec-Fetch-Dest") {
			t.Errorf("%s varies by %q", test.path, answer.Header().Values("Vary"))
		}
	}
}

// A page without an icon makes browsers ask for /favicon.ico.
func TestPagesHaveAnIcon(t *testing.T) {
	w := newWorld(t)
	receipt := "/" + callID + "/fi/receipt/" + w.answer(open, "municipality:109")
	for _, path := range []string{formPath, receipt, "/", "/nowhere", "/admin/login"} {
		address := ""
		for n := range nodes(t, w.get(path)) {
			if n.Data == "link" && attr(n, "rel") == "icon" {
				address = attr(n, "href")
			}
		}
		icon := w.get(address)
		if icon.Code != http.StatusOK || icon.Header().Get("Content-Type") != "image/svg+xml" {
			t.Errorf("%s: icon %q: status %d, %v", path, address, icon.Code, icon.Header())
		}
	}
}

func TestPagesLoadTheWidget(t *testing.T) {
	w := newWorld(t, withAssets)
	page := w.get("/" + callID + "/sv")
	scripts, mounts := 0, 0
	for n := range nodes(t, page) {
		switch {
		case n.Data == "script":
			scripts++
			if got := attr(n, "src"); got != "/assets/page-1.js" {
				t.Errorf("script %q", got)
			}
		case has(n, "data-hyte-wasm"):
			mounts++
			if got := attr(n, "data-hyte-endpoint"); got != firstkind.Path {
				t.Errorf("endpoint %q", got)
			}
			checkStatus(t, w.get(attr(n, "data-hyte-config")), http.StatusOK)
		}
	}
	if scripts != 1 || mounts != 1 {
		t.Errorf("%d scripts, %d mounts", scripts, mounts)
	}
	w.clock.Set(afterDeadline)
	receipt := w.postForm(formPath, filled("municipality:109")).Header().Get("Location")
	for n := range nodes(t, w.get(receipt)) {
		if n.Data == "script" {
			t.Error("a receipt loads a script")
		}
	}
}

// The script says whose forms it shows: the address of the service that it has
// been told, and else the one at which a client without a proxy has asked.
func TestEmbed(t *testing.T) {
	const base = "https://lomakkeet.example.fi"
	told := newWorld(t, withAssets, func(c *intake.Config) { c.BaseURL = base + "/hyte" })
	untold := newWorld(t, withAssets)
	for name, test := range map[string]struct {
		w            *world
		host         string
		tls          bool
		header       []string
		origin, kept string
	}{
		"told":                      {w: told, host: "127.0.0.1:8080", origin: base, kept: "public, max-age=3600"},
		"told, behind a proxy":      {w: told, host: "intake", header: []string{"X-Forwarded-Host", "evil.example"}, origin: base, kept: "public, max-age=3600"},
		"asked":                     {w: untold, host: "127.0.0.1:8080", origin: "http://127.0.0.1:8080", kept: "private, max-age=3600"},
		"asked safely":              {w: untold, host: "www.example.fi", tls: true, origin: "https://www.example.fi", kept: "private, max-age=3600"},
		"behind a proxy":            {w: untold, host: "intake", header: []string{"X-Forwarded-For", "192.0.2.1"}, kept: "private, max-age=3600"},
		"behind a standard proxy":   {w: untold, host: "intake", header: []string{"Forwarded", "for=192.0.2.1"}, kept: "private, max-age=3600"},
		"behind an older proxy":     {w: untold, host: "www.example.fi", header: []string{"X-Real-IP", "192.0.2.1"}, kept: "private, max-age=3600"},
		"through another":           {w: untold, host: "www.example.fi", header: []string{"Via", "1.1 cache"}, kept: "private, max-age=3600"},
		"no host":                   {w: untold, kept: "private, max-age=3600"},
		"what is no host":           {w: untold, host: `x"+alert(1)+"`, kept: "private, max-age=3600"},
		"a path":                    {w: untold, host: "x/y", kept: "private, max-age=3600"},
		"a user":                    {w: untold, host: "a@b", kept: "private, max-age=3600"},
		"no browser's upper case":   {w: untold, host: "WWW.example.fi", kept: "private, max-age=3600"},
		"longer than a name can be": {w: untold, host: strings.Repeat("a", 260), kept: "private, max-age=3600"},
		"as long as a name can be":  {w: untold, host: strings.Repeat("a", 253), origin: "http://" + strings.Repeat("a", 253), kept: "private, max-age=3600"},
		"an address of version 6":   {w: untold, host: "[::1]:8080", origin: "http://[::1]:8080", kept: "private, max-age=3600"},
	} {
		ask := func(header ...string) *httptest.ResponseRecorder {
			r := request(http.MethodGet, "/embed.js", nil, append(header, test.header...)...)
			if r.Host = test.host; test.tls {
				r.TLS = &tls.ConnectionState{}
			}
			return test.w.do(r)
		}
		answer := ask()
		checkStatus(t, answer, http.StatusOK)
		h := answer.Header()
		want := test.origin + strings.Repeat(" customElements", 200)
		if h.Get("Content-Type") != "text/javascript; charset=utf-8" || h.Get("Cross-Origin-Resource-Policy") != "cross-origin" || h.Get("Access-Control-Allow-Origin") != "*" || answer.Body.String() != want {
			t.Errorf("%s: %v %.60q", name, h, answer.Body)
		}
		if h.Get("Cache-Control") != test.kept || h.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: kept %q, varies by %q", name, h.Get("Cache-Control"), h.Get("Vary"))
		}
		checkStatus(t, ask("If-None-Match", h.Get("ETag")), http.StatusNotModified)
		packed := ask("Accept-Encoding", "br")
		content, err := io.ReadAll(brotli.NewReader(packed.Body))
		if err != nil || string(content) != want || packed.Header().Get("ETag") != h.Get("ETag") {
			t.Errorf("%s: %d bytes, error %v, tag %s", name, len(content), err, packed.Header().Get("ETag"))
		}
	}
}

// Another address is another script.
func TestEmbedTags(t *testing.T) {
	tags := map[string]bool{}
	for _, base := range []string{"https://a.example.fi", "https://b.example.fi"} {
		w := newWorld(t, withAssets, func(c *intake.Config) { c.BaseURL = base })
		tags[w.get("/embed.js").Header().Get("ETag")] = true
	}
	if len(tags) != 2 {
		t.Errorf("the tags are %v", tags)
	}
	w := newWorld(t, withAssets, func(c *intake.Config) { c.BaseURL = "https://a.example.fi" })
	head := w.do(request(http.MethodHead, "/embed.js", nil))
	if checkStatus(t, head, http.StatusOK); head.Body.Len() != 0 || head.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: %v, %d bytes", head.Header(), head.Body.Len())
	}
}

// The widget shows the form as the page does: also after the deadline.
func TestWidgetKnowsTheStatus(t *testing.T) {
	w := newWorld(t, withAssets, withCall(t, firstkind.LateAnswers(hyte.LateRefuse)))
	for at, want := range map[time.Time]hyte.Status{open: hyte.StatusOpen, afterDeadline: hyte.StatusClosed} {
		w.clock.Set(at)
		for n := range nodes(t, w.get(formPath)) {
			if !has(n, "data-hyte-wasm") {
				continue
			}
			var state struct {
				Status hyte.Status
				Action string
			}
			if err := json.Unmarshal([]byte(attr(n, "data-hyte-state")), &state); err != nil {
				t.Fatal(err)
			}
			if state.Status != want || state.Action != formPath {
				t.Errorf("at %v: %+v, want status %v", at, state, want)
			}
		}
	}
}

// Pages come compressed to whoever takes that, and say the same.
func TestPagesAreCompressed(t *testing.T) {
	w := newWorld(t)
	plain := w.get("/api/v1/calls/" + callID)
	packed := w.get("/api/v1/calls/"+callID, "Accept-Encoding", "br")
	content, err := io.ReadAll(brotli.NewReader(packed.Body))
	if err != nil || string(content) != plain.Body.String() {
		t.Errorf("%d bytes, error %v", len(content), err)
	}
	page := w.get(formPath, "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(page.Body)
	if err != nil {
		t.Fatal(err)
	}
	content, err = io.ReadAll(z)
	if err != nil || !strings.Contains(string(content), "</html>") || page.Header().Get("Vary") != "Accept-Encoding" {
		t.Errorf("%d bytes, error %v, %v", len(content), err, page.Header())
	}
}
