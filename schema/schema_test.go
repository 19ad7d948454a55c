package schema_test

import (
	"os"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema"
)

func exampleCall(t testing.TB) *hyte.ResolvedCall {
	t.Helper()
	text, err := os.ReadFile("../examples/kanta-hame-2021/call.json")
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

func TestTry(t *testing.T) {
	text, err := schema.ForCall(exampleCall(t), "nomination")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", text)
}
