package folder

import (
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// Call finds a call by its id.
func (f *Folder) Call(id string) (*hyte.ResolvedCall, bool) {
	c := f.calls[id]
	return c, c != nil
}

// AddReceived adds what a call has received.
func (f *Folder) AddReceived(call string, received ...hyte.Received) {
	if f.Received == nil {
		f.Received = map[string][]hyte.Received{}
	}
	f.Received[call] = append(f.Received[call], received...)
}

// IsOpen reports whether a call takes answers on a day, in which its deadline may lie.
func IsOpen(c *hyte.ResolvedCall, on civil.Date) bool {
	return c.Window().Status(startOf(on)) == hyte.StatusOpen
}

// Roster is that of a call at the end of a day.
func (f *Folder) Roster(c *hyte.ResolvedCall, on civil.Date) *hyte.Roster {
	return c.Roster(f.Received[c.ID()], startOf(on.AddDays(1)).Add(-time.Second))
}

func startOf(on civil.Date) time.Time {
	return time.Date(on.Year, on.Month, on.Day, 0, 0, 0, 0, hyte.Helsinki())
}
