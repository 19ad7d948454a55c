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
	// instant, one person named twice, the balance of women and men.
	Violations []RosterViolation `json:"violations,omitempty" validate:"omitempty,dive"`
}

// Entry is one organization's line on the roster.
type Entry struct {
	Nominator string      `json:"nominator" validate:"required,max=100,orgid"`
	Seat      string      `json:"seat" validate:"required,max=100,slug"`
	Name      Text        `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	Status    EntryStatus `json:"status" validate:"required,oneof=missing received late replaced withdrawn declined conflict"`
	// Counted is the answer that counts. There is none unless the status is
	// received or replaced.
	Counted *Answer `json:"counted,omitempty" validate:"omitempty"`
	// Others are its answers that do not count, oldest first.
	Others []Answer `json:"others,omitempty" validate:"omitempty,dive"`
}

// EntryStatus is whether and how an organization has answered.
type EntryStatus string

// The statuses of an entry.
const (
	Missing   EntryStatus = "missing"   // no answer
	Answered  EntryStatus = "received"  // one answer, and it counts
	LateOnly  EntryStatus = "late"      // answers after the deadline only
	Replaced  EntryStatus = "replaced"  // the answer that counts replaced an earlier one
	Withdrawn EntryStatus = "withdrawn" // took its answer back
	Declined  EntryStatus = "declined"  // names no one
	Conflict  EntryStatus = "conflict"  // two answers at one instant; none counts until the organizer has asked
)

// Answer is a nomination as the roster shows it.
type Answer struct {
	ID         string      `json:"id" validate:"required,max=100,line"`
	ReceivedAt time.Time   `json:"receivedAt,omitzero" validate:"omitempty"`
	State      AnswerState `json:"state" validate:"required,oneof=counted replaced late conflicting withdrawn unlisted"`
	Nomination *Nomination `json:"nomination" validate:"required"`
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
	// Representatives are those named in the answers that count.
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

var rosterType = constraint.MustCompile[Roster]()

// RosterType is the roster as a document type.
func RosterType() *constraint.Type { return rosterType }

// Missing are the organizations without an answer that counts or waits for the
// organizer, in the roster's order: those to remind.
func (r *Roster) Missing() []Entry {
	var missing []Entry
	for _, e := range r.Nominators {
		if e.Status == Missing {
			missing = append(missing, e)
		}
	}
	return missing
}

func (s *Summary) count(e *Entry) {
	s.Asked++
	switch e.Status {
	case Answered:
		s.Received++
	case Replaced:
		s.Replaced++
	case LateOnly:
		s.Late++
	case Withdrawn:
		s.Withdrawn++
	case Declined:
		s.Declined++
	case Conflict:
		s.Conflict++
	default:
		s.Missing++
	}
	if e.Counted != nil {
		s.Representatives += len(e.Counted.Nomination.Representatives)
	}
}
