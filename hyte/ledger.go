package hyte

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// ledger is what has been received for a call by an instant.
type ledger struct {
	of       map[string]*file // by organization
	guests   []string         // ids of organizations that an open call does not name, in the order of their first answers
	unlisted []Answer
}

// file is what concerns one organization, each sort oldest first.
type file struct {
	documents []*event // its answers, withdrawals and refusals
	decisions []*event // the organizer's decisions about them
	history   *history // that it comes to
}

// event is a received document on its way into the roster, in a form that
// depends on what it says and not on how it was written.
type event struct {
	*Received  // as it came
	kind       ReceivedKind
	nominator  string
	nomination *Nomination // of an answer, whatever its kind
	email      string      // of its submitter
	content    string      // what it says, for telling answers apart
	key        string      // all of it, for an order that depends on nothing else
	at         time.Time   // of arrival, as corrected
	order      time.Time   // at, unless the sequence shows that the clock was behind
	sequence   int

	late     bool // sent or confirmed after the deadline, and not accepted
	waits    bool // for its submitter to confirm it
	accepted bool
	rejected bool
	undone   bool
	heard    bool // it counted, or replaced what did, if only for a while
	outlined bool // the nomination is only what a brief has of it
	// confirmed is as in [Received], or by the confirmation that came first.
	confirmed    bool
	confirmation *event
	state        AnswerState
	place        int // in the line of answers that change each other
}

// sortOut adds a document to those of its sort. One of no kind, or an answer that says
// nothing, is passed over.
func sortOut(e *event, documents, decisions []*event) (_, _ []*event) {
	switch e.kind {
	case ReceivedNomination, ReceivedReply:
		if e.nomination != nil {
			documents = append(documents, e)
		}
	case ReceivedWithdrawal, ReceivedRefusal:
		documents = append(documents, e)
	case ReceivedAcceptance, ReceivedRejection, ReceivedSelection, ReceivedCorrection, ReceivedUndo, ReceivedConfirmation:
		decisions = append(decisions, e)
	}
	return documents, decisions
}

// ledger sorts the documents, each once, in an order that depends on nothing but
// themselves, and follows them.
func (c *ResolvedCall) ledger(documents, decisions []*event, end time.Time) *ledger {
	documents, decisions = each(documents), each(decisions)
	undo(documents, decisions)
	correct(documents, decisions)
	setOrder(slices.Concat(documents, decisions))
	slices.SortFunc(documents, (*event).compare)
	slices.SortFunc(decisions, (*event).compare)
	decide(documents, decisions)
	confirm(documents, decisions)
	for _, e := range documents {
		e.waits, e.late = c.waits(e), c.late(e, end)
	}
	l := c.byOrganization(documents, decisions)
	for _, f := range l.of {
		f.history = follow(f)
		f.history.finish(f.documents)
	}
	return l
}

// late reports whether a document was sent after the deadline, which is end, or was
// confirmed after it where it counts only then, and the organizer has not accepted it
// until now.
func (c *ResolvedCall) late(e *event, end time.Time) bool {
	if e.accepted || e.isNote() || c.Call.LateNominations == LateAccept {
		return false
	}
	return !e.at.Before(end) || c.confirmable(e) && e.confirmation != nil && !e.confirmation.at.Before(end)
}

// confirmable reports whether a document counts when its submitter has confirmed it:
// anybody can have sent it.
func (c *ResolvedCall) confirmable(e *event) bool {
	return c.Confirmed() && !e.Confirmed && e.EnteredBy == "" && !e.isNote()
}

// NeedsConfirmation reports whether the document at a place counts only when its submitter
// has confirmed it, or the organizer accepts it.
func (c *ResolvedCall) NeedsConfirmation(all Briefs, place int) bool {
	switch all[place].kindOf() {
	case ReceivedNomination, ReceivedReply, ReceivedWithdrawal, ReceivedRefusal:
		return c.Confirmed() && c.confirmable(all.event(place))
	default:
		return false
	}
}

// waits reports whether nobody has confirmed a document that counts only then, nor
// accepted it.
func (c *ResolvedCall) waits(e *event) bool {
	return c.confirmable(e) && e.confirmation == nil && !e.accepted
}

// byOrganization gives each organization its documents and the decisions about
// them. A decision about nothing that was received is passed over.
func (c *ResolvedCall) byOrganization(documents, decisions []*event) *ledger {
	l := &ledger{of: map[string]*file{}}
	nominators := map[string]string{} // by the ids of documents
	l.invite(c, documents)
	for _, e := range documents {
		if _, seen := nominators[e.ID]; !seen {
			nominators[e.ID] = e.nominator
		}
		if _, asked := c.Nominator(e.nominator); asked || l.of[e.nominator] != nil {
			f := l.file(e.nominator)
			f.documents = append(f.documents, e)
		} else if e.nomination != nil {
			e.state = StateUnlisted
			l.unlisted = append(l.unlisted, e.answer())
		}
	}
	for _, d := range decisions {
		nominator, found := nominators[d.concerns()]
		if !found || d.kind == ReceivedSelection && d.Nominator != nominator {
			continue
		}
		if _, seen := nominators[d.ID]; !seen {
			nominators[d.ID] = nominator
		}
		f := l.file(nominator)
		f.decisions = append(f.decisions, d)
	}
	return l
}

// invite opens a file for each organization that answers an open call without being
// named there, or takes back what it may have answered. One that is now part of another,
// or of a group, is asked as that.
func (l *ledger) invite(c *ResolvedCall, documents []*event) {
	if c.OpenSeat() == nil {
		return
	}
	others := map[string]bool{}
	for _, id := range known(c) {
		others[id] = true
	}
	for _, e := range documents {
		if e.kind != ReceivedRefusal && !others[e.nominator] && l.of[e.nominator] == nil {
			l.guests = append(l.guests, e.nominator)
			l.file(e.nominator)
		}
	}
}

func (l *ledger) file(nominator string) *file {
	f := l.of[nominator]
	if f == nil {
		f = new(file)
		l.of[nominator] = f
	}
	return f
}

// event is a document with what tells it apart from others.
func (r *Received) event() *event {
	e := r.sent()
	e.content = e.contentOf()
	rest := *r
	rest.Nomination, rest.Reply, rest.Kind = nil, nil, e.kind
	rest.ReceivedAt, rest.EnteredAt, rest.ArrivedAt = time.Time{}, time.Time{}, time.Time{}
	e.key = strings.Join([]string{e.content, written(rest), instantKey(r.ReceivedAt), instantKey(r.EnteredAt), instantKey(r.ArrivedAt)}, "\n")
	return e
}

// contentOf is what a document says.
func (e *event) contentOf() string {
	if e.nomination != nil {
		return written(e.nomination)
	}
	return string(e.kind)
}

// sent is a document with who sent what.
func (r *Received) sent() *event {
	e := &event{Received: r, kind: r.kind(), nominator: r.nominator(), at: inHelsinki(r.ReceivedAt), confirmed: r.Confirmed}
	if r.EnteredAt.IsZero() || r.EnteredAt.Equal(r.ReceivedAt) {
		e.sequence = r.Sequence
	}
	if r.Submitter != nil {
		address, _ := constraint.NormalizeEmail(r.Submitter.Email)
		e.email = fold(address)
	}
	if said := r.answer(); said != nil {
		e.nomination = said
		e.nomination.Schema = ""
		e.nomination.Normalize()
		if e.email = ""; e.nomination.Submitter != nil {
			e.email = fold(e.nomination.Submitter.Email)
		}
	}
	return e
}

func written(document any) string {
	text, err := json.Marshal(document)
	if err != nil {
		panic("hyte: " + err.Error()) // nothing in the types can fail to be written
	}
	return string(text)
}

// instantKey is one text for one instant, also for years that JSON does not have.
func instantKey(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

// inHelsinki is the instant in Finland. Zero stays zero: nobody knows it.
func inHelsinki(at time.Time) time.Time {
	if at.IsZero() {
		return time.Time{}
	}
	return at.In(Helsinki())
}

// isNote reports whether it is a withdrawal or refusal that the organizer noted down,
// and nobody sent: it names no submitter and does not say on which way it came.
func (e *event) isNote() bool {
	return e.nomination == nil && e.Via == "" && e.EnteredBy == "" && e.email == ""
}

// compare is the order of arrival. Documents of one instant come by their
// sequence; where that does not tell, by what is in them.
func (e *event) compare(other *event) int {
	return cmp.Or(e.order.Compare(other.order), cmp.Compare(e.sequence, other.sequence),
		strings.Compare(e.ID, other.ID), strings.Compare(e.key, other.key))
}

// each is every document once, in order.
func each(events []*event) []*event {
	setOrder(events)
	slices.SortFunc(events, (*event).compare)
	return slices.CompactFunc(events, func(a, b *event) bool { return a.compare(b) == 0 })
}

// setOrder finds the instants by which documents are put in order. The sequence is
// followed first: what comes after a document is not before it, whatever the clock
// said. Documents without a sequence stand where their time is.
func setOrder(events []*event) {
	var counted []*event
	for _, e := range events {
		e.order = e.at
		if e.sequence > 0 {
			counted = append(counted, e)
		}
	}
	slices.SortFunc(counted, func(a, b *event) int {
		return cmp.Or(cmp.Compare(a.sequence, b.sequence), a.at.Compare(b.at))
	})
	var latest time.Time
	for _, e := range counted {
		if e.at.After(latest) {
			latest = e.at
		}
		e.order = latest
	}
}
