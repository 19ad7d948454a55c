package intake

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// acceptance is the document by which the organizer accepts a late answer: a
// [hyte.Received] whose id and time are in its record.
type acceptance struct {
	Kind    hyte.ReceivedKind `json:"kind"`
	Accepts string            `json:"accepts"`
}

// answered is an answer on a call's roster.
type answered struct {
	call   *served
	entry  *hyte.Entry
	answer *hyte.Answer
}

// lateAnswer finds the late answer that an address names, or says no: then it
// has answered. Whoever accepts an answer twice comes back to the roster.
func (s *Service) lateAnswer(w http.ResponseWriter, r *http.Request) (answered, bool) {
	c, past, ok := s.callPast(w, r)
	if !ok {
		return answered{}, false
	}
	entry, answer := findAnswer(c.history.rosterAt(past, s.config.Now()), r.PathValue("id"))
	switch {
	case answer == nil:
		s.notFound(w, r)
		return answered{}, false
	case answer.State != hyte.StateLate:
		s.toEntry(w, r, c, entry)
		return answered{}, false
	}
	return answered{c, entry, answer}, true
}

func findAnswer(roster *hyte.Roster, id string) (*hyte.Entry, *hyte.Answer) {
	for i := range roster.Nominators {
		e := &roster.Nominators[i]
		if e.Counted != nil && e.Counted.ID == id {
			return e, e.Counted
		}
		for j := range e.Others {
			if e.Others[j].ID == id {
				return e, &e.Others[j]
			}
		}
	}
	return nil, nil
}

// postAccept records that the organizer accepts a late answer. Nothing that
// was received before changes.
func (s *Service) postAccept(w http.ResponseWriter, r *http.Request) {
	late, ok := s.lateAnswer(w, r)
	if !ok {
		return
	}
	document, err := json.Marshal(acceptance{hyte.KindAcceptance, late.answer.ID})
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	_, _, err = s.keep(r.Context(), Record{
		Call: late.call.id(), Kind: string(hyte.KindAcceptance), Nominator: late.entry.Nominator,
		ReceivedAt: s.config.Now().UTC().Truncate(time.Microsecond), Key: acceptKeys + late.answer.ID, Document: document,
	})
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	noteReceipt(w, late.answer.ID)
	s.toEntry(w, r, late.call, late.entry)
}

// toEntry leads back to an organization's line on the roster.
func (s *Service) toEntry(w http.ResponseWriter, r *http.Request, c *served, e *hyte.Entry) {
	s.redirect(w, r, s.organizerLink(r, "/admin/"+c.id())+"#"+anchor(e.Nominator))
}
