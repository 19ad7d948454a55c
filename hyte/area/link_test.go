package area_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// These tests build small programs for the browser, where each byte counts.
const (
	parsesOnly = `package main
import "github.com/hytekit/hytekit/hyte/area"
func main() { println(area.MustParseMunicipalityCode("109").String()) }`

	looksUp = `package main
import (
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)
func main() {
	m, _ := area.LookupMunicipality(area.MustParseMunicipalityCode("109"), civil.MustParse("2021-01-15"))
	println(m.Name("fi"))
}`
)

// A municipality, a region and a county whose texts show that a table is in a
// program.
var tableTexts = []string{"Maarianhamina", "Etelä-Savon maakuntaliitto", "Vanda och Kervo välfärdsområde"}

func TestUnusedTablesAreNotLinked(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	program := build(t, parsesOnly, "GOOS=js", "GOARCH=wasm")
	for _, text := range tableTexts {
		if bytes.Contains(program, []byte(text)) {
			t.Errorf("a program that only parses a code contains %q", text)
		}
	}
	if program := build(t, looksUp, "GOOS=js", "GOARCH=wasm"); !bytes.Contains(program, []byte(tableTexts[0])) {
		t.Errorf("a program that looks a municipality up lacks %q, so this test proves nothing", tableTexts[0])
	}
}

// TestImportCostsNothing runs a program with the runtime's trace of package
// initialization: a package with nothing to set up does not appear there.
func TestImportCostsNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	program := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(program, build(t, looksUp), 0o700); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program)
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, trace)
	}
	if !strings.Contains(string(trace), "init runtime") {
		t.Fatalf("the trace of initialization is empty:\n%s", trace)
	}
	if strings.Contains(string(trace), "init github.com/hytekit/") {
		t.Errorf("importing the package does work at start-up:\n%s", trace)
	}
}

func build(t *testing.T, source string, env ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	main, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	if err := os.WriteFile(main, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("go", "build", "-o", program, main)
	command.Env = append(os.Environ(), env...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	content, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
