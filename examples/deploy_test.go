package examples_test

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hytekit/hytekit/internal/certificatetest"
)

// program builds the program as it is released: without C.
func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hyte")
	build := exec.Command("go", "build", "-o", path, "../cmd/hyte")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// freePort is one of this machine on which nobody listens.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// openCall is the example call, open now.
func openCall(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "call.json")
	if out, err := exec.Command("go", "run", "../scripts/democall", "kanta-hame-2021/call.json", path).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// log is what a program says, while it runs.
type log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// runs starts a program and ends it, by a signal, with the test.
func runs(t *testing.T, command *exec.Cmd) {
	t.Helper()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
	})
}

// answers waits until something answers at an address.
func answers(t *testing.T, client *http.Client, address string, said fmt.Stringer) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if answer, err := client.Get(address); err == nil {
			answer.Body.Close()
			return
		}
		if time.Now().After(end) {
			t.Fatalf("nothing answers at %s\n%s", address, said)
		}
	}
}

// deployed is the service as the example runs it, behind nginx.
type deployed struct {
	secure, plain, metrics string // addresses
	log                    *log
	client                 *http.Client
}

// deploy runs the service with the example's settings behind nginx with the example's
// site, both on free ports.
func deploy(t *testing.T, program string) *deployed {
	t.Helper()
	nginx, err := exec.Command("sh", "-c", "cd .. && sh scripts/nginx.sh").Output()
	if err != nil {
		t.Skip("there is no nginx on the path")
	}
	service, metrics, plain, secure := freePort(t), freePort(t), freePort(t), freePort(t)
	d := &deployed{"https://127.0.0.1:" + secure, "http://127.0.0.1:" + plain, "http://127.0.0.1:" + metrics + "/metrics", new(log), &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}, // the certificate is the test's own
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       20 * time.Second,
	}}
	folder, err := os.MkdirTemp("", "hyte-nginx-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	settings := strings.NewReplacer("/etc/hyte/call.json", openCall(t), "/var/lib/hyte", filepath.Join(t.TempDir(), "data"),
		"127.0.0.1:8080", "127.0.0.1:"+service, "127.0.0.1:9090", "127.0.0.1:"+metrics).Replace(string(file(t, "deploy/systemd/hyte.toml")))
	config := filepath.Join(folder, "hyte.toml")
	write(t, config, settings)
	hyte := exec.Command(program, "serve", "--config", config, "--limit", "posts=3/1h",
		"--mail", "folder:"+t.TempDir(), "--mail-from", "lomakkeet@example.fi")
	hyte.Stderr = d.log
	runs(t, hyte)

	cert, key := certificatetest.Pair(t, 1)
	write(t, filepath.Join(folder, "fullchain.pem"), string(cert))
	write(t, filepath.Join(folder, "privkey.pem"), string(key))
	site := regexp.MustCompile(`(?m)^\tlisten \[::\].*$`).ReplaceAllString(string(file(t, "deploy/nginx/hyte.conf")), "")
	site = strings.NewReplacer("listen 80;", "listen 127.0.0.1:"+plain+";", "listen 443 ", "listen 127.0.0.1:"+secure+" ",
		"127.0.0.1:8080", "127.0.0.1:"+service, "/etc/letsencrypt/live/lomakkeet.example.fi", folder).Replace(site)
	write(t, filepath.Join(folder, "hyte.conf"), site)
	write(t, filepath.Join(folder, "nginx.conf"), `daemon off; pid nginx.pid; error_log stderr; worker_processes 1; events {}
http {
	client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
	include hyte.conf;
}`)
	options := []string{"-e", "stderr", "-p", folder, "-c", filepath.Join(folder, "nginx.conf")}
	path := strings.TrimSpace(string(nginx))
	if out, err := nobody(t, folder, exec.Command(path, append([]string{"-q", "-t"}, options...)...)).CombinedOutput(); err != nil || len(out) > 0 {
		t.Fatalf("nginx -t: %v\n%s", err, out)
	}
	server, said := nobody(t, folder, exec.Command(path, options...)), new(log)
	server.Stderr = said
	runs(t, server)
	answers(t, d.client, d.secure+"/healthz", said)
	answers(t, d.client, d.metrics, d.log)
	return d
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// nobody has a command run without rights, where the test has them, in a folder of its own.
func nobody(t *testing.T, folder string, command *exec.Cmd) *exec.Cmd {
	t.Helper()
	const id = 65534
	if os.Getuid() != 0 {
		return command
	}
	err := filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
		if err == nil {
			err = os.Chown(path, id, id)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: id, Gid: id}}
	return command
}

// do sends a request through nginx and reads the answer.
func (d *deployed) do(t *testing.T, method, address, body string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := d.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

// TestDeploy tries what the example runs, with one program for all.
func TestDeploy(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	hyte := program(t)
	for name, try := range map[string]func(*testing.T, string){"behind nginx": tryNginx, "settings": trySettings, "image": tryImage} {
		t.Run(name, func(t *testing.T) { try(t, hyte) })
	}
}

// tryNginx runs the example as its README says, but for the ports.
func tryNginx(t *testing.T, program string) {
	d := deploy(t, program)
	page, text := d.do(t, http.MethodGet, d.secure+"/kanta-hame-hyte-2021/fi", "")
	id := page.Header.Get("X-Request-Id")
	if page.StatusCode != http.StatusOK || !strings.Contains(text, "<form") || len(page.Header.Values("Strict-Transport-Security")) != 1 || len(id) != 32 {
		t.Errorf("form: status %d, header %v", page.StatusCode, page.Header)
	}
	for end := time.Now().Add(10 * time.Second); !strings.Contains(d.log.String(), `"request":"`+id+`"`); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) { // the line comes once the page is sent
			t.Fatalf("the id of nginx is not in the log\n%s", d.log)
		}
	}
	if moved, _ := d.do(t, http.MethodGet, d.plain+"/kanta-hame-hyte-2021/fi", ""); moved.StatusCode != http.StatusMovedPermanently || moved.Header.Get("Location") != "https://127.0.0.1/kanta-hame-hyte-2021/fi" {
		t.Errorf("http: status %d, to %s", moved.StatusCode, moved.Header.Get("Location"))
	}
	if ready, text := d.do(t, http.MethodGet, d.secure+"/readyz", ""); ready.StatusCode != http.StatusOK || text != "ok\n" {
		t.Errorf("ready: status %d, %q", ready.StatusCode, text)
	}

	// What a client claims to be does not get it around the limit of what it is.
	nominations := d.secure + "/api/v1/calls/kanta-hame-hyte-2021/nominations"
	var statuses []int
	for n := range 5 {
		answer, _ := d.do(t, http.MethodPost, nominations, "{}", "Content-Type", "application/json", "X-Forwarded-For", fmt.Sprintf("203.0.113.%d", n), "Forwarded", "for=203.0.113.9")
		statuses = append(statuses, answer.StatusCode)
	}
	if got := fmt.Sprint(statuses); got != "[422 422 422 429 429]" {
		t.Errorf("statuses %s", got)
	}
	if large, _ := d.do(t, http.MethodPost, nominations, strings.Repeat(" ", 300_000), "Content-Type", "application/json"); large.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a body of 300 kB: status %d", large.StatusCode)
	}
	if log := d.log.String(); strings.Contains(log, "untrusted-proxy") || strings.Contains(log, "203.0.113") || strings.Contains(log, "127.0.0.1") {
		t.Errorf("the log holds an address, or does not know its proxy\n%s", log)
	}

	// The alerts watch metrics that there are, once letters are sent, too.
	_, told := d.do(t, http.MethodGet, d.metrics, "")
	for _, name := range regexp.MustCompile(`hyte_[a-z_]+`).FindAllString(string(file(t, "deploy/monitoring/hyte-rules.yml")), -1) {
		if !strings.Contains(told, "\n"+name) {
			t.Errorf("there is no metric %s", name)
		}
	}
}

// TestDeployUnit has systemd look at the units, and at that of one instance with TLS.
func TestDeployUnit(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("there is no systemd-analyze on the path")
	}
	for source, name := range map[string]string{"deploy/systemd/hyte.service": "hyte.service", "deploy/two-instances/hyte@.service": "hyte@1.service"} {
		t.Run(name, func(t *testing.T) {
			// The program need not be installed here.
			unit := strings.Replace(string(file(t, source)), "ExecStart=/usr/local/bin/hyte ", "ExecStart=/bin/true ", 1)
			path := filepath.Join(t.TempDir(), name)
			write(t, path, unit)
			verifyUnit(t, analyze, path)
			out, err := exec.Command(analyze, "security", "--offline=true", "--no-pager", path).Output()
			if err != nil {
				t.Skipf("this systemd does not rate files: %v", err)
			}
			score := regexp.MustCompile(`Overall exposure level for \S+: ([0-9.]+)`).FindSubmatch(out)
			if score == nil {
				t.Fatalf("no score in\n%s", out)
			}
			if exposed, err := strconv.ParseFloat(string(score[1]), 64); err != nil || exposed > 1 {
				t.Errorf("the unit is exposed by %s", score[1])
			}
			if err := os.Mkdir(path+".d", 0o755); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(path+".d", "tls.conf"), string(file(t, "deploy/systemd/tls.conf")))
			verifyUnit(t, analyze, path)
		})
	}
}

func verifyUnit(t *testing.T, analyze, path string) {
	t.Helper()
	if out, err := exec.Command(analyze, "verify", "--man=no", path).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%s: %v\n%s", path, err, out)
	}
}

// trySettings has the program read the settings of the example.
func trySettings(t *testing.T, program string) {
	for _, path := range []string{"deploy/systemd/hyte.toml", "deploy/two-instances/hyte.toml"} {
		out, err := exec.Command(program, "config", "--config", path).CombinedOutput()
		if err != nil || !strings.Contains(string(out), `base-url = "https://lomakkeet.example.fi" # file `+path) {
			t.Errorf("%s: %v\n%s", path, err, out)
		}
	}
}

// tryImage runs the program with nothing around it and without rights, as in the
// image: it needs no libraries, no zones and no user of that name.
func tryImage(t *testing.T, program string) {
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("an empty root needs the rights of root")
	}
	root, err := os.MkdirTemp("", "hyte-image-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(root) })
	for name, from := range map[string]string{"hyte": program, "call.json": openCall(t)} {
		if err := os.WriteFile(filepath.Join(root, name), file(t, from), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	const id = 65532
	for _, err := range []error{os.Mkdir(filepath.Join(root, "data"), 0o700), os.Chown(filepath.Join(root, "data"), id, id), os.Chmod(root, 0o755)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	containerfile := string(file(t, "deploy/container/Containerfile"))
	environment := regexp.MustCompile(`(?m)^ENV (.*)$`).FindStringSubmatch(containerfile)
	if environment == nil || !strings.Contains(containerfile, "USER "+strconv.Itoa(id)) {
		t.Fatal("the image sets no environment or no user")
	}
	command := exec.Command("/hyte", "serve", "--call", "/call.json", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0")
	command.Dir, command.Env = "/", strings.Fields(environment[1])
	command.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: id, Gid: id}}
	said := new(log)
	command.Stderr = said
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	runs(t, command)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if address, ok := strings.CutPrefix(lines.Text(), "form (fi)   "); ok {
			answer, err := http.Get(address)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode != http.StatusOK {
				t.Errorf("status %d", answer.StatusCode)
			}
			return
		}
	}
	t.Errorf("it does not serve: %s", said)
}
