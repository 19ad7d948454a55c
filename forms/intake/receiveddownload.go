package intake

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// receivedNDJSON is every document of a call as it was received, one line each
// in order of arrival, as `hyte roster` reads them: a [hyte.Received]. What this
// version of the service cannot read is among them, so that nothing is lost.
func (s *Service) receivedNDJSON(w http.ResponseWriter, r *http.Request) {
	c, ok := s.callOf(w, r)
	if !ok {
		return
	}
	var out bytes.Buffer
	lines := json.NewEncoder(&out)
	lines.SetEscapeHTML(false) // as they were received
	for kept, err := range s.config.Store.Records(r.Context(), c.id()) {
		if err == nil {
			err = lines.Encode(envelope(kept))
		}
		if err != nil {
			s.failInside(w, r, err)
			return
		}
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", `attachment; filename="`+c.id()+`-received.ndjson"`)
	s.write(w, r, http.StatusOK, "application/x-ndjson", out.Bytes())
}

// envelope is a record as a [hyte.Received], with the document as it is in it.
// The document of another kind is one already, but for its id and time; one
// that is no JSON object is told as a text.
func envelope(r Record) map[string]any {
	members := map[string]any{}
	var own map[string]json.RawMessage
	switch {
	case r.Kind == string(hyte.KindNomination) && json.Valid(r.Document):
		members["nomination"] = json.RawMessage(r.Document)
	case r.Kind != string(hyte.KindNomination) && json.Unmarshal(r.Document, &own) == nil:
		for name, value := range own {
			members[name] = value
		}
	default:
		members["document"] = string(r.Document)
	}
	members["id"], members["kind"], members["receivedAt"] = r.ID, r.Kind, r.ReceivedAt.Format(time.RFC3339Nano)
	return members
}
