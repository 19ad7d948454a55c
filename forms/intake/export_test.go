package intake

import "time"

// SetPace has bodies come as fast as this, for tests that cannot wait.
func (s *Service) SetPace(grace time.Duration, perSecond int64) { s.pace = pace{grace, perSecond} }

// Patterns are those of all addresses that the service knows, without its prefix.
func (s *Service) Patterns() []string { return s.patterns }
