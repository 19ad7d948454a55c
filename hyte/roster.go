package hyte

import (
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Roster shows who has answered a call, as it stands at an instant. It is a
// pure function of the call and of the set of received documents with their
// times: neither their order nor how often each is given changes anything. It
// is also a JSON document.
type Roster struct {
	// Call is the id of the call.
	Call string `json:"call" validate:"required,max=100,slug"`
	// At is the instant that the roster shows. Documents received later are not
	// in it.
	At time.Time `json:"at" validate:"required"`
	// Deadline is the instant at which answers cease to be in time (exclusive).
	Deadline time.Time `json:"deadline" validate:"required"`
	// Nominators are all organizations that the call asks, in its order.
	Nominators []Entry `json:"nominators" validate:"required,dive"`
	// Unlisted are nominations by organizations that the call does not ask.
	Unlisted []Answer `json:"unlisted,omitempty" validate:"omitempty,dive"`
	Summary  *Summary `json:"summary" validate:"required"`
	Gender   *Balance `json:"gender" validate:"required"`
	// Sectors are how many representatives come from each sector.
	Sectors map[Sector]int `json:"sectors" validate:"required,dive,keys,max=100,line,endkeys,min=0,max=1000000"`
	// Violations are what the organizer should look at: two answers at one
	// instant, a contested answer, one person named twice, the balance of women and
	// men.
	Violations []RosterViolation `json:"violations,omitempty" validate:"omitempty,dive"`
}

// Entry is one organization's line on the roster.
type Entry struct {
	Nominator string      `json:"nominator" validate:"required,max=100,orgid"`
	Seat      string      `json:"seat" validate:"required,max=100,slug"`
	Name      Text        `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	Status    EntryStatus `json:"status" validate:"required,oneof=missing received late replaced withdrawn declined conflict rejected joint unconfirmed"`
	// Jointly is the organization through whose joint answer this one has answered,
	// where the status is joint.
	Jointly string `json:"jointly,omitempty" validate:"omitempty,max=100,orgid"`
	// Counted is the answer that counts. There is none unless the status is
	// received or replaced.
	Counted *Answer `json:"counted,omitempty" validate:"omitempty"`
	// Open is how many of its places are open: it named fewer than are expected, or
	// fewer candidates were selected than there are places.
	Open int `json:"open,omitempty" validate:"omitempty,min=0,max=100"`
	// Places is how many of those named get a seat, where they are candidates.
	Places int `json:"places,omitempty" validate:"omitempty,min=0,max=100"`
	// Selected are the places, from 0, of the selected among the representatives of
	// the answer that counts. Absent, none has been selected.
	Selected []int `json:"selected,omitempty" validate:"omitempty,max=100,dive,min=0,max=99"`
	// Others are its answers that do not count, oldest first.
	Others []Answer `json:"others,omitempty" validate:"omitempty,dive"`
	// Contested says that an answer, a withdrawal or a refusal, or another organization's
	// answer in its name, too, came from somebody else than the answer that counts. It changes nothing until the organizer
	// accepts one of the answers or rejects it, or the answer is taken back.
	Contested bool `json:"contested,omitempty" validate:"omitempty"`
	// Standing are all who sit or sat for it, where representatives changed in
	// mid-term, in the order in which they came.
	Standing []Standing `json:"standing,omitempty" validate:"omitempty,dive"`
	// Trail are the decisions about its answers, withdrawals and refusals, and the
	// joint answers of others in its name, oldest first. Its own answers are in Counted
	// and Others.
	Trail []Step `json:"trail,omitempty" validate:"omitempty,dive"`
}

// EntryStatus is whether and how an organization has answered.
type EntryStatus string

// The statuses of an entry.
const (
	EntryMissing   EntryStatus = "missing"   // no answer
	EntryAnswered  EntryStatus = "received"  // one answer, and it counts
	EntryLate      EntryStatus = "late"      // what it sent came after the deadline
	EntryReplaced  EntryStatus = "replaced"  // the answer that counts replaced an earlier one
	EntryWithdrawn EntryStatus = "withdrawn" // took its answer back
	EntryDeclined  EntryStatus = "declined"  // names no one
	EntryConflict  EntryStatus = "conflict"  // two answers at one instant; none counts until the organizer has asked
	EntryRejected  EntryStatus = "rejected"  // no answer but such as the organizer did not accept
	EntryJoint     EntryStatus = "joint"     // another organization's answer is made in its name, too

	EntryUnconfirmed EntryStatus = "unconfirmed" // what it sent waits for its submitter to confirm it
)

// Answer is a nomination or a reply as the roster shows it.
type Answer struct {
	ID string `json:"id" validate:"required,max=100,line"`
	// ReceivedAt is the time of arrival, as corrected.
	ReceivedAt time.Time `json:"receivedAt,omitzero" validate:"omitempty"`
	// EnteredAt, EnteredBy and Via are as in [Received]. Confirmed is, too, or a
	// confirmation of its own says it.
	EnteredAt time.Time   `json:"enteredAt,omitzero" validate:"omitempty"`
	EnteredBy string      `json:"enteredBy,omitempty" validate:"omitempty,max=200,line"`
	Via       Via         `json:"via,omitempty" validate:"omitempty,oneof=form api mail paper cli"`
	Confirmed bool        `json:"confirmed,omitempty" validate:"omitempty"`
	State     AnswerState `json:"state" validate:"required,oneof=counted replaced late conflicting withdrawn unlisted contested rejected unconfirmed"`
	// Nomination is the answer to a call for persons, Reply that to a call for replies.
	// [Answer.Said] is either.
	Nomination *Nomination `json:"nomination,omitempty" validate:"omitempty"`
	Reply      *Reply      `json:"reply,omitempty" validate:"omitempty"`
}

// AnswerState is what became of an answer.
type AnswerState string

// The states of an answer.
const (
	StateCounted     AnswerState = "counted"
	StateReplaced    AnswerState = "replaced"
	StateLate        AnswerState = "late"
	StateConflicting AnswerState = "conflicting"
	StateWithdrawn   AnswerState = "withdrawn"
	StateUnlisted    AnswerState = "unlisted"
	StateContested   AnswerState = "contested" // from somebody else than the answer that counts; to be settled
	StateRejected    AnswerState = "rejected"  // the organizer did not accept it, or accepted another one

	StateUnconfirmed AnswerState = "unconfirmed" // its submitter has not confirmed it
)

// Summary counts the entries by status, and the representatives that count.
type Summary struct {
	Asked     int `json:"asked" validate:"omitempty,min=0,max=1000000"`
	Received  int `json:"received" validate:"omitempty,min=0,max=1000000"` // status received
	Replaced  int `json:"replaced" validate:"omitempty,min=0,max=1000000"`
	Late      int `json:"late" validate:"omitempty,min=0,max=1000000"`
	Missing   int `json:"missing" validate:"omitempty,min=0,max=1000000"`
	Withdrawn int `json:"withdrawn" validate:"omitempty,min=0,max=1000000"`
	Declined  int `json:"declined" validate:"omitempty,min=0,max=1000000"`
	Conflict  int `json:"conflict" validate:"omitempty,min=0,max=1000000"`
	Rejected  int `json:"rejected,omitempty" validate:"omitempty,min=0,max=1000000"`
	Joint     int `json:"joint,omitempty" validate:"omitempty,min=0,max=1000000"`
	// Unconfirmed are the entries whose only answers wait to be confirmed.
	Unconfirmed int `json:"unconfirmed,omitempty" validate:"omitempty,min=0,max=1000000"`
	// Contested are the entries of any status about which another answer waits to
	// be settled.
	Contested int `json:"contested,omitempty" validate:"omitempty,min=0,max=1000000"`
	// Incomplete are the entries with open places, and OpenPlaces is how many those
	// are.
	Incomplete int `json:"incomplete,omitempty" validate:"omitempty,min=0,max=1000000"`
	OpenPlaces int `json:"openPlaces,omitempty" validate:"omitempty,min=0,max=1000000"`
	// Candidates are those named of whom it has not been decided who gets a seat.
	Candidates int `json:"candidates,omitempty" validate:"omitempty,min=0,max=1000000"`
	// Representatives are those named in the answers that count; of candidates the
	// selected.
	Representatives int `json:"representatives" validate:"omitempty,min=0,max=1000000"`
}

// RosterViolation is a [Violation] as a member of a roster: the location is in
// the roster.
type RosterViolation struct {
	Rule     string `json:"rule" validate:"required,max=100,line"`
	Location string `json:"location" validate:"omitempty,max=500"`
	Other    string `json:"other,omitempty" validate:"omitempty,max=500"`
	Severity string `json:"severity" validate:"required,oneof=error warning"`
}

var rosterType lazyType

// RosterType is the roster as a document type.
func RosterType() *constraint.Type { return rosterType.get(constraint.MustCompile[Roster]) }

// Missing are the organizations without an answer that counts or waits for the
// organizer, in the roster's order: those to remind. What waits to be confirmed is no
// answer yet.
func (r *Roster) Missing() []Entry {
	var missing []Entry
	for _, e := range r.Nominators {
		if e.Status == EntryMissing || e.Status == EntryUnconfirmed {
			missing = append(missing, e)
		}
	}
	return missing
}

// NameOf is the name of an organization of the roster.
func (r *Roster) NameOf(id string) (Text, bool) {
	for i := range r.Nominators {
		if r.Nominators[i].Nominator == id {
			return r.Nominators[i].Name, true
		}
	}
	return nil, false
}

// Seated are the representatives of the answer that counts; of candidates the
// selected, in the order in which they were named.
func (e *Entry) Seated() []Representative {
	switch {
	case e.Counted == nil:
		return nil
	case e.Places == 0:
		return e.Counted.Said().Representatives
	}
	seated := make([]Representative, 0, len(e.Selected))
	for _, i := range e.Selected {
		if i < len(e.Counted.Said().Representatives) {
			seated = append(seated, e.Counted.Said().Representatives[i])
		}
	}
	return seated
}

// Filled is how many of the answer that counts are named, or, of candidates, selected,
// and how many there would be if no place were open.
func (e *Entry) Filled() (filled, expected int) {
	switch {
	case e.Counted == nil:
		return 0, 0
	case len(e.Selected) > 0:
		filled = len(e.Selected)
	default:
		filled = len(e.Counted.Said().Representatives)
	}
	return filled, filled + e.Open
}

// candidates reports whether those named are candidates of whom none has been
// selected yet.
func (e *Entry) candidates() bool { return e.Places > 0 && len(e.Selected) == 0 }

func (s *Summary) count(e *Entry) {
	s.Asked++
	switch e.Status {
	case EntryAnswered:
		s.Received++
	case EntryReplaced:
		s.Replaced++
	case EntryLate:
		s.Late++
	case EntryWithdrawn:
		s.Withdrawn++
	case EntryDeclined:
		s.Declined++
	case EntryConflict:
		s.Conflict++
	case EntryRejected:
		s.Rejected++
	case EntryJoint:
		s.Joint++
	case EntryUnconfirmed:
		s.Unconfirmed++
	default:
		s.Missing++
	}
	if e.Contested {
		s.Contested++
	}
	if e.Open > 0 {
		s.Incomplete++
		s.OpenPlaces += e.Open
	}
	if e.Counted != nil && e.candidates() {
		s.Candidates += len(e.Counted.Said().Representatives)
	}
	s.Representatives += len(e.Seated())
}
