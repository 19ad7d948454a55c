package parity_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema/internal/parity"
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
			documents := parity.Documents(task, text)
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
		"agrees without a place":  {wrong, `{"valid": false}`, ""},
		"agrees on the rule":      {wrong, `{"valid": false, "errors": [{"location": "/call", "rule": "call.mismatch"}]}`, ""},
		"passes what is wrong":    {wrong, `{"valid": true, "errors": []}`, "finds nothing wrong"},
		"finds what is not there": {right, `{"valid": false, "errors": [{"location": "/call"}]}`, "where the Go rules see none"},
		"another place":           {wrong, `{"valid": false, "errors": [{"location": "` + firstkind.SenderAt + `"}]}`, "does not find error call.mismatch"},
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

// An engine that sees nothing misses everything. What is left of a document must
// still break a rule, and none that it did not break before.
func TestShrink(t *testing.T) {
	blind := engineThatSays(t, `{"valid": true, "errors": []}`)
	for number := range uint64(4) {
		b := parity.Invent(seed, number, 30)
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
		broken := parity.Rules(short.Task, short.Text)
		before := parity.Rules(found[0].Task, found[0].Text)
		if len(broken) == 0 || len(broken) > len(before) || len(short.Text) > len(found[0].Text) {
			t.Errorf("%s is not as short as can be: %v", short.Text, broken)
		}
		for _, v := range broken {
			if !slices.ContainsFunc(before, func(b hyte.Violation) bool { return b.Rule == v.Rule }) {
				t.Errorf("%s breaks another rule: %v, and before %v", short.Text, v, before)
			}
		}
		report, err := short.Report()
		if err != nil {
			t.Fatal(err)
		}
		document, err := json.Marshal(json.RawMessage(short.Text)) // a report writes line separators as escapes
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(report, `"document":`+string(document)) || !strings.Contains(report, `"about":"`+string(broken[0].Rule)+`"`) {
			t.Errorf("a report that cannot become a case:\n%s", report)
		}
	}
}

// What has nothing to do with the fault is taken away.
func TestShrinkToWhatMatters(t *testing.T) {
	blind := engineThatSays(t, `{"valid": true, "errors": []}`)
	s := suite(t)
	i := slices.IndexFunc(s.Cases, func(c parity.Case) bool { return c.Name == "answers this call" })
	task, _, err := s.Task(&s.Cases[i])
	if err != nil {
		t.Fatal(err)
	}
	found := parity.Disagreement{Engine: blind, Task: task, Text: []byte(`{
		"call": "test-2024", "` + firstkind.SenderName + `": "municipality:109", "consent": false, "language": "FI", "note": {"a": [1, 2]},
		"representatives": [{"person": {"givenName": "Aino", "familyName": "Esimerkki", "email": "aino@example.fi", "telephone": "x"}}],
		"decision": {"date": "2024-09-30", "body": "Kunnanhallitus"},
		"submitter": {"givenName": "Helmi", "familyName": "Mallikas", "email": "helmi@example.fi"}}`)}
	short, err := parity.Shrink(found)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"call":"test-2024","` + firstkind.SenderName + `":"municipality:109","representatives":[{"person":{"givenName":"A","familyName":"E","telephone":"x"}}],"submitter":{"givenName":"H","familyName":"M","email":"i@example.fi"}}`
	if diff := cmp.Diff(want, string(short.Text)); diff != "" {
		t.Error(diff)
	}
}
