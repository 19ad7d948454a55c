package app

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/errors"
)

// The engine does what go-app's does for a page with one component that never
// navigates: the same queues, in the same order, at the same pace.
type engine struct {
	nodes      nodeManager
	updates    updateManager
	dispatches chan func()
	defers     chan func()
}

// The one component, see Route.
var newRoot func() Composer

// Route says which component is shown. There are no other routes.
func Route(_ string, newComponent func() Composer) { newRoot = newComponent }

// RunWhenOnBrowser shows the component in place of the first child of the
// body, and does not return.
func RunWhenOnBrowser() {
	e := &engine{dispatches: make(chan func(), 4096), defers: make(chan func(), 4096)}
	e.load(newRoot())
	e.run(120)
}

func (e *engine) context() Context {
	return Context{dispatch: e.dispatch, deferred: e.deferUntilShown, addComponentUpdate: e.updates.Add}
}

func (e *engine) load(root Composer) {
	element := Window().Get("document").Get("body")
	body := (&htmlElem{}).setJSElement(element)
	first := (&htmlElem{}).setJSElement(element.firstElementChild()).setParent(body)
	shown := (&htmlElem{}).setBody([]UI{root})
	if _, err := e.nodes.Update(e.context(), body.setBody([]UI{first}), shown); err != nil {
		panic(errors.New("updating root failed").Wrap(err))
	}
}

func (e *engine) run(framerate int) {
	idle, active := time.Hour, time.Second/time.Duration(framerate)
	current := time.Nanosecond
	frames := time.NewTicker(current)
	for {
		select {
		case dispatched := <-e.dispatches:
			if current != active {
				frames.Reset(active)
				current = active
			}
			dispatched()
		case <-frames.C:
			e.showFrame()
			frames.Reset(idle)
			current = idle
		}
	}
}

func (e *engine) showFrame() {
	e.updates.UpdateForEach(func(c Composer) {
		if !c.Mounted() {
			return
		}
		if _, err := e.nodes.UpdateComponentRoot(e.context(), c); err != nil {
			panic(errors.New("updating component failed").Wrap(err))
		}
	})
	for {
		select {
		case f := <-e.defers:
			f()
		default:
			return
		}
	}
}

func (e *engine) dispatch(f func()) { e.dispatches <- f }

func (e *engine) deferUntilShown(f func()) { e.defers <- f }
