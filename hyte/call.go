package hyte

import "github.com/hytekit/hytekit/hyte/constraint"

// Call is a request to nominate (nimeämispyyntö): who is asked to name how many
// representatives to which body, by when and to whom. It is one JSON document,
// and everything else is made of it. The zero value is not a valid call.
//
// [DecodeCall] reads one, [Call.Check] says whether it is sound, and
// [Call.Resolve] finds out whom it asks.
type Call struct {
	// Schema may name the JSON Schema of the document; it has no effect.
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	// ID names the call in addresses and in nominations: lower-case letters,
	// digits and hyphens.
	ID string `json:"id" validate:"required,min=3,max=100,slug"`
	// Title is what the call is about.
	Title     Text       `json:"title" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	Organizer *Organizer `json:"organizer" validate:"required"`
	Body      *Body      `json:"body" validate:"required"`
	// Issued is the date of the letter. The call opens with that day.
	Issued   string    `json:"issued" validate:"required,caldate"`
	Deadline *Deadline `json:"deadline" validate:"required"`
	// MembershipDate decides which municipalities an area has. Absent, it is the
	// deadline's date.
	MembershipDate string `json:"membershipDate,omitempty" validate:"omitempty,caldate"`
	// Seats say who is asked, and for how many representatives.
	Seats []Seat `json:"seats" validate:"required,min=1,max=100,dive"`
	// Deputies says whether representatives have personal deputies (410/2015
	// s.31). Absent, it is DeputiesNone.
	Deputies      Deputies       `json:"deputies,omitempty" validate:"omitempty,oneof=none optional required"`
	GenderBalance *GenderBalance `json:"genderBalance,omitempty" validate:"omitempty"`
	// LateNominations says what happens to answers after the deadline. Absent,
	// it is LateRecord: nothing is lost.
	LateNominations LateNominations `json:"lateNominations,omitempty" validate:"omitempty,oneof=refuse record"`
	// Access says who may answer. Absent, it is AccessOpen.
	Access     Access      `json:"access,omitempty" validate:"omitempty,oneof=open invited"`
	Submission *Submission `json:"submission" validate:"required"`
	// FirstMeeting is when the body is to meet first, as exactly as is known.
	FirstMeeting *Period `json:"firstMeeting,omitempty" validate:"omitempty"`
	// Languages are the languages of the call's pages, the first one its own.
	Languages     []string       `json:"languages" validate:"required,min=1,max=10,unique,dive,required,language"`
	PrivacyNotice *PrivacyNotice `json:"privacyNotice,omitempty" validate:"omitempty"`
	// EmbedHosts are the origins of other sites whose pages may show the form,
	// such as "https://www.example.fi". They are not shown on the form.
	EmbedHosts []string `json:"embedHosts,omitempty" validate:"omitempty,max=100,unique,dive,required,max=300,origin"`
}

// Organizer is the authority that makes the call.
type Organizer struct {
	ID       string    `json:"id" validate:"required,max=100,orgid"`
	Name     Text      `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	Contacts []Contact `json:"contacts,omitempty" validate:"omitempty,max=20,dive"`
}

// Contact is a person at the organizer who answers questions.
type Contact struct {
	GivenName  string `json:"givenName" validate:"required,max=100,line"`
	FamilyName string `json:"familyName" validate:"required,max=100,line"`
	JobTitle   Text   `json:"jobTitle,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=200,line"`
	Email      string `json:"email,omitempty" validate:"omitempty,max=254,email"`
	Telephone  string `json:"telephone,omitempty" validate:"omitempty,max=40,telephone"`
}

// Body is what the representatives are named to.
type Body struct {
	ID   string   `json:"id" validate:"required,max=100,slug"`
	Kind BodyKind `json:"kind" validate:"required,oneof=working-group network advisory-board committee board other"`
	Name Text     `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	// Region is the code of the region (maakunta) where the body works, "05".
	Region string `json:"region,omitempty" validate:"omitempty,areacode"`
	// County is the code of the wellbeing services county, "07".
	County string `json:"county,omitempty" validate:"omitempty,areacode"`
	// Tasks are what the body is for.
	Tasks []Text `json:"tasks,omitempty" validate:"omitempty,max=30,dive,min=1,dive,keys,language,endkeys,required,max=1000,text"`
}

// BodyKind is what sort of body the representatives are named to.
type BodyKind string

// The kinds of bodies.
const (
	WorkingGroup  BodyKind = "working-group"  // työryhmä, arbetsgrupp
	Network       BodyKind = "network"        // verkosto, nätverk
	AdvisoryBoard BodyKind = "advisory-board" // neuvottelukunta, delegation
	Committee     BodyKind = "committee"      // toimikunta, kommitté
	Board         BodyKind = "board"          // lautakunta, nämnd
	OtherBody     BodyKind = "other"
)

// Seat is one rule of a call: these organizations name so many representatives
// each.
type Seat struct {
	ID string `json:"id" validate:"required,max=100,slug"`
	// Name heads the seat's organizations on the form and on the roster.
	// Absent, it follows from the kind.
	Name            Text        `json:"name,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=200,line"`
	Nominators      *Nominators `json:"nominators" validate:"required"`
	Representatives *Quota      `json:"representatives" validate:"required"`
}

// Nominators says which organizations a seat is for: the municipalities of an
// area on the membership date, or organizations that the call lists.
type Nominators struct {
	Kind NominatorKind `json:"kind" validate:"required,oneof=municipality joint-authority named"`
	// Region and County choose the municipalities of one area; Municipalities
	// lists codes instead.
	Region         string   `json:"region,omitempty" validate:"omitempty,areacode"`
	County         string   `json:"county,omitempty" validate:"omitempty,areacode"`
	Municipalities []string `json:"municipalities,omitempty" validate:"omitempty,min=1,max=400,unique,dive,required,municipality"`
	// Organizations are listed for the kinds joint-authority and named.
	Organizations []Organization `json:"organizations,omitempty" validate:"omitempty,min=1,max=1000,dive"`
}

// NominatorKind is a kind of organization that names representatives.
type NominatorKind string

// The kinds of nominators.
const (
	Municipality   NominatorKind = "municipality"    // kunta, kommun
	JointAuthority NominatorKind = "joint-authority" // kuntayhtymä, samkommun
	Named          NominatorKind = "named"           // asked by name
)

// Organization is an organization that a call lists by name.
type Organization struct {
	// ID is a kind and a name, such as "joint-authority:fshky".
	ID         string   `json:"id" validate:"required,max=100,orgid"`
	Name       Text     `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	BusinessID string   `json:"businessId,omitempty" validate:"omitempty,businessid"`
	Languages  []string `json:"languages,omitempty" validate:"omitempty,min=1,max=10,unique,dive,required,language"`
	// Email is where the call is sent. It is never shown on the form.
	Email string `json:"email,omitempty" validate:"omitempty,max=254,email"`
}

// Quota is how many representatives an organization may name.
type Quota struct {
	// Min is the least number; absent or 0 means 1.
	Min int `json:"min,omitempty" validate:"omitempty,min=0,max=100"`
	// Max is the greatest number; absent or 0 means that there is no limit.
	Max int `json:"max,omitempty" validate:"omitempty,min=0,max=100"`
}

// Deputies says whether representatives have personal deputies.
type Deputies string

// The settings of Deputies.
const (
	DeputiesNone     Deputies = "none"
	DeputiesOptional Deputies = "optional"
	DeputiesRequired Deputies = "required"
)

// GenderBalance says how the balance of women and men (609/1986 s.4a) is
// treated. Whether the Act binds a given body is for the organizer to judge.
type GenderBalance struct {
	// Mode: absent means GenderOff, and then no one's gender is asked.
	Mode GenderMode `json:"mode,omitempty" validate:"omitempty,oneof=off recommended required"`
	// Reason is the special reason for deviating from the balance, if there is one.
	Reason Text `json:"reason,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=1000,text"`
}

// GenderMode is how strictly the balance of women and men is asked for.
type GenderMode string

// The settings of GenderBalance.
const (
	GenderOff         GenderMode = "off"
	GenderRecommended GenderMode = "recommended"
	GenderRequired    GenderMode = "required"
)

// LateNominations says what happens to a nomination after the deadline.
type LateNominations string

// The settings of LateNominations.
const (
	// LateRefuse refuses it.
	LateRefuse LateNominations = "refuse"
	// LateRecord keeps it, marked late; it counts when the organizer accepts it.
	LateRecord LateNominations = "record"
)

// Access says who may answer a call.
type Access string

// The settings of Access.
const (
	AccessOpen    Access = "open"    // whoever has the address of the form
	AccessInvited Access = "invited" // whoever has a personal link
)

// Submission says where answers go.
type Submission struct {
	Registry string   `json:"registry" validate:"required,max=254,email"`
	Copies   []string `json:"copies,omitempty" validate:"omitempty,max=20,unique,dive,required,max=254,email"`
}

// Period is a time that may be known only roughly: a first and a last day, and
// the words people use for it.
type Period struct {
	From  string `json:"from" validate:"required,caldate"`
	To    string `json:"to,omitempty" validate:"omitempty,caldate"`
	Label Text   `json:"label,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=200,line"`
}

// PrivacyNotice tells the person whose data a nomination carries who is
// responsible for it (Regulation (EU) 2016/679, articles 13 and 14).
type PrivacyNotice struct {
	Controller Text   `json:"controller" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	Contact    string `json:"contact" validate:"required,max=254,email"`
	URL        Text   `json:"url" validate:"required,min=1,dive,keys,language,endkeys,required,max=500,weburl"`
	Retention  Text   `json:"retention" validate:"required,min=1,dive,keys,language,endkeys,required,max=500,text"`
}

var callType = constraint.MustCompile[Call]()

// CallType is the call as a document type, for those who make schemas and
// forms of it.
func CallType() *constraint.Type { return callType }

// DecodeCall reads a call from JSON. It reports every fault in the document's
// structure and every rule of its tags that is broken, in document order; the
// call is nil if the data is not JSON at all. Whether the call makes sense as a
// whole is for [Call.Check].
func DecodeCall(data []byte) (*Call, []Violation) {
	var c Call
	violations := callType.Read(data, &c)
	if constraint.NotJSON(violations) {
		return nil, violations
	}
	return &c, violations
}
