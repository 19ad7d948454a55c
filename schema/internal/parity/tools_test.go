package parity_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema"
)

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
	kind, call := firstkind.Kind().Name(), firstkind.Inquiry(t)
	text, err := schema.Base(kind)
	write("answer.schema.json", text, err)
	for _, language := range schema.Languages() {
		text, err := schema.ForInquiryWith(call, kind, schema.Options{Language: language})
		write("answer."+language+".schema.json", text, err)
	}
	write("answer.json", firstkind.Sent(t)[0], nil)

	command := exec.Command("node", "--test", ".")
	command.Dir = "../../engines/tools"
	command.Env = append(os.Environ(), "SCHEMAS="+folder)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
