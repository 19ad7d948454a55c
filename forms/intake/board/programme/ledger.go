package programme

import (
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

// The kinds of records besides documents.
const (
	publicationKind  = "publication"  // the organizer settles a question
	cancellationKind = "cancellation" // whoever has registered does not come
)

// ledger is what an event has received.
type ledger struct {
	registered []registered
	register   *event.Register // the same, and which of them count
	cancelled  map[string]bool // ids of those that were cancelled
	asked      []asked
	at         map[string]int // of a question's id, its place
	strange    []string       // ids of records that this version of the service cannot read
}

// registered is a registration as it came.
type registered struct {
	id string
	at time.Time
	*event.Registration
}

// asked is a question as it came, with what was last decided about it; nil if nothing was.
type asked struct {
	id string
	at time.Time
	*event.Question
	decided *event.Publication
	settled int // how often it was decided about
}

// IDs implements [intake.Remembering].
func (l *ledger) IDs() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range l.registered {
			if !yield(l.registered[i].id) {
				return
			}
		}
		for i := range l.asked {
			if !yield(l.asked[i].id) {
				return
			}
		}
		slices.Values(l.strange)(yield)
	}
}

// Ledger implements [intake.Board].
func (b *programme) Ledger() intake.Ledger {
	return &ledger{register: event.NewRegister(b.event), cancelled: map[string]bool{}, at: map[string]int{}}
}

// Add implements [intake.Ledger].
func (l *ledger) Add(r intake.Record) {
	switch r.Kind {
	case event.RegistrationKind().Name():
		if d, _ := event.DecodeRegistration(r.Document); d != nil {
			l.register.Add(r.ID, d)
			l.registered = append(l.registered, registered{r.ID, r.ReceivedAt, d})
			return
		}
	case event.QuestionKind().Name():
		if d, _ := event.DecodeQuestion(r.Document); d != nil {
			l.at[r.ID] = len(l.asked)
			l.asked = append(l.asked, asked{id: r.ID, at: r.ReceivedAt, Question: d})
			return
		}
	case cancellationKind:
		if d, _ := event.DecodeCancellation(r.Document); d != nil {
			l.cancelled[d.Registration] = l.register.Cancel(d.Registration) || l.cancelled[d.Registration]
			return
		}
	case publicationKind:
		if d, _ := event.DecodePublication(r.Document); d != nil {
			if i, ok := l.at[d.Question]; ok {
				l.asked[i].decided = d
				l.asked[i].settled++
				return
			}
		}
	}
	l.strange = append(l.strange, r.ID)
}

// Close implements [intake.Ledger].
func (l *ledger) Close() {}

// Next implements [intake.Ledger].
func (l *ledger) Next() intake.Ledger {
	next := *l
	next.register, next.at = l.register.Clone(), maps.Clone(l.at)
	next.asked = slices.Clone(l.asked) // a publication changes what was asked before
	return &next
}

// Registered are how many come, and how.
func (l *ledger) Registered() event.Numbers { return l.register.Numbers() }

// Counts implements [intake.Counter]. A question cannot be taken back.
func (l *ledger) Counts(id string) bool { return l.register.Counts(id) }

// waiting is how many questions nobody has decided about.
func (l *ledger) waiting() (n int) {
	for i := range l.asked {
		if l.asked[i].decided == nil {
			n++
		}
	}
	return n
}

// published are the questions that anyone may read, in the order in which they came.
func (l *ledger) published() (all []*asked) {
	for i := range l.asked {
		if q := &l.asked[i]; q.decided != nil && q.decided.Shown {
			all = append(all, q)
		}
	}
	return all
}

// shownText is the question as it is published.
func (q *asked) shownText() string {
	if q.decided != nil && q.decided.Text != "" {
		return q.decided.Text
	}
	return q.Text
}

// authorText is who asked, as far as that was said.
func authorText(a *event.Author) string {
	switch {
	case a == nil:
		return ""
	case a.Name != "" && a.Organization != "":
		return a.Name + ", " + a.Organization
	default:
		return a.Name + a.Organization
	}
}

func themesOf(e *event.Event) []event.Theme {
	if e.Questions == nil {
		return nil
	}
	return e.Questions.Themes
}

// themeName is that of the theme with the id; nothing if the event has none.
func themeName(e *event.Event, id string) hyte.Text {
	for _, t := range themesOf(e) {
		if t.ID == id {
			return t.Name
		}
	}
	return nil
}
