// Package hyte is the domain of calls to nominate in the promotion of health
// and wellbeing (hyvinvoinnin ja terveyden edistäminen, "hyte"): a call asks
// organizations for representatives, nominations answer it, and a roster shows
// who has answered.
//
// Start with [DecodeCall] and [Call.Resolve]; check an answer with
// [ResolvedCall.Read], or a value made in Go with [ResolvedCall.Validate];
// collect answers with [ResolvedCall.Roster]. Avoid keeping instants of
// deadlines: a [Deadline] is a civil date, and [Deadline.End] makes the instant.
//
// Three questions are kept apart. Structure and rules: [ResolvedCall.Validate]
// says whether a nomination is a right one for its call, without a clock.
// Eligibility: the nominators of a [ResolvedCall]. Time: [Call.Status] says
// whether the call is open at an instant. So a nomination that was right stays
// right however much time passes.
//
// The package is pure: no I/O, no clock, no randomness, no state. Rules are
// those of the sources named at each identifier, by number of the statute and
// section; "410/2015 s.31" is section 31 of Act 410/2015 of Finland.
package hyte
