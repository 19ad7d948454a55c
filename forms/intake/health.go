package intake

import (
	"errors"
	"net/http"
)

// health answers a probe: 200 while the store can read and write, and 503 with
// a word about why not. Anybody may ask, so it says no more.
func (s *Service) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	status, text := http.StatusOK, "ok\n"
	if err := s.config.Store.Ping(r.Context()); err != nil {
		s.logFault(r, err)
		status, text = http.StatusServiceUnavailable, illness(err)+"\n"
	}
	s.write(w, r, status, "text/plain; charset=utf-8", []byte(text))
}

// illness says in a word or two what is wrong with the store.
func illness(err error) string {
	switch {
	case errors.Is(err, ErrDamaged):
		return "store damaged"
	case errors.Is(err, ErrFull):
		return "store full"
	case errors.Is(err, ErrNotWritable):
		return "store not writable"
	}
	return "store unavailable"
}
