package intake

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// clientAddress returns the address from which a request came. X-Forwarded-For
// counts only as far as trusted proxies have written it: read from the end,
// each address that a trusted one reports, up to and with the first that is not
// trusted itself. Everything before that the client may have made up. The zero
// Addr comes back for a connection without an IP address.
func clientAddress(r *http.Request, proxies []netip.Prefix) netip.Addr {
	address := parseAddress(r.RemoteAddr)
	reports := r.Header.Values("X-Forwarded-For") // several fields are one list
	hops := strings.Split(strings.Join(reports, ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !isProxy(address, proxies) {
			break
		}
		reported := parseAddress(hop)
		if !reported.IsValid() {
			break
		}
		address = reported
	}
	return address
}

// The widest networks that may be trusted: those of private addresses, 10.0.0.0/8 and
// fc00::/7.
const (
	widestIPv4 = 8
	widestIPv6 = 7
)

// CheckProxies says what is wrong with a network as one of trusted proxies: one so wide
// that strangers are in it would let them write any address into X-Forwarded-For.
func CheckProxies(network netip.Prefix) error {
	widest := widestIPv4
	switch {
	case network.Addr().Is4In6():
		return errors.New("write the network of IPv4 addresses as 10.0.0.0/8")
	case network.Addr().Is6():
		widest = widestIPv6
	}
	if !network.IsValid() || network.Bits() < widest {
		return fmt.Errorf("name the network of your proxies alone, at most /%d wide: anyone in it may claim any address", widest)
	}
	return nil
}

func isProxy(address netip.Addr, proxies []netip.Prefix) bool {
	return slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(address) })
}

// parseAddress reads an address with or without a port, as net/http and
// proxies write it: 192.0.2.1, 192.0.2.1:80, 2001:db8::1, [2001:db8::1],
// [2001:db8::1]:80. An IPv4 address in IPv6 form becomes an IPv4 one, and a
// zone is dropped, so that neither escapes a list of networks.
func parseAddress(s string) netip.Addr {
	s = strings.TrimSpace(s)
	bare := s
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		bare = s[1 : len(s)-1]
	}
	address, err := netip.ParseAddr(bare)
	if err != nil {
		withPort, err := netip.ParseAddrPort(s)
		if err != nil {
			return netip.Addr{}
		}
		address = withPort.Addr()
	}
	return address.Unmap().WithZone("")
}
