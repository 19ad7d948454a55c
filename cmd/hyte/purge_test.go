package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte/reference"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// kept starts a service, lets one organization answer it, and returns the folder of the
// database of the service, which runs on.
func kept(t *testing.T) (folder string, service *running) {
	t.Helper()
	folder = t.TempDir()
	service = serving(t, "--data", folder)
	response, err := http.Post(service.address+firstkind.Path, "application/json", strings.NewReader(firstkind.JSON(t, "municipality:109")))
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil || response.StatusCode != http.StatusCreated {
		t.Fatalf("status %d, error %v", response.StatusCode, err)
	}
	return folder, service
}

// receivedID is the id of the only record.
func receivedID(t *testing.T, folder string) string {
	t.Helper()
	found := runWith(&app{}, "extract", "--data", folder, "--name", "Aino Esimerkki")
	var one struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal([]byte(found.stdout), &one); err != nil || one.ID == "" {
		t.Fatalf("%+v: %v", found, err)
	}
	return one.ID
}

// TestPurge: what would go is shown first, goes with --yes while the service runs, and is
// told afterwards.
func TestPurge(t *testing.T) {
	folder, service := kept(t)
	defer service.stop()
	list := runWith(&app{}, "purge", "--data", folder)
	if list.status != 0 || !strings.Contains(list.stdout, "kanta-hame-hyte-2021  1          -") {
		t.Errorf("the list: %+v", list)
	}
	args := []string{"purge", "--data", folder, "--inquiry", "kanta-hame-hyte-2021", "--keep", "nothing"}
	if shown := runWith(&app{}, args...); shown.status != 0 || !strings.Contains(shown.stdout, "1 of 1 documents would be replaced, keeping nothing") ||
		!strings.Contains(shown.stderr, "give --yes") {
		t.Errorf("before: %+v", shown)
	}
	if found := runWith(&app{}, "extract", "--data", folder, "--name", "aino esimerkki"); strings.Count(found.stdout, "\n") != 1 ||
		!strings.Contains(found.stdout, `"location":"/representatives/0/person"`) || strings.Contains(found.stdout, "Väinö") {
		t.Errorf("extract: %+v", found)
	}
	said := reference.Of("kanta-hame-hyte-2021", receivedID(t, folder))
	for _, text := range []string{said, strings.ToLower(strings.TrimPrefix(said, "KHH-"))} {
		if found := runWith(&app{}, "extract", "--data", folder, "--reference", text); strings.Count(found.stdout, "\n") != 1 ||
			!strings.Contains(found.stdout, `"location":"","part":{`) || !strings.Contains(found.stdout, "Väinö") {
			t.Errorf("extract %s: %+v", text, found)
		}
	}
	if found := runWith(&app{}, "extract", "--data", folder, "--reference", "KHH-XX3K-6Z33"); found.stdout != "" || !strings.Contains(found.stderr, "no answer has this reference") {
		t.Errorf("extract of another reference: %+v", found)
	}
	if done := runWith(&app{}, append(args, "--yes")...); done.status != 0 || !strings.Contains(done.stdout, "1 of 1 documents replaced") {
		t.Errorf("with --yes: %+v", done)
	}
	for _, name := range []string{databaseName, databaseName + "-wal"} {
		if data, err := os.ReadFile(filepath.Join(folder, name)); err == nil && strings.Contains(string(data), "aino.esimerkki@example.fi") {
			t.Errorf("%s holds what was purged", name)
		}
	}
	if found := runWith(&app{}, "extract", "--data", folder, "--name", "Aino Esimerkki"); found.status != 0 || found.stdout != "" {
		t.Errorf("extract after the purge: %+v", found)
	}
	if list := runWith(&app{}, "purge", "--data", folder); !strings.Contains(list.stdout, "keeping nothing (1)") {
		t.Errorf("the list afterwards: %+v", list)
	}
}

func TestPurgeRefuses(t *testing.T) {
	folder, service := kept(t)
	service.stop()
	for want, args := range map[string][]string{
		`nothing was received for "other"`:     {"purge", "--data", folder, "--inquiry", "other"},
		"there is no hyte.db in":               {"purge", "--data", t.TempDir()},
		"Give --email ADDRESS, --name NAME or": {"extract", "--data", folder},
		"a character is missing or wrong":      {"extract", "--data", folder, "--reference", "KHH-XX3K-6Z34"},
		"without --email and --name":           {"extract", "--data", folder, "--reference", "KHH-XX3K-6Z33", "--name", "Aino Esimerkki"},
		"write given name and family name":     {"extract", "--data", folder, "--name", "Aino"},
	} {
		if got := runWith(&app{}, args...); got.status != 2 || !strings.Contains(got.stderr, want) || got.stdout != "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}
