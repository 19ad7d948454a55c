package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/testkind"
	"github.com/hytekit/hytekit/wasm"
)

// withToy is a command line to which somebody has given a kind of their own, of which
// the house knows nothing.
func withToy() *app {
	kinds, toy := listedKinds(), testkind.Service()
	base := kinds.service.Base
	kinds.service.Base = func(kind string) ([]byte, error) {
		if text, err := toy.Base(kind); err == nil {
			return text, nil
		}
		return base(kind)
	}
	kinds.service.Responses = append(kinds.service.Responses, toy.Responses...)
	kinds.service.Collections = append(kinds.service.Collections, toy.Collections...)
	kinds.service.Boards = append(kinds.service.Boards, func(intake.Inquiry) intake.Board { return noBoard{} })
	kinds.schemas = append(kinds.schemas, testkind.Schemas()...)
	kinds.texts = testkind.Texts().Over(kinds.texts)
	return &app{kinds: kinds, now: func() time.Time { return time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC) }, widget: anyWidget}
}

// noBoard is a board that shows nothing.
type noBoard struct{}

func (noBoard) Ledger() intake.Ledger                   { return noBoard{} }
func (noBoard) Add(intake.Record)                       {}
func (noBoard) Close()                                  {}
func (b noBoard) Next() intake.Ledger                   { return b }
func (noBoard) Card(*intake.Desk) ([]board.Fact, error) { return nil, nil }
func (noBoard) Pages() []intake.Page                    { return []intake.Page{{Get: (*intake.Desk).NotFound}} }

// anyWidget is a widget with files that do nothing.
func anyWidget() (wasm.Widget, error) {
	folder, manifest := fstest.MapFS{}, wasm.Manifest{}
	for _, name := range []string{"widget.wasm", "page.js", "runtime.js", "frame.js", "embed.js"} {
		manifest[name] = wasm.Asset{Name: "a-" + name, Integrity: "sha384-a"}
		for _, suffix := range []string{"", ".br", ".gz"} {
			folder["a-"+name+suffix] = &fstest.MapFile{Data: []byte(name + ` of "hyte:service"`)}
		}
	}
	text, err := json.Marshal(manifest)
	if err != nil {
		return wasm.Widget{}, err
	}
	folder["manifest.json"] = &fstest.MapFile{Data: text}
	return wasm.From(folder)
}

const rightBooking = `{"tour":"spring-tour","class":"named:class-b","guides":[{"name":"Aino Esimerkki","email":"aino@example.fi"}],"travel":"foot","lunch":"no","agreed":true}`

// toyFiles writes the example tour, which says its kind, and one with a mistake; a right
// booking and a wrong one.
func toyFiles(t *testing.T) (file func(name string) string) {
	t.Helper()
	tour := testkind.Example()
	tour.Schema = "https://hytekit.org/schema/v1/tour.schema.json"
	said, err := json.Marshal(tour)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	file = func(name string) string { return filepath.Join(folder, name) }
	for name, text := range map[string]string{
		"tour.json": string(said), "wrong-tour.json": strings.Replace(string(said), "spring-tour", "Spring", 1),
		"unknown-tour.json": strings.Replace(string(said), "/tour.schema", "/journey.schema", 1),
		"booking.json":      rightBooking, "wrong-booking.json": strings.Replace(rightBooking, `"travel":"foot"`, `"travel":"bus"`, 1),
	} {
		if err := os.WriteFile(file(name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return file
}

// TestToyOnTheCommandLine goes through the commands with a kind of one's own.
func TestToyOnTheCommandLine(t *testing.T) {
	file := toyFiles(t)
	tour := file("tour.json")
	for _, test := range []struct {
		args           string
		status         int
		stdout, stderr string // parts of them
	}{
		{"check {tour}", statusFine, "sound\n  The deadline is the end of Tuesday 31 March 2026.", ""},
		{"check --format json {tour}", statusFine, `"tour":"spring-tour","valid":true,"violations":[],"deadline":{"lastDay":"2026-03-31"`, ""},
		{"check {wrong-tour}", statusErrors, "/id: ", ""},
		{"check {tour} " + example + "call.json", statusFine, "11 asked", ""},
		{"validate --inquiry {tour} {booking}", statusFine, "", "1 valid"},
		{"validate --inquiry {tour} {booking} --at 2026-04-01T00:00:00+03:00", statusErrors, "[deadline.passed]", "1 invalid"},
		{"validate --call {tour} --lang sv {wrong-booking}", statusErrors, "/stop: Skriv hållplatsen där klassen stiger på bussen. [booking.stop_missing]", "1 invalid"},
		{"form --inquiry {tour} --lang en", statusFine, "Does the class have lunch", ""},
		{"form --inquiry {tour} --kind bookings", statusFine, "Kevätretki", ""},
		{"form --inquiry {tour} --kind tour", statusFailed, "", "--kind: the tour takes booking"},
		{"check {unknown-tour}", statusErrors, "/$schema: No document of that kind is read here. Enter one of these values: https://hytekit.org/schema/v1/call.schema.json, https://hytekit.org/schema/v1/event.schema.json, https://hytekit.org/schema/v1/tour.schema.json, ", ""},
		{"schema", statusFine, "\ntour\nbooking\n", ""},
		{"schema tour", statusFine, `"$id": "https://hytekit.org/schema/v1/tour.schema.json"`, ""},
		{"schema --inquiry {tour} booking", statusFine, `"named:class-b"`, ""},
		{"schema --inquiry {tour} --lang sv booking", statusFine, `"title": "1 B"`, ""},
		{"schema --inquiry {tour} " + firstkind.Kind().Name(), statusFailed, "", "give one of tour, booking"},
		{"openapi", statusFine, `"/api/v1/tours/{tour}/bookings": {`, ""},
		{"roster --inquiry {tour} {booking}", statusFailed, "", "a roster is that of a call"},
		{"validate --inquiry {wrong-tour} {booking}", statusFailed, "", "is not sound"},
	} {
		args := strings.Fields(test.args)
		for i := range args {
			if name, ok := strings.CutPrefix(args[i], "{"); ok {
				args[i] = file(strings.TrimSuffix(name, "}") + ".json")
			}
		}
		got := runWith(withToy(), args...)
		if got.status != test.status || !strings.Contains(got.stdout, test.stdout) || !strings.Contains(got.stderr, test.stderr) {
			t.Errorf("hyte %s: status %d\n%.2000s\n%s", test.args, got.status, got.stdout, got.stderr)
		}
	}
	out := file("site")
	if got := runWith(withToy(), "bundle", "--inquiry", tour, "--out", out); got.status != statusFine {
		t.Fatalf("hyte bundle: status %d, %s", got.status, got.stderr)
	}
	for name, part := range map[string]string{
		"index.html": "Kevätretki", "sv.json": `"kind":"booking"`, "README.md": "aino@example.fi by email", "schemas/booking.schema.json": "named:class-a",
	} {
		if text, err := os.ReadFile(filepath.Join(out, name)); err != nil || !strings.Contains(string(text), part) {
			t.Errorf("%s does not say %s: %v", name, part, err)
		}
	}
	if _, err := os.Stat(filepath.Join(out, "schemas", firstkind.Kind().Name()+".schema.json")); err == nil {
		t.Error("a bundle has the schema of what does not answer its inquiry")
	}
}

// TestServeToy posts a booking over HTTP and finds it kept.
func TestServeToy(t *testing.T) {
	file := toyFiles(t)
	data := file("data")
	r := start(t, withToy(), "--inquiry", file("tour.json"), "--inquiry", example+"call.json", "--data", data)
	if status, page := get(t, r.address+"/spring-tour/sv"); status != http.StatusOK || !strings.Contains(page, "<form") {
		t.Errorf("form: status %d", status)
	}
	if status, page := get(t, r.address+"/kanta-hame-hyte-2021/sv"); status != http.StatusOK || !strings.Contains(page, "<form") {
		t.Errorf("form of the call beside it: status %d", status)
	}
	response, err := http.Post(r.address+"/api/v1/tours/spring-tour/bookings", "application/json", strings.NewReader(rightBooking))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusCreated {
		t.Errorf("status %d: %s, %v", response.StatusCode, text, err)
	}
	if status := r.stop(); status != statusFine {
		t.Errorf("status %d, %s", status, r.stderr)
	}
	store, err := sqlitestore.Open(t.Context(), filepath.Join(data, databaseName))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	kept := ""
	for record, err := range store.Records(t.Context(), "spring-tour") {
		if err != nil {
			t.Fatal(err)
		}
		kept += fmt.Sprintf("%s of %s: %s", record.Kind, record.Sender, record.Document)
	}
	if want := "booking of named:class-b: " + rightBooking; kept != want {
		t.Errorf("kept %q, want %q", kept, want)
	}
}
