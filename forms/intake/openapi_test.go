package intake_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// description is the part of an OpenAPI document that the tests read.
type description struct {
	OpenAPI string
	Servers []struct{ URL string }
	Paths   map[string]map[string]json.RawMessage
}

type operation struct {
	Parameters  []struct{ In, Name string }
	RequestBody struct{ Content map[string]json.RawMessage }
	Responses   map[string]struct {
		Headers map[string]json.RawMessage
		Content map[string]struct{ Schema json.RawMessage }
	}
}

// TestDescriptionIsTrue holds what the service says of its API to what it does: each
// status that a request gets is described, with its headers, media type and schema.
func TestDescriptionIsTrue(t *testing.T) {
	w := newWorld(t)
	text := w.get("/api/v1/openapi.json")
	checkStatus(t, text, http.StatusOK)
	var api description
	if err := json.Unmarshal(text.Body.Bytes(), &api); err != nil {
		t.Fatal(err)
	}
	if api.OpenAPI != "3.1.1" {
		t.Errorf("openapi is %q", api.OpenAPI)
	}
	var send operation
	if err := json.Unmarshal(api.Paths[strings.Replace(firstkind.Path, firstkind.ID, "{call}", 1)]["post"], &send); err != nil {
		t.Fatal(err)
	}
	if len(send.RequestBody.Content["application/json"]) == 0 {
		t.Error("what is sent is not described")
	}
	if !slices.ContainsFunc(send.Parameters, func(p struct{ In, Name string }) bool { return p.Name == "Idempotency-Key" }) {
		t.Error("no Idempotency-Key")
	}
	schemas := compileComponents(t, text.Body.Bytes())
	right := firstkind.JSON(t, "municipality:109")
	key := []string{"Idempotency-Key", "k-1"}
	for name, request := range map[string]struct {
		before, document string // before: what was sent under the key
		headers          []string
		status           int
	}{
		"a right one":       {"", right, key, http.StatusCreated},
		"the same":          {right, right, key, http.StatusOK},
		"another, same key": {right, right + " ", key, http.StatusConflict},
		"no JSON":           {"", "{", nil, http.StatusBadRequest},
		"a bad key":         {"", right, []string{"Idempotency-Key", "ä"}, http.StatusBadRequest},
		"a wrong one":       {"", "{}", nil, http.StatusUnprocessableEntity},
		"a long one":        {"", strings.Repeat(" ", 1<<17), nil, http.StatusRequestEntityTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			if request.before != "" {
				checkStatus(t, w.postJSON(request.before, request.headers...), http.StatusCreated)
			}
			answer := w.postJSON(request.document, request.headers...)
			checkStatus(t, answer, request.status)
			described, ok := send.Responses[strconv.Itoa(request.status)]
			if !ok {
				t.Fatal("the status is not described")
			}
			for header := range described.Headers {
				if answer.Header().Get(header) == "" {
					t.Errorf("no %s, which is described", header)
				}
			}
			media := answer.Header().Get("Content-Type")
			content, ok := described.Content[media]
			if !ok {
				t.Fatalf("%s is not described", media)
			}
			var refers struct {
				Ref string `json:"$ref"`
			}
			if err := json.Unmarshal(content.Schema, &refers); err != nil {
				t.Fatal(err)
			}
			var body any
			if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil {
				t.Fatal(err)
			}
			if err := schemas[refers.Ref].Validate(body); err != nil {
				t.Errorf("%v\n%s", err, answer.Body)
			}
			if kind, _ := body.(map[string]any)["type"].(string); request.status >= 400 && !strings.HasPrefix(kind, intake.ProblemNamespace) {
				t.Errorf("the problem has the type %q", kind)
			}
		})
	}
}

// compileComponents are the schemas by reference.
func compileComponents(t *testing.T, text []byte) map[string]*jsonschema.Schema {
	t.Helper()
	var api struct {
		Components struct{ Schemas map[string]json.RawMessage }
	}
	if err := json.Unmarshal(text, &api); err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	if err := compiler.AddResource("openapi.json", strings.NewReader(string(text))); err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*jsonschema.Schema{}
	for name := range api.Components.Schemas {
		ref := "#/components/schemas/" + name
		schema, err := compiler.Compile("openapi.json" + ref)
		if err != nil {
			t.Fatal(err)
		}
		schemas[ref] = schema
	}
	return schemas
}

// Every member that a receipt can have is described.
func TestReceiptIsDescribed(t *testing.T) {
	var api struct {
		Components struct {
			Schemas map[string]struct{ Properties map[string]json.RawMessage }
		}
	}
	if err := json.Unmarshal(newWorld(t).get("/api/v1/openapi.json").Body.Bytes(), &api); err != nil {
		t.Fatal(err)
	}
	var members []string
	for field := range reflect.TypeFor[forms.Receipt]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		members = append(members, name)
	}
	slices.Sort(members)
	if described := slices.Sorted(maps.Keys(api.Components.Schemas["receipt"].Properties)); !slices.Equal(described, members) {
		t.Errorf("described are %q, and receipts have %q", described, members)
	}
}
