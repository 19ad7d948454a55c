package pgstore

import (
	"errors"
	"strings"
	"testing"
)

// TestAddressEncrypts: what leaves this machine is encrypted and the server's certificate
// checked, unless somebody has decided otherwise.
func TestAddressEncrypts(t *testing.T) {
	for _, c := range []struct {
		address, environment string
		verified             bool
	}{
		{"postgres://hyte@db.example.fi/hyte", "", true},
		{"postgres://hyte:p%2Fw@db.example.fi,192.0.2.1:5433/hyte?connect_timeout=3", "", true},
		{"postgresql://hyte@192.0.2.1/hyte?sslmode=require", "", false},
		{"postgres://hyte@db.example.fi/hyte", "disable", false},
		{"postgres://hyte@127.0.0.1/hyte", "", false},
		{"postgres://hyte@[::1]/hyte", "", false},
		{"postgres://hyte@/hyte?host=/var/run/postgresql", "", false},
		{"postgres://hyte@127.0.0.1,db.example.fi/hyte", "", true},
	} {
		t.Setenv("PGSSLMODE", c.environment)
		config, err := readAddress(c.address)
		if err != nil {
			t.Errorf("%s: %v", c.address, err)
			continue
		}
		ways := 1 + len(config.ConnConfig.Fallbacks)
		verified := 0
		if tls := config.ConnConfig.TLSConfig; tls != nil && !tls.InsecureSkipVerify && tls.ServerName != "" {
			verified++
		}
		for _, other := range config.ConnConfig.Fallbacks {
			if tls := other.TLSConfig; tls != nil && !tls.InsecureSkipVerify && tls.ServerName != "" {
				verified++
			}
		}
		if c.verified != (verified == ways) || !c.verified && verified > 0 {
			t.Errorf("%s, PGSSLMODE=%s: of %d ways %d are verified", c.address, c.environment, ways, verified)
		}
	}
}

// TestAddressIsWrong: the error says what to write and repeats nothing of the address.
func TestAddressIsWrong(t *testing.T) {
	for _, address := range []string{
		"", "a-secret", "postgres:", "POSTGRES://db.example.fi/hyte", "mysql://hyte:a-secret@db.example.fi/hyte", "host=db.example.fi password=a-secret",
		"postgres:a-secret", "postgres://hyte:a-secret/1@db.example.fi/hyte", "postgres://hyte:a-secret#1@db.example.fi/hyte",
		"postgres://hyte:a-secret%zz@db.example.fi/hyte", "postgres://hyte:a-secret@db.example.fi:port/hyte",
		"postgres://hyte:a-secret@db.example.fi/hyte?sslmode=loud", "postgres://hyte:a-secret@db.example.fi/hyte?pool_max_conns=a-secret",
		"postgres://hyte@db.example.fi/hyte?password=a-secret&connect_timeout=a-secret", "postgres://db.example.fi/hyte?sslrootcert=/nowhere&password=a-secret",
	} {
		_, err := readAddress(address)
		if !errors.Is(err, ErrAddress) || strings.Contains(err.Error(), "a-secret") {
			t.Errorf("%s: %v, want ErrAddress", address, err)
		}
	}
}
