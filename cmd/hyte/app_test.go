package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/wasm"
)

// outcome is what a run of the command line leaves behind.
type outcome struct {
	status         int
	stdout, stderr string
}

func runWith(a *app, args ...string) outcome {
	var stdout, stderr bytes.Buffer
	a.stdout, a.stderr = &stdout, &stderr
	if a.stdin == nil {
		a.stdin = strings.NewReader("")
	}
	if a.now == nil {
		a.now = func() time.Time { return time.Date(2021, 1, 15, 12, 0, 0, 0, time.UTC) }
	}
	if len(a.kinds.schemas) == 0 {
		a.kinds = listedKinds()
	}
	if a.widget == nil {
		a.widget = wasm.Open
	}
	status := a.run(context.Background(), args)
	return outcome{status, stdout.String(), stderr.String()}
}

// manyAnswers are many valid answers, and some that are not, one a line.
func manyAnswers(t testing.TB, count int) string {
	t.Helper()
	sent := firstkind.Sent(t)
	var b strings.Builder
	for i := range count {
		document := string(sent[i%len(sent)])
		if i%7 == 3 {
			document = document[:len(document)-i%50-2]
		}
		b.WriteString(document + "\n")
	}
	return b.String()
}

func TestValidateKeepsTheOrderOfManyDocuments(t *testing.T) {
	const count = 5000
	got := runWith(&app{stdin: strings.NewReader(manyAnswers(t, count))},
		"validate", "--call", example+"call.json", "--format", "json", "-")
	if got.status != statusErrors {
		t.Errorf("status %d, stderr %q", got.status, got.stderr)
	}
	i := 0
	for line := range strings.Lines(got.stdout) {
		var v struct {
			Index, Line int
			Valid       bool
		}
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		if v.Index != i || v.Line != i+1 || v.Valid != (i%7 != 3) {
			t.Fatalf("line %d is %s", i, line)
		}
		i++
	}
	if i != count {
		t.Errorf("%d lines", i)
	}
}

// A byte-order mark is no part of a file, and another encoding is told with what
// to do about it, in whatever command reads the file.
func TestEncodingsOfFiles(t *testing.T) {
	call, err := os.ReadFile(example + "call.json")
	if err != nil {
		t.Fatal(err)
	}
	answer := strings.SplitAfter(manyAnswers(t, 1), "\n")[0]
	folder := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	utf16 := func(text string) string { return "\xff\xfe" + strings.Join(strings.Split(text, ""), "\x00") + "\x00" }
	const mark = "\ufeff"
	marked := file("marked call.json", mark+string(call))
	named := "Save the document in UTF-8. Its character encoding is now UTF-16. [json.encoding]"
	for name, test := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"a call":               {[]string{"check", marked}, statusFine, ""},
		"two marks":            {[]string{"check", file("two.json", mark+mark+string(call))}, statusErrors, "1:1: error: Correct the JSON notation"},
		"a call in UTF-16":     {[]string{"check", file("call16.json", utf16("{}"))}, statusErrors, "1:1: error: " + named},
		"a document":           {[]string{"validate", "--call", marked, file("one.json", mark+answer)}, statusFine, "1 valid"},
		"files put together":   {[]string{"validate", "--call", marked, file("more.ndjson", mark+answer+mark+answer)}, statusFine, "2 valid"},
		"a list":               {[]string{"validate", "--call", marked, file("list.json", mark+"["+answer+"]")}, statusFine, "1 valid"},
		"two marks, validated": {[]string{"validate", "--call", marked, file("two marks.json", mark+mark+answer)}, statusErrors, "1:1: error: Correct the JSON notation"},
		"UTF-16":               {[]string{"validate", "--call", marked, file("16.json", utf16(`{"call":"x"}`))}, statusErrors, "1:1: error: " + named},
		"a roster of UTF-16":   {[]string{"roster", "--call", marked, file("r16.json", utf16(`{"call":"x"}`))}, statusErrors, named},
		"a mark in a roster":   {[]string{"roster", "--call", marked, file("r.json", mark+answer)}, statusFine, ""},
		"Latin-1":              {[]string{"validate", "--call", marked, file("l1.json", "{\"call\":\"p\xe4iv\xe4\"}")}, statusErrors, "1:11: error: Save the document in UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			got := runWith(&app{}, append(test.args, "--lang", "en")...)
			if got.status != test.status || !strings.Contains(got.stdout+got.stderr, test.says) {
				t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
			}
		})
	}
}

// A reader that has seen enough closes the pipe. That is no error to tell.
func TestClosedPipe(t *testing.T) {
	big := filepath.Join(t.TempDir(), "big.ndjson")
	if err := os.WriteFile(big, []byte(manyAnswers(t, 5000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"validate", "--call", example + "call.json", "--format", "json", big},
		{"roster", "--call", example + "call.json", receivedFile},
		{"check", example + "call.json"},
		{"area", "--at", "2021-01-15"},
		{"schema", firstkind.Kind().Name()},
		{"schema"},
		{"form", "--call", example + "call.json"},
		{"deadline", "2021-01-15"},
		{"version"},
	} {
		var stderr bytes.Buffer
		a := &app{stdin: strings.NewReader(""), stdout: closedPipe{}, stderr: &stderr, now: time.Now, kinds: listedKinds()}
		if status := a.run(context.Background(), args); status != statusFailed || stderr.Len() > 0 {
			t.Errorf("%s: status %d, stderr %q", args[0], status, stderr.String())
		}
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}
}

// A full disk is an error, not a result.
func TestFullDisk(t *testing.T) {
	full := errors.New("no space left on device")
	var stderr bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: failing{full}, stderr: &stderr, now: time.Now, kinds: listedKinds()}
	if status := a.run(context.Background(), []string{"area", "--at", "2021-01-15"}); status != statusFailed {
		t.Errorf("status %d", status)
	}
	if want := "hyte area: no space left on device\n"; stderr.String() != want {
		t.Errorf("stderr %q, want %q", stderr.String(), want)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestBrokenInput(t *testing.T) {
	broken := errors.New("the cable is cut")
	for _, command := range []string{"validate", "roster"} {
		input := io.MultiReader(strings.NewReader(`{"call":"x"`), failingReader{broken})
		got := runWith(&app{stdin: input}, command, "--call", example+"call.json", "-")
		if got.status != statusFailed || !strings.Contains(got.stderr, "hyte: -: the cable is cut\n") {
			t.Errorf("%s: status %d, stderr %q", command, got.status, got.stderr)
		}
	}
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

func TestProgressIsShownOnATerminal(t *testing.T) {
	now := time.Date(2021, 1, 15, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { now = now.Add(progressEvery / 2); return now }
	input := manyAnswers(t, 2000)
	got := runWith(&app{stdin: strings.NewReader(input), now: clock, terminal: true}, "validate", "--call", example+"call.json", "-")
	shown := strings.Split(got.stderr, "\r\x1b[K")
	if len(shown) < 3 || !strings.HasPrefix(shown[0], "256 documents: ") || !strings.HasSuffix(shown[1], " …") {
		t.Errorf("stderr %q", got.stderr)
	}
	if last := shown[len(shown)-1]; last != "hyte: 2000 documents: 1714 valid, 286 invalid, 0 with warnings\n" {
		t.Errorf("the last line is %q", last)
	}
	quiet := runWith(&app{stdin: strings.NewReader(input), now: clock, terminal: true}, "validate", "--quiet", "--call", example+"call.json", "-")
	if quiet.stderr != "" || quiet.stdout != got.stdout {
		t.Errorf("quiet: stderr %q", quiet.stderr)
	}
}

func TestAreaIsThatOfToday(t *testing.T) {
	// Half past ten in the evening in UTC is the next day in Finland.
	now := func() time.Time { return time.Date(2020, 12, 31, 22, 30, 0, 0, time.UTC) }
	if got := runWith(&app{now: now}, "area", "--region", "07"); !strings.Contains(got.stdout, "Iitti") {
		t.Errorf("%q, stderr %q", got.stdout, got.stderr)
	}
}

func TestRosterIsThatOfNow(t *testing.T) {
	now := func() time.Time { return time.Date(2021, 1, 11, 22, 30, 0, 0, time.UTC) }
	got := runWith(&app{now: now}, "roster", "--call", example+"call.json", receivedFile)
	if !strings.Contains(got.stdout, "\nAs of Tuesday 12 January 2021 at 0:30.\n") || !strings.Contains(got.stdout, "\n2 of 15 have answered.") {
		t.Errorf("%s", got.stdout)
	}
}

// TestValuesAreNotEchoed puts one word into every member of a document, in turn,
// and looks for it in all that is printed.
func TestValuesAreNotEchoed(t *testing.T) {
	const secret = "Salainen"
	valid := strings.SplitN(manyAnswers(t, 1), "\n", 2)[0]
	var document any
	if err := json.Unmarshal([]byte(valid), &document); err != nil {
		t.Fatal(err)
	}
	var inputs []string
	forEachMember(document, func(set func(any)) {
		for _, value := range []any{secret, secret + "\u0000", strings.Repeat(secret, 200), []string{secret}, map[string]string{"givenName": secret}} {
			set(value)
			text, err := json.Marshal(document)
			if err != nil {
				t.Fatal(err)
			}
			inputs = append(inputs, string(text), string(text[:len(text)-3]), fmt.Sprintf(`{"id":"x",%q:%s}`, firstkind.Kind().Name(), text))
		}
	})
	if len(inputs) < 100 {
		t.Fatalf("only %d documents", len(inputs))
	}
	input := strings.Join(inputs, "\n")
	for _, args := range [][]string{
		{"validate", "--call", example + "call.json", "-"},
		{"validate", "--call", example + "call.json", "--format", "json", "--at", "now", "-"},
		{"roster", "--call", example + "call.json", "--format", "json", "-"},
	} {
		got := runWith(&app{stdin: strings.NewReader(input)}, args...)
		printed := got.stderr
		if args[0] == "validate" {
			printed += got.stdout // the roster shows names, of course
		}
		if got.status != statusErrors || strings.Contains(printed, secret) {
			t.Errorf("%s: status %d, and it says the value", args[0], got.status)
		}
	}
}

// forEachMember calls do with a function that sets one member, for each member
// of the document at any depth, and puts the member back afterwards.
func forEachMember(value any, do func(set func(any))) {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			do(func(changed any) { v[name] = changed })
			v[name] = member
			forEachMember(member, do)
		}
	case []any:
		for i, item := range v {
			do(func(changed any) { v[i] = changed })
			v[i] = item
			forEachMember(item, do)
		}
	}
}

func TestPrintable(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"/persons/0/Áile Ä", "/persons/0/Áile Ä"},
		{"a\x1b[2Jb", `a\u001b[2Jb`},
		{"a\u202eb\u00a0c\n", `a\u202eb\u00a0c\u000a`},
		{"\xff", `\ufffd`},
	} {
		if got := printable(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestVersionOf(t *testing.T) {
	commit := []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "false"}}
	changed := []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "true"}}
	for _, c := range []struct {
		linked string
		info   *debug.BuildInfo
		want   string
	}{
		{"v1.2.3", &debug.BuildInfo{Main: debug.Module{Version: "v9.9.9"}}, "v1.2.3"},
		{"", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: commit}, "v1.2.3"},
		{"", &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: commit}, "devel abc"},
		{"", &debug.BuildInfo{Settings: changed}, "devel abc with changes"},
		{"", &debug.BuildInfo{}, "devel"},
		{"", nil, "unknown"},
	} {
		if got := versionOf(c.linked, c.info); got != c.want {
			t.Errorf("%q, %v: %q, want %q", c.linked, c.info, got, c.want)
		}
	}
}

// TestWordsAreComplete compares the languages: the same keys with the same
// places.
func TestWordsAreComplete(t *testing.T) {
	english := wordsOf("en")
	for _, code := range []string{"fi", "sv"} {
		catalog := wordsOf(code)
		if diff := cmp.Diff(placesByKey(english), placesByKey(catalog)); diff != "" {
			t.Errorf("%s (-en +%s)\n%s", code, code, diff)
		}
	}
	if wordsOf("xx") != nil {
		t.Error("there are words of a language without a file")
	}
}

// placesByKey are the keys of a catalog, each with the places of its text.
func placesByKey(c *texts.Catalog) map[string][]string {
	found := map[string][]string{}
	for _, key := range c.Keys() {
		places := []string{}
		for _, place := range []string{"severity", "location", "date", "moment", "instant", "count", "min", "max", "person", "deputy", "at", "answered", "asked", "names", "women", "men", "notStated"} {
			if strings.Contains(c.Text(key), "{"+place+"}") {
				places = append(places, place)
			}
		}
		found[key] = places
	}
	return found
}

func BenchmarkValidate(b *testing.B) {
	input := manyAnswers(b, 20_000)
	b.ReportAllocs()
	b.SetBytes(int64(len(input)))
	for b.Loop() {
		runWith(&app{stdin: strings.NewReader(input)}, "validate", "--call", example+"call.json", "-")
	}
}

// A workbook is no text: a terminal does not get one.
func TestNoWorkbookOnTerminal(t *testing.T) {
	arguments := []string{"roster", "--call", example + "call.json", "--format", "xlsx", receivedFile}
	got := runWith(&app{showsOutput: true}, arguments...)
	if got.status != statusFailed || got.stdout != "" || !strings.Contains(got.stderr, "give --out FILE") {
		t.Errorf("status %d, stdout of %d bytes, stderr %q", got.status, len(got.stdout), got.stderr)
	}
	if got := runWith(new(app), arguments...); got.status != statusFine || !strings.HasPrefix(got.stdout, "PK") {
		t.Errorf("status %d, stderr %q", got.status, got.stderr)
	}
}
