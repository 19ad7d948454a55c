package main

import (
	"context"
	"encoding/csv"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/wasm"
)

// invitedCall writes the example call for invited organizations only.
func invitedCall(t *testing.T) string {
	t.Helper()
	text := strings.Replace(string(firstkind.Text(t)), `"access": "open"`, `"access": "invited"`, 1)
	path := filepath.Join(t.TempDir(), "call.json")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func inTime() *app {
	return &app{kinds: listedKinds(), now: func() time.Time { return time.Date(2021, 1, 10, 12, 0, 0, 0, time.UTC) }}
}

func servedInTime() *app {
	a := inTime()
	a.widget = wasm.Open
	return a
}

// invite runs the command and reads its table: links by organization.
func invite(t *testing.T, args ...string) map[string][]string {
	t.Helper()
	got := runWith(inTime(), append([]string{"invite"}, args...)...)
	if got.status != statusFine {
		t.Fatalf("status %d, stderr %q", got.status, got.stderr)
	}
	reader := csv.NewReader(strings.NewReader(got.stdout))
	reader.Comma = ';'
	lines, err := reader.ReadAll()
	if err != nil || strings.Join(lines[0], " ") != "organization name languages link" {
		t.Fatalf("error %v in\n%s", err, got.stdout)
	}
	links := map[string][]string{}
	for _, line := range lines[1:] {
		links[line[0]] = line[1:]
	}
	return links
}

// Each organization gets a link, which lets it answer until it is revoked.
func TestInvite(t *testing.T) {
	call, data, key := invitedCall(t), t.TempDir(), filepath.Join(t.TempDir(), "link-key")
	links := invite(t, call, "--base-url", "https://forms.example.fi/", "--link-key-file", key)
	own, other := links["municipality:109"], links["municipality:061"]
	if len(links) != 15 || own[0] != "Hämeenlinna" || !strings.HasPrefix(own[2], "https://forms.example.fi/"+firstkind.ID+"?link=") || own[2] == other[2] {
		t.Fatalf("%d links, such as %q", len(links), own)
	}
	if info, err := os.Stat(key); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the key's file: %v, error %v", info, err)
	}
	r := start(t, servedInTime(), "--call", call, "--data", data, "--link-key-file", key)
	defer r.stop()
	send := func(link string) int {
		t.Helper()
		request, err := http.NewRequest(http.MethodPost, r.address+firstkind.Path, strings.NewReader(firstkind.JSON(t, "municipality:109")))
		if err != nil {
			t.Fatal(err)
		}
		_, secret, _ := strings.Cut(link, "?link=")
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", "Bearer "+secret)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		_, _ = io.Copy(io.Discard, response.Body)
		return response.StatusCode
	}
	if status := send(own[2]); status != http.StatusCreated {
		t.Errorf("with its link: status %d", status)
	}
	if status := send(other[2]); status != http.StatusForbidden {
		t.Errorf("with another's: status %d", status)
	}
	page := r.address + strings.TrimPrefix(own[2], "https://forms.example.fi")
	if status, text := get(t, page); status != http.StatusOK || !strings.Contains(text, "<dd>Hämeenlinna</dd>") {
		t.Errorf("the page of the link: status %d", status)
	}
	got := runWith(inTime(), "invite", call, "--revoke", "--data", data, "--organization", "municipality:109")
	if got.status != statusFine || !strings.Contains(got.stderr, "the personal links of municipality:109 that were made before now have ended") || got.stdout != "" {
		t.Errorf("revoking: %+v", got)
	}
	if status, _ := get(t, page); status != http.StatusForbidden {
		t.Errorf("the page after revoking: status %d", status)
	}
	if got := runWith(inTime(), "invite", call, "--revoke", "--data", data); got.status != statusFine {
		t.Errorf("revoking all: %+v", got)
	}
	if status := send(other[2]); status != http.StatusForbidden {
		t.Errorf("after all were revoked: status %d", status)
	}
}

// The same key signs again, and only who is named gets a link.
func TestInviteAgain(t *testing.T) {
	call, key := invitedCall(t), filepath.Join(t.TempDir(), "link-key")
	args := []string{call, "--base-url", "http://localhost:8080/forms", "--link-key-file", key, "--expires", "2021-03-31", "--lang", "sv", "--organization", "municipality:109"}
	first := invite(t, args...)
	made, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	second := invite(t, args...)
	if now, err := os.ReadFile(key); err != nil || string(now) != string(made) {
		t.Errorf("the key has changed, error %v", err)
	}
	if len(first) != 1 || first["municipality:109"][0] != "Tavastehus" || first["municipality:109"][2] != second["municipality:109"][2] {
		t.Errorf("links %q and %q", first, second)
	}
}

func TestInviteRefuses(t *testing.T) {
	call, key := invitedCall(t), filepath.Join(t.TempDir(), "link-key")
	broken := filepath.Join(t.TempDir(), "broken")
	if err := os.WriteFile(broken, []byte("secret of somebody\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	full := []string{call, "--base-url", "https://forms.example.fi", "--link-key-file", key}
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no call":          {nil, "which call? Give one CALL"},
		"no address":       {[]string{call, "--link-key-file", key}, "--base-url: write the address"},
		"an odd address":   {append(full, "--base-url", "forms.example.fi"), "--base-url: write the address"},
		"no key":           {full[:3], "which key? Give --link-key-file FILE"},
		"another file":     {append(full, "--link-key-file", broken), "holds no key"},
		"a stranger":       {append(full, "--organization", "municipality:091"), "does not ask municipality:091"},
		"ended":            {append(full, "--expires", "2021-01-09"), "give a later --expires"},
		"no day":           {append(full, "--expires", "tomorrow"), "write a day of the calendar"},
		"no database":      {[]string{call, "--revoke", "--data", t.TempDir()}, "there is no hyte.db"},
		"a missing folder": {append(full, "--link-key-file", filepath.Join(t.TempDir(), "no", "key")), "no such file or directory"},
	} {
		got := runWith(inTime(), append([]string{"invite"}, test.args...)...)
		if got.status != statusFailed || got.stdout != "" || !strings.Contains(got.stderr, test.want) || strings.Contains(got.stderr, "somebody") {
			t.Errorf("%s: status %d, stdout %q, stderr %q", name, got.status, got.stdout, got.stderr)
		}
	}
	if _, err := os.Stat(key); err == nil {
		t.Error("a command that failed has made a key")
	}
}

// A call whose answers count when they are confirmed is not served where nobody could, and
// it is said what lacks.
func TestServeUnconfirmable(t *testing.T) {
	text, err := os.ReadFile(invitedCall(t))
	if err != nil {
		t.Fatal(err)
	}
	call := filepath.Join(t.TempDir(), "call.json")
	if err := os.WriteFile(call, []byte(strings.Replace(string(text), `"invited"`, `"confirmed"`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	mail := []string{"--mail", "folder:" + t.TempDir(), "--mail-from", "lomakkeet@example.fi"}
	for name, given := range map[string][]string{
		"nothing":     nil,
		"no mail":     {"--base-url", "https://lomakkeet.example.fi", "--link-key-file", "key"},
		"no key":      append([]string{"--base-url", "https://lomakkeet.example.fi"}, mail...),
		"no base URL": append([]string{"--link-key-file", "key"}, mail...),
	} {
		a := servedInTime()
		a.interrupted = func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) }
		got := runWith(a, append([]string{"serve", "--call", call, "--data", t.TempDir()}, given...)...)
		if got.status != statusFailed || given == nil && !strings.Contains(got.stderr, "give --mail, --mail-from, --base-url and --link-key-file; hyte invite makes the key") {
			t.Errorf("%s: status %d, stderr %q", name, got.status, got.stderr)
		}
	}
}

// A call for invited organizations is not served without the key, and it is said how to
// make one.
func TestServeInvitedWithoutKey(t *testing.T) {
	a := servedInTime()
	a.interrupted = func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) }
	got := runWith(a, "serve", "--call", invitedCall(t), "--data", t.TempDir())
	if got.status != statusFailed || !strings.Contains(got.stderr, "give --link-key-file; hyte invite makes the key") {
		t.Errorf("status %d, stderr %q", got.status, got.stderr)
	}
}
