package intake

import "slices"

// Role is what one of the organizer's people may do. Each role includes those before
// it: who decides also reads, who manages also decides. The zero value may do nothing.
type Role string

// The roles, the least first.
const (
	RoleRead   Role = "read"   // sees the boards and downloads their files
	RoleDecide Role = "decide" // accepts, rejects, enters and publishes
	RoleManage Role = "manage" // sees who did what, and does what concerns everybody
)

// Roles are all roles, the least first.
func Roles() []Role { return []Role{RoleRead, RoleDecide, RoleManage} }

// Includes reports whether whoever has the role may do what another one is for. No
// role includes one that is none.
func (r Role) Includes(needed Role) bool {
	at := slices.Index(Roles(), needed)
	return at >= 0 && slices.Index(Roles(), r) >= at
}

// IsRole reports whether the role is one of [Roles].
func (r Role) IsRole() bool { return slices.Contains(Roles(), r) }
