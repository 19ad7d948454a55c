package hyte

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Roster makes the roster of the call at the instant. Of each organization the
// latest answer before the deadline counts, earlier ones are replaced, and
// later ones are late until the organizer accepts them. Two different answers
// at one instant are a conflict, which is shown and never guessed.
//
// Nominations should be valid ones; those by organizations that the call does
// not ask are kept apart, and those without a nomination are passed over.
func (c *ResolvedCall) Roster(received []Received, at time.Time) *Roster {
	end, _ := c.Call.Deadline.End() // a resolved call has a valid deadline
	r := &Roster{
		Call: c.Call.ID, At: at, Deadline: end, Nominators: make([]Entry, 0, len(c.Nominators)),
		Summary: &Summary{}, Sectors: map[Sector]int{},
	}
	sheaf := c.sort(received, at, end)
	for i := range c.Nominators {
		n := &c.Nominators[i]
		e := Entry{Nominator: n.ID, Seat: n.Seat, Name: n.Name}
		e.settle(sheaf.of[n.ID])
		r.Summary.count(&e)
		r.Nominators = append(r.Nominators, e)
	}
	r.Unlisted = sheaf.unlisted
	r.countSectors()
	r.Gender = c.balance(r)
	r.inspect(c)
	return r
}

// event is a received document on its way into the roster.
type event struct {
	Received
	late    bool
	content string // what it says, for telling answers apart
}

type sheaf struct {
	of       map[string][]event // by nominator, oldest first
	unlisted []Answer
}

// sort puts the documents received by the instant in an order that depends on
// nothing but themselves, each once.
func (c *ResolvedCall) sort(received []Received, at, end time.Time) sheaf {
	accepted := map[string]bool{}
	var events []event
	for _, r := range received {
		switch {
		case r.ReceivedAt.After(at):
		case r.kind() == KindAcceptance:
			accepted[r.Accepts] = true
		case r.kind() != KindNomination || r.Nomination != nil:
			events = append(events, event{Received: r, content: r.content()})
		}
	}
	slices.SortFunc(events, func(a, b event) int {
		return cmp.Or(a.ReceivedAt.Compare(b.ReceivedAt), strings.Compare(a.ID, b.ID), strings.Compare(a.content, b.content))
	})
	events = slices.CompactFunc(events, func(a, b event) bool {
		return a.ID == b.ID && a.content == b.content && a.ReceivedAt.Equal(b.ReceivedAt)
	})
	s := sheaf{of: map[string][]event{}}
	for _, e := range events {
		e.late = e.kind() == KindNomination && !e.ReceivedAt.Before(end) && !accepted[e.ID]
		id := e.nominator()
		if _, asked := c.Nominator(id); asked {
			s.of[id] = append(s.of[id], e)
		} else if e.Nomination != nil {
			s.unlisted = append(s.unlisted, e.answer(StateUnlisted))
		}
	}
	return s
}

// content is what a document says, however it was written.
func (r *Received) content() string {
	said := *r
	said.ID, said.ReceivedAt = "", time.Time{}
	if r.Nomination != nil {
		n := r.Nomination.clone()
		n.Schema = ""
		n.Normalize()
		said.Nomination = n
	}
	text, err := json.Marshal(said)
	if err != nil {
		panic("hyte: " + err.Error()) // nothing in the type can fail to be written
	}
	return string(text)
}

func (n *Nomination) clone() *Nomination {
	copied := *n
	copied.Representatives = slices.Clone(n.Representatives)
	for i := range copied.Representatives {
		r := &copied.Representatives[i]
		r.Person, r.Deputy = copyOf(r.Person), copyOf(r.Deputy)
	}
	copied.Decision, copied.Submitter = copyOf(n.Decision), copyOf(n.Submitter)
	return &copied
}

func copyOf[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func (e *event) answer(state AnswerState) Answer {
	n := e.Nomination.clone()
	n.Normalize()
	return Answer{ID: e.ID, ReceivedAt: e.ReceivedAt, State: state, Nomination: n}
}

// settle decides what an organization's documents mean together.
func (e *Entry) settle(events []event) {
	var inTime, late []event
	for _, ev := range events {
		if ev.late {
			late = append(late, ev)
		} else {
			inTime = append(inTime, ev)
		}
	}
	if len(inTime) == 0 {
		e.Status = Missing
		if len(late) > 0 {
			e.Status = LateOnly
		}
		e.addOthers(late, StateLate)
		return
	}
	last := inTime[len(inTime)-1]
	first := slices.IndexFunc(inTime, func(ev event) bool { return ev.ReceivedAt.Equal(last.ReceivedAt) })
	earlier, latest := inTime[:first], inTime[first:]
	state := StateReplaced
	switch {
	case slices.ContainsFunc(latest, func(ev event) bool { return ev.content != last.content }):
		e.Status = Conflict
		e.addOthers(earlier, state)
		e.addOthers(latest, StateConflicting)
	case last.kind() == KindWithdrawal:
		e.Status, state = Withdrawn, StateWithdrawn
		e.addOthers(earlier, state)
	case last.kind() == KindRefusal:
		e.Status, state = Declined, StateWithdrawn
		e.addOthers(earlier, state)
	default:
		e.count(earlier, latest)
	}
	e.addOthers(late, StateLate)
}

// count takes the first of the equal latest answers; earlier ones are replaced
// unless they say the same.
func (e *Entry) count(earlier, latest []event) {
	counted := latest[0]
	e.Status = Answered
	for _, ev := range earlier {
		if ev.kind() == KindNomination && ev.content != counted.content {
			e.Status = Replaced
		}
	}
	answer := counted.answer(StateCounted)
	e.Counted = &answer
	e.addOthers(earlier, StateReplaced)
	e.addOthers(latest[1:], StateReplaced)
}

func (e *Entry) addOthers(events []event, state AnswerState) {
	for _, ev := range events {
		if ev.kind() == KindNomination {
			e.Others = append(e.Others, ev.answer(state))
		}
	}
}

func (r *Roster) countSectors() {
	for _, p := range r.persons() {
		if !p.deputy && p.Sector != "" {
			r.Sectors[p.Sector]++
		}
	}
}

// named is a person of an answer that counts.
type named struct {
	*Person
	entry  int
	deputy bool
}

func (r *Roster) persons() []named {
	var all []named
	for i := range r.Nominators {
		counted := r.Nominators[i].Counted
		if counted == nil {
			continue
		}
		for _, rep := range counted.Nomination.Representatives {
			if rep.Person != nil {
				all = append(all, named{rep.Person, i, false})
			}
			if rep.Deputy != nil {
				all = append(all, named{rep.Deputy, i, true})
			}
		}
	}
	return all
}

func (r *Roster) inspect(c *ResolvedCall) {
	for i := range r.Nominators {
		if r.Nominators[i].Status == Conflict {
			r.report(RuleRosterSecondAnswer, entryAt(i), "", Error)
		}
	}
	r.inspectSamePerson()
	r.inspectBalance(c)
	slices.SortStableFunc(r.Violations, func(a, b RosterViolation) int {
		return rosterType.Compare(a.Location, b.Location)
	})
}

func (r *Roster) inspectSamePerson() {
	byName := map[string][]named{}
	for _, p := range r.persons() {
		key := strings.ToLower(normalName(p.FamilyName) + "\x00" + normalName(p.GivenName))
		for _, other := range byName[key] {
			if other.entry != p.entry && p.same(other.Person) {
				r.report(RuleRosterSamePerson, entryAt(p.entry), entryAt(other.entry), Warning)
				break
			}
		}
		byName[key] = append(byName[key], p)
	}
}

func (r *Roster) report(rule Rule, location, other string, severity constraint.Severity) {
	r.Violations = append(r.Violations, RosterViolation{Rule: string(rule), Location: location, Other: other, Severity: string(severity)})
}

func entryAt(i int) string { return "/nominators/" + strconv.Itoa(i) }
