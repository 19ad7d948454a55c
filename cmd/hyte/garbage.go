package main

import (
	"runtime/debug"
	"slices"
	"strings"
)

// collectRarely has garbage collected at such a percentage until the returned function is
// called, unless the environment says how often: whoever sets GOGC has measured it.
func (a *app) collectRarely(percent int) (undo func()) {
	if slices.ContainsFunc(a.environment, func(setting string) bool { return strings.HasPrefix(setting, "GOGC=") }) {
		return func() {}
	}
	before := debug.SetGCPercent(percent)
	return func() { debug.SetGCPercent(before) }
}
