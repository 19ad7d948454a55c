package roster

import (
	"slices"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
)

// finder finds records in the store: a [intake.Room], a [intake.Showing].
type finder interface {
	Record(id string) (intake.Record, error)
}

// making is the page of a closed ledger, made when it is first asked for.
type making struct {
	mu   sync.Mutex
	page *page
}

// toSettle reports whether an answer waits for the organizer, or for its sender.
func toSettle(state hyte.AnswerState) bool {
	switch state {
	case hyte.StateLate, hyte.StateConflicting, hyte.StateContested, hyte.StateUnconfirmed:
		return true
	default:
		return false
	}
}

// page is a roster as its page shows it: without secrets, of the answers that do not count
// only those that are to be settled, the latest of them, and the latest steps. However much
// has come, it is about as long as the list of organizations.
type page struct {
	*hyte.Roster
	others, steps map[string]int // how many each organization has
	unlisted      int
}

// now is the roster at the instant of a request. Who has answered does not depend on it
// unless something was received later, as after a clock was set back.
func (l *ledger) now(in finder, at time.Time) (*page, error) {
	if at.Before(l.latest) {
		return l.at(in, at)
	}
	l.shown.mu.Lock()
	defer l.shown.mu.Unlock()
	if l.shown.page == nil {
		made, err := l.at(in, l.latest)
		if err != nil {
			return nil, err
		}
		l.shown.page = made
	}
	shown, roster := *l.shown.page, *l.shown.page.Roster
	roster.At = at.In(hyte.Helsinki())
	shown.Roster = &roster
	return &shown, nil
}

// at makes the page at an instant.
func (l *ledger) at(in finder, at time.Time) (*page, error) {
	documents := &documents{in: in, known: l.index.known()}
	roster, err := l.call.Outline(l.briefs, at, documents.load)
	if err != nil {
		return nil, err
	}
	l.index.keep(documents.loaded)
	p := &page{Roster: roster, others: map[string]int{}, steps: map[string]int{}, unlisted: len(roster.Unlisted)}
	for i := range roster.Nominators {
		e := &roster.Nominators[i]
		p.others[e.Nominator], p.steps[e.Nominator] = len(e.Others), len(e.Trail)
		e.Others = slices.DeleteFunc(slices.Clone(latest(e.Others, mostAnswers)), func(a hyte.Answer) bool { return !toSettle(a.State) })
		e.Trail = slices.Clone(e.Trail[max(0, len(e.Trail)-mostAnswers):])
		if err := documents.read(e.Others, e.Trail); err != nil {
			return nil, err
		}
	}
	roster.Unlisted = slices.Clone(latest(roster.Unlisted, mostNotices))
	if err := documents.read(roster.Unlisted, nil); err != nil {
		return nil, err
	}
	p.Roster = roster.WithoutSecrets()
	return p, nil
}

// about is the roster of what concerns one organization: its line is whole, but for what
// the answers say that do not count, which the documents read.
func (l *ledger) about(in finder, nominator string, at time.Time) (*hyte.Roster, *documents, error) {
	documents := &documents{in: in, known: l.index.known()}
	roster, err := l.call.Outline(l.concerning(nominator, len(l.briefs)), at, documents.load)
	if err != nil {
		return nil, nil, err
	}
	return roster.WithoutSecrets(), documents, nil
}

// known are the answers that may count now, as far as they are at hand.
func (x *index) known() func(id string) *hyte.Received {
	return func(id string) *hyte.Received {
		x.mu.Lock()
		defer x.mu.Unlock()
		return x.counted[id]
	}
}

// keep keeps at hand what counts, so that it is not read again for the next page.
func (x *index) keep(counted map[string]*hyte.Received) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.counted = counted; counted == nil { // nobody has answered yet
		x.counted = map[string]*hyte.Received{}
	}
}

// documents reads what answers say.
type documents struct {
	in     finder
	known  func(id string) *hyte.Received
	loaded map[string]*hyte.Received
}

// load is for an outline.
func (d *documents) load(ids []string) (map[string]*hyte.Received, error) {
	d.loaded = make(map[string]*hyte.Received, len(ids))
	for _, id := range ids {
		found, err := d.find(id)
		if err != nil {
			return nil, err
		}
		d.loaded[id] = found
	}
	return d.loaded, nil
}

func (d *documents) find(id string) (*hyte.Received, error) {
	if known := d.known(id); known != nil {
		return known, nil
	}
	r, err := d.in.Record(id)
	if err != nil {
		return nil, err
	}
	received, _ := Read(r) // it could be read when it came
	return &received, nil
}

// read adds what the documents say to answers and steps.
func (d *documents) read(answers []hyte.Answer, steps []hyte.Step) error {
	for i := range answers {
		if err := d.readAnswer(&answers[i]); err != nil {
			return err
		}
	}
	for i := range steps {
		if err := d.readStep(&steps[i]); err != nil {
			return err
		}
	}
	return nil
}

// readAnswer adds to an answer what its document says, but for secrets.
func (d *documents) readAnswer(a *hyte.Answer) error {
	if a.State == hyte.StateCounted {
		return nil // it is there already
	}
	found, err := d.find(a.ID)
	if err != nil {
		return err
	}
	a.Read(found)
	if a.Nomination != nil {
		a.Nomination = a.Nomination.WithoutSecrets()
	}
	return nil
}

// readStep adds to a withdrawal or refusal what its document says; all else is there.
func (d *documents) readStep(s *hyte.Step) error {
	if s.Kind != hyte.ReceivedWithdrawal && s.Kind != hyte.ReceivedRefusal {
		return nil
	}
	found, err := d.find(s.ID)
	if err == nil {
		s.Read(found)
	}
	return err
}
