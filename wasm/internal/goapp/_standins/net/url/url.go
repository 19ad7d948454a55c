// Package url declares what go-app's window, history and test engine name. The
// widget asks none of them for an address.
package url

import "errors"

// URL is no address: Parse makes none.
type URL struct{ Scheme, Host string }

// Parse returns an error.
func Parse(string) (*URL, error) {
	return nil, errors.New("net/url: the widget's program reads no addresses, see wasm/internal/goapp")
}

func (u *URL) String() string {
	panic("net/url: the widget's program writes no addresses, see wasm/internal/goapp")
}
