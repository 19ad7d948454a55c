package app

// Context is what a component acts through: go-app's, without navigation,
// storage, states, actions and notifications.
type Context struct {
	dispatch              func(func())
	defere                func(func())
	addComponentUpdate    func(Composer, int)
	removeComponentUpdate func(Composer)

	sourceElement        UI
	notifyComponentEvent func(Context, UI, any)
}

// JSSrc returns the JavaScript value of the element or component that the
// context belongs to.
func (ctx Context) JSSrc() Value { return ctx.sourceElement.JSValue() }

// ResolveStaticResource returns the address as it is: the widget has no
// resources of its own.
func (ctx Context) ResolveStaticResource(address string) string { return address }

// Dispatch runs f on the UI goroutine, unless the element has gone by then, and
// updates the components around it.
func (ctx Context) Dispatch(f func(Context)) {
	ctx.dispatch(func() {
		if !ctx.sourceElement.Mounted() {
			return
		}
		ctx.countUpdate(1)
		if f != nil {
			f(ctx)
		}
	})
}

// Defer runs f after the next update, unless the element has gone by then.
func (ctx Context) Defer(f func(Context)) {
	ctx.defere(func() {
		if ctx.sourceElement.Mounted() && f != nil {
			f(ctx)
		}
	})
}

// PreventUpdate takes back the update that Dispatch asked for.
func (ctx Context) PreventUpdate() { ctx.countUpdate(-1) }

func (ctx Context) countUpdate(by int) {
	for c, ok := component(ctx.sourceElement); ok; c, ok = component(c.parent()) {
		ctx.addComponentUpdate(c, by)
	}
}
