package hyte

import "time"

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
// the same however many came before; that of all together is a [Roster]. Make them with
// [ResolvedCall.Arrivals]. They are not for several goroutines at once.
type Arrivals struct {
	call    *ResolvedCall
	end     time.Time
	of      map[string]*course
	sender  map[string]*course // by the ids of documents
	decided map[string]bool    // ids of documents about which the organizer has decided
	places  map[string]int     // of the organizations by what a joint answer may call them
}

// course is how things stand with one organization.
type course struct {
	history  *history
	sequence int
	answered bool
	mixed    bool // more than its own documents decides
}

// Arrivals are those of a call that has received nothing yet.
func (c *ResolvedCall) Arrivals() *Arrivals {
	end, _ := c.Call.Deadline.End() // a resolved call has a valid deadline
	return &Arrivals{call: c, end: end, of: map[string]*course{}, sender: map[string]*course{}, decided: map[string]bool{}}
}

// Add takes the next document, in the order of their sequences, and says what it meant. It
// keeps r. Known is false where that depends on more than what its organization has sent
// by itself: on a decision of the organizer, who may also have entered a document, or on an
// answer in the name of several organizations; or where nobody asked the organization. Then
// a roster of the documents until this one tells.
func (a *Arrivals) Add(r *Received) (arrival Arrival, known bool) {
	if about := r.concerns(); about != "" {
		a.decide(about)
		return Arrival{}, false
	}
	switch r.kind() {
	case ReceivedNomination, ReceivedReply, ReceivedWithdrawal, ReceivedRefusal:
	default:
		return Arrival{}, false
	}
	e := r.sent()
	n, asked := a.call.Nominator(e.nominator)
	if !asked {
		return Arrival{}, false
	}
	c := a.courseOf(n.ID)
	_, again := a.sender[e.ID]
	if again || a.decided[e.ID] || e.EnteredBy != "" || e.sequence <= c.sequence {
		c.mixed = true
	}
	a.sender[e.ID], c.sequence = c, e.sequence
	if e.nomination != nil {
		a.join(e.nomination.JointlyWith)
	}
	if c.mixed || e.nomination == nil && (e.kind == ReceivedNomination || e.kind == ReceivedReply) {
		return Arrival{}, false
	}
	return a.take(c, e, n.Quota), true
}

// take hears a document of an organization about which nobody has decided anything.
func (a *Arrivals) take(c *course, e *event, q *Quota) (arrival Arrival) {
	h := c.history
	if len(h.force) > 0 && h.force[0].nomination != nil {
		arrival.Before, arrival.Replaces = h.force[0].ID, h.force[0].at
	}
	e.order, e.waits, e.late = e.at, a.call.waits(e), a.call.late(e, a.end)
	h.take([]*event{e})
	h.contested = nil // what becomes of them later is not asked
	arrival.State = e.state
	if e.heard {
		arrival.State = StateCounted
	}
	if arrival.State != StateCounted || e.nomination == nil {
		arrival.Replaces = time.Time{}
	}
	arrival.Nothing = e.kind == ReceivedWithdrawal && !c.answered
	c.answered = c.answered || e.nomination != nil
	if e.nomination != nil && arrival.State == StateCounted && len(e.nomination.Representatives) < q.Expected {
		arrival.Named, arrival.Expected = len(e.nomination.Representatives), q.Expected
	}
	return arrival
}

func (a *Arrivals) courseOf(nominator string) *course {
	c := a.of[nominator]
	if c == nil {
		c = &course{history: &history{}}
		a.of[nominator] = c
	}
	return c
}

// decide hears that the organizer decided about a document, also about one that has not
// come yet.
func (a *Arrivals) decide(about string) {
	a.decided[about] = true
	if c := a.sender[about]; c != nil {
		c.mixed = true
	}
}

// join hears in whose names an answer is made, too.
func (a *Arrivals) join(names []string) {
	if len(names) == 0 {
		return
	}
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
