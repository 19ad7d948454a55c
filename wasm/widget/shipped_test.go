package widget_test

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/wasm/internal/goapp"
)

// The tests of this package run with go-app as it is and, in here, with the part
// of it that ships.
func TestWithTheShippedPartOfGoApp(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	flags, err := goapp.Flags(t.Context(), root, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	args := slices.Concat([]string{"test", "-v", "-vet=off"}, flags, []string{"-skip", "^" + t.Name() + "$", "."})
	out, err := exec.CommandContext(t.Context(), "go", args...).CombinedOutput()
	if err != nil {
		t.Errorf("with the part of go-app that ships, of which go test ./wasm/internal/goapp tells more: %v\n%s", err, out)
	}
	if ran := strings.Count(string(out), "\n--- PASS: Test"); ran < 5 {
		t.Errorf("only %d tests ran:\n%s", ran, out)
	}
}
