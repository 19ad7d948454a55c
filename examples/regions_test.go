package examples_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestREADMEsOfExamples runs what the READMEs show.
func TestREADMEsOfExamples(t *testing.T) {
	hyte := build(t)
	for _, name := range []string{"kanta-hame", "paijat-hame", "follow-up", "partnership-day"} {
		folder := filepath.Join(t.TempDir(), name) // some commands write files
		if err := os.CopyFS(folder, os.DirFS(name)); err != nil {
			t.Fatal(err)
		}
		readme, err := os.ReadFile(filepath.Join(name, "README.md"))
		if err != nil {
			t.Fatal(err)
		}
		tried := 0
		for line := range strings.Lines(string(readme)) {
			if !strings.HasPrefix(line, "hyte ") || strings.HasPrefix(line, "hyte serve") {
				continue
			}
			tried++
			if out, err := in(folder, hyte, line).CombinedOutput(); err != nil {
				t.Errorf("%s: %s%v\n%s", name, line, err, out)
			}
		}
		if tried == 0 {
			t.Errorf("%s: no command was tried", name)
		}
	}
}

// TestRegionsTellWhatTheirREADMEsSay counts what the READMEs count.
func TestRegionsTellWhatTheirREADMEsSay(t *testing.T) {
	hyte := build(t)
	var roster struct {
		Summary struct{ Asked, Received, Replaced, Missing, Late int }
	}
	read := func(folder, command string, into any) {
		t.Helper()
		out, err := in(folder, hyte, command).Output()
		if err != nil {
			t.Fatalf("%s: %v", command, err)
		}
		if err := json.Unmarshal(out, into); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
	}
	read("paijat-hame", "hyte roster --call coordinators.json --format json --at 2023-10-01T12:00:00+03:00 coordinators.ndjson", &roster)
	if s := roster.Summary; s.Asked != 10 || s.Received+s.Replaced != 3 || s.Missing != 7 || s.Late != 0 {
		t.Errorf("coordinators: %+v", s)
	}
	for _, c := range []struct{ folder, command, want string }{
		{"kanta-hame", "hyte duties --lang en county:07 --year 2023 --at 2023-12-31 .", "No record (8)"},
		{"kanta-hame", "hyte duties --lang en county:07 --year 2023 --at 2023-12-31 .", "On no agenda: measures, follow-up"},
		{"kanta-hame", "hyte gaps --lang en --at 2025-03-01 .", "from 1 January 2025"},
		{"paijat-hame", "hyte gaps --lang en --at 2024-06-01 .", "ends on 7 March 2024"},
	} {
		out, err := in(c.folder, hyte, c.command).CombinedOutput()
		if err != nil || !strings.Contains(string(out), c.want) {
			t.Errorf("%s: %s: %v, no %q in\n%s", c.folder, c.command, err, c.want, out)
		}
	}
}

// build makes the command line, once for a test, and returns its folder.
func build(t *testing.T) string {
	t.Helper()
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", bin, "../cmd/hyte").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// in is a command of the shell in a folder, for which the command line is installed.
func in(folder, bin, command string) *exec.Cmd {
	run := exec.Command("sh", "-c", command)
	run.Dir = folder
	run.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
	return run
}
