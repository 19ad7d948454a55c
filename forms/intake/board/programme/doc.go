// Package programme is the board of events: who has registered, what was asked and which of
// it is published, and for anyone the programme of the event and its entry in a calendar.
package programme
