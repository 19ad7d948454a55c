package intake_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/hyte"
)

// A program mounts the service under a path of its own, and sends a nomination
// to it as another program would.
func Example() {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "intake")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	store, err := sqlitestore.Open(ctx, filepath.Join(folder, "intake.db"))
	if err != nil {
		panic(err)
	}
	defer store.Close()
	data, err := os.ReadFile("../../examples/kanta-hame-2021/call.json")
	if err != nil {
		panic(err)
	}
	resolved, violations := hyte.ReadCall(data)
	if resolved == nil {
		panic(violations.Err())
	}

	service, err := intake.New(ctx, intake.Config{
		Store:     store,
		Inquiries: []intake.Inquiry{resolved}, Kinds: kinds.All(),
		Prefix: "/lomakkeet",
		Now:    func() time.Time { return time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		panic(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/lomakkeet/", service)
	server := httptest.NewServer(mux) // in a program: intake.Server(mux) with an address
	defer server.Close()

	response, err := http.Post(server.URL+"/lomakkeet/api/v1/calls/kanta-hame-hyte-2021/nominations", "application/json", strings.NewReader(`{
		"call": "kanta-hame-hyte-2021",
		"nominator": "municipality:109",
		"representatives": [{"person": {"givenName": "Aino", "familyName": "Esimerkki", "email": "aino.esimerkki@example.fi"}}],
		"submitter": {"givenName": "Väinö", "familyName": "Näyte", "email": "vaino.nayte@example.fi"},
		"consent": true
	}`))
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	var receipt struct{ ID, Status, Nominator string }
	if err := json.NewDecoder(response.Body).Decode(&receipt); err != nil {
		panic(err)
	}
	fmt.Println(response.StatusCode, receipt.Status, receipt.Nominator, len(receipt.ID))
	// Output:
	// 201 received municipality:109 26
}
