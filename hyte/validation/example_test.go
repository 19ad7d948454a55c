package validation_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/go-playground/validator/v10"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/validation"
)

func openExample() *hyte.ResolvedCall {
	data, err := os.ReadFile("../../examples/kanta-hame-2021/call.json")
	if err != nil {
		panic(err)
	}
	call, violations := hyte.ReadCall(data)
	if call == nil {
		panic(violations.Err())
	}
	return call
}

func Example() {
	v := validator.New(validator.WithRequiredStructEnabled())
	if err := validation.Register(v); err != nil {
		fmt.Println(err)
		return
	}
	var nomination hyte.Nomination
	err := json.Unmarshal([]byte(`{
		"call": "kanta-hame-hyte-2021",
		"nominator": "municipality:109",
		"representatives": [{"person": {"givenName": "Aino", "familyName": "Esimerkki", "email": "aino.esimerkki@example"}}],
		"decision": {"date": "2020-12-16"},
		"submitter": {"givenName": "Onni", "familyName": "Mallikas", "email": "onni.mallikas@example.fi"}
	}`), &nomination)
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := validation.WithInquiry(context.Background(), openExample())
	violations, err := validation.Check(ctx, v, &nomination)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range violations {
		fmt.Println(v)
	}
	// Output:
	// error format.email at "/representatives/0/person/email"
	// warning decision.before_call at "/decision/date"
	// error consent.missing at "/consent"
}

// A handler binds the nomination as a member of its own request, and answers
// with what is wrong: never with what was sent.
func Example_handler() {
	type request struct {
		Channel    string           `json:"channel" validate:"required,oneof=web mail"`
		Nomination *hyte.Nomination `json:"nomination" validate:"required"`
	}
	v := validator.New(validator.WithRequiredStructEnabled())
	if err := validation.Register(v); err != nil {
		fmt.Println(err)
		return
	}
	call := openExample()
	now := func() time.Time { return time.Date(2021, 1, 12, 9, 0, 0, 0, hyte.Helsinki()) }

	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var req request
		body := json.NewDecoder(http.MaxBytesReader(w, r.Body, constraint.MaxBytes))
		body.DisallowUnknownFields()
		if err := body.Decode(&req); err != nil {
			http.Error(w, "not a request that this service knows", http.StatusBadRequest)
			return
		}
		violations, err := validation.Check(validation.WithInquiryAt(r.Context(), call, now()), v, &req)
		if err != nil {
			http.Error(w, "not validated", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if violations.Invalid() {
			w.WriteHeader(http.StatusUnprocessableEntity)
		}
		if err := json.NewEncoder(w).Encode(map[string]any{"violations": violations}); err != nil {
			return // the client has gone
		}
	})

	server := httptest.NewServer(handler)
	defer server.Close()
	response, err := http.Post(server.URL, "application/json", strings.NewReader(`{"channel": "fax", "nomination": {
		"call": "kanta-hame-hyte-2021", "nominator": "municipality:109", "representatives": [],
		"submitter": {"givenName": "Onni", "familyName": "Mallikas", "email": "onni.mallikas@example.fi"}, "consent": true}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(response.Status)
	fmt.Println(string(answer))
	// Output:
	// 422 Unprocessable Entity
	// {"violations":[{"rule":"one_of","location":"/channel","params":{"allowed":["web","mail"]},"severity":"error"},{"rule":"min_items","location":"/nomination/representatives","params":{"min":1},"severity":"error"}]}
}

// A framework that validates what it binds returns validator's error.
func ExampleViolations() {
	v := validator.New()
	if err := validation.Register(v); err != nil {
		fmt.Println(err)
		return
	}
	call := &hyte.Call{ID: "Kanta-Häme", Languages: []string{"fi", "fi"}}
	violations, err := validation.Violations(v.Struct(call), call)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range violations {
		if v.Rule != constraint.RuleRequired {
			fmt.Println(v)
		}
	}
	// Output:
	// error format.id at "/id"
	// error unique_items at "/languages"
}

// The formats are tags for the host's own fields.
func ExampleRegister() {
	v := validator.New()
	if err := validation.Register(v); err != nil {
		fmt.Println(err)
		return
	}
	type supplier struct {
		BusinessID string `json:"businessId" validate:"required,hyte_businessid"`
	}
	violations, err := validation.Violations(v.Struct(supplier{"2617416-5"}), supplier{})
	fmt.Println(violations, err)
	// Output: [error format.business_id at "/businessId"] <nil>
}
