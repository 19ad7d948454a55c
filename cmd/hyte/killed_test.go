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
const soakRounds = "SOAK_ROUNDS"

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

// startProcess starts a service; the store is the flag that names it, and its value.
func startProcess(t *testing.T, call string, store ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command("hyte", append([]string{"serve", "--call", call, "--listen", "127.0.0.1:0", "--log", "off", "--trusted-proxy", "127.0.0.1/32"}, store...)...)}
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
	sender        int
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
	k := killing{t: t, instances: 1, store: []string{"--data", filepath.Join(t.TempDir(), "data")}, between: func(int) {}}
	k.run()
}

// killing is a service of one or more instances that are killed under load.
type killing struct {
	t         *testing.T
	instances int
	store     []string        // the flag that names the store, and its value
	between   func(round int) // what befalls the store when all instances are dead

	call string
	all  []*sent
}

// rounds is how often the instances are killed.
func (k *killing) rounds() int {
	k.t.Helper()
	text := os.Getenv(soakRounds)
	if text == "" {
		return 4
	}
	rounds, err := strconv.Atoi(text)
	if err != nil {
		k.t.Fatalf("%s: %v", soakRounds, err)
	}
	return rounds
}

func (k *killing) run() {
	k.t.Helper()
	k.call = openCall(k.t, k.t.TempDir())
	rounds, acknowledged := k.rounds(), 0
	for round := range rounds {
		of := k.load(round)
		k.between(round)
		again := k.start()
		for i, s := range of {
			if s.receipt != "" {
				acknowledged++
			}
			// To another instance than the first time.
			if err := s.post(again[(s.sender+1)%k.instances].address, len(k.all)+i); err != nil {
				k.t.Errorf("round %d: sent again: %v", round, err)
			}
		}
		k.all = append(k.all, of...)
		for _, p := range again {
			p.kill(k.t)
		}
	}
	checkExported(k.t, k.store, k.all)
	k.t.Logf("%d rounds, %d documents, %d acknowledged before the service was killed", rounds, len(k.all), acknowledged)
	if acknowledged == 0 {
		k.t.Error("nothing was acknowledged before a service was killed")
	}
}

func (k *killing) start() (running []*process) {
	k.t.Helper()
	for range k.instances {
		running = append(running, startProcess(k.t, k.call, k.store...))
	}
	return running
}

// load has eight senders send until the last instance is killed, each at a moment of its
// own, and returns what they have sent.
func (k *killing) load(round int) (of []*sent) {
	k.t.Helper()
	running := k.start()
	asked := firstkind.Asked(firstkind.Inquiry(k.t))
	var mu sync.Mutex
	var senders sync.WaitGroup
	for sender := range 8 {
		senders.Go(func() {
			for i := 0; ; i++ {
				s := &sent{
					sender:   sender,
					key:      fmt.Sprintf("key-%d-%d-%d", round, sender, i),
					document: firstkind.JSON(k.t, asked[(sender+i)%len(asked)], named("Aino", fmt.Sprintf("Esimerkki-%s", inLetters(round*8+sender, i)))),
				}
				mu.Lock()
				of = append(of, s)
				n := len(k.all) + len(of)
				mu.Unlock()
				err := s.post(running[sender%k.instances].address, n)
				if errors.Is(err, errRefused) {
					k.t.Errorf("round %d: %v", round, err)
				}
				if err != nil { // most often it was killed
					return
				}
			}
		})
	}
	for _, p := range running {
		time.Sleep(time.Duration(20+rand.IntN(400)) * time.Millisecond)
		p.kill(k.t)
	}
	senders.Wait()
	return of
}

// checkExported wants each document in the store once, under the id of its receipt.
func checkExported(t *testing.T, store []string, all []*sent) {
	t.Helper()
	got := command(append([]string{"export"}, store...)...)
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
