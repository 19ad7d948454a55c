package intake

import "net/http"

// Drain makes /readyz answer 503 from now on, while everything else goes on: whoever
// sends requests here should send them to another instance. The process is about to end.
func (s *Service) Drain() { s.draining.Store(true) }

// ready answers a probe that asks whether to send requests here: as that of health, and
// not once the process is about to end.
func (s *Service) ready(w http.ResponseWriter, r *http.Request) {
	if !s.draining.Load() {
		s.health(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	s.write(w, r, http.StatusServiceUnavailable, "text/plain; charset=utf-8", []byte("stopping\n"))
}

// health answers a probe: 200 while the store can read and write, and 503 with
// a word about why not. Anybody may ask, so it says no more.
func (s *Service) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	status, text := http.StatusOK, "ok\n"
	if err := s.config.Store.Ping(r.Context()); err != nil {
		s.logFault(r, err)
		status, text = http.StatusServiceUnavailable, "store "+faultOf(err)+"\n"
	}
	s.write(w, r, status, "text/plain; charset=utf-8", []byte(text))
}
