// Package body is about groups, councils, networks and advisory boards: who sits in them,
// on whose behalf, from when and by which decision.
//
// A [Body] is a document that its organizer keeps. [Body.Sitting] says who sits on a day,
// which places are vacant and who goes on after the term. [Body.Appoint] fills a body from
// the answers to a call. [Since] tells what a later version of the document has lost. All
// functions are pure.
package body
