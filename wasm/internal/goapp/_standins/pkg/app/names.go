package app

import "net/url"

// Go-app's test engine names these when it makes an engine. There is nothing in
// them but what app.go needs.
type (
	router        struct{ newComponent func() Composer }
	requestPage   struct{}
	Action        struct{}
	ActionHandler func(Context, Action)
)

func makeRouter() router { return router{} }

func makeRequestPage(*url.URL, func(string) string) requestPage { return requestPage{} }
