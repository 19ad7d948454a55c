package event

import (
	"maps"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Register are those who have registered for an event, in order of arrival. Whoever registers
// again, with the same e-mail address, takes one place: the last registration counts. Whoever
// cancels takes none. [NewRegister] makes one.
type Register struct {
	event   *Event
	all     []*Registration
	at      map[string]int // of an id
	latest  map[string]int // of an address, the registration that counts
	numbers Numbers
}

// Numbers are how many come, and how. Those who have not said how are in All alone.
type Numbers struct {
	All    int `json:"all"`
	Place  int `json:"place"`
	Remote int `json:"remote"`
}

// NewRegister is the register of an event, without anybody.
func NewRegister(e *Event) *Register {
	return &Register{event: e, at: map[string]int{}, latest: map[string]int{}}
}

// Clone is the same register, to which others may be added: r stays as it is.
func (r *Register) Clone() *Register {
	c := *r
	c.all, c.at, c.latest = slices.Clip(r.all), maps.Clone(r.at), maps.Clone(r.latest)
	return &c
}

// Add takes the next registration, under the id with which it was received.
func (r *Register) Add(id string, d *Registration) {
	address := address(d)
	r.leave(address)
	r.at[id], r.latest[address] = len(r.all), len(r.all)
	r.all = append(r.all, d)
	r.count(d, 1)
}

// Cancel takes back the registration with the id. It reports whether that counted until then:
// of an earlier one than the last of its address there is nothing to cancel.
func (r *Register) Cancel(id string) bool {
	if !r.Counts(id) {
		return false
	}
	r.leave(address(r.all[r.at[id]]))
	return true
}

// leave frees the place of an address.
func (r *Register) leave(address string) {
	if i, ok := r.latest[address]; ok {
		r.count(r.all[i], -1)
		delete(r.latest, address)
	}
}

// Counts reports whether the registration with the id is the last one of its address, and not
// cancelled.
func (r *Register) Counts(id string) bool {
	i, ok := r.at[id]
	if !ok {
		return false
	}
	latest, ok := r.latest[address(r.all[i])]
	return ok && latest == i
}

// Numbers are how many come, and how.
func (r *Register) Numbers() Numbers { return r.numbers }

// Refuse says why there is no room for a registration; nothing if there is. Whoever comes
// already, and in the same way, has a place.
func (r *Register) Refuse(d *Registration) hyte.Violations {
	mode := r.event.modeOf(d)
	if i, ok := r.latest[address(d)]; ok && r.event.modeOf(r.all[i]) == mode {
		return nil
	}
	if r.hasRoom(mode) {
		return nil
	}
	full := hyte.Violation{Rule: RuleFull, Severity: hyte.Error}
	if free := r.Free(); len(free) > 0 {
		full.Location, full.Params = "/mode", constraint.Params{Allowed: free}
	}
	return hyte.Violations{full}
}

// Free are the ways to take part for which there is room.
func (r *Register) Free() (free []string) {
	for _, mode := range r.event.modes() {
		if r.hasRoom(mode) {
			free = append(free, string(mode))
		}
	}
	return free
}

// Full are the ways to take part for which there is no room left.
func (r *Register) Full() (full []string) {
	for _, mode := range r.event.modes() {
		if !r.hasRoom(mode) {
			full = append(full, string(mode))
		}
	}
	return full
}

func (r *Register) hasRoom(mode Mode) bool {
	switch e := r.event; {
	case mode == ModePlace && e.Place != nil && e.Place.Places > 0:
		return r.numbers.Place < e.Place.Places
	case mode == ModeRemote && e.Remote != nil && e.Remote.Places > 0:
		return r.numbers.Remote < e.Remote.Places
	}
	return true
}

func (r *Register) count(d *Registration, n int) {
	r.numbers.All += n
	switch r.event.modeOf(d) {
	case ModePlace:
		r.numbers.Place += n
	case ModeRemote:
		r.numbers.Remote += n
	}
}

// HasLimit reports whether there is room for so many only, in one of the ways to take part.
func (e *Event) HasLimit() bool {
	return e.Place != nil && e.Place.Places > 0 || e.Remote != nil && e.Remote.Places > 0
}

// modes are the ways to take part.
func (e *Event) modes() (all []Mode) {
	if e.Place != nil {
		all = append(all, ModePlace)
	}
	if e.Remote != nil {
		all = append(all, ModeRemote)
	}
	return all
}

// modeOf is how somebody takes part: where there is one way, nobody has to say it.
func (e *Event) modeOf(d *Registration) Mode {
	if all := e.modes(); d.Mode == "" && len(all) == 1 {
		return all[0]
	}
	return d.Mode
}

// address tells those who register apart: who registers again, such as to take part from
// elsewhere after all, takes one place.
func address(d *Registration) string {
	if d.Person == nil {
		return ""
	}
	return strings.ToLower(d.Person.Email)
}
