package folder

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/organization"
)

// Gap is an organization that should have somebody, and has nobody. It is no fault of a
// document.
type Gap struct {
	Kind GapKind `json:"kind"`
	// Body or Call is the id of what the gap is in.
	Body string `json:"body,omitempty"`
	Call string `json:"call,omitempty"`
	// Organization is the id of the organization, Name its name.
	Organization string    `json:"organization"`
	Name         hyte.Text `json:"name,omitempty"`
}

// GapKind is what is lacking.
type GapKind string

// The kinds of gaps.
const (
	GapMember GapKind = "member-missing" // nobody sits for it in the body
	GapPerson GapKind = "person-missing" // it has named nobody for a standing list, such as that of coordinators
)

// GapKinds are all kinds of gaps.
func GapKinds() []GapKind { return []GapKind{GapMember, GapPerson} }

// Gaps are the organizations without anybody on a day: in bodies, and in answer to calls
// that stand, as far as the folder has what they received.
func (f *Folder) Gaps(on civil.Date) []Gap {
	gaps := []Gap{}
	for _, b := range f.Bodies {
		gaps = append(gaps, withoutMember(b, on)...)
	}
	for _, c := range f.Calls {
		if c.Call.AsksPersons() && c.Window().Stands && IsOpen(c, on) {
			gaps = append(gaps, f.withoutPerson(c, on)...)
		}
	}
	return gaps
}

// withoutMember tells each organization once that has nobody in a body, and somebody should
// be there.
func withoutMember(b *body.Body, on civil.Date) (gaps []Gap) {
	s := b.Sitting(on, 0)
	known := map[string]bool{}
	for i := range s.Places {
		if p := &s.Places[i]; p.Member != nil {
			known[organization.Canonical(p.OnBehalfOf)] = true
		}
	}
	for i := range s.Places {
		p := &s.Places[i]
		if id := organization.Canonical(p.OnBehalfOf); p.Vacant && !known[id] {
			known[id] = true
			gaps = append(gaps, Gap{Kind: GapMember, Body: b.ID, Organization: p.OnBehalfOf, Name: p.Name})
		}
	}
	return gaps
}

// withoutPerson are the organizations of which no answer to a call counts. Who has answered
// together with another one has somebody.
func (f *Folder) withoutPerson(c *hyte.ResolvedCall, on civil.Date) (gaps []Gap) {
	roster := f.Roster(c, on)
	for i := range roster.Nominators {
		if e := &roster.Nominators[i]; e.Counted == nil && e.Status != hyte.EntryJoint {
			gaps = append(gaps, Gap{Kind: GapPerson, Call: c.ID(), Organization: e.Nominator, Name: e.Name})
		}
	}
	return gaps
}
