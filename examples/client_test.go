package examples_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/hyte"
)

// lateInJanuary is while the example call is open.
func lateInJanuary() time.Time { return time.Date(2021, 1, 11, 12, 0, 0, 0, time.UTC) }

// exampleService serves the example call until the test ends.
func exampleService(t *testing.T) (address string) {
	t.Helper()
	call, _ := hyte.DecodeCall(file(t, callFile))
	resolved, violations := call.Resolve()
	if resolved == nil {
		t.Fatal(violations)
	}
	store, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "hyte.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	service, err := intake.New(t.Context(), intake.Config{
		Store: store, Inquiries: []intake.Inquiry{resolved}, Kinds: kinds.All(), Now: lateInJanuary,
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	return server.URL
}

// TestClientInTypeScript builds the client with types from the service's description
// of its API, as its README says, and sends a right nomination and a wrong one.
func TestClientInTypeScript(t *testing.T) {
	address := exampleService(t)
	folder := t.TempDir()
	for _, name := range []string{"package.json", "tsconfig.json", "client.ts"} {
		if err := os.WriteFile(filepath.Join(folder, name), file(t, "client-typescript/"+name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	modules, err := filepath.Abs("client-typescript/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(modules, filepath.Join(folder, "node_modules")); err != nil {
		t.Fatal(err)
	}
	tool := func(name string, arguments ...string) (output string, err error) {
		command := exec.Command(filepath.Join(modules, ".bin", name), arguments...)
		command.Dir = folder
		said, err := command.CombinedOutput()
		return string(said), err
	}
	if said, err := tool("openapi-typescript", address+"/api/v1/openapi.json", "--output", "api.d.ts"); err != nil {
		t.Fatalf("%v (npm ci --prefix examples/client-typescript installs what it needs)\n%s", err, said)
	}
	if said, err := tool("tsc"); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}

	client := func(nomination string) (output string, err error) {
		said, err := exec.Command("node", filepath.Join(folder, "build", "client.js"), address, nomination).CombinedOutput()
		return string(said), err
	}
	said, err := client("nominations/right.json")
	if err != nil || said != "received from municipality:109, known again: true\n" {
		t.Errorf("of the right one: %v\n%s", err, said)
	}
	said, err = client("nominations/wrong.json")
	if err == nil || !strings.HasPrefix(said, "422 "+intake.ProblemNamespace+"rules\n") {
		t.Errorf("of the wrong one: %v\n%s", err, said)
	}
	for _, place := range faulty {
		if !strings.Contains(said, place+": ") {
			t.Errorf("nothing is said of %s", place)
		}
	}

	// The types refuse what the API does not know.
	mistake := strings.Replace(string(file(t, "client-typescript/client.ts")), "call: nomination.call }", "caller: nomination.call }", 1)
	if err := os.WriteFile(filepath.Join(folder, "client.ts"), []byte(mistake), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := tool("tsc"); err == nil || !strings.Contains(said, "caller") {
		t.Errorf("a mistake in an address is built: %s", said)
	}
}
