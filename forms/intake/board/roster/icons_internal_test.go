package roster

import (
	"testing"

	"github.com/hytekit/hytekit/hyte"
)

// TestStatusesHaveIcons shows that no two statuses look alike without color.
func TestStatusesHaveIcons(t *testing.T) {
	seen := map[string]hyte.EntryStatus{}
	for _, s := range []hyte.EntryStatus{
		hyte.EntryMissing, hyte.EntryAnswered, hyte.EntryLate, hyte.EntryReplaced, hyte.EntryWithdrawn, hyte.EntryDeclined,
		hyte.EntryConflict, hyte.EntryRejected, hyte.EntryJoint, hyte.EntryUnconfirmed,
	} {
		if other, twice := seen[statusIcon(s)]; twice {
			t.Errorf("%s has the icon of %s", s, other)
		}
		seen[statusIcon(s)] = s
	}
}
