// Package examples_test tries what the README shows.
package examples_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// block returns the first fenced block of the README in a language that holds
// the text.
func block(t *testing.T, language, holds string) string {
	t.Helper()
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(readme), "\n```"+language+"\n")[1:] {
		if code, _, _ := strings.Cut(part, "\n```"); strings.Contains(code, holds) {
			return code
		}
	}
	t.Fatalf("the README has no %s block with %q", language, holds)
	return ""
}

func TestReadmeLibrary(t *testing.T) {
	file := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(file, []byte(block(t, "go", "package main")), 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command("go", "run", file)
	run.Dir = ".." // the module whose packages it imports
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"required /representatives ", "consent.missing /consent ", "\nmunicipality:834\n"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the program does not print %q:\n%s", want, out)
		}
	}
}

func TestReadmeCommands(t *testing.T) {
	bin := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", bin, "../cmd/hyte").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	examples := t.TempDir()
	for _, name := range []string{"kanta-hame", "kanta-hame-2021", "disability-council-2022", "wellbeing-plans", "dynasty-decisions", "negotiations"} {
		if err := os.CopyFS(filepath.Join(examples, name), os.DirFS(name)); err != nil {
			t.Fatal(err)
		}
	}
	folder := filepath.Join(examples, "kanta-hame-2021")
	tried := 0
	for line := range strings.Lines(block(t, "sh", "hyte check call.json")) {
		if !strings.HasPrefix(line, "hyte ") {
			continue
		}
		run := exec.Command("sh", "-c", line)
		run.Dir = folder
		run.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
		out, err := run.CombinedOutput()
		if err != nil {
			t.Errorf("%s%v\n%s", line, err, out)
		}
		if want, ok := strings.CutPrefix(strings.TrimSpace(line), "hyte deadline --time 16:15 2021-01-15"); ok &&
			strings.TrimSpace(string(out)) != strings.TrimSpace(strings.TrimLeft(want, " #")) {
			t.Errorf("%sprints %s", line, out)
		}
		tried++
	}
	if tried == 0 {
		t.Error("no command was tried")
	}
}
