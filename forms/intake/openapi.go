package intake

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte/document"
)

// The schemas of what the service itself says.
//
//go:embed openapi/components.json
var components []byte

// object is a JSON object. Its members are written in alphabetical order.
type object = map[string]any

// OpenAPI describes the API of a service with these kinds for programs, as an OpenAPI
// 3.1 document in indented JSON: its addresses, headers, receipts and problems. The
// documents are described by the base schemas of their kinds. BaseURL is the address
// of the service; empty leaves it out. It is nil if the kinds have no collections. The
// error is one of Base, or says that what Base gave is no schema.
func (k *Kinds) OpenAPI(baseURL string) ([]byte, error) {
	if len(k.Collections) == 0 || k.Base == nil {
		return nil, nil
	}
	schemas := object{}
	if err := json.Unmarshal(components, &schemas); err != nil {
		return nil, fmt.Errorf("intake: components.json: %w", err)
	}
	paths := object{"/api/v1/openapi.json": object{"get": describe("This description.", object{"200": answer("The description.", "application/json", object{})})}}
	for _, c := range k.Collections {
		if err := c.describe(paths, schemas, k.Base); err != nil {
			return nil, err
		}
	}
	root := object{
		"openapi": "3.1.1",
		"info": object{
			"title":       "hytekit",
			"version":     "1",
			"description": "Receives documents that answer inquiries, and loses none. A document is acknowledged only when it is kept for good; the same document under the same Idempotency-Key gets the same receipt.",
		},
		"paths":      paths,
		"components": object{"schemas": schemas},
	}
	if baseURL != "" {
		root["servers"] = []any{object{"url": baseURL}}
	}
	text, err := json.MarshalIndent(root, "", "  ")
	return append(text, '\n'), err
}

func (c *Collection) describe(paths, schemas object, base func(kind string) ([]byte, error)) error {
	for _, kind := range append([]*document.Kind{c.Public}, c.Takes...) {
		if err := addSchema(schemas, kind.Name(), base); err != nil {
			return err
		}
	}
	name := c.Inquiry.Name()
	at := "/api/v1/" + c.Inquiry.Plural() + "/{" + name + "}"
	id := parameter("path", name, "The id of the "+name+".", true, object{"type": "string"})
	paths[at] = object{
		"parameters": []any{id},
		"get": describe("The public parts of the "+name+".", object{
			"200": answer("The "+name+".", "application/json", refer(c.Public.Name())), "404": failure(http.StatusNotFound),
		}),
	}
	for i, kind := range c.Takes {
		documents := at + "/" + kind.Plural()
		paths[documents] = object{"parameters": []any{id}, "post": send(kind)}
		paths[documents+"/{id}"] = object{
			"parameters": []any{id, parameter("path", "id", "The id in the receipt.", true, object{"type": "string"})},
			"get": describe("The receipt of a "+kind.Name()+".", object{
				"200": answer("The receipt.", "application/json", refer("receipt")), "404": failure(http.StatusNotFound),
			}),
		}
		schema := object{"parameters": []any{id}, "get": describe("The JSON Schema of what the "+name+" asks of a "+kind.Name()+".", object{
			"200": answer("The schema.", "application/schema+json", object{}), "404": failure(http.StatusNotFound),
		})}
		paths[documents+"/schema"] = schema
		if i == 0 {
			paths[at+"/schema"] = schema
		}
	}
	return nil
}

// send describes how a document is sent.
func send(kind *document.Kind) object {
	receipt := func(description string) object {
		a := answer(description, "application/json", refer("receipt"))
		a["headers"] = object{"Location": header("The address of the receipt.", object{"type": "string", "format": "uri-reference"})}
		return a
	}
	answers := object{"201": receipt("The " + kind.Name() + " is kept for good."), "200": receipt("The same " + kind.Name() + " was kept before, under the same key.")}
	for _, p := range problemKinds {
		answers[strconv.Itoa(p.status)] = failure(p.status)
	}
	delete(answers, strconv.Itoa(http.StatusMethodNotAllowed)) // no method that is described
	post := describe("Sends a "+kind.Name()+".", answers)
	post["parameters"] = []any{
		parameter("header", "Idempotency-Key", "Chosen by the sender, one for each document. Send it again with the same key when no answer came.", false,
			object{"type": "string", "minLength": 1, "maxLength": MaxKey}),
		parameter("header", "Accept-Language", "The language of messages.", false, object{"type": "string"}),
	}
	post["requestBody"] = object{"required": true, "content": object{"application/json": object{"schema": refer(kind.Name())}}}
	return post
}

func describe(summary string, answers object) object {
	return object{"summary": summary, "responses": answers}
}

func answer(description, media string, schema any) object {
	return object{"description": description, "content": object{media: object{"schema": schema}}}
}

// failure describes the problems of a status by their types.
func failure(status int) object {
	var types []string
	for _, p := range problemKinds {
		if p.status == status {
			types = append(types, ProblemNamespace+p.name)
		}
	}
	a := answer(http.StatusText(status)+": "+strings.Join(types, ", "), "application/problem+json", refer("problem"))
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		a["headers"] = object{"Retry-After": header("After how many seconds to send again.", object{"type": "integer"})}
	}
	return a
}

func header(description string, schema object) object {
	return object{"description": description, "schema": schema}
}

func parameter(in, name, description string, required bool, schema object) object {
	return object{"in": in, "name": name, "description": description, "required": required, "schema": schema}
}

const schemasAt = "#/components/schemas/"

func refer(name string) object { return object{"$ref": schemasAt + name} }

// addSchema adds the base schema of a kind, and its definitions beside it under names
// that begin with the kind's: OpenAPI has one place for all.
func addSchema(schemas object, kind string, base func(kind string) ([]byte, error)) error {
	if _, there := schemas[kind]; there {
		return nil
	}
	text, err := base(kind)
	if err != nil {
		return err
	}
	var root object
	if err := json.Unmarshal(text, &root); err != nil {
		return fmt.Errorf("intake: the schema of %s: %w", kind, err)
	}
	definitions, _ := root["$defs"].(object)
	for _, keyword := range []string{"$defs", "$schema", "$id"} {
		delete(root, keyword)
	}
	schemas[kind] = moved(root, kind)
	for name, definition := range definitions {
		schemas[kind+"."+name] = moved(definition, kind)
	}
	return nil
}

// moved is a part of a schema whose definitions have moved.
func moved(part any, kind string) any {
	switch part := part.(type) {
	case object:
		for keyword, value := range part {
			text, _ := value.(string)
			if name, ok := strings.CutPrefix(text, "#/$defs/"); ok && keyword == "$ref" {
				part[keyword] = schemasAt + kind + "." + name
			} else {
				part[keyword] = moved(value, kind)
			}
		}
	case []any:
		for i := range part {
			part[i] = moved(part[i], kind)
		}
	}
	return part
}
