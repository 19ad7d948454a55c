package folder

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/organization"
)

// Gap is an organization that should have somebody, and has nobody. It is no fault of a
// document.
type Gap struct {
	Kind GapKind `json:"kind"`
	// Body is the id of what the gap is in.
	Body string `json:"body,omitempty"`
	// Organization is the id of the organization, Name its name.
	Organization string    `json:"organization"`
	Name         hyte.Text `json:"name,omitempty"`
}

// GapKind is what is lacking.
type GapKind string

// The kinds of gaps.
const (
	GapMember GapKind = "member-missing" // nobody sits for it in the body
)

// GapKinds are all kinds of gaps.
func GapKinds() []GapKind { return []GapKind{GapMember} }

// Gaps are the organizations without anybody on a day, in the order of the documents.
func (f *Folder) Gaps(on civil.Date) []Gap {
	gaps := []Gap{}
	for _, b := range f.Bodies {
		s := b.Sitting(on, 0)
		sits, told := map[string]bool{}, map[string]bool{}
		for i := range s.Places {
			if p := &s.Places[i]; p.Member != nil {
				sits[organization.Canonical(p.OnBehalfOf)] = true
			}
		}
		for i := range s.Places {
			p := &s.Places[i]
			if id := organization.Canonical(p.OnBehalfOf); p.Vacant && !sits[id] && !told[id] {
				told[id] = true
				gaps = append(gaps, Gap{Kind: GapMember, Body: b.ID, Organization: p.OnBehalfOf, Name: p.Name})
			}
		}
	}
	return gaps
}
