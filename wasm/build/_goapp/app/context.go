package app

// Context is what a component does things with: a part of go-app's.
type Context struct {
	sourceElement      UI
	dispatch           func(func())
	deferred           func(func())
	addComponentUpdate func(Composer, int)
}

// ResolveStaticResource returns the address as it is.
func (ctx Context) ResolveStaticResource(address string) string { return address }

// Dispatch runs f on the goroutine of the page and shows the component anew.
func (ctx Context) Dispatch(f func(Context)) {
	ctx.dispatch(func() {
		if !ctx.sourceElement.Mounted() {
			return
		}
		ctx.update(1)
		if f != nil {
			f(ctx)
		}
	})
}

// Defer runs f once the tree is shown.
func (ctx Context) Defer(f func(Context)) {
	ctx.deferred(func() {
		if ctx.sourceElement.Mounted() {
			f(ctx)
		}
	})
}

// PreventUpdate takes back the showing that Dispatch asked for.
func (ctx Context) PreventUpdate() { ctx.update(-1) }

func (ctx Context) update(by int) {
	for c, ok := component(ctx.sourceElement); ok; c, ok = component(c.parent()) {
		ctx.addComponentUpdate(c, by)
	}
}
