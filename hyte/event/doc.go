// Package event is about partnership days, forums, seminars, tours and the sessions of a
// negotiation: when and where one is, who speaks, who came, and which duty it serves.
//
// An [Event] is a document of its organizer. [Decode] reads one and says all that is wrong
// with it. All functions are pure.
package event
