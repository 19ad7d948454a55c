package parity_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema"
)

const example = "../../../examples/kanta-hame-2021/"

// TestTools gives schemas and the right answer of the example to tools of others
// that make types or forms of them: see schema/engines/README.md.
func TestTools(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, text []byte, err error) {
		t.Helper()
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	text, err := schema.Base("nomination")
	write("nomination.schema.json", text, err)
	call := exampleCall(t)
	for _, language := range schema.Languages() {
		text, err := schema.ForInquiryWith(call, "nomination", schema.Options{Language: language})
		write("nomination."+language+".schema.json", text, err)
	}
	write("nomination.json", exampleAnswer(t), nil)

	command := exec.Command("node", "--test", ".")
	command.Dir = "../../engines/tools"
	command.Env = append(os.Environ(), "SCHEMAS="+folder)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func exampleCall(t *testing.T) *hyte.ResolvedCall {
	t.Helper()
	text, err := os.ReadFile(example + "call.json")
	if err != nil {
		t.Fatal(err)
	}
	call, violations := hyte.DecodeCall(text)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	resolved, violations := call.Resolve()
	if resolved == nil {
		t.Fatal(violations)
	}
	return resolved
}

// exampleAnswer is the nomination in the first document that the call has received.
func exampleAnswer(t *testing.T) []byte {
	t.Helper()
	lines, err := os.ReadFile(example + "nominations.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := bytes.Cut(lines, []byte("\n"))
	var received struct{ Nomination json.RawMessage }
	if err := json.Unmarshal(first, &received); err != nil || len(received.Nomination) == 0 {
		t.Fatalf("%v in %s", err, first)
	}
	return received.Nomination
}
