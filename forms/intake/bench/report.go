package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// report writes what was measured as soon as it is known.
type report struct{ out io.Writer }

func (r *report) title(text string) { fmt.Fprintf(r.out, "\n%s\n", text) }

func (r *report) line(name, value, more string) {
	fmt.Fprintf(r.out, "  %-22s %12s  %s\n", name, value, more)
}

// times writes how long something took, most often and at worst.
func (r *report) times(name string, all []time.Duration) {
	slices.Sort(all)
	at := func(share float64) string { return milliseconds(all[min(len(all)-1, int(share*float64(len(all))))]) }
	r.line(name, fmt.Sprint(len(all)), fmt.Sprintf("p50 %s, p99 %s, longest %s", at(0.5), at(0.99), at(1)))
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}
