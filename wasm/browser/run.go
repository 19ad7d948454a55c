//go:build js && wasm

package browser

import (
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/hytekit/hytekit/wasm/widget"
)

// Start is what the page tells a widget at the beginning.
type Start struct {
	Config   []byte // what the form is made from, as the server gave it
	State    []byte // what the server knew when it wrote the page, or nothing
	Language string // BCP 47 tag of the page's language

	// What the controls hold now, which may be more than the server knew: a
	// person can type before the widget comes, and browsers restore forms.
	Values []widget.Entry
}

// Run makes the form, adopts the page's controls with what was typed into them
// already and follows the person. It returns only if the form cannot be made;
// the page then stays as it is.
func Run(newForm func(Start) (widget.Form, error)) {
	page := host{js.Global().Get("hyte")}
	form, err := newForm(Start{
		Config:   []byte(page.Get("config").String()),
		State:    []byte(page.Get("state").String()),
		Language: page.Get("language").String(),
		Values:   entries(page.Call("values")),
	})
	if err != nil {
		page.Call("fail", err.Error())
		return
	}
	var w *widget.Widget
	w = widget.New(form, page, func() {
		page.Call("ready", handlers(w))
		follow(w)
	})
	app.Route("/", func() app.Composer { return w })
	app.RunWhenOnBrowser()
}

// follow tells the widget what time it is, as often as it wants to know.
func follow(w *widget.Widget) {
	w.Tick(time.Now(), func(after time.Duration) {
		time.AfterFunc(after, func() { follow(w) })
	})
}

// handlers returns the functions that the loader calls.
func handlers(w *widget.Widget) map[string]any {
	return map[string]any{
		"input":  handler(func(args []js.Value) { w.Input(args[0].String(), texts(args[1])) }),
		"left":   handler(func(args []js.Value) { w.Left(args[0].String(), texts(args[1])) }),
		"search": handler(func(args []js.Value) { w.Search(args[0].String(), args[1].String(), args[2].String()) }),
		"press":  handler(func(args []js.Value) { w.Press(args[0].String(), args[1].String()) }),
		"check":  handler(func(args []js.Value) { w.Check(entries(args[0])) }),
		"submit": handler(func(args []js.Value) { w.Submit(entries(args[0])) }),
		"save":   handler(func(args []js.Value) { w.Save(entries(args[0])) }),
		"open":   handler(func(args []js.Value) { w.Open([]byte(args[0].String())) }),
		"speak":  handler(func(args []js.Value) { w.Speak([]byte(args[0].String()), args[1].String(), entries(args[2])) }),
	}
}

// handler makes a function for JavaScript. It is never released: it lives as
// long as the widget, and the loader drops both at once.
func handler(f func(args []js.Value)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		f(args)
		return nil
	})
}

// host is the page's side of the seam.
type host struct{ js.Value }

func (h host) Send(document []byte, answer func(status int, body []byte)) {
	var callback js.Func
	callback = js.FuncOf(func(_ js.Value, args []js.Value) any {
		callback.Release()
		answer(args[0].Int(), []byte(args[1].String()))
		return nil
	})
	h.Call("send", string(document), callback)
}

func (h host) Write(name string, values []string) {
	list := make([]any, len(values))
	for i, value := range values {
		list[i] = value
	}
	h.Call("write", name, list)
}

func (h host) Focus(id string) { h.Call("focus", id) }

func (h host) Title(title string) { h.Call("title", title) }

func (h host) Submitted(receipt []byte) { h.Call("submitted", string(receipt)) }

func (h host) Save(name string, text []byte) { h.Call("save", name, string(text)) }

func (h host) Spoke(ok bool) { h.Call("spoke", ok) }

// entries reads a list of [name, [value, …]] pairs.
func entries(list js.Value) []widget.Entry {
	out := make([]widget.Entry, list.Length())
	for i := range out {
		pair := list.Index(i)
		out[i] = widget.Entry{Name: pair.Index(0).String(), Values: texts(pair.Index(1))}
	}
	return out
}

func texts(list js.Value) []string {
	out := make([]string, list.Length())
	for i := range out {
		out[i] = list.Index(i).String()
	}
	return out
}
