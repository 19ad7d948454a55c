package certificate_test

import (
	"bytes"
	"crypto/tls"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/cmd/hyte/internal/certificate"
	"github.com/hytekit/hytekit/internal/certificatetest"
)

// put writes a file in one step, with a time of its own.
func put(t *testing.T, path string, content []byte, minute int) {
	t.Helper()
	at := time.Now().Add(time.Duration(minute) * time.Minute)
	for _, err := range []error{os.WriteFile(path+".new", content, 0o600), os.Chtimes(path+".new", at, at), os.Rename(path+".new", path)} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// served is the serial number of the certificate that a client gets.
func served(t *testing.T, f *certificate.Files) int64 {
	t.Helper()
	ours, theirs := net.Pipe()
	server := tls.Server(ours, f.Config())
	go func() { _ = server.Handshake(); _ = ours.Close() }()
	client := tls.Client(theirs, &tls.Config{InsecureSkipVerify: true}) // it is self-signed
	defer theirs.Close()                                                // without the last words of TLS, which nobody would read
	if err := client.Handshake(); err != nil {
		t.Fatal(err)
	}
	return client.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

func TestRenewal(t *testing.T) {
	folder := t.TempDir()
	certFile, keyFile := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	cert1, key1 := certificatetest.Pair(t, 1)
	cert2, key2 := certificatetest.Pair(t, 2)
	put(t, certFile, cert1, 0)
	put(t, keyFile, key1, 0)
	var log bytes.Buffer
	f, err := certificate.Load(certFile, keyFile, 0, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	want := func(serial int64, step string) {
		t.Helper()
		for range 2 {
			if got := served(t, f); got != serial {
				t.Errorf("%s: certificate %d, want %d", step, got, serial)
			}
		}
	}
	want(1, "at first")
	put(t, certFile, cert2, 1)
	want(1, "the key is not there yet")
	put(t, keyFile, key2, 1)
	want(2, "renewed")
	put(t, certFile, []byte("nonsense"), 2)
	want(2, "broken")
	if err := os.Remove(certFile); err != nil {
		t.Fatal(err)
	}
	want(2, "removed")
	put(t, certFile, cert1, 3)
	put(t, keyFile, key1, 3)
	want(1, "put back")
	if text := log.String(); strings.Count(text, "level=ERROR") != 3 || strings.Count(text, "was renewed") != 2 || strings.Contains(text, "PRIVATE") {
		t.Errorf("log\n%s", text)
	}
}

// Old protocols are refused.
func TestOldProtocol(t *testing.T) {
	folder := t.TempDir()
	certFile, keyFile := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	cert, key := certificatetest.Pair(t, 1)
	put(t, certFile, cert, 0)
	put(t, keyFile, key, 0)
	f, err := certificate.Load(certFile, keyFile, time.Hour, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := net.Pipe()
	go func() { _ = tls.Server(ours, f.Config()).Handshake(); _ = ours.Close() }()
	client := tls.Client(theirs, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11})
	if err := client.Handshake(); err == nil {
		t.Error("TLS 1.1 is spoken")
	}
}

func TestLoadRefuses(t *testing.T) {
	folder := t.TempDir()
	certFile, keyFile := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	if _, err := certificate.Load(certFile, keyFile, time.Hour, nil); err == nil || !strings.Contains(err.Error(), certFile) {
		t.Errorf("no files: %v", err)
	}
	cert, _ := certificatetest.Pair(t, 1)
	_, key := certificatetest.Pair(t, 2)
	put(t, certFile, cert, 0)
	put(t, keyFile, key, 0)
	if _, err := certificate.Load(certFile, keyFile, time.Hour, nil); err == nil || !strings.Contains(err.Error(), "does not match") || strings.Contains(err.Error(), "BEGIN") {
		t.Errorf("another's key: %v", err)
	}
}
