package intake

import (
	"errors"
	"time"
)

// Observer counts what a service does; package metrics has one for Prometheus. What it
// is told holds nothing that a client chooses, and has few values: routes are patterns,
// and the rest are the words of this package. Its methods are called by several
// goroutines at once and return at once.
type Observer interface {
	// Answered: a request of a method, "other" for one that HTTP does not name, came to
	// a route, such as "/{inquiry}/{lang}", and was answered with a status after some
	// time. The status is 0 where the client had gone away before.
	Answered(route, method string, status int, took time.Duration)
	// Kept: the store has a new record for good.
	Kept(inquiry, kind string)
	// Refused: something was refused or looks forged. The event is one of [SecurityEvents].
	Refused(event string)
	// Failed: the store did not do its work. The fault is "damaged", "full", "not
	// writable" or "unavailable".
	Failed(fault string)
	// Bodies: so many bodies of requests are on their way now.
	Bodies(underWay int)
	// Connections: so many connections of [Service.Bound] are open now.
	Connections(open int)
}

// unobserved is the Observer of a service that has none.
type unobserved struct{}

func (unobserved) Answered(string, string, int, time.Duration) {}
func (unobserved) Kept(string, string)                         {}
func (unobserved) Refused(string)                              {}
func (unobserved) Failed(string)                               {}
func (unobserved) Bodies(int)                                  {}
func (unobserved) Connections(int)                             {}

// faultOf says in a word or two what is wrong with a store.
func faultOf(err error) string {
	switch {
	case errors.Is(err, ErrDamaged):
		return "damaged"
	case errors.Is(err, ErrFull):
		return "full"
	case errors.Is(err, ErrNotWritable):
		return "not writable"
	}
	return "unavailable"
}
