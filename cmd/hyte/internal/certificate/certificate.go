// Package certificate serves a TLS certificate from files that may be replaced while a
// program runs, as those that renew certificates do.
package certificate

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// Files are a certificate with its chain and the key to it, in PEM.
type Files struct {
	cert, key string
	interval  time.Duration
	logger    *slog.Logger

	mu      sync.Mutex
	current *tls.Certificate
	seen    [2]stamp  // of the files, when they were read or failed to be
	looked  time.Time // when
}

// stamp tells one state of a file from another.
type stamp struct {
	size    int64
	changed time.Time
}

// Load reads a certificate and its key. Later it looks at most once per interval whether
// the files have changed, when a connection needs the certificate. Files that do not fit
// together, as in the middle of a renewal, leave the earlier certificate in force, and the
// logger is told. The errors name the files.
func Load(cert, key string, interval time.Duration, logger *slog.Logger) (*Files, error) {
	f := &Files{cert: cert, key: key, interval: interval, logger: logger}
	seen, err := f.stamps()
	if err != nil {
		return nil, err
	}
	pair, err := f.read()
	if err != nil {
		return nil, err
	}
	f.current, f.seen, f.looked = pair, seen, time.Now()
	return f, nil
}

// Config has servers speak TLS 1.2 or later with the certificate.
func (f *Files) Config() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return f.latest(), nil },
	}
}

// latest is the certificate in force.
func (f *Files) latest() *tls.Certificate {
	f.mu.Lock()
	defer f.mu.Unlock()
	if time.Since(f.looked) < f.interval {
		return f.current
	}
	f.looked = time.Now()
	seen, err := f.stamps()
	if err == nil && seen == f.seen {
		return f.current
	}
	first := seen != f.seen // of this state
	f.seen = seen
	var pair *tls.Certificate
	if err == nil {
		pair, err = f.read()
	}
	switch {
	case err == nil:
		f.current = pair
		f.logger.LogAttrs(context.Background(), slog.LevelInfo, "the TLS certificate was renewed", slog.Time("until", pair.Leaf.NotAfter))
	case first:
		f.logger.LogAttrs(context.Background(), slog.LevelError, "the TLS certificate was changed and cannot be read; the earlier one stays in force",
			slog.String("error", err.Error()))
	}
	return f.current
}

func (f *Files) read() (*tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(f.cert, f.key)
	if err != nil {
		return nil, fmt.Errorf("certificate %s with key %s: %w", f.cert, f.key, err)
	}
	return &pair, nil
}

func (f *Files) stamps() (seen [2]stamp, err error) {
	for i, path := range []string{f.cert, f.key} {
		info, err := os.Stat(path)
		if err != nil {
			return [2]stamp{}, err
		}
		seen[i] = stamp{info.Size(), info.ModTime()}
	}
	return seen, nil
}
