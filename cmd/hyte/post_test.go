package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/internal/firstkind"
)

// letters waits for so many letters in a folder, and returns them in order.
func letters(t *testing.T, folder string, count int) []string {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		files, err := filepath.Glob(filepath.Join(folder, "*.eml"))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) >= count {
			return files
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d letters, want %d", len(files), count)
		}
	}
}

// freeAddress is one on which nobody listens now.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// TestServeMail: an answer is written about at once, and its letters can be sent again,
// also while the service is down.
func TestServeMail(t *testing.T) {
	data, folder, address := t.TempDir(), filepath.Join(t.TempDir(), "mail"), freeAddress(t)
	args := []string{"--data", data, "--listen", address, "--base-url", "https://lomakkeet.example.fi", "--mail", "folder:" + folder, "--mail-from", "lomakkeet@example.fi"}
	r := serving(t, args...)
	document := strings.SplitN(manyAnswers(t, 1), "\n", 2)[0]
	response, err := http.Post("http://"+address+firstkind.Path, "application/json", strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	first := letters(t, folder, 3)
	text, err := os.ReadFile(first[0])
	if err != nil || !strings.Contains(string(text), "Auto-Submitted: auto-generated\r\n") {
		t.Errorf("letter %s, error %v", text, err)
	}
	if status := r.stop(); status != statusFine {
		t.Errorf("status %d, stderr %s", status, r.stderr)
	}

	if got := runWith(new(app), "post", "list", "--data", data); got.status != statusFine || got.stdout != "" {
		t.Errorf("nothing waits, but %+v", got)
	}
	got := runWith(new(app), "post", "list", "--data", data, "--state", "sent", "--format", "json")
	if lines := strings.Count(got.stdout, "\n"); got.status != statusFine || lines != len(first) || !strings.Contains(got.stdout, `"recipient":"registry"`) || strings.Contains(got.stdout, "@") {
		t.Errorf("%d of %d letters: %+v", lines, len(first), got)
	}
	if got := runWith(new(app), "post", "resend", "--data", data, "99"); got.status != statusFailed || !strings.Contains(got.stderr, "there is no delivery 99") {
		t.Errorf("resend of none: %+v", got)
	}
	got = runWith(&app{now: servedAt}, "post", "resend", "--data", data, "1")
	if got.status != statusFine || got.stderr != "hyte: 1 will be sent\n" {
		t.Errorf("resend: %+v", got)
	}
	if got := runWith(new(app), "post", "list", "--data", data); !strings.HasPrefix(got.stdout, "1  waiting  ") {
		t.Errorf("what waits: %+v", got)
	}
	r = serving(t, args...)
	letters(t, folder, len(first)+1)
	r.stop()
}

func TestDeliveryUsage(t *testing.T) {
	folder := t.TempDir()
	secret := filepath.Join(folder, "secret")
	if err := os.WriteFile(secret, []byte("two\nlines\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	mail := []string{"serve", "--call", example + "call.json", "--data", folder, "--base-url", "https://example.fi", "--mail-from", "a@example.fi"}
	for want, args := range map[string][]string{
		"--mail needs --mail-from":          {"serve", "--call", example + "call.json", "--data", folder, "--mail", "folder:x"},
		"--mail needs --base-url":           {"serve", "--call", example + "call.json", "--data", folder, "--mail", "folder:x", "--mail-from", "a@example.fi"},
		"write the mail server as":          append(mail, "--mail", "mail.example.fi"),
		"holds a password":                  append(mail, "--mail", "smtp://hyte:secret@mail.example.fi"),
		"needs a password":                  append(mail, "--mail", "smtp://hyte@mail.example.fi"),
		"the file of --mail-password-file":  append(mail, "--mail", "smtp://hyte@mail.example.fi", "--mail-password-file", secret),
		"a limit of mails":                  append(mail, "--mail", "folder:x", "--mail-limit", "-1"),
		"the secret of a webhook":           append(mail, "--webhook", "https://example.fi/events"),
		"begins with https":                 append(mail, "--webhook", "http://example.fi/events"),
		"there is no hyte.db in":            {"post", "list", "--data", filepath.Join(folder, "other")},
		"a delivery is a number":            {"post", "resend", "--data", folder, "x"},
		"which delivery?":                   {"post", "resend", "--data", folder},
		"it takes no arguments, only flags": {"post", "list", "--data", folder, "99"},
	} {
		got := runWith(&app{widget: noWidget, interrupted: func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) }}, args...)
		if got.status != statusFailed || !strings.Contains(got.stderr, want) {
			t.Errorf("%v: status %d, stderr %q, want %q", args, got.status, got.stderr, want)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "other")); err == nil {
		t.Error("looking has made a folder")
	}
}
