//go:build js && wasm

// Main is the test form's widget.
package main

import (
	"encoding/json"

	"github.com/hytekit/hytekit/wasm/browser"
	"github.com/hytekit/hytekit/wasm/internal/testform"
	"github.com/hytekit/hytekit/wasm/widget"
)

func main() {
	browser.Run(func(start browser.Start) (widget.Form, error) {
		var config testform.Config
		if err := json.Unmarshal(start.Config, &config); err != nil {
			return nil, err
		}
		var state testform.State
		if len(start.State) > 0 {
			if err := json.Unmarshal(start.State, &state); err != nil {
				return nil, err
			}
		}
		return testform.New(config, state, start.Values), nil
	})
}
