package post

import (
	"errors"
	"net/netip"
	"syscall"
)

// errInside means that an address leads into a network that is not the Internet.
var errInside = errors.New("post: the address is inside the network")

// inside are the networks that no event goes to unless that is allowed: what an address
// under a public name could lead to on this machine or beside it (RFC 6890 and its
// registries). Others are found by their properties.
var inside = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	// These hold an IPv4 address, which a gateway may unpack, or are of no public use.
	netip.MustParsePrefix("::/96"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("3fff::/20"),
	netip.MustParsePrefix("5f00::/16"), netip.MustParsePrefix("fec0::/10"),
}

// isPublic reports whether an address is one of the Internet.
func isPublic(address netip.Addr) bool {
	address = address.Unmap().WithZone("")
	if !address.IsGlobalUnicast() || address.IsPrivate() {
		return false
	}
	for _, network := range inside {
		if network.Contains(address) {
			return false
		}
	}
	return true
}

// onlyPublic is the control of a dialer. It sees the address that a name has led to, at
// the moment of connecting, so no name server can change its mind in between.
func onlyPublic(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !isPublic(at.Addr()) {
		return errInside
	}
	return nil
}
