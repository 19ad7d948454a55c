package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/wasm"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"hyte": main})
}

// TestScripts runs the command line as a shell does. Every script finds the
// files that prepare makes.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		Setup:               prepare,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "interrupts": interrupts},
		Condition:           condition,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// condition is [widget] where this program has the widget in it.
func condition(name string) (bool, error) {
	if name != "widget" {
		return false, fmt.Errorf("unknown condition %q", name)
	}
	_, err := wasm.Open()
	return err == nil, nil
}

// exits runs a command and wants its exit status: exits 1 hyte check call.json.
func exits(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND [ARGUMENT]...")
	}
	if status := statusOf(ts, args[1:]); args[0] != strconv.Itoa(status) {
		ts.Fatalf("exit status %d, want %s", status, args[0])
	}
}

// interrupts runs a command until it has printed something, sends it a signal,
// and wants the exit status 0: interrupts SIGTERM hyte serve.
func interrupts(ts *testscript.TestScript, negated bool, args []string) {
	signal, known := map[string]os.Signal{"SIGINT": os.Interrupt, "SIGTERM": syscall.SIGTERM}[args[0]]
	if negated || !known {
		ts.Fatalf("usage: interrupts SIGINT|SIGTERM COMMAND [ARGUMENT]...")
	}
	command := exec.Command(args[1], args[2:]...)
	command.Dir = ts.Getenv("WORK")
	command.Stderr = ts.Stderr()
	out, err := command.StdoutPipe()
	ts.Check(err)
	ts.Check(command.Start())
	first := make([]byte, 4096)
	n, err := out.Read(first)
	ts.Check(err)
	ts.Check(command.Process.Signal(signal))
	rest, err := io.ReadAll(out)
	ts.Check(err)
	ts.Check(command.Wait())
	_, err = ts.Stdout().Write(append(first[:n], rest...))
	ts.Check(err)
}

func statusOf(ts *testscript.TestScript, command []string) int {
	var failure *exec.ExitError
	err := ts.Exec(command[0], command[1:]...)
	if errors.As(err, &failure) {
		return failure.ExitCode()
	}
	ts.Check(err)
	return 0
}

const (
	example      = "../../examples/kanta-hame-2021/"
	receivedFile = example + firstkind.Plural + ".ndjson" // what the call has received
)

// prepare puts the example into the script's folder: the call as call.json, the
// received documents as received.ndjson, and the answers in them in each form of
// input.
func prepare(env *testscript.Env) error {
	call, err := os.ReadFile(example + "call.json")
	if err != nil {
		return err
	}
	received, err := os.ReadFile(receivedFile)
	if err != nil {
		return err
	}
	council, err := os.ReadFile("../../examples/disability-council-2022/body.json")
	if err != nil {
		return err
	}
	files := map[string][]byte{
		"call.json": call, "received.ndjson": received, "calls/call.json": call,
		"body.json":            council,
		"body-2024.json":       council,
		"bodies/body.json":     council,
		"in-folder/a.ndjson":   received,
		"later/ended.json":     bytes.Replace(council, []byte(`"Eetu",`), []byte(`"Eetu", "jobTitle": "pastori",`), 1),
		"later/rewritten.json": bytes.ReplaceAll(council, []byte(`"familyName": "Näyte"`), []byte(`"familyName": "Salainen"`)),
		"addresses.csv":        []byte("organization;email\nmunicipality:109;kirjaamo@hml.example.fi\n"),
		"broken-body.json":     bytes.Replace(council, []byte(`"personal"`), []byte(`"none"`), 1),
	}
	for folder, pattern := range map[string]string{
		"plans/":  "wellbeing-plans/*.json",
		"events/": "negotiations/varsinais-suomi-2023/*.json",
		"":        "dynasty-decisions/*",
		"brand/":  "deploy/brand/*",
	} {
		if err := copyExamples(files, folder, pattern); err != nil {
			return err
		}
	}
	var answers []json.RawMessage
	one, several := firstkind.Kind().Name(), firstkind.Plural
	for i, line := range bytes.Split(bytes.TrimSpace(received), []byte("\n")) {
		var document map[string]json.RawMessage
		if err := json.Unmarshal(line, &document); err != nil {
			return err
		}
		answers = append(answers, document[one])
		var indented bytes.Buffer
		if err := json.Indent(&indented, document[one], "", "  "); err != nil {
			return err
		}
		files[several+"/"+strconv.Itoa(i+1)+".json"] = append(indented.Bytes(), '\n')
		files["answers/"+strconv.Itoa(i+1)+".json"] = line // no end of line
	}
	files[one+".json"] = files[several+"/1.json"]
	files[several+".ndjson"] = append(bytes.Join(rawTexts(answers), []byte("\n")), '\n')
	if files[several+".json"], err = json.MarshalIndent(answers, "", " "); err != nil {
		return err
	}
	inLanguages := func(codes string) []byte {
		return bytes.Replace(call, []byte(`"languages": ["fi", "sv", "en"]`), []byte(`"languages": [`+codes+`]`), 1)
	}
	files["bokmal.json"], files["sami.json"] = inLanguages(`"nb", "fi"`), inLanguages(`"se"`)
	files["said.json"] = bytes.Replace(call, []byte("{"), []byte(`{"$schema": "../schemas/call.schema.json",`), 1)
	files["standing.json"] = bytes.Replace(call, []byte(`"record"`), []byte(`"accept"`), 1)
	for name, text := range files {
		path := filepath.Join(env.WorkDir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// copyExamples puts examples among the files, in a folder.
func copyExamples(files map[string][]byte, folder, pattern string) error {
	names, err := filepath.Glob("../../examples/" + pattern)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no examples %s", pattern)
	}
	for _, name := range names {
		text, readErr := os.ReadFile(name)
		err = errors.Join(err, readErr)
		files[folder+filepath.Base(name)] = text
	}
	return err
}

func rawTexts(values []json.RawMessage) [][]byte {
	var texts [][]byte
	for _, v := range values {
		texts = append(texts, v)
	}
	return texts
}

// withDatabase is prepare with the database of a service that has an answer.
func withDatabase(env *testscript.Env) error {
	if err := prepare(env); err != nil {
		return err
	}
	answer, err := os.ReadFile(filepath.Join(env.WorkDir, firstkind.Kind().Name()+".json"))
	if err != nil {
		return err
	}
	store, err := sqlitestore.Open(context.Background(), filepath.Join(env.WorkDir, "data", databaseName))
	if err != nil {
		return err
	}
	return errors.Join(fill(store, answer), store.Close())
}

// fill adds an answer, and letters about it that wait.
func fill(store *sqlitestore.Store, answer []byte) error {
	ctx, at := context.Background(), time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC)
	from, err := store.Follow(ctx, "mail", firstkind.ID)
	if err != nil {
		return err
	}
	kept, _, err := store.Append(ctx, intake.Record{
		ID: "example", Inquiry: firstkind.ID, Kind: firstkind.Kind().Name(), Key: "example", ReceivedAt: at, Document: answer,
	})
	if err != nil {
		return err
	}
	p := intake.Plan{Channel: "mail", Inquiry: firstkind.ID, From: from, To: kept.Sequence, At: at}
	for n := range 20 {
		p.Deliveries = append(p.Deliveries, intake.Delivery{Sequence: kept.Sequence, Record: kept.ID, Recipient: "copy-" + strconv.Itoa(n)})
	}
	_, err = store.Plan(ctx, p)
	return err
}

// TestExamplesOfHelp runs every example that help shows, but for what is piped
// into another program, what serves, and what needs the widget where it is not
// built.
func TestExamplesOfHelp(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal("there is no sh on the path to run the examples")
	}
	a := &app{kinds: listedKinds()}
	_, noWidget := wasm.Open()
	var script strings.Builder
	count := 0
	for _, command := range append(a.root().Commands(), a.root()) {
		if command.Example == "" {
			t.Errorf("%s: help shows no example", command.CommandPath())
		}
		for _, line := range strings.Split(strings.ReplaceAll(command.Example, "\\\n", " "), "\n") {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "hyte serve") || strings.HasPrefix(line, "jq ") || strings.Contains(line, "> /") {
				continue
			}
			if noWidget != nil && strings.HasPrefix(line, "hyte bundle") {
				continue
			}
			if pipe := strings.Index(line, "|"); strings.HasPrefix(line, "hyte") && pipe > 0 {
				line = line[:pipe]
			}
			line = strings.NewReplacer("/var/lib/hyte", "data", "/var/lib/", "", "/backup/", "").Replace(line)
			script.WriteString("works " + shell + " -c '" + strings.ReplaceAll(line, "'", "''") + "'\n")
			count++
		}
	}
	if count < 20 {
		t.Errorf("only %d examples were found", count)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "examples.txtar"), []byte(script.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 folder,
		Setup:               withDatabase,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"works": works},
		RequireExplicitExec: true,
	})
}

// works runs a command that may find errors in documents, but must make sense.
func works(ts *testscript.TestScript, _ bool, args []string) {
	if status := statusOf(ts, args); status > statusErrors {
		ts.Fatalf("exit status %d", status)
	}
}
