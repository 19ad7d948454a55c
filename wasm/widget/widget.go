package widget

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Widget is the component. Its methods other than those that go-app calls may
// be called from any goroutine; what they do is done in their order.
type Widget struct {
	app.Compo

	form    Form
	host    Host
	ready   func()
	mounted app.Context // lives as long as the widget, unlike an event's context
	sending bool
	title   string
}

// New returns the widget of a form. Ready is called once, when the form is on
// the page and the widget listens.
func New(form Form, host Host, ready func()) *Widget {
	return &Widget{form: form, host: host, ready: ready, title: form.Title()}
}

// OnMount begins to listen, in the browser.
func (w *Widget) OnMount(ctx app.Context) { w.listen(ctx) }

// OnPreRender begins to listen, in the native test engine.
func (w *Widget) OnPreRender(ctx app.Context) { w.listen(ctx) }

func (w *Widget) listen(ctx app.Context) {
	w.mounted = ctx
	ctx.PreventUpdate() // the tree was shown a moment ago
	w.ready()
}

// Render shows the form's tree.
func (w *Widget) Render() app.UI { return toUI(w.form.Tree()) }

// Input notes that the person changed the controls with that name.
func (w *Widget) Input(name string, values []string) {
	w.do(func() (changed bool) { return w.set(name, values) })
}

// Left notes that the person went on from the control with that name.
func (w *Widget) Left(name string, values []string) {
	w.do(func() (changed bool) {
		set := w.set(name, values)
		return w.form.Left(name) || set
	})
}

// Search notes what the person did in a search: see [Form].Search.
func (w *Widget) Search(name, what, text string) {
	w.do(func() (changed bool) {
		changed = w.form.Search(name, what, text)
		if w.form.Reshaped() {
			w.afterwards(w.write)
		}
		return changed
	})
}

// Press notes that the person pressed a button with that name and value.
func (w *Widget) Press(name, value string) {
	w.do(func() (changed bool) {
		w.form.Press(name, value)
		w.afterwards(w.show)
		return true
	})
}

// Tick notes what time it is, if the form tells of that, and calls again with
// after how long to do it once more, unless that is never.
func (w *Widget) Tick(now time.Time, again func(after time.Duration)) {
	clock, ok := w.form.(Clock)
	if !ok {
		return
	}
	w.do(func() (changed bool) {
		next, changed := clock.Tick(now)
		if next > 0 {
			again(next)
		}
		return changed
	})
}

func (w *Widget) set(name string, values []string) (changed bool) {
	changed = w.form.Set(name, values)
	if w.form.Reshaped() {
		w.afterwards(w.write)
	}
	return changed
}

// write puts what the form knows into the controls that there are now.
func (w *Widget) write() {
	for name, values := range w.form.Values() {
		w.host.Write(name, values)
	}
}

// Check shows the form for a last look if nothing is wrong with it. The entries are all
// that the controls hold: a browser does not tell of everything that it fills in.
// While an answer is awaited, Check does nothing.
func (w *Widget) Check(entries []Entry) {
	w.with(entries, func() {
		w.form.Check()
		w.afterwards(w.show)
	})
}

// Speak shows the form in another language, made from config, if it is a [Speaker], and
// tells the page whether it does. The entries, and what an awaited answer means, are as of
// Check.
func (w *Widget) Speak(config []byte, action string, entries []Entry) {
	w.with(entries, func() {
		speaker, ok := w.form.(Speaker)
		ok = ok && speaker.Speak(config, action)
		w.afterwards(func() {
			w.show()
			w.host.Spoke(ok)
		})
	})
}

// Save gives the person what was typed as a file, if the form is a [Drafter]. The entries
// are as of Check.
func (w *Widget) Save(entries []Entry) {
	w.with(entries, func() {
		if drafter, ok := w.form.(Drafter); ok {
			w.host.Save(drafter.Draft())
		}
	})
}

// Open takes what was typed from the text of a file, as Save has given it.
func (w *Widget) Open(draft []byte) {
	w.with(nil, func() {
		if drafter, ok := w.form.(Drafter); ok {
			drafter.OpenDraft(draft)
			w.afterwards(w.show)
		}
	})
}

// show puts what the form knows into its controls, and leads where it says.
func (w *Widget) show() {
	w.write()
	w.lead()
}

// with does something with a form that has the entries, unless an answer is awaited.
func (w *Widget) with(entries []Entry, what func()) {
	w.do(func() (changed bool) {
		if w.sending {
			return false
		}
		for _, entry := range entries {
			w.form.Set(entry.Name, entry.Values)
		}
		what()
		return true
	})
}

// Submit sends the form if nothing is wrong with it, as Check does.
func (w *Widget) Submit(entries []Entry) {
	w.with(entries, func() {
		document, ok := w.form.Submit()
		if ok {
			w.sending = true
			w.host.Send(document, w.answer)
		}
		w.afterwards(w.lead)
	})
}

func (w *Widget) answer(status int, body []byte) {
	w.do(func() (changed bool) {
		w.sending = false
		receipt, accepted := w.form.Answer(status, body)
		w.afterwards(func() {
			w.lead()
			if accepted {
				w.host.Submitted(receipt)
			}
		})
		return true
	})
}

// do runs what the person or the server did on the goroutine of the page, and
// shows the tree anew if it changed.
func (w *Widget) do(what func() (changed bool)) {
	w.mounted.Dispatch(func(ctx app.Context) {
		if !what() {
			ctx.PreventUpdate()
		}
	})
}

// afterwards runs f once the tree is shown.
func (w *Widget) afterwards(f func()) {
	w.mounted.Defer(func(app.Context) { f() })
}

// lead sets the title and the focus that the form asks for.
func (w *Widget) lead() {
	if title := w.form.Title(); title != w.title {
		w.title = title
		w.host.Title(title)
	}
	if id := w.form.Focus(); id != "" {
		w.host.Focus(id)
	}
}
