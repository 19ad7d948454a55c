package wasm_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/wasm"
)

// service serves the example call with the assets of a widget.
func service(t *testing.T, widget wasm.Widget) http.Handler {
	t.Helper()
	text, err := os.ReadFile("../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	call, _ := hyte.DecodeCall(text)
	resolved, _ := call.Resolve()
	store, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "answers.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	s, err := intake.New(t.Context(), intake.Config{
		Store: store, Inquiries: []intake.Inquiry{resolved}, Kinds: kinds.All(), Assets: widget.Assets(),
		Now: func() time.Time { return time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func get(t *testing.T, handler http.Handler, path, dest string) (status int, body string) {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, path, nil)
	request.Header.Set("Sec-Fetch-Dest", dest)
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	text, err := io.ReadAll(recorder.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return recorder.Code, string(text)
}

// Everything of the widget reaches the service's pages: the script, the program
// and where the form is made from; in a frame also the script that speaks with
// the page around, and for other sites theirs.
func TestAssets(t *testing.T) {
	widget, err := wasm.From(folder(manifest))
	if err != nil {
		t.Fatal(err)
	}
	s := service(t, widget)
	const form = "/kanta-hame-hyte-2021/fi"
	tests := []struct{ path, dest, holds string }{
		{form, "document", `src="/assets/page-2.js"`},
		{form, "document", `<link rel="preload" href="/assets/widget-1.wasm"`},
		{form, "document", `data-hyte-wasm="/assets/widget-1.wasm" data-hyte-config="` + form + `/form.json" data-hyte-endpoint="` + firstkind.Path + `"`},
		{form, "iframe", `src="/assets/frame-4.js"`},
		{form + "/fragment", "empty", `data-hyte-style="/assets/form-`},
		{form + "/fragment", "empty", `data-hyte-runtime="/assets/runtime-3.js"`},
		{"/assets/widget-1.wasm", "empty", "w"},
		{"/embed.js", "script", `s=["http://example.com"]`},
	}
	for _, test := range tests {
		if status, body := get(t, s, test.path, test.dest); status != http.StatusOK || !strings.Contains(body, test.holds) {
			t.Errorf("%s as %s: status %d, and no %s", test.path, test.dest, status, test.holds)
		}
	}
}

// Without a widget the form is complete, and the service has no script.
func TestAssetsWithoutWidget(t *testing.T) {
	s := service(t, wasm.Widget{})
	if status, body := get(t, s, "/kanta-hame-hyte-2021/fi", "document"); status != http.StatusOK || !strings.Contains(body, "<form") || strings.Contains(body, "<script") {
		t.Errorf("form: status %d, or a script in it", status)
	}
	if status, _ := get(t, s, "/embed.js", "script"); status != http.StatusNotFound {
		t.Errorf("/embed.js: status %d", status)
	}
}
