package document

// Clause says what must be so at a rule's place. The clauses are a closed list:
// everyone who reads rules knows all of them. A clause that a single rule would
// use is a function instead.
type Clause interface{ asksInquiry() bool }

// MemberCount is the clause of [Members].
type MemberCount struct {
	Least, Most int // Most 0: no limit
	Names       []string
}

// Members says that of the named members of an object, so many are given and not
// empty. A most of 0 sets no limit; [None] is for no member at all. An absent
// object is not counted.
func Members(least, most int, names ...string) Clause {
	return MemberCount{Least: least, Most: most, Names: names}
}

// None says that an object has none of the named members.
func None(names ...string) Clause { return MemberCount{Most: -1, Names: names} }

// Truth is the clause of [True].
type Truth struct{}

// True says that the value is true.
func True() Clause { return Truth{} }

// Equality is the clause of [Equals].
type Equality struct{ Value func(Inquiry) string }

// Equals says that the text is the one that the inquiry gives.
func Equals(value func(Inquiry) string) Clause { return Equality{value} }

// Choice is the clause of [OneOf].
type Choice struct{ Values func(Inquiry) []string }

// OneOf says that the text is one of those that the inquiry gives.
func OneOf(values func(Inquiry) []string) Clause { return Choice{values} }

// Renaming is the clause of [Renamed].
type Renaming struct{ Successors func(Inquiry) []Successor }

// Successor is a name and the one that has taken its place.
type Successor struct{ Former, Now string }

// Renamed says that the text is none of the former names that the inquiry knows;
// the violation names its successor.
func Renamed(successors func(Inquiry) []Successor) Clause { return Renaming{successors} }

// ItemCount is the clause of [AtLeast] and [AtMost].
type ItemCount struct {
	By     string
	Limits func(Inquiry) []Limit
	Most   bool // it is about the greatest number
}

// Limit is how many items are allowed where the text at another place is one of
// the values. Least 0 and Most 0 set no limit.
type Limit struct {
	Values []string
	// Others says that the limit holds for texts that no rule names; Values are
	// not read then.
	Others      bool
	Least, Most int
}

// AtLeast says that an array has no fewer items than the limit for the text at
// another place.
func AtLeast(by string, limits func(Inquiry) []Limit) Clause {
	return ItemCount{By: by, Limits: limits}
}

// AtMost says that an array has no more items than the limit for the text at
// another place.
func AtMost(by string, limits func(Inquiry) []Limit) Clause {
	return ItemCount{By: by, Limits: limits, Most: true}
}

// Presence is the clause of [Present] and [Absent].
type Presence struct{ Absent bool }

// Present says that there is a value, and no empty text.
func Present() Clause { return Presence{} }

// Absent says that there is no value.
func Absent() Clause { return Presence{Absent: true} }

// Pairing is the clause of [Pair].
type Pairing struct {
	In     []string
	Member string
	Values [2]string
}

// Pair says that among the objects that the items of an array have under some
// names, a member has both values, unless one of them has neither: then it may
// well be so. An array without any such object is passed over.
func Pair(in []string, member, one, other string) Clause {
	return Pairing{In: in, Member: member, Values: [2]string{one, other}}
}

// Floor is the clause of [NotBelow].
type Floor struct{ Other string }

// NotBelow says that a number that is not 0 is not less than another member of
// the same object.
func NotBelow(other string) Clause { return Floor{other} }

// Exclusion is the clause of [Not].
type Exclusion struct{ Value string }

// Not says that the text is another one.
func Not(value string) Clause { return Exclusion{value} }

func (MemberCount) asksInquiry() bool { return false }
func (Truth) asksInquiry() bool       { return false }
func (Equality) asksInquiry() bool    { return true }
func (Choice) asksInquiry() bool      { return true }
func (Renaming) asksInquiry() bool    { return true }
func (ItemCount) asksInquiry() bool   { return true }
func (Presence) asksInquiry() bool    { return false }
func (Pairing) asksInquiry() bool     { return false }
func (Floor) asksInquiry() bool       { return false }
func (Exclusion) asksInquiry() bool   { return false }
