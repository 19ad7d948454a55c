package hyte

import (
	"hash/fnv"
	"strconv"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// asksAnyone reports whether organizations may answer that the call does not name.
func asksAnyone(i document.Inquiry) bool { return callOf(i).OpenSeat() != nil }

// OpenSeat is the seat to which anyone may name, see [NominatorOpen]; nil if the call
// has none.
func (c *ResolvedCall) OpenSeat() *Seat {
	for i := range c.Call.Seats {
		if c.Call.Seats[i].Nominators.Kind == NominatorOpen {
			return &c.Call.Seats[i]
		}
	}
	return nil
}

// ofNobodyKnown holds for the answers of organizations that the call does not name.
var ofNobodyKnown = document.IsNotOf("/nominator", known)

// quotaOfAnyone is the quota of an organization that an open call does not name.
func quotaOfAnyone(f document.Facts) *Quota {
	c := callOf(f.Inquiry)
	if open := c.OpenSeat(); open != nil && quotaOf(f) == nil {
		return open.Quota()
	}
	return nil
}

// OpenNominatorID is the id of an organization that answers an open call without
// being named there, so that two answers of one organization are told to be that:
// "open:" and its Business ID, or if that is none, what its name comes to, however it
// is written.
func OpenNominatorID(name, businessID string) string {
	const kind = "open:"
	if format, _ := constraint.FormatNamed("businessid"); format.Valid(businessID) {
		return kind + businessID
	}
	h := fnv.New64a()
	h.Write([]byte(foldName(name)))
	return kind + strconv.FormatUint(h.Sum64(), 16)
}
