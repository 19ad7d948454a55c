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
// later ones are late until the organizer accepts them. A withdrawal or a
// refusal is heard whenever it comes. Two different documents at one instant
// are a conflict, which is shown and never guessed.
//
// Nominations should be valid ones; those by organizations that the call does
// not ask are kept apart, and documents of an unknown kind, or of the kind
// nomination without one, are passed over. The roster has its instants in
// Europe/Helsinki and its nominations as [Nomination.Normalize] makes them. It
// shares nothing with the received documents.
func (c *ResolvedCall) Roster(received []Received, at time.Time) *Roster {
	end, _ := c.Call.Deadline.End() // a resolved call has a valid deadline
	r := &Roster{
		Call: c.Call.ID, At: at.In(Helsinki()), Deadline: end, Nominators: make([]Entry, 0, len(c.Nominators)),
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

// event is a received document on its way into the roster, in a form that
// depends on what it says and not on how it was written.
type event struct {
	id         string
	at         time.Time
	kind       ReceivedKind
	nominator  string
	nomination *Nomination // of the kind nomination
	content    string      // what it says, for telling answers apart
	late       bool
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
	for i := range received {
		r := &received[i]
		if r.ReceivedAt.After(at) {
			continue
		}
		switch kind := r.kind(); {
		case kind == KindAcceptance:
			accepted[r.Accepts] = true
		case kind == KindWithdrawal, kind == KindRefusal, kind == KindNomination && r.Nomination != nil:
			events = append(events, r.event())
		}
	}
	slices.SortFunc(events, func(a, b event) int {
		return cmp.Or(a.at.Compare(b.at), strings.Compare(a.id, b.id), strings.Compare(a.content, b.content))
	})
	events = slices.CompactFunc(events, func(a, b event) bool {
		return a.id == b.id && a.content == b.content && a.at.Equal(b.at)
	})
	s := sheaf{of: map[string][]event{}}
	for _, e := range events {
		e.late = e.kind == KindNomination && !e.at.Before(end) && !accepted[e.id]
		if _, asked := c.Nominator(e.nominator); asked {
			s.of[e.nominator] = append(s.of[e.nominator], e)
		} else if e.nomination != nil {
			s.unlisted = append(s.unlisted, e.answer(StateUnlisted))
		}
	}
	return s
}

func (r *Received) event() event {
	e := event{id: r.ID, kind: r.kind(), nominator: r.nominator(), content: string(r.Kind)}
	if !r.ReceivedAt.IsZero() {
		e.at = r.ReceivedAt.In(Helsinki())
	}
	if e.kind == KindNomination {
		e.nomination = r.Nomination.clone()
		e.nomination.Schema = ""
		e.nomination.Normalize()
		text, err := json.Marshal(e.nomination)
		if err != nil {
			panic("hyte: " + err.Error()) // nothing in the type can fail to be written
		}
		e.content = string(text)
	}
	return e
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
	return Answer{ID: e.id, ReceivedAt: e.at, State: state, Nomination: e.nomination}
}

// settle decides what an organization's documents, oldest first, mean together.
func (e *Entry) settle(events []event) {
	var inTime, late []event
	for _, ev := range events {
		if ev.late {
			late = append(late, ev)
		} else {
			inTime = append(inTime, ev)
		}
	}
	e.addOthers(late, StateLate)
	if len(inTime) == 0 {
		e.Status = Missing
		if len(late) > 0 {
			e.Status = LateOnly
		}
		return
	}
	last := inTime[len(inTime)-1]
	first := slices.IndexFunc(inTime, func(ev event) bool { return ev.at.Equal(last.at) })
	earlier, latest := inTime[:first], inTime[first:]
	switch {
	case slices.ContainsFunc(latest, func(ev event) bool { return ev.content != last.content }):
		e.Status = Conflict
		e.addOthers(earlier, StateReplaced)
		e.addOthers(latest, StateConflicting)
	case last.kind == KindWithdrawal:
		e.Status = Withdrawn
		e.addOthers(earlier, StateWithdrawn)
	case last.kind == KindRefusal:
		e.Status = Declined
		e.addOthers(earlier, StateWithdrawn)
	default:
		e.count(earlier, latest)
	}
}

// count takes the first of the equal latest answers; earlier ones are replaced
// unless they say the same.
func (e *Entry) count(earlier, latest []event) {
	counted := latest[0]
	e.Status = Answered
	for _, ev := range earlier {
		if ev.kind == KindNomination && ev.content != counted.content {
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
		if ev.kind == KindNomination {
			e.Others = append(e.Others, ev.answer(state))
		}
	}
	slices.SortStableFunc(e.Others, func(a, b Answer) int {
		return cmp.Or(a.ReceivedAt.Compare(b.ReceivedAt), strings.Compare(a.ID, b.ID))
	})
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
	r.Violations = slices.Compact(r.Violations)
}

func (r *Roster) inspectSamePerson() {
	byName := map[string][]named{}
	for _, p := range r.persons() {
		key := foldName(p.FamilyName) + "\x00" + foldName(p.GivenName)
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
