package app

import (
	"context"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/errors"
)

// The engine does what go-app's does for a page with one component that never
// navigates: the same queues, in the same order, at the same pace.
type engineX struct {
	nodes      nodeManager
	updates    updateManager
	body       HTML
	dispatches chan func()
	defers     chan func()
}

func newEngine(context.Context, *router, func(string) string, *requestPage, map[string]ActionHandler) *engineX {
	return &engineX{
		dispatches: make(chan func(), 4096),
		defers:     make(chan func(), 4096),
	}
}

func (e *engineX) baseContext() Context {
	return Context{
		dispatch:              e.dispatch,
		defere:                e.defere,
		addComponentUpdate:    e.updates.Add,
		removeComponentUpdate: e.updates.Done,
		notifyComponentEvent:  e.nodes.NotifyComponentEvent,
	}
}

// Load shows the component in place of the first child of the body.
func (e *engineX) Load(v Composer) error {
	if e.body == nil {
		e.body = Elem("body").setJSElement(Window().Get("document").Get("body"))
		first := Div()
		first.setJSElement(e.body.JSValue().firstElementChild())
		first.setParent(e.body)
		e.body.setBody([]UI{first})
	}
	body, err := e.nodes.Update(e.baseContext(), e.body, Elem("body").Body(v))
	if err != nil {
		return errors.New("updating root failed").Wrap(err)
	}
	e.body = body.(HTML)
	return nil
}

// Start runs what is dispatched and shows what it changed, at most so many
// times a second. It does not return.
func (e *engineX) Start(framerate int) {
	idle, active := time.Hour, time.Second/time.Duration(framerate)
	current := time.Nanosecond
	frames := time.NewTicker(current)
	for {
		select {
		case dispatch := <-e.dispatches:
			if current != active {
				frames.Reset(active)
				current = active
			}
			dispatch()
		case <-frames.C:
			e.processFrame()
			frames.Reset(idle)
			current = idle
		}
	}
}

func (e *engineX) processFrame() {
	e.updates.UpdateForEach(func(c Composer) {
		if !c.Mounted() {
			return
		}
		if _, err := e.nodes.UpdateComponentRoot(e.baseContext(), c); err != nil {
			panic(errors.New("updating component failed").Wrap(err))
		}
	})
	for {
		select {
		case deferred := <-e.defers:
			deferred()
		default:
			return
		}
	}
}

// ConsumeNext runs the next dispatch and shows what it changed.
func (e *engineX) ConsumeNext() {
	(<-e.dispatches)()
	e.processFrame()
}

// ConsumeAll runs dispatches and shows what they changed until none is left.
func (e *engineX) ConsumeAll() {
	for {
		select {
		case dispatch := <-e.dispatches:
			dispatch()
		default:
			e.processFrame()
			if len(e.dispatches) == 0 {
				return
			}
		}
	}
}

func (e *engineX) dispatch(f func()) { e.dispatches <- f }

func (e *engineX) defere(f func()) { e.defers <- f }
