package hyte

import (
	"slices"
	"strings"
	"time"
)

// Arrival is what an answer, a withdrawal or a refusal meant when it arrived.
type Arrival struct {
	// State is StateCounted if it was in force from then on, StateLate, StateContested or
	// StateUnconfirmed.
	State AnswerState
	// Before is the id of the answer that counted until then; empty if none did.
	Before string
	// Replaces is when that had arrived, if the document is an answer that took its place;
	// zero otherwise.
	Replaces time.Time
	// Nothing says that it took nothing back: a withdrawal by who had never answered.
	Nothing bool
	// Named is how many an answer names that counts, where that is fewer than Expected;
	// both are 0 otherwise.
	Named, Expected int
}

// Arrivals follow what organizations send, one document after another, and remember of
// each organization only what the next document needs. So the meaning of a document costs
// the same however many came before; that of all together is a [Roster], or of
// what is kept of them an [ResolvedCall.Outline]. Make them with [ResolvedCall.Arrivals]. They
// are not for several goroutines at once.
type Arrivals struct {
	call    *ResolvedCall
	end     time.Time
	briefs  Briefs
	of      map[string]*course
	decided map[string]bool // ids of documents about which the organizer has decided
	places  map[string]int  // of the organizations by what a joint answer may call them
	joint   []int           // places of answers that are made in the names of others, too
}

// course is how things stand with one organization.
type course struct {
	nominator string
	expected  int   // how many its answers name
	last      int32 // the place of its last document, from 1; 0 for none
	force     int32 // the same of what is in force
	named     *briefRest
	history   *history
	sequence  int
	answered  bool
	mixed     bool // more than its own documents decides
}

// Arrivals are those of a call that has received nothing yet.
func (c *ResolvedCall) Arrivals() *Arrivals {
	end, _ := c.Call.Deadline.End() // a resolved call has a valid deadline
	return &Arrivals{call: c, end: end, of: map[string]*course{}, decided: map[string]bool{}}
}

// Briefs are those of all documents that were added, at the places in their order. More are
// only ever added beyond them.
func (a *Arrivals) Briefs() Briefs { return a.briefs }

// Add takes the next document, in the order of their sequences, and says what it meant. It
// keeps r if that is a decision, or was entered by the organizer. Ids are not used twice.
// Known is false where that depends on more than what its organization has sent
// by itself: on a decision of the organizer, who may also have entered a document, or on an
// answer in the name of several organizations; or where nobody asked the organization. Then
// a roster of the documents until this one tells.
func (a *Arrivals) Add(r *Received) (arrival Arrival, known bool) {
	e := r.sent()
	e.content = e.contentOf()
	nominator, about := a.concerned(e)
	c := a.courseOf(nominator)
	place := len(a.briefs)
	a.briefs = append(a.briefs, newBrief(e, c, about))
	b := &a.briefs[place]
	b.previous, c.last = c.last, int32(place+1)
	if id := r.concerns(); id != "" {
		a.decide(id, c)
		return Arrival{}, false
	}
	if _, asked := a.call.Nominator(c.nominator); !asked || !a.hear(c, e, place) {
		return Arrival{}, false
	}
	before := c.force
	arrival = a.take(c, e)
	b.state = uint8(max(0, slices.Index(briefStates[:], arrival.State)))
	b.nothing, b.replaces = arrival.Nothing, !arrival.Replaces.IsZero()
	if arrival.Before != "" {
		b.before = before
	}
	if arrival.State == StateCounted {
		c.force = int32(place + 1)
	}
	return arrival, true
}

// concerned is the organization that a document is from, or about whose document a decision
// is, with the place of that from 1; empty and 0 if nobody knows.
func (a *Arrivals) concerned(e *event) (nominator string, about int32) {
	id := e.concerns()
	if id == "" {
		return e.nominator, 0
	}
	if place, found := a.briefs.Place(id); found {
		return a.briefs[place].of.nominator, int32(place + 1)
	}
	return "", 0
}

// hear notes what a document of an organization does to others, and reports whether it
// tells by itself what it means.
func (a *Arrivals) hear(c *course, e *event, place int) bool {
	switch e.kind {
	case ReceivedNomination, ReceivedReply, ReceivedWithdrawal, ReceivedRefusal:
	default:
		return false
	}
	if a.decided[e.ID] || e.EnteredBy != "" || e.sequence <= c.sequence {
		c.mixed = true
	}
	c.sequence = e.sequence
	if e.nomination != nil && len(e.nomination.JointlyWith) > 0 {
		a.joint = append(a.joint, place)
		a.join(e.nomination.JointlyWith)
	}
	answers := e.kind == ReceivedNomination || e.kind == ReceivedReply
	return !c.mixed && (e.nomination != nil || !answers)
}

// take hears a document of an organization about which nobody has decided anything.
func (a *Arrivals) take(c *course, e *event) (arrival Arrival) {
	h := c.history
	if len(h.force) > 0 && h.force[0].nomination != nil {
		arrival.Before, arrival.Replaces = h.force[0].ID, h.force[0].at
	}
	e.order, e.waits, e.late = e.at, a.call.waits(e), a.call.late(e, a.end)
	h.take([]*event{e})
	h.contested, h.line = nil, nil // what becomes of them later is not asked
	arrival.State = e.state
	if e.heard {
		arrival.State = StateCounted
	}
	if arrival.State != StateCounted || e.nomination == nil {
		arrival.Replaces = time.Time{}
	}
	arrival.Nothing = e.kind == ReceivedWithdrawal && !c.answered
	c.answered = c.answered || e.nomination != nil
	if e.nomination != nil && arrival.State == StateCounted && len(e.nomination.Representatives) < c.expected {
		arrival.Named, arrival.Expected = len(e.nomination.Representatives), c.expected
	}
	e.forget()
	return arrival
}

// forget lets go of what a document says beyond what the next one asks of it.
func (e *event) forget() {
	e.Received = &Received{ID: e.ID}
	if e.content = ""; e.nomination != nil {
		e.nomination = &Nomination{}
	}
}

func (a *Arrivals) courseOf(nominator string) *course {
	c := a.of[nominator]
	if c == nil {
		c = &course{nominator: strings.Clone(nominator), history: &history{}}
		if n, asked := a.call.Nominator(nominator); asked {
			c.expected = n.Quota.Expected
		}
		a.of[c.nominator] = c
	}
	return c
}

// Concerning are the places of what an organization has sent and what was decided about it,
// and of the same of those who have answered in others' names, below a place and in order.
func (a *Arrivals) Concerning(nominator string, below int) []int {
	var places []int
	heard := map[*course]bool{}
	add := func(c *course) {
		if c == nil || heard[c] {
			return
		}
		heard[c] = true
		for at := c.last; at > 0; at = a.briefs[at-1].previous {
			if int(at)-1 < below {
				places = append(places, int(at)-1)
			}
		}
	}
	add(a.of[nominator])
	for _, place := range a.joint {
		if place < below {
			add(a.briefs[place].of)
		}
	}
	slices.Sort(places)
	return places
}

// decide hears that the organizer decided about a document, also about one that has not
// come yet.
func (a *Arrivals) decide(about string, c *course) {
	a.decided[about] = true
	c.mixed = true
}

// join hears in whose names an answer is made, too.
func (a *Arrivals) join(names []string) {
	if a.places == nil {
		all := &Roster{}
		for i := range a.call.Nominators {
			n := &a.call.Nominators[i]
			all.Nominators = append(all.Nominators, Entry{Nominator: n.ID, Name: n.Name})
		}
		a.places = a.call.placesByName(all)
	}
	for _, name := range names {
		if i, found := a.places[foldName(name)]; found && i != several {
			a.courseOf(a.call.Nominators[i].ID).mixed = true
		}
	}
}
