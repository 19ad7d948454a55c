package intake

import (
	"net/http"
	"net/netip"
	"testing"
)

var testProxies = []netip.Prefix{
	netip.MustParsePrefix("127.0.0.1/32"),
	netip.MustParsePrefix("10.0.0.0/8"),
	netip.MustParsePrefix("2001:db8:ffff::/48"),
}

func TestClientAddress(t *testing.T) {
	for name, test := range map[string]struct {
		remote    string
		forwarded []string
		want      string
	}{
		"direct":                   {"192.0.2.1:4711", nil, "192.0.2.1"},
		"direct IPv6":              {"[2001:db8::1]:4711", nil, "2001:db8::1"},
		"direct, invented header":  {"192.0.2.1:4711", []string{"203.0.113.9"}, "192.0.2.1"},
		"one proxy":                {"127.0.0.1:80", []string{"192.0.2.1"}, "192.0.2.1"},
		"one proxy, no header":     {"127.0.0.1:80", nil, "127.0.0.1"},
		"one proxy, empty header":  {"127.0.0.1:80", []string{""}, "127.0.0.1"},
		"one proxy, invented part": {"127.0.0.1:80", []string{"203.0.113.9, 192.0.2.1"}, "192.0.2.1"},
		"invented proxy":           {"127.0.0.1:80", []string{"203.0.113.9, 10.1.1.1, 192.0.2.1"}, "192.0.2.1"},
		"two proxies":              {"127.0.0.1:80", []string{"203.0.113.9, 192.0.2.1, 10.1.2.3"}, "192.0.2.1"},
		"two proxies, two fields":  {"127.0.0.1:80", []string{"203.0.113.9, 192.0.2.1", "10.1.2.3"}, "192.0.2.1"},
		"only proxies":             {"127.0.0.1:80", []string{"10.1.1.1, 10.2.2.2"}, "10.1.1.1"},
		"nonsense":                 {"127.0.0.1:80", []string{"192.0.2.1, unknown"}, "127.0.0.1"},
		"nonsense behind a proxy":  {"127.0.0.1:80", []string{"_hidden, 10.1.1.1"}, "10.1.1.1"},
		"with a port":              {"127.0.0.1:80", []string{"192.0.2.1:50123"}, "192.0.2.1"},
		"IPv6 with a port":         {"127.0.0.1:80", []string{"[2001:db8::1]:50123"}, "2001:db8::1"},
		"IPv6 in brackets":         {"127.0.0.1:80", []string{"[2001:db8::1]"}, "2001:db8::1"},
		"IPv6 proxy":               {"[2001:db8:ffff::1]:80", []string{"2001:db8::1"}, "2001:db8::1"},
		"IPv4 proxy in IPv6 form":  {"[::ffff:127.0.0.1]:80", []string{"::ffff:192.0.2.1"}, "192.0.2.1"},
		"unix socket":              {"@", []string{"192.0.2.1"}, "invalid IP"},
		"no address":               {"", nil, "invalid IP"},
		"half a bracket":           {"127.0.0.1:80", []string{"[192.0.2.1"}, "127.0.0.1"},
	} {
		r := &http.Request{RemoteAddr: test.remote, Header: http.Header{"X-Forwarded-For": test.forwarded}}
		if got := clientAddress(r, testProxies).String(); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	r := &http.Request{RemoteAddr: "127.0.0.1:80", Header: http.Header{"X-Forwarded-For": {"192.0.2.1"}}}
	if got := clientAddress(r, nil).String(); got != "127.0.0.1" {
		t.Errorf("without trusted proxies: %s", got)
	}
}

// FuzzClientAddress: what a client writes before the proxy's own entry changes
// nothing.
func FuzzClientAddress(f *testing.F) {
	for _, seed := range []string{"", "203.0.113.9", "10.0.0.1, ", "]:[", "127.0.0.1,10.0.0.1", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, invented string) {
		r := &http.Request{RemoteAddr: "127.0.0.1:80", Header: http.Header{
			"X-Forwarded-For": {invented + ", 192.0.2.1"},
		}}
		if got := clientAddress(r, testProxies).String(); got != "192.0.2.1" {
			t.Errorf("the client is %s", got)
		}
		r.RemoteAddr = invented
		if got := clientAddress(r, nil); got.IsValid() && got != got.Unmap().WithZone("") {
			t.Errorf("the address %v is not in its plain form", got)
		}
	})
}
