package hyte_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const exampleFolder = "../examples/kanta-hame-2021"

// exampleCall is the call of Kanta-Häme of 17 December 2020.
func exampleCall(t testing.TB) *hyte.ResolvedCall {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(exampleFolder, "call.json"))
	if err != nil {
		t.Fatal(err)
	}
	return resolve(t, data)
}

// exampleReceived are the answers to it.
func exampleReceived(t testing.TB, call *hyte.ResolvedCall) []hyte.Received {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(exampleFolder, "nominations.ndjson"))
	if err != nil {
		t.Fatal(err)
	}
	var received []hyte.Received
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		r, violations := call.ReadReceived(lines.Bytes())
		if len(violations) > 0 {
			t.Fatal(violations)
		}
		received = append(received, *r)
	}
	return received
}

// asJSON is the value as indented JSON.
func asJSON(t interface{ Fatal(...any) }, v any) string {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

// golden compares the text with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (go test ./hyte -update rewrites it):\n%s", file, diff)
	}
}
