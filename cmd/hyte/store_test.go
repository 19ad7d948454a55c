package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// command runs a command line that can be interrupted.
func command(args ...string) outcome {
	return runWith(&app{
		interrupted: func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) },
	}, args...)
}

// post sends an answer and returns the id of its receipt.
func (r *running) post(t *testing.T, document string) string {
	t.Helper()
	response, err := http.Post(r.address+firstkind.Path, "application/json", strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var receipt forms.Receipt
	if err := json.NewDecoder(response.Body).Decode(&receipt); err != nil || response.StatusCode != http.StatusCreated {
		t.Fatalf("status %d, %v", response.StatusCode, err)
	}
	return receipt.ID
}

// knows reports whether a service on the data shows the receipt.
func knows(t *testing.T, data, id string) {
	t.Helper()
	r := serving(t, "--data", data)
	if status, body := get(t, r.address+firstkind.Path+"/"+id); status != http.StatusOK {
		t.Errorf("receipt: status %d, %s", status, body)
	}
	r.stop()
}

// A backup that is made while the service runs serves in place of its data.
func TestBackup(t *testing.T) {
	folder := t.TempDir()
	data, to := filepath.Join(folder, "data"), filepath.Join(folder, "restored", databaseName)
	if err := os.Mkdir(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	r := serving(t, "--data", data)
	id := r.post(t, firstkind.JSON(t, firstkind.Sender))
	got := command("backup", "--data", data, "--to", to)
	if got.status != statusFine || got.stdout != "" || !strings.Contains(got.stderr, "is a checked copy of") {
		t.Errorf("status %d, stdout %q, stderr %q", got.status, got.stdout, got.stderr)
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy: %v, %v", info.Mode(), err)
	}
	if again := command("backup", "--data", data, "--to", to); again.status != statusFailed || !strings.Contains(again.stderr, "choose another name") {
		t.Errorf("over the copy: status %d, stderr %q", again.status, again.stderr)
	}
	if status := r.stop(); status != statusFine {
		t.Errorf("the service ended with %d, %s", status, r.stderr)
	}
	knows(t, filepath.Dir(to), id)
}

// What is exported from one database and imported into another is served there.
func TestExportAndImport(t *testing.T) {
	folder := t.TempDir()
	data, other, file := filepath.Join(folder, "data"), filepath.Join(folder, "other"), filepath.Join(folder, "all.ndjson")
	r := serving(t, "--data", data)
	id := r.post(t, firstkind.JSON(t, firstkind.Sender))
	lines := command("export", "--data", data)
	if lines.status != statusFine || !strings.Contains(lines.stdout, id) || strings.Contains(lines.stdout, `"secret"`) || !strings.Contains(lines.stderr, "1 received") {
		t.Errorf("status %d, stdout %q, stderr %q", lines.status, lines.stdout, lines.stderr)
	}
	if got := command("export", "--data", data, "--secrets", "--to", file); got.status != statusFine || got.stdout != "" {
		t.Errorf("status %d, stdout %q, stderr %q", got.status, got.stdout, got.stderr)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v", info.Mode(), err)
	}
	if got := command("export", "--data", data, "--to", file); got.status != statusFailed || !strings.Contains(got.stderr, "choose another name") {
		t.Errorf("over the file: status %d, stderr %q", got.status, got.stderr)
	}
	r.stop()
	for range 2 {
		if got := command("import", "--data", other, file); got.status != statusFine || got.stdout != "" {
			t.Errorf("import: status %d, stderr %q", got.status, got.stderr)
		}
	}
	if again := command("export", "--data", other); again.stdout != lines.stdout {
		t.Errorf("exported again:\n%s\nwant\n%s", again.stdout, lines.stdout)
	}
	knows(t, other, id)
}

func TestStoreCommandsRefuse(t *testing.T) {
	folder := t.TempDir()
	notes := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(notes, []byte("Aino Esimerkki\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(folder, "empty")
	for name, test := range map[string]struct {
		args  []string
		error string
	}{
		"backup without a target":   {[]string{"backup", "--data", empty}, "where to? Give --to FILE"},
		"backup of nothing":         {[]string{"backup", "--data", empty, "--to", filepath.Join(folder, "copy.db")}, "no such file"},
		"export of nothing":         {[]string{"export", "--data", empty}, "there is no hyte.db in"},
		"import of nothing":         {[]string{"import", "--data", empty}, "which file?"},
		"import of a missing file":  {[]string{"import", "--data", empty, filepath.Join(folder, "missing")}, "no such file"},
		"import of something else":  {[]string{"import", "--data", filepath.Join(folder, "new"), notes}, "not a sound export: line 1"},
		"import into a target flag": {[]string{"import", "--to", "x", notes}, "unknown flag"},
	} {
		got := command(test.args...)
		if got.status != statusFailed || got.stdout != "" || !strings.Contains(got.stderr, test.error) || strings.Contains(got.stderr, "Esimerkki") {
			t.Errorf("%s: status %d, stdout %q, stderr %q", name, got.status, got.stdout, got.stderr)
		}
	}
	if _, err := os.Stat(empty); err == nil {
		t.Error("a folder was made for nothing")
	}
}
