package main

import (
	"crypto/tls"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/internal/certificatetest"
	"github.com/hytekit/hytekit/wasm"
)

// Metrics have an address of their own, and the service does not tell them.
func TestServeMetrics(t *testing.T) {
	r := serving(t, "--data", t.TempDir(), "--metrics-listen", "127.0.0.1:0")
	get(t, r.forms)
	status, page := get(t, r.metrics)
	for _, want := range []string{
		`hyte_http_requests_total{method="GET",route="/{inquiry}/{lang}",status="2xx"} 1`, "hyte_connections 1", "hyte_store_up 1",
		`hyte_records{inquiry="kanta-hame-hyte-2021"} 0`, "hyte_disk_free_bytes ",
	} {
		if status != http.StatusOK || !strings.Contains(page, "\n"+want) {
			t.Errorf("status %d, no line %s", status, want)
		}
	}
	if status, _ := get(t, r.address+"/metrics"); status != http.StatusNotFound {
		t.Errorf("the service tells metrics: status %d", status)
	}
	if status, _ := get(t, strings.TrimSuffix(r.metrics, "/metrics")+"/admin"); status != http.StatusNotFound {
		t.Errorf("the metrics' address serves more: status %d", status)
	}
	if status := r.stop(); status != statusFine {
		t.Errorf("status %d, %s", status, r.stderr)
	}
	if _, err := http.Get(r.metrics); err == nil {
		t.Error("metrics are told after the end")
	}
}

// Readiness ends at once, and everything else goes on for the delay.
func TestServeStopsGracefully(t *testing.T) {
	r := serving(t, "--data", t.TempDir(), "--stop-delay", "2s")
	if status, text := get(t, r.address+"/readyz"); status != http.StatusOK || text != "ok\n" {
		t.Errorf("before: status %d, %q", status, text)
	}
	began := time.Now()
	r.cancel()
	for status, text := get(t, r.address+"/readyz"); status != http.StatusServiceUnavailable || text != "stopping\n"; status, text = get(t, r.address+"/readyz") {
		if time.Since(began) > time.Second {
			t.Fatalf("status %d, %q a second after the signal", status, text)
		}
	}
	if status, _ := get(t, r.forms); status != http.StatusOK {
		t.Errorf("form: status %d", status)
	}
	if status := <-r.status; status != statusFine || time.Since(began) < 2*time.Second {
		t.Errorf("status %d after %s", status, time.Since(began))
	}
}

// A request that does not come to its end is cut off after the time-out.
func TestServeStopsInTheEnd(t *testing.T) {
	r := serving(t, "--data", t.TempDir(), "--stop-timeout", "300ms")
	connection, err := net.Dial("tcp", strings.TrimPrefix(r.address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	_, _ = io.WriteString(connection, "POST /admin/login HTTP/1.1\r\nHost: example.fi\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\nx")
	time.Sleep(100 * time.Millisecond) // until the server has begun to read
	began := time.Now()
	if status := r.stop(); status != statusFailed || time.Since(began) > 5*time.Second || !strings.Contains(r.stderr.String(), "still under way after 300ms") {
		t.Errorf("status %d after %s, %s", status, time.Since(began), r.stderr)
	}
}

func TestServeTLS(t *testing.T) {
	folder := t.TempDir()
	cert, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	certPEM, keyPEM := certificatetest.Pair(t, 1)
	for path, content := range map[string][]byte{cert: certPEM, key: keyPEM} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := serving(t, "--data", t.TempDir(), "--tls-cert", cert, "--tls-key", key)
	client := &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true, // it is self-signed
	}}
	answer, err := client.Get(r.forms)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.ProtoMajor != 2 || !strings.HasPrefix(r.address, "https://127.0.0.1:") {
		t.Errorf("%s: status %d, %s", r.address, answer.StatusCode, answer.Proto)
	}
	client.CloseIdleConnections()
	if status := r.stop(); status != statusFine {
		t.Errorf("status %d, %s", status, r.stderr)
	}
}

func TestServeTakesSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hyte.toml")
	if err := os.WriteFile(path, []byte("call = 'nowhere.json'\nlimit = {posts = '1/1h'}\nprefix = '/lomakkeet'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a := &app{
		now: func() time.Time { return time.Date(2021, 1, 10, 12, 0, 0, 0, time.UTC) }, widget: wasm.Open, kinds: listedKinds(),
		environment: []string{"HYTE_CONFIG=" + path, "HYTE_DATA=" + t.TempDir(), "HYTE_BASE_URL=https://www.example.fi/lomakkeet"},
	}
	r := start(t, a, example+"call.json") // takes the place of the file's
	if r.address != "https://www.example.fi/lomakkeet" {
		t.Errorf("address %s", r.address)
	}
	if status := r.stop(); status != statusFine || !strings.Contains(r.stderr.String(), "without --trusted-proxy") {
		t.Errorf("status %d, %s", status, r.stderr)
	}
}

// What net/http says of a connection that went wrong has no address of a client.
func TestServerLog(t *testing.T) {
	var b strings.Builder
	log := serverLog(slog.New(slog.NewTextHandler(&b, nil)))
	for _, line := range []string{
		"http: TLS handshake error from 203.0.113.77:5123: EOF", "http: TLS handshake error from [2001:db8::77]:5123: tls: x",
		"http2: server: error reading preface from client [fe80::77%eth0]:80: x",
	} {
		log.Print(line)
	}
	if got := b.String(); strings.Contains(got, "77") || strings.Count(got, "a client: ") != 3 || strings.Count(got, "level=WARN") != 3 {
		t.Error(got)
	}
}

func TestConfigRefuses(t *testing.T) {
	for _, c := range []struct{ args, environment, want string }{
		{"--tls-cert x.pem", "", "--tls-cert and --tls-key: give both or neither"},
		{"--trusted-proxy 0.0.0.0/0", "", "--trusted-proxy 0.0.0.0/0: name the network of your proxies alone"},
		{"--trusted-proxy ::/0", "", "--trusted-proxy ::/0: name the network"},
		{"--stop-delay -1s", "", "less than nothing"},
		{"--limit posts=0/1s", "", "posts: write a rate as 60/2s"},
		{"--limit posts=5", "", "posts: write a rate as 60/2s"},
		{"--limit bodies=0", "", "bodies: write a whole number"},
		{"--limit body=much", "", "body: write a size as 256MiB"},
		{"--limit guests=1", "", "with a name of bodies, bodies-of-client, body, body-bytes, changes"},
		{"--low-disk -1", "", "write a size as 256MiB"},
		{"", "HYTE_LISTENS=x", "environment HYTE_LISTENS: there is no such setting; did you mean HYTE_LISTEN?"},
	} {
		for _, command := range []string{"config", "serve"} {
			a := &app{kinds: listedKinds()}
			if c.environment != "" {
				a.environment = []string{c.environment}
			}
			got := runWith(a, append([]string{command}, strings.Fields(c.args)...)...)
			if got.status != statusFailed || got.stdout != "" || !strings.Contains(got.stderr, c.want) {
				t.Errorf("%s %s: status %d, stdout %q, stderr %q", command, c.args, got.status, got.stdout, got.stderr)
			}
		}
	}
}

func TestSizes(t *testing.T) {
	for text, want := range map[string]string{"256MiB": "256MiB", "1GiB": "1GiB", "65536": "64KiB", "1000": "1000", "1MB": "1000000", "0": "0"} {
		var s size
		if err := s.Set(text); err != nil || s.String() != want {
			t.Errorf("%s: %s, error %v, want %s", text, s.String(), err, want)
		}
	}
}
