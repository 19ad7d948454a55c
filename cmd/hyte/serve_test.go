package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/wasm"
)

// running is `hyte serve` in this process.
type running struct {
	address string // of the service
	forms   string // address of the form in Swedish
	metrics string // address of the metrics, if there are any
	token   string // as it was printed; empty if it was not
	stderr  *bytes.Buffer
	cancel  context.CancelFunc
	status  chan int
}

// announcement is a stdout for what the service prints, all at once, when it
// has started.
type announcement chan string

func (a announcement) Write(text []byte) (int, error) {
	a <- string(text)
	return len(text), nil
}

// serving starts the service on a free port, in the middle of the example
// call's time, and reads where it is.
func serving(t *testing.T, args ...string) *running {
	t.Helper()
	return servingWith(t, wasm.Open, args...)
}

// servedAt is when the tests serve.
func servedAt() time.Time { return time.Date(2021, 1, 10, 12, 0, 0, 0, time.UTC) }

// servingWith does it with another widget than that of this program.
func servingWith(t *testing.T, widget func() (wasm.Widget, error), args ...string) *running {
	t.Helper()
	a := &app{
		now:    servedAt,
		widget: widget,
		kinds:  listedKinds(),
	}
	r := start(t, a, append([]string{"--call", example + "call.json"}, args...)...)
	if r.forms != r.address+"/kanta-hame-hyte-2021/sv" {
		t.Errorf("announced the form %s", r.forms)
	}
	return r
}

// start starts the service of a command line.
func start(t *testing.T, a *app, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	announced := make(announcement, 1)
	r := &running{stderr: new(bytes.Buffer), cancel: cancel, status: make(chan int, 1)}
	a.stdin, a.stdout, a.stderr = strings.NewReader(""), announced, r.stderr
	a.interrupted = func(context.Context) (context.Context, context.CancelFunc) { return ctx, cancel }
	args = append([]string{"serve", "--listen", "127.0.0.1:0", "--log", "off"}, args...)
	go func() { r.status <- a.run(context.Background(), args) }()
	select {
	case text := <-announced:
		printed := map[string]string{}
		for line := range strings.Lines(text) {
			name, value, _ := strings.Cut(line, "   ")
			printed[name] = strings.TrimSpace(value)
		}
		r.address, r.token = strings.TrimSuffix(printed["organizer"], "/admin"), printed["token"]
		r.forms, r.metrics = printed["form (sv)"], printed["metrics"]
	case status := <-r.status:
		t.Fatalf("the service has not started: status %d, stderr %q", status, r.stderr)
	}
	return r
}

// stop ends the service and returns its exit status.
func (r *running) stop() int {
	r.cancel()
	return <-r.status
}

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestServe(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	first := serving(t, "--data", data)
	if len(first.token) < 40 {
		t.Errorf("token %q", first.token)
	}
	if status, page := get(t, first.address+"/kanta-hame-hyte-2021/sv"); status != http.StatusOK || !strings.Contains(page, "<form") {
		t.Errorf("form: status %d", status)
	}
	if status, _ := get(t, first.address+"/healthz"); status != http.StatusOK {
		t.Errorf("health: status %d", status)
	}
	document := strings.SplitN(manyAnswers(t, 1), "\n", 2)[0]
	response, err := http.Post(first.address+firstkind.Path, "application/json", strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var receipt forms.Receipt
	if err := json.NewDecoder(response.Body).Decode(&receipt); err != nil || response.StatusCode != http.StatusCreated || receipt.Sender != "municipality:061" {
		t.Fatalf("receipt: status %d, %+v, error %v", response.StatusCode, receipt, err)
	}
	if status := first.stop(); status != statusFine || !strings.HasSuffix(first.stderr.String(), "hyte: stopping\n") {
		t.Errorf("status %d, stderr %q", status, first.stderr)
	}

	// What was received is there again, and the token is not shown again.
	second := serving(t, "--data", data)
	if status, body := get(t, second.address+firstkind.Path+"/"+receipt.ID); status != http.StatusOK {
		t.Errorf("receipt after the restart: status %d, %s", status, body)
	}
	if status := second.stop(); status != statusFine || second.token != "" {
		t.Errorf("status %d, token %q", status, second.token)
	}
	third := serving(t, "--data", data, "--new-token")
	if third.token == first.token || third.token == "" {
		t.Errorf("new token %q", third.token)
	}
	third.stop()
}

// A program of a checkout in which nobody has built the widget says how to get
// it, in one line, and serves the forms all the same.
func TestServeWithoutWidget(t *testing.T) {
	r := servingWith(t, noWidget, "--data", t.TempDir())
	if status, page := get(t, r.address+"/kanta-hame-hyte-2021/sv"); status != http.StatusOK || !strings.Contains(page, "<form") || strings.Contains(page, "<script") {
		t.Errorf("form: status %d, or a script in it", status)
	}
	if status, _ := get(t, r.address+"/embed.js"); status != http.StatusNotFound {
		t.Errorf("/embed.js: status %d", status)
	}
	r.stop()
	told := strings.Split(r.stderr.String(), "\n")
	if !strings.Contains(told[0], "without the widget") || !strings.Contains(told[0], "make program") || strings.Contains(strings.Join(told[1:], "\n"), "widget") {
		t.Errorf("stderr %q", told)
	}
}

func noWidget() (wasm.Widget, error) { return wasm.Widget{}, wasm.ErrNoWidget }

func TestBundleWithoutWidget(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	got := runWith(&app{widget: noWidget}, "bundle", "--call", example+"call.json", "--out", out)
	want := "hyte bundle: this program was built without the widget; install a release, or run make program in a checkout\n"
	if got.status != statusFailed || got.stdout != "" || got.stderr != want {
		t.Errorf("status %d, stdout %q, stderr %q", got.status, got.stdout, got.stderr)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("it has made the folder")
	}
}

// Half a widget is a fault of the build, and no reason to go without.
func TestBrokenWidget(t *testing.T) {
	broken := func() (wasm.Widget, error) { return wasm.From(fstest.MapFS{"manifest.json": {Data: []byte("{}")}}) }
	for _, args := range [][]string{{"serve", "--data", t.TempDir()}, {"bundle", "--out", t.TempDir()}} {
		got := runWith(&app{
			widget:      broken,
			interrupted: func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) },
		}, append(args, "--call", example+"call.json")...)
		if got.status != statusFailed || !strings.Contains(got.stderr, "widget.wasm that is not there") {
			t.Errorf("%s: status %d, stderr %q", args[0], got.status, got.stderr)
		}
	}
}

// TestServeDamagedFile: what can be read is served, and it is said at the start
// and to monitors that the rest cannot.
func TestServeDamagedFile(t *testing.T) {
	data := t.TempDir()
	serving(t, "--data", data).stop()
	path := filepath.Join(data, databaseName)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := pageOf(t, path, "received_of_call") // an index, without which the rest can be read
	clear(content[(page-1)*4096 : page*4096])
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	r := serving(t, "--data", data, "--log", "text")
	if status, text := get(t, r.address+"/healthz"); status != http.StatusServiceUnavailable || text != "store damaged\n" {
		t.Errorf("health: status %d, %q", status, text)
	}
	if status, _ := get(t, r.address+"/kanta-hame-hyte-2021/sv"); status != http.StatusOK {
		t.Errorf("form: status %d", status)
	}
	document := strings.SplitN(manyAnswers(t, 1), "\n", 2)[0]
	response, err := http.Post(r.address+firstkind.Path, "application/json", strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	if response.Body.Close(); response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("answer: status %d", response.StatusCode)
	}
	if status := r.stop(); status != statusFine || r.token != "" {
		t.Errorf("status %d, token %q", status, r.token)
	}
	said := r.stderr.String()
	if !strings.Contains(said, "hyte: "+path+" is damaged: no answers are taken") || !strings.Contains(said, `msg="the data file is damaged`) {
		t.Errorf("stderr %q", said)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, content) {
		t.Errorf("the file was changed, error %v", err)
	}
}

// pageOf is the number of the page where a part of a database begins.
func pageOf(t *testing.T, path, name string) (page int) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = ?", name).Scan(&page); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return page
}

func TestServeLetsRequestsEnd(t *testing.T) {
	r := serving(t, "--data", t.TempDir())
	connection, err := net.Dial("tcp", strings.TrimPrefix(r.address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	document := strings.SplitN(manyAnswers(t, 1), "\n", 2)[0]
	request, err := http.NewRequest(http.MethodPost, r.address+firstkind.Path, strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	var text bytes.Buffer
	if err := request.Write(&text); err != nil {
		t.Fatal(err)
	}
	half := text.Len() - len(document)/2
	if _, err := connection.Write(text.Bytes()[:half]); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond) // until the server has begun to read
	r.cancel()
	time.Sleep(50 * time.Millisecond)
	if _, err := connection.Write(text.Bytes()[half:]); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if status := <-r.status; status != statusFine || response.StatusCode != http.StatusCreated {
		t.Errorf("status %d, answer %d", status, response.StatusCode)
	}
}

func TestServeRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, databaseName), []byte("something else entirely"), 0o600); err != nil {
		t.Fatal(err)
	}
	lone := t.TempDir() // what is left when hyte.db was copied or moved without its other files
	if err := os.WriteFile(filepath.Join(lone, databaseName+"-wal"), make([]byte, 4096), 0o600); err != nil {
		t.Fatal(err)
	}
	short := t.TempDir()
	serving(t, "--data", short).stop()
	if err := os.Truncate(filepath.Join(short, databaseName), 4096); err != nil {
		t.Fatal(err)
	}
	call := example + "call.json"
	signIn := []string{"--call", call, "--base-url", "https://forms.example.fi", "--oidc-issuer", "https://login.example.fi", "--oidc-client-id", "hyte"}
	signIn = signIn[:len(signIn):len(signIn)]
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "which call? Give --call CALL"},
		{[]string{"--call", "nowhere.json"}, "no such file or directory"},
		{[]string{"--call", call, call}, "two inquiries have the id"},
		{[]string{"--call", call, "--listen", taken.Addr().String()}, "address already in use"},
		{[]string{"--call", call, "--listen", "nonsense"}, "missing port"},
		{[]string{"--call", call, "--data", foreign}, "belongs to another program"},
		{[]string{"--call", call, "--data", lone}, "the database is not complete"},
		{[]string{"--call", call, "--data", short}, "is damaged: no answers are taken"},
		{[]string{"--call", call, "--trusted-proxy", "proxy"}, "--trusted-proxy: write a network as 10.0.0.0/8"},
		{[]string{"--call", call, "--prefix", "forms/"}, "a prefix begins with a slash"},
		{[]string{"--call", call, "--base-url", "ftp://example.fi"}, "base URL"},
		{[]string{"--call", call, "--embed-host", "example.fi"}, "https://www.example.fi"},
		{[]string{"--call", call, "--oidc-client-id", "hyte"}, "the other --oidc flags need --oidc-issuer"},
		{[]string{"--call", call, "--oidc-issuer", "https://login.example.fi"}, "--oidc-issuer needs --base-url"},
		{append(signIn, "--oidc-role", "clerk=own"), "--oidc-role: write it as VALUE=read"},
		{append(signIn, "--oidc-role", "=read"), "--oidc-role: write it as VALUE=read"},
		{signIn, "needs a role for a value"},
		{append(signIn, "--oidc-role", "a=b=read", "--oidc-issuer", "http://login.example.fi"), "--oidc-issuer: write the issuer as https://"},
		{append(signIn, "--oidc-role", "clerk=read", "--oidc-client-secret-file", "nowhere"), "no such file or directory"},
		{append(signIn, "--oidc-role", "clerk=read", "--oidc-client-secret-file", os.DevNull), "is empty"},
		{[]string{"--call", call, "--link-key-file", "nowhere"}, "no such file or directory"},
		{[]string{"--call", call, "--log", "loud"}, "give one of text, json, off"},
	} {
		args := append([]string{"serve", "--data", t.TempDir()}, c.args...)
		a := &app{kinds: listedKinds(), interrupted: func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) }}
		got := runWith(a, args...)
		if got.status != statusFailed || got.stdout != "" || !strings.Contains(got.stderr, c.want) {
			t.Errorf("%q: status %d, stdout %q, stderr %q", c.args, got.status, got.stdout, got.stderr)
		}
	}
}
