//go:build js && wasm

// Main is the widget of a form.
package main

import (
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/kinds"
	"github.com/hytekit/hytekit/wasm/browser"
	"github.com/hytekit/hytekit/wasm/widget"
)

func main() {
	browser.Run(func(start browser.Start) (widget.Form, error) {
		form, err := forms.Open(start.Config, kinds.All()...)
		if err != nil {
			return nil, err
		}
		session := forms.NewSession(form, start.State, func(yield func(name string, values []string) bool) {
			for _, entry := range start.Values {
				if !yield(entry.Name, entry.Values) {
					return
				}
			}
		})
		session.Clock(time.Now())
		return session, nil
	})
}
