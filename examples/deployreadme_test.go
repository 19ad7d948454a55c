//go:build unix

package examples_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// systemctl stands in for systemd, which does not run where tests do: it starts what the
// unit starts, as the same command.
const systemctl = `#!/bin/sh
set -eu
stop() { [ ! -f "$ROOT/pid" ] || { kill "$(cat "$ROOT/pid")"; while kill -0 "$(cat "$ROOT/pid")" 2>/dev/null; do sleep 0.05; done; rm "$ROOT/pid"; }; }
start() {
	command=$(sed -n 's/^ExecStart=//p' "$ROOT/etc/systemd/system/hyte.service")
	$command >>"$ROOT/journal" 2>>"$ROOT/journal" </dev/null &
	echo $! >"$ROOT/pid" # and does not wait, as systemd does not
}
case "$*" in
daemon-reload) test -f "$ROOT/etc/systemd/system/hyte.service" ;;
'enable --now hyte' | 'start hyte') start ;;
'stop hyte') stop ;;
*) echo "nobody has looked at: systemctl $*" >&2; exit 1 ;;
esac
`

// journalctl prints what the service has said.
const journalctl = `#!/bin/sh
test "$*" = '-u hyte -o cat --grep ^token' && grep '^token' "$ROOT/journal"
`

// TestDeployReadme runs the commands of the README for one service, from the first one to
// the backup that is put back, in a folder of their own instead of the machine's.
func TestDeployReadme(t *testing.T) {
	if testing.Short() || runtime.GOOS != "linux" {
		t.Skip("builds the program")
	}
	blocks := regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(file(t, "deploy/README.md")), -1)
	block := func(holds string) string {
		for _, b := range blocks {
			if strings.Contains(b[1], holds) {
				return b[1]
			}
		}
		t.Fatalf("no commands with %q", holds)
		return ""
	}
	root, port := t.TempDir(), freePort(t)
	in := func(path string) string { return filepath.Join(root, path) }
	for _, folder := range []string{"project/bin", "shims", "usr/local/bin", "etc/systemd/system", "etc/nginx/conf.d", "var/lib/hyte", "root"} {
		if err := os.MkdirAll(in(folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// The folder of a stranger, who has the examples and the program.
	if err := os.CopyFS(in("project/examples/deploy"), os.DirFS("deploy")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(in("project/examples/kanta-hame-2021"), os.DirFS("kanta-hame-2021")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(program(t), in("project/bin/hyte")); err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{"systemctl": systemctl, "journalctl": journalctl, "editor": "#!/bin/sh\ntest -f \"$1\"\n"} {
		if err := os.WriteFile(in("shims/"+name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	here := strings.NewReplacer("/usr/local/bin/", in("usr/local/bin")+"/", "/etc/", in("etc")+"/", "/var/lib/hyte", in("var/lib/hyte"), "/root/", in("root")+"/",
		"127.0.0.1:8080", "127.0.0.1:"+port, "127.0.0.1:9090", "127.0.0.1:"+freePort(t))
	for _, name := range []string{"hyte.toml", "hyte.service"} {
		path := in("project/examples/deploy/systemd/" + name)
		write(t, path, here.Replace(string(file(t, path))))
	}
	t.Cleanup(func() { _ = shell(root, in("project/examples/deploy"), "systemctl stop hyte").Run() })
	run := func(commands string) string {
		t.Helper()
		out, err := shell(root, in("project/examples/deploy"), here.Replace(commands)).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s\n%s", err, commands, out)
		}
		return string(out)
	}
	said := run(block("systemctl enable --now hyte"))
	if !strings.Contains(said, "\nok\n") || !regexp.MustCompile(`(?m)^token +[a-z2-7]{40,}$`).MatchString(said) || !strings.Contains(said, "# file "+in("etc/hyte/hyte.toml")) {
		t.Errorf("the installation has said\n%s", said)
	}
	post := func() int {
		t.Helper()
		answer, err := http.Post("http://127.0.0.1:"+port+"/api/v1/calls/kanta-hame-hyte-2021/nominations", "application/json",
			strings.NewReader(string(file(t, "nominations/right.json"))))
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		return answer.StatusCode
	}
	first := post()
	run(block("hyte backup"))
	if second := post(); first != http.StatusCreated || second != http.StatusCreated {
		t.Errorf("statuses %d and %d", first, second)
	}
	if said := run(block("rm -f /var/lib/hyte/hyte.db-wal")); !strings.Contains(said, "ok\n") {
		t.Errorf("the backup is put back: %s", said)
	}
	out := run("systemctl stop hyte\nhyte export --data /var/lib/hyte")
	if kept := strings.Count(out, `"record":`); kept != 1 {
		t.Errorf("%d answers are kept, want the one of the backup\n%s", kept, out)
	}
}

// shell runs commands with the stand-ins, in a folder.
func shell(root, folder, commands string) *exec.Cmd {
	c := exec.Command("sh", "-eu", "-c", commands)
	c.Dir = folder
	c.Env = append(os.Environ(), "ROOT="+root, "PATH="+root+"/usr/local/bin:"+root+"/shims:"+os.Getenv("PATH"))
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return c
}
