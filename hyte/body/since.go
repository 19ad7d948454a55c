package body

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Since says what a body's document has lost since an earlier version of it: memberships
// that are gone, and those that say something else than before. An end, a reason or
// whatever else was not known before may be added; a mistake is marked as void and stays.
// The places are those of the later version, and in Other those of the earlier one.
func (b *Body) Since(earlier *Body) hyte.Violations {
	now := map[string]int{}
	for i := range b.Memberships {
		now[b.Memberships[i].ID] = i
	}
	var found hyte.Violations
	say := func(rule hyte.Rule, place, other string) {
		found = append(found, hyte.Violation{Rule: rule, Location: place, Params: constraint.Params{Other: other}, Severity: hyte.Error})
	}
	for i := range earlier.Memberships {
		was := &earlier.Memberships[i]
		j, ok := now[was.ID]
		if !ok {
			say(RuleMembershipLost, "/memberships", at(i, ""))
			continue
		}
		if member, rewritten := was.rewritten(&b.Memberships[j]); rewritten {
			say(RuleMembershipChange, at(j, member), at(i, member))
		}
	}
	bodyType.Sort(found)
	return found
}

// SinceJSON is [Body.Since] for two versions as JSON, which are bodies.
func SinceJSON(later, earlier []byte) hyte.Violations {
	now, violations := Decode(later)
	if now == nil {
		return violations
	}
	was, violations := Decode(earlier)
	if was == nil {
		return violations
	}
	return now.Since(was)
}

// rewritten is the first member, by the alphabet, that says something else later.
func (m *Membership) rewritten(later *Membership) (member string, is bool) {
	was, now := m.members(), later.members()
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if !bytes.Equal(was[name], now[name]) {
			return name, true
		}
	}
	return "", false
}

func (m *Membership) members() map[string]json.RawMessage {
	text, err := json.Marshal(m)
	members := map[string]json.RawMessage{}
	if err == nil {
		err = json.Unmarshal(text, &members)
	}
	if err != nil {
		panic("body: " + err.Error()) // nothing in the type can fail to be written
	}
	return members
}
