package pgstore

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// readAddress returns what an address says. Its error holds nothing of the address: a
// password with a character that must be escaped can end up in any part of it.
func readAddress(address string) (*pgxpool.Config, error) {
	u, err := url.Parse(address)
	if err != nil || !strings.HasPrefix(address, "postgres://") && !strings.HasPrefix(address, "postgresql://") {
		return nil, fmt.Errorf("%w: write it as postgres://USER@HOST:PORT/DATABASE, with characters such as / # ? %% in a user or password as %%2F %%23 %%3F %%25",
			ErrAddress)
	}
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrAddress, reason(err, u))
	}
	if _, ofService := config.ConnConfig.RuntimeParams["service"]; ofService || saysHowToEncrypt(u) || staysHere(config.ConnConfig.Config) {
		return config, nil
	}
	parameters := u.Query()
	parameters.Set("sslmode", "verify-full")
	u.RawQuery = parameters.Encode()
	if config, err = pgxpool.ParseConfig(u.String()); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrAddress, reason(err, u))
	}
	return config, nil
}

// reason is what the driver says of the address, unless it could hold a password.
func reason(err error, u *url.URL) string {
	inner := errors.Unwrap(err)
	if inner == nil {
		return "a parameter is not right"
	}
	text := inner.Error()
	password, _ := u.User.Password()
	for _, secret := range []string{password, u.Query().Get("password"), os.Getenv("PGPASSWORD")} {
		if secret != "" && strings.Contains(text, secret) {
			return "a parameter is not right"
		}
	}
	return text
}

// saysHowToEncrypt reports whether somebody has decided about encryption.
func saysHowToEncrypt(u *url.URL) bool {
	return u.Query().Has("sslmode") || os.Getenv("PGSSLMODE") != "" ||
		u.Query().Has("service") || os.Getenv("PGSERVICE") != ""
}

// staysHere reports whether no connection leaves this machine.
func staysHere(config pgconn.Config) bool {
	hosts := []string{config.Host}
	for _, other := range config.Fallbacks {
		hosts = append(hosts, other.Host)
	}
	for _, host := range hosts {
		address, err := netip.ParseAddr(host)
		local := host == "localhost" || strings.HasPrefix(host, "/") || strings.HasPrefix(host, "@") || err == nil && address.IsLoopback()
		if !local {
			return false
		}
	}
	return true
}
