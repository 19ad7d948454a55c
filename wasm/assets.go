package wasm

import (
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/view"
)

// Assets returns what joins the widget to the service that receives the answers:
// the service's pages load the widget, and other sites load its script as
// /embed.js. Without a widget they are the zero value: the service's pages are
// plain, and there is no script.
func (w Widget) Assets() intake.Assets {
	if w.files == nil {
		return intake.Assets{}
	}
	return intake.Assets{
		Files:   w.files,
		Head:    w.Head,
		Preload: w.Preload,
		Frame:   w.Frame,
		Embed:   w.Embed,
		Mount: func(base string, form intake.Widget, tree view.Node) view.Node {
			return w.Mount(base, Settings(form), tree)
		},
	}
}
