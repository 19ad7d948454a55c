package hyte

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Roster makes the roster of the call at the instant. Of each organization the
// latest answer before the deadline counts, if it comes from the sender of the one
// before it, is confirmed, or the organizer accepted or entered it; any other is
// contested and changes nothing until the organizer has settled it. What is sent after
// the deadline, a withdrawal or a refusal like an answer, is late until the organizer
// accepts it, unless it changes an answer in mid-term or the call always takes answers.
// Where the call says so, what was sent waits for its submitter to confirm it and counts
// from its arrival once that is done; if that is done after the deadline, it is late.
// What the organizer noted down is heard whenever it was. An organization in whose name
// another one answers, too, has answered jointly. Two different documents at one instant
// are a conflict, which is shown and never guessed. The organizer's last decision about
// a document holds; each can be undone by a later one.
//
// Nominations should be valid ones; those by organizations that the call does
// not ask are kept apart, and documents of an unknown kind, or of the kind
// nomination without one, are passed over. The roster has its instants in
// Europe/Helsinki and its nominations as [Nomination.Normalize] makes them. It
// shares nothing with the received documents.
func (c *ResolvedCall) Roster(received []Received, at time.Time) *Roster {
	var documents, decisions []*event
	for i := range received {
		if r := &received[i]; !r.ReceivedAt.After(at) && !r.EnteredAt.After(at) {
			documents, decisions = sortOut(r.event(), documents, decisions)
		}
	}
	end, _ := c.Call.Deadline.End() // a resolved call has a valid deadline
	return c.roster(c.ledger(documents, decisions, end), at, end)
}

// roster is what a ledger shows.
func (c *ResolvedCall) roster(l *ledger, at, end time.Time) *Roster {
	r := &Roster{
		Call: c.Call.ID, At: at.In(Helsinki()), Deadline: end, Nominators: make([]Entry, 0, len(c.Nominators)),
		Summary: &Summary{}, Sectors: map[Sector]int{},
	}
	for i := range c.Nominators {
		n := &c.Nominators[i]
		e := Entry{Nominator: n.ID, Seat: n.Seat, Name: n.Name}
		if f := l.of[n.ID]; f != nil {
			e.fill(f, n.Quota)
		} else {
			e.Status = EntryMissing
		}
		r.Nominators = append(r.Nominators, e)
	}
	for _, id := range l.guests {
		r.Nominators = append(r.Nominators, c.guest(id, l.of[id]))
	}
	r.Unlisted = l.unlisted
	c.joinEntries(r, l)
	for i := range r.Nominators {
		r.Summary.count(&r.Nominators[i])
	}
	r.countSectors()
	r.Gender = c.balance(r)
	r.inspect(c)
	return r
}

// guest is the entry of an organization that answers an open call without being
// named there. It is called as in its answers, or else by its id.
func (c *ResolvedCall) guest(id string, f *file) Entry {
	seat, name := c.OpenSeat(), id
	for _, d := range f.documents {
		switch {
		case d.nomination != nil && d.nomination.NominatorName != "":
			name = d.nomination.NominatorName
		case d.nomination == nil && d.NominatorName != "" && name == id:
			name = d.NominatorName
		}
	}
	e := Entry{Nominator: id, Seat: seat.ID, Name: Text{c.Call.Languages[0]: name}}
	e.fill(f, seat.Quota())
	return e
}

// quotaOfEntry is the quota of an entry's organization.
func (c *ResolvedCall) quotaOfEntry(e *Entry) *Quota {
	if n, asked := c.Nominator(e.Nominator); asked {
		return n.Quota
	}
	return c.OpenSeat().Quota()
}

// fill says what an organization's documents mean together.
func (e *Entry) fill(f *file, q *Quota) {
	h := f.history
	e.Status, e.Contested = h.status(f.documents), len(h.contested) > 0
	for _, d := range f.documents {
		switch {
		case d.nomination == nil:
		case d.state == StateCounted:
			answer := d.answer()
			e.Counted = &answer
		default:
			e.Others = append(e.Others, d.answer())
		}
	}
	if e.Counted != nil {
		e.Standing = standing(h.line)
		e.Open = max(0, q.Expected-len(e.Counted.Said().Representatives))
		if e.Places = q.Places; e.Places > 0 {
			e.Selected = selected(f.decisions, e.Counted)
		}
		if len(e.Selected) > 0 {
			e.Open = max(0, e.Places-len(e.Selected))
		}
	}
	e.Trail = trail(f)
}

// selected is what the organizer's last selection among the representatives of the
// answer says. A selection of another answer, or of who is not there, is passed over.
func selected(decisions []*event, a *Answer) []int {
	for _, d := range slices.Backward(decisions) {
		if d.kind != ReceivedSelection || d.undone || d.Answer != a.ID || slices.Max(d.Selected) >= len(a.Said().Representatives) {
			continue
		}
		places := slices.Clone(d.Selected)
		slices.Sort(places)
		return slices.Compact(places)
	}
	return nil
}

func (e *event) answer() Answer {
	a := Answer{
		ID: e.ID, ReceivedAt: e.at, EnteredAt: inHelsinki(e.EnteredAt), EnteredBy: e.EnteredBy, Via: e.Via, Confirmed: e.confirmed,
		State: e.state,
	}
	if e.kind == ReceivedReply {
		a.Reply = e.nomination.reply()
	} else {
		a.Nomination = e.nomination
	}
	return a
}

func (n *Nomination) clone() *Nomination {
	copied := *n
	copied.Representatives = slices.Clone(n.Representatives)
	for i := range copied.Representatives {
		r := &copied.Representatives[i]
		r.Person, r.Deputy = copyOf(r.Person), copyOf(r.Deputy)
	}
	copied.Deputies, copied.JointlyWith = slices.Clone(n.Deputies), slices.Clone(n.JointlyWith)
	copied.Answers = maps.Clone(n.Answers)
	copied.Decision, copied.Change, copied.Submitter = copyOf(n.Decision), copyOf(n.Change), copyOf(n.Submitter)
	return &copied
}

func copyOf[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func (r *Roster) countSectors() {
	for _, p := range r.seated() {
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

// persons are all whom the nomination names, with deputies.
func (n *Nomination) persons() []named { return personsOf(nil, n.Representatives, n.Deputies, 0) }

// personsOf adds representatives and deputies to those named by an entry.
func personsOf(all []named, representatives []Representative, deputies []Person, entry int) []named {
	for i := range representatives {
		r := &representatives[i]
		if r.Person != nil {
			all = append(all, named{r.Person, entry, false})
		}
		if r.Deputy != nil {
			all = append(all, named{r.Deputy, entry, true})
		}
	}
	for i := range deputies {
		all = append(all, named{&deputies[i], entry, true})
	}
	return all
}

// persons are all whom the answers that count name, candidates among them.
func (r *Roster) persons() []named {
	var all []named
	for i := range r.Nominators {
		if counted := r.Nominators[i].Counted; counted != nil {
			all = personsOf(all, counted.Said().Representatives, counted.Said().Deputies, i)
		}
	}
	return all
}

// seated are those of them who get a seat, and their deputies.
func (r *Roster) seated() []named {
	var all []named
	for i := range r.Nominators {
		e := &r.Nominators[i]
		if seated := e.Seated(); len(seated) > 0 {
			all = personsOf(all, seated, e.Counted.Said().Deputies, i)
		}
	}
	return all
}

func (r *Roster) inspect(c *ResolvedCall) {
	for i := range r.Nominators {
		e := &r.Nominators[i]
		if e.Status == EntryConflict {
			r.report(RuleRosterSecondAnswer, entryAt(i), "", Error)
		}
		if e.Contested {
			r.report(RuleRosterContested, entryAt(i), "", Warning)
		}
	}
	r.inspectSamePerson()
	r.inspectBalance(c)
	slices.SortStableFunc(r.Violations, func(a, b RosterViolation) int {
		return RosterType().Compare(a.Location, b.Location)
	})
}

// inspectSamePerson reports each person whom an earlier organization has named
// too, with the first of those: one violation for two organizations, however
// many persons they have in common.
func (r *Roster) inspectSamePerson() {
	type pair struct{ later, first int }
	named, told := samePersons{}, map[pair]bool{}
	for _, p := range r.persons() { // in the order of the entries
		first, found := named.first(p.Person)
		if found && first != p.entry && !told[pair{p.entry, first}] {
			told[pair{p.entry, first}] = true
			r.report(RuleRosterSamePerson, entryAt(p.entry), entryAt(first), Warning)
		}
		named.add(p.Person, p.entry)
	}
}

func (r *Roster) report(rule Rule, location, other string, severity constraint.Severity) {
	r.Violations = append(r.Violations, RosterViolation{Rule: string(rule), Location: location, Other: other, Severity: string(severity)})
}

func entryAt(i int) string { return "/nominators/" + strconv.Itoa(i) }
