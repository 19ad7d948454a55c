//go:build unix

package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/pgserver"
)

// TestServeDatabase runs two instances of the service on one PostgreSQL database.
func TestServeDatabase(t *testing.T) {
	server, err := pgserver.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	address := server.Address(server.Database(t))
	empty := runWith(&app{}, "audit", "--database", address)
	if empty.status != statusFailed || !strings.Contains(empty.stderr, "there is nothing of a service in the database") {
		t.Errorf("the audit log of nothing: status %d, stderr %q", empty.status, empty.stderr)
	}
	file := filepath.Join(t.TempDir(), "database")
	if err := os.WriteFile(file, []byte(strings.Replace(address, "@", ":a-secret@", 1)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	one := serving(t, "--database", address)
	other := serving(t, "--database-file", file)
	if len(one.token) < 40 || other.token != "" {
		t.Errorf("tokens %q and %q, want one for both", one.token, other.token)
	}
	document := strings.SplitN(manyAnswers(t, 1), "\n", 2)[0]
	response, err := http.Post(one.address+firstkind.Path, "application/json", strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var receipt forms.Receipt
	if err := json.NewDecoder(response.Body).Decode(&receipt); err != nil || response.StatusCode != http.StatusCreated {
		t.Fatalf("receipt: status %d, %+v, error %v", response.StatusCode, receipt, err)
	}
	if status, body := get(t, other.address+firstkind.Path+"/"+receipt.ID); status != http.StatusOK {
		t.Errorf("the other instance: status %d, %s", status, body)
	}
	if status := one.stop(); status != statusFine {
		t.Errorf("status %d, stderr %q", status, one.stderr)
	}

	if got := runWith(&app{}, "audit", "--database-file", file); got.status != statusFine || got.stderr != "" {
		t.Errorf("the audit log: status %d, stderr %q", got.status, got.stderr)
	}

	if err := server.Stop(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if status, text := get(t, other.address+"/healthz"); status != http.StatusServiceUnavailable || text != "store unavailable\n" {
		t.Errorf("health without a server: status %d, %q", status, text)
	}
	got := runWith(&app{interrupted: interruptible}, "serve", "--call", example+"call.json", "--database-file", file)
	if got.status != statusFailed || !strings.Contains(got.stderr, "store unavailable") || strings.Contains(got.stderr, "a-secret") {
		t.Errorf("without a server: status %d, stderr %q", got.status, got.stderr)
	}
	if err := server.Run(); err != nil {
		t.Fatal(err)
	}
	if status, body := get(t, other.address+firstkind.Path+"/"+receipt.ID); status != http.StatusOK {
		t.Errorf("after the server's restart: status %d, %s", status, body)
	}
	if status := other.stop(); status != statusFine {
		t.Errorf("status %d, stderr %q", status, other.stderr)
	}
	if _, err := os.Stat("data"); err == nil {
		t.Error("the folder of the embedded database was made")
	}
}

// TestServeRefusesDatabase: what is refused says how it is done right, and repeats no
// password.
func TestServeRefusesDatabase(t *testing.T) {
	file := filepath.Join(t.TempDir(), "database")
	if err := os.WriteFile(file, []byte("postgres://hyte:a-secret/1@db.example.fi/hyte"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--database", "postgres://hyte:a-secret@db.example.fi/hyte"}, "PGPASSWORD"},
		{[]string{"--database", "postgres://db.example.fi/hyte?password=a-secret"}, "PGPASSWORD"},
		{[]string{"--database", "postgres://hyte:a-secret/1@db.example.fi/hyte"}, "write it as postgres://"},
		{[]string{"--database", "a-secret"}, "write it as postgres://"},
		{[]string{"--database", ""}, "write it as postgres://"},
		{[]string{"--database-file", file}, "write it as postgres://"},
		{[]string{"--database-file", file + "-missing"}, "no such file"},
		{[]string{"--database", "postgres:///hyte", "--data", "data"}, "give --data or --database"},
		{[]string{"--database", "postgres:///hyte", "--database-file", file}, "give --database or --database-file"},
	} {
		got := runWith(&app{interrupted: interruptible}, append([]string{"serve", "--call", example + "call.json"}, c.args...)...)
		if got.status == statusFine || got.stdout != "" || !strings.Contains(got.stderr, c.want) || strings.Contains(got.stderr, "a-secret") {
			t.Errorf("%q: status %d, stdout %q, stderr %q", c.args, got.status, got.stdout, got.stderr)
		}
	}
}

func interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}
