//go:build unix

package parity_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/pgserver"
	"github.com/hytekit/hytekit/schema"
)

// TestPostgresKeepsSchemas stores every schema that the command line prints as jsonb in
// PostgreSQL, which takes no U+0000, and gets it back as it was.
func TestPostgresKeepsSchemas(t *testing.T) {
	schemas := everySchema(t)
	var statements strings.Builder
	statements.WriteString("CREATE TABLE schemas (name text PRIMARY KEY, body jsonb NOT NULL);\n")
	for name, text := range schemas {
		if bytes.Contains(text, []byte("$hyte$")) {
			t.Fatalf("%s holds what quotes it", name)
		}
		fmt.Fprintf(&statements, "INSERT INTO schemas VALUES ('%s', $hyte$%s$hyte$);\n", name, text)
	}
	// In hexadecimal digits, as psql leaves out what it takes for no characters.
	statements.WriteString("SELECT encode(convert_to(jsonb_build_object('name', name, 'body', body)::text, 'UTF8'), 'hex') FROM schemas;\n")

	server, err := pgserver.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	kept := map[string]any{}
	for line := range strings.Lines(server.Must(t, server.Database(t), statements.String())) {
		var row struct {
			Name string
			Body any
		}
		text, err := hex.DecodeString(strings.TrimSpace(line))
		if err == nil {
			err = json.Unmarshal(text, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
		kept[row.Name] = row.Body
	}
	want := map[string]any{}
	for name, text := range schemas {
		var value any
		if err := json.Unmarshal(text, &value); err != nil {
			t.Fatal(err)
		}
		want[name] = value
	}
	if diff := cmp.Diff(want, kept); diff != "" {
		t.Errorf("(-schemas +kept)\n%s", diff)
	}
}

// everySchema are the schemas of all kinds, in general and for what the examples ask, in all
// languages and in each.
func everySchema(t *testing.T) map[string][]byte {
	t.Helper()
	data, err := os.ReadFile("../../../examples/partnership-day/event.json")
	if err != nil {
		t.Fatal(err)
	}
	day, violations := event.Read(data)
	if day == nil {
		t.Fatal(violations)
	}
	call := firstkind.Inquiry(t)
	all := map[string][]byte{}
	for _, kind := range schema.All() {
		for _, language := range append(schema.Languages(), "") {
			options := schema.Options{Language: language}
			name := kind.Document().Name() + " " + language
			base, err := kind.Base(options)
			if err != nil {
				t.Fatal(err)
			}
			var inquiry schema.Inquiry = call
			if slices.Contains(day.Responses(), kind.Document()) {
				inquiry = day
			}
			ofInquiry, err := kind.For(inquiry, options)
			if err != nil {
				t.Fatal(err)
			}
			all[name], all["of an inquiry, "+name] = base, ofInquiry
		}
	}
	return all
}
