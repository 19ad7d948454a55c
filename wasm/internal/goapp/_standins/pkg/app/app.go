package app

import (
	"context"
	"runtime"
)

// IsClient reports whether the program runs in a browser, IsServer whether it
// does not.
const (
	IsClient = runtime.GOARCH == "wasm" && runtime.GOOS == "js"
	IsServer = !IsClient
)

var (
	routes = makeRouter()
	window = newBrowserWindow()
)

// Window returns what the program has for its window.
func Window() BrowserWindow { return window }

// Route says which component is shown. There is one route, "/".
func Route(path string, newComponent func() Composer) {
	if path != "/" || routes.newComponent != nil {
		panic(`the widget's part of go-app has one route, "/"`)
	}
	routes.newComponent = newComponent
}

// RunWhenOnBrowser shows the route's component in place of the first child of
// the body, and does not return. Outside a browser it does nothing.
func RunWhenOnBrowser() {
	if IsServer {
		return
	}
	engine := newEngine(context.Background(), &routes, nil, nil, nil)
	if err := engine.Load(routes.newComponent()); err != nil {
		panic(err)
	}
	engine.Start(120)
}
