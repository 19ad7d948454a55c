package main

import (
	"fmt"
	"io"
	"time"
)

// progressEvery is how often progress is shown, so that it can be read.
const progressEvery = 250 * time.Millisecond

// progress is a line on a terminal that says how far the work is.
type progress struct {
	out     io.Writer
	now     func() time.Time
	off     bool
	last    time.Time // when it was shown
	visible bool
}

// due reports whether it is time to show the line again.
func (p *progress) due() bool {
	return !p.off && (p.last.IsZero() || p.now().Sub(p.last) >= progressEvery)
}

// show puts the text in place of the one before.
func (p *progress) show(text string) {
	p.clear()
	fmt.Fprintf(p.out, "%s …", text)
	p.last, p.visible = p.now(), true
}

// clear takes the line away, before something else is printed.
func (p *progress) clear() {
	if p.visible {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.visible = false
	}
}
