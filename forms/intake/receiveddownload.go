package intake

import (
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// receivedName is the page of an inquiry with all that was received.
const receivedName = "received.ndjson"

// receivedNDJSON is every record of an inquiry as it was received, one line each in
// order of arrival, as the command line reads them. What this version of the service
// cannot read is among them, so that nothing is lost.
func (s *Service) receivedNDJSON(w http.ResponseWriter, r *http.Request) {
	i, ok := s.inquiryOf(w, r)
	if !ok {
		return
	}
	count, err := s.config.Store.Count(r.Context(), i.id())
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	name := func(h http.Header) {
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Disposition", `attachment; filename="`+i.id()+`-received.ndjson"`)
	}
	err = s.stream(w, r, "application/x-ndjson", name, func(out io.Writer) error {
		lines := json.NewEncoder(out)
		lines.SetEscapeHTML(false) // as they were received
		for kept, err := range atLeast(count, s.config.Store.Records(r.Context(), i.id())) {
			if err == nil {
				err = lines.Encode(i.envelope(kept))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.failInside(w, r, err)
	}
}

// envelope is a record as one JSON object, with the document as it is in it: that of
// a kind which the inquiry takes under the kind's name. What else is kept, such as a
// decision of the organizer, an answer that the organizer entered, or what the kind
// keeps in place of a document, has members of its own. A document that is no JSON
// object is told as a text.
func (i *served) envelope(r Record) map[string]any {
	members := map[string]any{}
	var own map[string]json.RawMessage
	k := i.kind(r.Kind)
	answers := k != nil && k.Kept == nil && !r.Entered()
	switch {
	case answers && json.Valid(r.Document):
		members[r.Kind] = json.RawMessage(r.Document)
	case !answers && json.Unmarshal(r.Document, &own) == nil:
		for name, value := range own {
			members[name] = value
		}
	default:
		members["document"] = string(r.Document)
	}
	arrived := "receivedAt"
	if _, before := members[arrived]; before { // it came before it was entered
		arrived = "enteredAt"
	}
	members["id"], members["kind"], members[arrived] = r.ID, r.Kind, r.ReceivedAt.Format(time.RFC3339Nano)
	members["sequence"] = r.Sequence
	if _, said := members["via"]; !said && r.Via != "" {
		members["via"] = r.Via
	}
	if r.Version != "" {
		members[i.inquiry.Kind().Name()+"Version"] = r.Version
	}
	if r.Confirmed {
		members["confirmed"] = true
	}
	return members
}
