package intake

import (
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
