package schema_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema"
	"github.com/hytekit/hytekit/schema/internal/derive"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// TestBaseIsFresh makes the base schemas anew and compares.
func TestBaseIsFresh(t *testing.T) {
	source, err := derive.NewSource("../hyte")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range kinds.All() {
		made, err := source.Document(d)
		if err != nil {
			t.Fatal(err)
		}
		want, err := made.Write()
		if err != nil {
			t.Fatal(err)
		}
		got, err := schema.Base(d.Name())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got) {
			t.Errorf("%s is stale: run go generate ./schema\n%s", d.Name(), cmp.Diff(string(got), string(want)))
		}
	}
	files, err := filepath.Glob("base/*")
	if err != nil || len(files) != len(schema.Names()) {
		t.Errorf("files %v for documents %v", files, schema.Names())
	}
}

// everySchema are all base schemas and all schemas of several calls.
func everySchema(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, name := range schema.Names() {
		text, err := schema.Base(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = text
		for which, inquiry := range inquiriesOf(t, name) {
			text, err := schema.ForInquiry(inquiry, name)
			if errors.Is(err, schema.ErrNoInquiry) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			all[name+" of "+which] = text
		}
	}
	return all
}

// inquiriesOf are what documents of a kind answer, or could.
func inquiriesOf(t testing.TB, kind string) map[string]schema.Inquiry {
	all := map[string]schema.Inquiry{}
	if day := eventInquiry(t); slices.Contains(day.Responses(), kindOf(kind)) {
		all["the event"] = day
		return all
	}
	for name, call := range calls(t) {
		all[name] = call
	}
	return all
}

// TestMetaSchema holds every schema to the meta-schema of JSON Schema 2020-12,
// which the engine carries.
func TestMetaSchema(t *testing.T) {
	const address = "https://json-schema.org/draft/2020-12/schema"
	meta := jsonschema.MustCompile(address)
	for name, text := range everySchema(t) {
		var value map[string]any
		if err := json.Unmarshal(text, &value); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if value["$schema"] != address {
			t.Errorf("%s: $schema is %v", name, value["$schema"])
		}
		if err := meta.Validate(value); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
	if meta.Validate(map[string]any{"type": "text"}) == nil {
		t.Error("the meta-schema allows everything")
	}
}

// TestNames makes sure that identifiers are what others may keep.
func TestNames(t *testing.T) {
	want := []string{answer, "reply", "refusal", "withdrawal", "call", "received", "roster", "resolved-call", "body", "plan", "event", "registration", "question"}
	if diff := cmp.Diff(want, schema.Names()); diff != "" {
		t.Error(diff)
	}
	ids := map[string]bool{}
	for name, text := range everySchema(t) {
		var value struct {
			ID string `json:"$id"`
		}
		if err := json.Unmarshal(text, &value); err != nil {
			t.Fatal(err)
		}
		ids[value.ID] = true
		if !strings.HasPrefix(value.ID, schema.Namespace) {
			t.Errorf("%s: $id %s", name, value.ID)
		}
	}
	const of = schema.Namespace + "calls/kanta-hame-hyte-2021/"
	wantIDs := []string{
		of + answer + ".schema.json", of + "reply.schema.json", of + "refusal.schema.json", of + "withdrawal.schema.json", of + "received.schema.json", of + "roster.schema.json",
	}
	const day = schema.Namespace + "events/kumppanuuspaiva-2027/"
	wantIDs = append(wantIDs, day+"registration.schema.json", day+"question.schema.json")
	for _, name := range schema.Names() {
		wantIDs = append(wantIDs, schema.Namespace+name+".schema.json")
	}
	slices.Sort(wantIDs)
	if diff := cmp.Diff(wantIDs, slices.Sorted(maps.Keys(ids))); diff != "" {
		t.Error(diff)
	}
}

// TestGolden shows what the schemas of the example's call look like.
func TestGolden(t *testing.T) {
	example := firstkind.Inquiry(t)
	for _, name := range kindsOfInquiry() {
		got, err := schema.ForInquiry(example, name)
		if err != nil {
			t.Fatal(err)
		}
		compareGolden(t, filepath.Join("testdata", "kanta-hame-2021", name+".schema.json"), got)
	}
	for _, kind := range eventInquiry(t).Responses() {
		got, err := schema.ForInquiry(eventInquiry(t), kind.Name())
		if err != nil {
			t.Fatal(err)
		}
		compareGolden(t, filepath.Join("testdata", "partnership-day", kind.Name()+".schema.json"), got)
	}
}

// compareGolden holds a text to the file that keeps it, or writes the file.
func compareGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s: -want +got; look, then run the test with -update\n%s", file, diff)
	}
}

func TestErrors(t *testing.T) {
	example := firstkind.Inquiry(t)
	const ofCalls = `"$id": "https://hytekit.org/schema/v1/call.schema.json", `
	compiling := func(members string) func() error {
		return func() error {
			_, err := schema.Compile([]byte(`{"$schema": "https://json-schema.org/draft/2020-12/schema", ` + members + `}`))
			return err
		}
	}
	cases := []struct {
		name string
		run  func() error
		want error
	}{
		{"no such base", func() error { _, err := schema.Base("minutes"); return err }, schema.ErrUnknownDocument},
		{"no path", func() error { _, err := schema.Base("../base/call"); return err }, schema.ErrUnknownDocument},
		{"no such document of a call", func() error { _, err := schema.ForInquiry(example, ""); return err }, schema.ErrUnknownDocument},
		{"no call", func() error { _, err := schema.ForInquiry((*hyte.ResolvedCall)(nil), answer); return err }, schema.ErrIncompleteInquiry},
		{"a kind that answers nothing", func() error { _, err := schema.ForInquiry(example, "call"); return err }, schema.ErrNoInquiry},
		{"no inquiry", func() error { _, err := schema.ForInquiry(nil, answer); return err }, schema.ErrIncompleteInquiry},
		{"half a call", func() error { _, err := schema.NewValidator(&hyte.ResolvedCall{}, answer); return err }, schema.ErrIncompleteInquiry},
		{"an organization without a quota", func() error { _, err := schema.ForInquiry(withoutQuota(example), answer); return err }, schema.ErrIncompleteInquiry},
		{"another schema", compiling(`"$id": "https://example.org/call.schema.json"`), schema.ErrForeignSchema},
		{"an unknown document", compiling(`"$id": "https://hytekit.org/schema/v1/minutes.schema.json"`), schema.ErrForeignSchema},
		{"another draft", func() error {
			_, err := schema.Compile([]byte(`{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://hytekit.org/schema/v1/call.schema.json"}`))
			return err
		}, schema.ErrForeignSchema},
		{"a pattern without a rule", compiling(ofCalls + `"properties": {"id": {"pattern": "^x$"}}`), schema.ErrForeignSchema},
		{"a property without a rule", compiling(ofCalls + `"properties": {"id": false}`), schema.ErrForeignSchema},
		{"a rule beneath an object", compiling(ofCalls + `"$defs": {"Body": {"items": {"not": {}}}}`), schema.ErrForeignSchema},
		{"a pattern with its rule", compiling(ofCalls + `"$defs": {"format.id": {"pattern": "^x$"}}`), nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if err := c.run(); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// TestCompileReadsNothing makes sure that a schema cannot have other documents
// read, from the network or the file system.
func TestCompileReadsNothing(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.json")
	if err := os.WriteFile(secret, []byte(`{}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, ref := range []string{"file://" + secret, secret, "https://hytekit.org/schema/v1/roster.schema.json", "http://127.0.0.1:1/"} {
		text := mustMarshal(t, map[string]any{
			"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": schema.Namespace + "call.schema.json",
			"properties": map[string]any{"id": map[string]any{"$ref": ref}},
		})
		if _, err := schema.Compile(text); err == nil || !strings.Contains(err.Error(), "refused") {
			t.Errorf("%s: %v", ref, err)
		}
	}
	const head = `{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://hytekit.org/schema/v1/call.schema.json", `
	for _, text := range []string{"", "[]", `{"$id": 1}`, `{"unknown": 1}`, head + `"type": "text"}`, head + `"$defs": {"format.id": {"pattern": "("}}}`} {
		if _, err := schema.Compile([]byte(text)); err == nil {
			t.Errorf("%s compiles", text)
		}
	}
}

// TestConcurrentUse is for the race detector, and for what a shared validator
// might get wrong without it.
func TestConcurrentUse(t *testing.T) {
	e := callEngines(t, firstkind.Inquiry(t), answer)
	right := mustMarshal(t, valid(firstkind.Inquiry(t)))
	wrong := []byte(`{"call": "x", "consent": 1, "representatives": [{"person": {}}]}`)
	want := e.validator.Validate(wrong)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if got := e.validator.Validate(right); len(got) > 0 {
					t.Error(got)
				}
				if diff := cmp.Diff(want, e.validator.Validate(wrong)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	group.Wait()
}

// TestSilentAboutValues makes sure that violations hold nothing of the document.
func TestSilentAboutValues(t *testing.T) {
	e := callEngines(t, firstkind.Inquiry(t), answer)
	const secret = "010101-123N"
	document := []byte(`{"call": "` + secret + `", "` + firstkind.SenderName + `": "` + secret + `", "representatives": [{"person": {"givenName": "` + secret +
		`\n", "familyName": ["` + secret + `"], "email": "` + secret + `", "gender": "` + secret + `"}}], "consent": "` + secret + `"}`)
	violations := e.validator.Validate(document)
	if len(violations) < 7 {
		t.Errorf("only %v", violations)
	}
	if text := string(mustMarshal(t, violations)); strings.Contains(text, secret) {
		t.Error(text)
	}
}
