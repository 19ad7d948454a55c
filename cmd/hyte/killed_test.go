package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// soakRounds is the variable that says how often a service is killed.
const soakRounds = "HYTE_SOAK_ROUNDS"

// openCall writes the example call so that it is open today, for services in processes
// of their own, whose clock is the true one.
func openCall(t *testing.T, folder string) (path string) {
	t.Helper()
	var call *hyte.Call
	now := time.Now()
	firstkind.Inquiry(t, func(c *hyte.Call) {
		c.Issued, c.Deadline, c.FirstMeeting = now.Format(time.DateOnly), &hyte.Deadline{Date: now.AddDate(0, 1, 0).Format(time.DateOnly)}, nil
		call = c
	})
	text, err := json.Marshal(call)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(folder, "open.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// process is `hyte serve` in a process of its own.
type process struct {
	*exec.Cmd
	address string
}

func startProcess(t *testing.T, call, data string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command("hyte", "serve", "--call", call, "--data", data, "--listen", "127.0.0.1:0", "--log", "off", "--trusted-proxy", "127.0.0.1/32")}
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	said := new(bytes.Buffer)
	p.Stderr = said
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(time.Minute, func() { _ = p.Process.Kill() })
	defer late.Stop()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "organizer "); ok {
			p.address = strings.TrimSuffix(strings.TrimSpace(address), "/admin")
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return p
		}
	}
	t.Fatalf("the service has not started: %v, %s", p.Wait(), said)
	return nil
}

// kill is kill -9.
func (p *process) kill(t *testing.T) {
	t.Helper()
	if err := p.Process.Kill(); err != nil {
		t.Errorf("kill: %v", err)
	}
	_ = p.Wait() // it was killed
}

// sent is a document and what is known of it.
type sent struct {
	key, document string
	receipt       string // as JSON; empty if the sender has seen none
}

var errRefused = errors.New("refused")

// post sends the document. It may be known already.
func (s *sent) post(address string, n int) error {
	r, err := http.NewRequest(http.MethodPost, address+firstkind.Path, strings.NewReader(s.document))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", s.key)
	r.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.%d", n>>16&0xff, n>>8&0xff, n&0xff)) // each from a desk of its own
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	switch {
	case err != nil:
		return err
	case answer.StatusCode != http.StatusCreated && answer.StatusCode != http.StatusOK:
		return fmt.Errorf("%w: %s: %s", errRefused, answer.Status, body)
	case s.receipt != "" && s.receipt != string(body):
		return fmt.Errorf("%w: another receipt: %s, before %s", errRefused, body, s.receipt)
	}
	s.receipt = string(body)
	return nil
}

// TestKilledService kills a service again and again while eight senders send. What was
// acknowledged is there with the same receipt; what was not can be sent once more, and
// nothing is there twice. `make soak` does it 200 times.
func TestKilledService(t *testing.T) {
	rounds := 4
	if text := os.Getenv(soakRounds); text != "" {
		var err error
		if rounds, err = strconv.Atoi(text); err != nil {
			t.Fatalf("%s: %v", soakRounds, err)
		}
	}
	folder := t.TempDir()
	call, data := openCall(t, folder), filepath.Join(folder, "data")
	asked := firstkind.Asked(firstkind.Inquiry(t))
	var all []*sent
	acknowledged := 0
	for round := range rounds {
		p := startProcess(t, call, data)
		var mu sync.Mutex
		var of []*sent
		var senders sync.WaitGroup
		for sender := range 8 {
			senders.Go(func() {
				for i := 0; ; i++ {
					s := &sent{
						key:      fmt.Sprintf("key-%d-%d-%d", round, sender, i),
						document: firstkind.JSON(t, asked[(sender+i)%len(asked)], named("Aino", fmt.Sprintf("Esimerkki-%s", inLetters(round*8+sender, i)))),
					}
					mu.Lock()
					of = append(of, s)
					n := len(all) + len(of)
					mu.Unlock()
					err := s.post(p.address, n)
					if errors.Is(err, errRefused) {
						t.Errorf("round %d: %v", round, err)
					}
					if err != nil { // most often it was killed
						return
					}
				}
			})
		}
		time.Sleep(time.Duration(20+rand.IntN(400)) * time.Millisecond)
		p.kill(t)
		senders.Wait()
		again := startProcess(t, call, data)
		for i, s := range of {
			if s.receipt != "" {
				acknowledged++
			}
			if err := s.post(again.address, len(all)+i); err != nil {
				t.Errorf("round %d: sent again: %v", round, err)
			}
		}
		all = append(all, of...)
		again.kill(t)
	}
	checkExported(t, data, all)
	t.Logf("%d rounds, %d documents, %d acknowledged before the service was killed", rounds, len(all), acknowledged)
	if acknowledged == 0 {
		t.Error("nothing was acknowledged before a service was killed")
	}
}

// checkExported wants each document in the store once, under the id of its receipt.
func checkExported(t *testing.T, data string, all []*sent) {
	t.Helper()
	got := command("export", "--data", data)
	if got.status != statusFine {
		t.Fatalf("export: status %d, %s", got.status, got.stderr)
	}
	ids := map[string]string{} // by key
	for line := range strings.Lines(got.stdout) {
		var l struct {
			Record *struct{ ID, Key string }
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		if l.Record != nil {
			ids[l.Record.Key] = l.Record.ID
		}
	}
	if len(ids) != len(all) {
		t.Errorf("%d documents were sent, %d are kept", len(all), len(ids))
	}
	for _, s := range all {
		if id := ids[s.key]; id == "" || !strings.Contains(s.receipt, `"id":"`+id+`"`) {
			t.Errorf("%s is kept as %q, its receipt is %s", s.key, id, s.receipt)
		}
	}
}

// named gives the first person of an answer a name.
func named(given, family string) func(*firstkind.Answer) {
	return func(a *firstkind.Answer) {
		a.Representatives[0].Person.GivenName, a.Representatives[0].Person.FamilyName = given, family
	}
}

// inLetters writes numbers so that they can be a part of a name.
func inLetters(numbers ...int) string {
	var b strings.Builder
	for _, n := range numbers {
		for ; n > 0; n /= 20 {
			b.WriteByte(byte('a' + n%20))
		}
		b.WriteByte('z')
	}
	return b.String()
}
