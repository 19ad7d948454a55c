//go:build unix

package parity_test

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema"
)

// TestPostgresKeepsSchemas stores every schema that the command line prints as jsonb in
// PostgreSQL, which takes no U+0000, and gets it back as it was.
func TestPostgresKeepsSchemas(t *testing.T) {
	schemas := everySchema(t)
	var statements strings.Builder
	statements.WriteString("CREATE TABLE schemas (name text PRIMARY KEY, body jsonb NOT NULL);\n")
	for name, text := range schemas {
		if bytes.Contains(text, []byte("$hyte$")) {
			t.Fatalf("%s holds what quotes it", name)
		}
		fmt.Fprintf(&statements, "INSERT INTO schemas VALUES ('%s', $hyte$%s$hyte$);\n", name, text)
	}
	// In hexadecimal digits, as psql leaves out what it takes for no characters.
	statements.WriteString("SELECT encode(convert_to(jsonb_build_object('name', name, 'body', body)::text, 'UTF8'), 'hex') FROM schemas;\n")

	kept := map[string]any{}
	for line := range bytes.Lines(startPostgres(t).run(t, statements.String())) {
		var row struct {
			Name string
			Body any
		}
		text, err := hex.DecodeString(string(bytes.TrimSpace(line)))
		if err == nil {
			err = json.Unmarshal(text, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
		kept[row.Name] = row.Body
	}
	want := map[string]any{}
	for name, text := range schemas {
		var value any
		if err := json.Unmarshal(text, &value); err != nil {
			t.Fatal(err)
		}
		want[name] = value
	}
	if diff := cmp.Diff(want, kept); diff != "" {
		t.Errorf("(-schemas +kept)\n%s", diff)
	}
}

// everySchema are the schemas of all kinds, in general and for what the examples ask, in all
// languages and in each.
func everySchema(t *testing.T) map[string][]byte {
	t.Helper()
	data, err := os.ReadFile("../../../examples/partnership-day/event.json")
	if err != nil {
		t.Fatal(err)
	}
	day, violations := event.Read(data)
	if day == nil {
		t.Fatal(violations)
	}
	call := firstkind.Inquiry(t)
	all := map[string][]byte{}
	for _, kind := range schema.All() {
		for _, language := range append(schema.Languages(), "") {
			options := schema.Options{Language: language}
			name := kind.Document().Name() + " " + language
			base, err := kind.Base(options)
			if err != nil {
				t.Fatal(err)
			}
			var inquiry schema.Inquiry = call
			if slices.Contains(day.Responses(), kind.Document()) {
				inquiry = day
			}
			ofInquiry, err := kind.For(inquiry, options)
			if err != nil {
				t.Fatal(err)
			}
			all[name], all["of an inquiry, "+name] = base, ofInquiry
		}
	}
	return all
}

// postgres is a server of a test alone, which listens in its own folder only.
type postgres struct {
	programs, folder string
	as               *syscall.SysProcAttr // PostgreSQL does not run as root
}

// startPostgres starts a server that ends with the test.
func startPostgres(t *testing.T) *postgres {
	t.Helper()
	found, err := exec.Command("sh", "../../../scripts/postgres.sh").Output()
	if err != nil {
		t.Fatalf("there is no PostgreSQL; make test installs it, or says how: %v", err)
	}
	// The path of a socket is short, so not in a folder with the test's name.
	folder, err := os.MkdirTemp("", "hyte-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	p := &postgres{programs: strings.TrimSpace(string(found)), folder: folder}
	if os.Getuid() == 0 {
		p.as = asNobody(t, folder)
	}
	data := filepath.Join(folder, "data")
	initdb := p.command("initdb", "--pgdata", data, "--username", "hyte", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	server := p.command("postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off")
	log, err := server.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt) // at once, but in order
		_ = server.Wait()
	})
	watchdog := time.AfterFunc(time.Minute, func() { _ = server.Process.Kill() })
	defer watchdog.Stop()
	said := ""
	for lines := bufio.NewScanner(log); lines.Scan(); {
		said += lines.Text() + "\n"
		if strings.Contains(lines.Text(), "ready to accept connections") {
			go func() { _, _ = io.Copy(io.Discard, log) }()
			return p
		}
	}
	t.Fatalf("PostgreSQL has not started:\n%s", said)
	return nil
}

// asNobody gives the folder to the user nobody, as whom commands run then.
func asNobody(t *testing.T, folder string) *syscall.SysProcAttr {
	t.Helper()
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	id, err := strconv.ParseUint(nobody.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	group, err := strconv.ParseUint(nobody.Gid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(folder, int(id), int(group)); err != nil {
		t.Fatal(err)
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(id), Gid: uint32(group)}}
}

func (p *postgres) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(p.programs, name), args...)
	c.Dir, c.SysProcAttr, c.Env = p.folder, p.as, []string{"LC_ALL=C", "PATH=" + os.Getenv("PATH")}
	return c
}

// run runs SQL, and returns the rows that it gives, one a line.
func (p *postgres) run(t *testing.T, sql string) []byte {
	t.Helper()
	c := p.command("psql", "--host", p.folder, "--username", "hyte", "--dbname", "postgres",
		"--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1")
	var out, failure bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(sql), &out, &failure
	if err := c.Run(); err != nil {
		t.Fatalf("psql: %v\n%s", err, failure.Bytes())
	}
	return out.Bytes()
}
