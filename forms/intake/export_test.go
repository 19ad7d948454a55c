package intake

import "time"

// SetPace has bodies come as fast as this, for tests that cannot wait.
func (s *Service) SetPace(grace time.Duration, perSecond int64) { s.pace = pace{grace, perSecond} }
