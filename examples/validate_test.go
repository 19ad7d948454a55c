package examples_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

const callFile = "kanta-hame-2021/call.json"

// faulty are the places where nominations/wrong.json is wrong, as its README
// says.
var faulty = []string{
	"/consent", "/nominator", "/note", "/representatives/0/person", "/submitter/email", "/submitter/familyName",
}

// programs are the examples that check files with a schema.
var programs = map[string][]string{
	"node":   {"node", "validate-node/validate.mjs"},
	"python": {"/usr/bin/python3", "validate-python/validate.py"},
}

// schemas is a folder of the schemas of the example call, as hyte writes them.
func schemas(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	run(t, "go", "run", "../cmd/hyte", "schema", "--call", callFile, "--out", folder)
	return folder
}

func run(t *testing.T, command ...string) {
	t.Helper()
	if output, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", command, err, output)
	}
}

// TestValidateFiles runs the examples that check files with a schema: all must
// say that one nomination is right, and find the same places in the other one.
func TestValidateFiles(t *testing.T) {
	schema := filepath.Join(schemas(t), "nomination.schema.json")
	right, wrong := "nominations/right.json", "nominations/wrong.json"
	for name, program := range programs {
		t.Run(name, func(t *testing.T) {
			output, err := exec.Command(program[0], append(program[1:], schema, right)...).Output()
			if err != nil || string(output) != right+": valid\n" {
				t.Errorf("the right nomination: %v\n%s", err, output)
			}
			command := exec.Command(program[0], append(program[1:], schema, right, wrong)...)
			output, err = command.Output()
			if command.ProcessState == nil || command.ProcessState.ExitCode() != 1 {
				t.Fatalf("exit status: %v, want 1", err)
			}
			var places []string
			for line := range strings.Lines(string(output)) {
				if place, ok := strings.CutPrefix(line, wrong+": "); ok {
					places = append(places, strings.Fields(place)[0])
				}
			}
			if diff := cmp.Diff(faulty, places); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
			marked := filepath.Join(t.TempDir(), "marked.json")
			if err := os.WriteFile(marked, append([]byte("\ufeff"), file(t, right)...), 0o600); err != nil {
				t.Fatal(err)
			}
			if output, status := ends(t, append(program[:2:2], schema, marked)); status != 0 {
				t.Errorf("a byte-order mark: status %d\n%s", status, output)
			}
			checkOddFiles(t, program, schema)
			checkLongNames(t, program, schema)
		})
	}
}

// oddFiles are no nominations at all.
var oddFiles = map[string]struct{ text, want string }{
	"cut off":   {`{"submitter": {"email": "aino.esimerkki@exam`, "no JSON document"},
	"no quotes": {`{"submitter": aino.esimerkki@example.fi}`, "no JSON document"},
	"no number": {`{"consent": NaN}`, "no JSON document"},
	"Latin-1":   {"{\"call\": \"kunta \xe4\"}", "not encoded in UTF-8: save it in UTF-8"},
	"UTF-16":    {"\xff\xfe{\x00}\x00", "encoded in UTF-16: save it in UTF-8"},
	"two marks": {"\ufeff\ufeff{}", "no JSON document"},
	"too deep":  {strings.Repeat("[", 100_000), "no JSON document"},
	"empty":     {"", "no JSON document"},
	"an array":  {`[]`, "the document"},
	"null":      {`null`, "the document"},
}

// checkOddFiles makes sure that a program says of each what it is, and repeats
// nothing of what somebody may have typed.
func checkOddFiles(t *testing.T, program []string, schema string) {
	t.Helper()
	folder := t.TempDir()
	command := append(program[:2:2], schema)
	for name, odd := range oddFiles {
		place := filepath.Join(folder, name)
		if err := os.WriteFile(place, []byte(odd.text), 0o600); err != nil {
			t.Fatal(err)
		}
		command = append(command, place)
	}
	output, status := ends(t, command)
	if status != 1 || strings.Contains(output, "esimerkki") {
		t.Errorf("odd files: status %d\n%s", status, output)
	}
	for name, odd := range oddFiles {
		if !strings.Contains(output, name+": "+odd.want+"\n") {
			t.Errorf("%s is not %q:\n%s", name, odd.want, output)
		}
	}
	output, status = ends(t, append(program[:2:2], schema, filepath.Join(folder, "absent")))
	if status != 2 || !strings.Contains(output, "absent") {
		t.Errorf("a file that is not there: status %d\n%s", status, output)
	}
	if output, status = ends(t, program); status != 2 || !strings.HasPrefix(output, "usage: ") {
		t.Errorf("without arguments: status %d\n%s", status, output)
	}
}

// checkLongNames makes sure that names of nearly the length that a service takes
// are refused about as quickly as any document: engines that backtrack take from
// seconds to minutes for a pattern that is not linear.
func checkLongNames(t *testing.T, program []string, schema string) {
	t.Helper()
	names := filepath.Join(t.TempDir(), "names.json")
	for _, end := range []string{`\u0000`, `\u202ea`, `\n`} {
		text := strings.Replace(string(file(t, "nominations/right.json")), `"Aino"`, `"`+strings.Repeat("a", 60_000)+end+`"`, 1)
		if err := os.WriteFile(names, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		command := exec.Command(program[0], append(program[1:], schema, names)...)
		output, _ := command.Output()
		if !strings.Contains(string(output), names+": /representatives/0/person/givenName") {
			t.Fatalf("a long name that ends with %s:\n%s", end, output)
		}
		if took := command.ProcessState.UserTime(); took > 5*time.Second {
			t.Errorf("a long name that ends with %s: %v of processor time", end, took)
		}
	}
}

// ends runs a program and returns all that it has written, and its exit status.
func ends(t *testing.T, program []string) (output string, status int) {
	t.Helper()
	command := exec.Command(program[0], program[1:]...)
	text, err := command.CombinedOutput()
	if command.ProcessState == nil {
		t.Fatal(err)
	}
	return string(text), command.ProcessState.ExitCode()
}

// service starts the example service and returns it with the address where it
// takes nominations.
func service(t *testing.T) (command *exec.Cmd, address string) {
	t.Helper()
	program := filepath.Join(t.TempDir(), "validate-http")
	run(t, "go", "build", "-o", program, "./validate-http")
	command = exec.Command(program, "--call", callFile, "--listen", "127.0.0.1:0")
	command.Stderr = io.Discard
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := command.Process.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
		if err := command.Wait(); err != nil {
			t.Errorf("the service did not end well: %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return command, strings.TrimSpace(strings.TrimPrefix(line, "listening on ")) + "/nominations"
}

// TestValidateHTTPEnds makes sure that a service which is told to end answers
// whoever is still sending.
func TestValidateHTTPEnds(t *testing.T) {
	command, address := service(t)
	host := strings.TrimSuffix(strings.TrimPrefix(address, "http://"), "/nominations")
	connection, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	answers := bufio.NewReader(connection)
	body := file(t, "nominations/right.json")
	fmt.Fprintf(connection, "POST /nominations HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", host, len(body))
	if response, err := http.ReadResponse(answers, nil); err != nil || response.StatusCode != http.StatusContinue {
		t.Fatal(response, err) // it has not begun to read
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for {
		another, err := net.Dial("tcp", host)
		if err != nil {
			break // it takes nobody new
		}
		another.Close()
	}
	if _, err := connection.Write(body); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(answers, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("status %d", response.StatusCode)
	}
}

func TestValidateHTTP(t *testing.T) {
	_, address := service(t)
	for name, c := range map[string]struct {
		body   []byte
		media  string
		status int
		places []string
		rule   hyte.Rule // of the first place
	}{
		"right":        {file(t, "nominations/right.json"), "application/json; charset=utf-8", 200, nil, ""},
		"wrong":        {file(t, "nominations/wrong.json"), "application/json", 422, faulty, ""},
		"marked":       {append([]byte("\ufeff"), file(t, "nominations/right.json")...), "application/json", 200, nil, ""},
		"UTF-16":       {[]byte("\xff\xfe{\x00}\x00"), "application/json", 400, []string{""}, constraint.RuleJSONEncoding},
		"no JSON":      {[]byte(`{"call":`), "application/json", 400, []string{"/call"}, constraint.RuleJSONSyntax},
		"a name twice": {[]byte(`{"call":"a","call":"b"}`), "application/json", 400, []string{"/call"}, constraint.RuleJSONDuplicate},
		"another type": {file(t, "nominations/right.json"), "text/plain", 415, nil, ""},
		"too large":    {bytes.Repeat([]byte(" "), constraint.MaxBytes+1), "application/json", 413, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			response, err := http.Post(address, c.media, bytes.NewReader(c.body))
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			var said struct {
				Status     int
				Title      string
				Violations hyte.Violations
				Valid      bool
				Warnings   hyte.Violations
			}
			if err := json.NewDecoder(response.Body).Decode(&said); err != nil {
				t.Fatal(err)
			}
			if response.StatusCode != c.status || said.Valid != (c.status == 200) {
				t.Fatalf("status %d, %+v", response.StatusCode, said)
			}
			if c.status != 200 && (response.Header.Get("Content-Type") != "application/problem+json" || said.Status != c.status || said.Title == "") {
				t.Errorf("not a problem: %s %+v", response.Header.Get("Content-Type"), said)
			}
			if c.status == 200 && (len(said.Warnings) != 1 || said.Warnings[0].Rule != hyte.RuleDeadlinePassed) {
				t.Errorf("warnings: %v", said.Warnings)
			}
			if c.rule != "" && said.Violations[0].Rule != c.rule {
				t.Errorf("rule %s, want %s", said.Violations[0].Rule, c.rule)
			}
			if diff := cmp.Diff(c.places, places(said.Violations)); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}

// places are where the errors are, in the alphabet's order.
func places(violations hyte.Violations) []string {
	var all []string
	for _, v := range violations {
		if v.Severity == hyte.Error {
			all = append(all, v.Location)
		}
	}
	slices.Sort(all)
	return all
}

func file(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
