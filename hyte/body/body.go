package body

import (
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Body is a group, network, advisory board, council or committee, with those who sit in
// it (toimielin, organ). It is one JSON document, which its organizer keeps: nothing in it
// is ever deleted, as who sat when must be known later. The zero value is not a valid
// body. [Decode] reads one.
type Body struct {
	// Schema names the kind of document: [Kind] has the id.
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	// ID names the body; a call names it as its body's id.
	ID    string        `json:"id" validate:"required,max=100,slug"`
	Name  hyte.Text     `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	Kind  hyte.BodyKind `json:"kind" validate:"required,oneof=working-group network advisory-board committee board other"`
	Level Level         `json:"level,omitempty" validate:"omitempty,oneof=strategic leadership regional-group open-forum"`
	// Region and County are the codes of the areas in which it works: "05", "07".
	Region string `json:"region,omitempty" validate:"omitempty,areacode"`
	County string `json:"county,omitempty" validate:"omitempty,areacode"`
	// Host is the organization that appoints the body and looks after it.
	Host string `json:"host,omitempty" validate:"omitempty,max=100,orgid"`
	// Membership: absent, it is MembershipClosed.
	Membership MembershipRule `json:"membership,omitempty" validate:"omitempty,oneof=closed open"`
	// ResponsibleFor are the organizations whose responsible body of wellbeing work it is
	// (612/2021 s.6 and s.7).
	ResponsibleFor []string `json:"responsibleFor,omitempty" validate:"omitempty,min=1,max=400,unique,dive,required,max=100,orgid"`
	// Statutory is the section that demands the body: "611/2021 s.32".
	Statutory string      `json:"statutory,omitempty" validate:"omitempty,max=100,line"`
	Tasks     []hyte.Text `json:"tasks,omitempty" validate:"omitempty,max=30,dive,min=1,dive,keys,language,endkeys,required,max=1000,text"`
	// Active is when the body works; absent, it has no known beginning and end.
	Active *hyte.Term `json:"active,omitempty" validate:"omitempty"`
	// Term is the term for which its members are appointed.
	Term *OfficeTerm `json:"term,omitempty" validate:"omitempty"`
	// Seats say on whose behalf how many sit, as those of a call.
	Seats []hyte.Seat `json:"seats,omitempty" validate:"omitempty,min=1,max=100,dive"`
	// Deputies says how deputies step in. Absent, it is DeputiesNone.
	Deputies      Deputies            `json:"deputies,omitempty" validate:"omitempty,oneof=none personal pool"`
	GenderBalance *hyte.GenderBalance `json:"genderBalance,omitempty" validate:"omitempty"`
	// Organizations are those that the document names besides municipalities, counties and
	// those of the seats.
	Organizations []hyte.Organization `json:"organizations,omitempty" validate:"omitempty,max=1000,dive"`
	// Memberships are all there have ever been, in any order.
	Memberships   []Membership        `json:"memberships,omitempty" validate:"omitempty,max=5000,dive"`
	Contacts      []hyte.Contact      `json:"contacts,omitempty" validate:"omitempty,max=20,dive"`
	Languages     []string            `json:"languages,omitempty" validate:"omitempty,min=1,max=10,unique,dive,required,language"`
	PrivacyNotice *hyte.PrivacyNotice `json:"privacyNotice,omitempty" validate:"omitempty"`
}

// OfficeTerm is a term of office.
type OfficeTerm struct {
	// From is the first day; absent if it begins with the decision.
	From string `json:"from,omitempty" validate:"omitempty,caldate"`
	// To is the last day; absent if it is not known. Members without an end of their own
	// go on after it (410/2015 s.79).
	To string `json:"to,omitempty" validate:"omitempty,caldate"`
	// Label are the words people use for it.
	Label hyte.Text `json:"label,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// Follows says whose council's term it keeps to.
	Follows hyte.Council `json:"follows,omitempty" validate:"omitempty,oneof=county municipality"`
}

// Membership is a person's place in the body, from one day to another.
type Membership struct {
	ID     string       `json:"id" validate:"required,max=100,slug"`
	Person *hyte.Person `json:"person" validate:"required"`
	Role   Role         `json:"role" validate:"required,oneof=member deputy expert secretary"`
	Office hyte.Role    `json:"office,omitempty" validate:"omitempty,oneof=chair vice-chair"`
	// Seat is the id of a seat of the body.
	Seat string `json:"seat,omitempty" validate:"omitempty,max=100,slug"`
	// Place is the number of the place among those of the organization in the seat, from
	// 1, and 1 if it is absent. A deputy has the place of the member, or in a pool the
	// number in the order in which deputies step in.
	Place      int    `json:"place,omitempty" validate:"omitempty,min=0,max=1000"`
	OnBehalfOf string `json:"onBehalfOf,omitempty" validate:"omitempty,max=100,orgid"`
	// From is the first day, To the last one; absent if it is not known, or there is none
	// yet.
	From string `json:"from,omitempty" validate:"omitempty,caldate"`
	To   string `json:"to,omitempty" validate:"omitempty,caldate"`
	// Decision is the one by which the membership began. The membership begins when From
	// says.
	Decision *hyte.Handling `json:"decision,omitempty" validate:"omitempty"`
	// Source is the answer to a call of which the membership was made.
	Source *Source `json:"source,omitempty" validate:"omitempty"`
	Ended  *Ended  `json:"ended,omitempty" validate:"omitempty"`
	// Void says why the membership never was, where it was written down by mistake. It
	// stays in the document.
	Void hyte.Text `json:"void,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=300,line"`
}

// Source is the answer of which a membership was made.
type Source struct {
	Call string `json:"call" validate:"required,max=100,slug"`
	// Document is the id of the received document.
	Document string `json:"document" validate:"required,max=100,line"`
}

// Ended says why a membership ended.
type Ended struct {
	Reason   EndReason      `json:"reason" validate:"required,oneof=replaced resigned left-office ineligible term other"`
	Decision *hyte.Handling `json:"decision,omitempty" validate:"omitempty"`
}

// Level is how a body stands to others.
type Level string

// The levels.
const (
	LevelStrategic     Level = "strategic"
	LevelLeadership    Level = "leadership"
	LevelRegionalGroup Level = "regional-group"
	LevelOpenForum     Level = "open-forum"
)

// MembershipRule says who may belong to a body.
type MembershipRule string

// Who may belong.
const (
	MembershipClosed MembershipRule = "closed" // those who are appointed
	MembershipOpen   MembershipRule = "open"   // whoever wants to: there are no seats and no term
)

// Deputies says how deputies step in.
type Deputies string

// The ways. The zero value means DeputiesNone.
const (
	DeputiesNone     Deputies = "none"
	DeputiesPersonal Deputies = "personal" // each for the member with the same place
	DeputiesPool     Deputies = "pool"     // in the order of their places
)

// Role is what a person is in a body.
type Role string

// The roles.
const (
	RoleMember    Role = "member"
	RoleDeputy    Role = "deputy"
	RoleExpert    Role = "expert"    // takes part without a seat
	RoleSecretary Role = "secretary" // prepares and presents
)

// EndReason is why a membership ended.
type EndReason string

// The reasons.
const (
	EndReplaced   EndReason = "replaced"
	EndResigned   EndReason = "resigned"
	EndLeftOffice EndReason = "left-office"
	EndIneligible EndReason = "ineligible"
	EndTerm       EndReason = "term"
	EndOther      EndReason = "other"
)

var bodyType = constraint.MustCompile[Body]()

// Decode reads a body and says all that is wrong with it, warnings among it, in the order
// of the document. The body is nil if any of that is an error.
func Decode(data []byte) (*Body, hyte.Violations) {
	read, violations := kind.Alone().Read(data, time.Time{})
	b, ok := read.(*Body)
	if !ok || violations.Invalid() {
		return nil, violations
	}
	return b, violations
}
