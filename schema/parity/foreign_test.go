package parity_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/schema/parity"
)

// engineThatSays is a program that gives one answer to every document.
func engineThatSays(t *testing.T, answer string) *parity.Foreign {
	t.Helper()
	return engineThatDoes(t, `while read -r line; do case $line in '{"document"'*) echo '`+answer+`' ;; esac; done`)
}

func engineThatDoes(t *testing.T, script string) *parity.Foreign {
	t.Helper()
	e, err := parity.Start("test", "sh", "-c", script)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() }) // some have ended by themselves
	return e
}

// judged is what the engine says of the first case of the suite of that name.
func judged(t *testing.T, e parity.Engine, name string) (string, error) {
	t.Helper()
	s := suite(t)
	for i := range s.Cases {
		if c := &s.Cases[i]; c.Name == name {
			task, text, err := s.Task(c)
			if err != nil {
				t.Fatal(err)
			}
			documents, err := parity.Documents(task, text)
			if err != nil {
				t.Fatal(err)
			}
			said, err := e.Judge(task, documents)
			if err != nil {
				return "", err
			}
			return said[0], nil
		}
	}
	t.Fatalf("no case %q", name)
	return "", nil
}

// A comparison that finds nothing must not be one that cannot find anything.
func TestForeignDisagrees(t *testing.T) {
	const right, wrong = "answers this call", "answers another call"
	for name, c := range map[string]struct{ document, answer, want string }{
		"agrees that it is right": {right, `{"valid": true, "errors": []}`, ""},
		"agrees on the place":     {wrong, `{"valid": false, "errors": [{"location": "/call"}]}`, ""},
		"agrees on the rule":      {wrong, `{"valid": false, "errors": [{"location": "/call", "rule": "call.mismatch"}]}`, ""},
		"passes what is wrong":    {wrong, `{"valid": true, "errors": []}`, "finds nothing wrong"},
		"finds what is not there": {right, `{"valid": false, "errors": [{"location": "/call"}]}`, "where the Go rules see none"},
		"another place":           {wrong, `{"valid": false, "errors": [{"location": "/nominator"}]}`, "does not find error call.mismatch"},
		"another rule":            {wrong, `{"valid": false, "errors": [{"location": "/call", "rule": "quota.max"}]}`, "does not find error call.mismatch"},
		"one place too many":      {wrong, `{"valid": false, "errors": [{"location": "/call"}, {"location": "/consent"}]}`, `finds fault at "/consent"`},
	} {
		t.Run(name, func(t *testing.T) {
			said, err := judged(t, engineThatSays(t, c.answer), c.document)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(said, c.want) || (said == "") != (c.want == "") {
				t.Errorf("%q, want %q", said, c.want)
			}
		})
	}
}

func TestForeignFails(t *testing.T) {
	for name, c := range map[string]struct{ script, want string }{
		"ends at once":        {"echo 'no such module' >&2; exit 2", "no such module"},
		"ends with documents": {"read -r line; exit 3", "no answer"},
		"says something else": {"echo hello; cat >/dev/null", "not in the protocol"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := judged(t, engineThatDoes(t, c.script), "answers this call")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
	if _, err := parity.Start("absent", "./no-such-program"); err == nil {
		t.Error("a program that is not there starts")
	}
}

func TestShrink(t *testing.T) {
	blind := engineThatSays(t, `{"valid": true, "errors": []}`)
	for number := range uint64(4) {
		b, err := parity.Invent(seed, number, 30)
		if err != nil {
			t.Fatal(err)
		}
		found, err := b.Try(blind)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 {
			t.Fatalf("batch %d has nothing wrong", number)
		}
		short, err := parity.Shrink(found[0])
		if err != nil {
			t.Fatal(err)
		}
		// Nothing is left but what Go misses; an engine that sees nothing misses all.
		if string(short.Text) != "{}" {
			t.Errorf("%s is not as short as can be", short.Text)
		}
		report, err := short.Report()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(report, `"document":{}`) || !strings.Contains(report, "finds nothing wrong") {
			t.Errorf("a report that cannot become a case:\n%s", report)
		}
	}
}
