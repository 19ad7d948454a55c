package hyte

import "github.com/hytekit/hytekit/hyte/constraint"

// Call is a request to nominate (nimeämispyyntö): who is asked to name how many
// representatives to which body, by when and to whom. It is one JSON document,
// and everything else is made of it. The zero value is not a valid call.
//
// [ReadCall] reads one, says whether it is sound and finds out whom it asks.
type Call struct {
	// Schema may name the JSON Schema of the document; it has no effect.
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	// ID names the call in addresses and in nominations: lower-case letters,
	// digits and hyphens.
	ID string `json:"id" validate:"required,min=3,max=100,slug"`
	// Asks says what the call asks for, which chooses the documents that answer it and the
	// words. Absent, it is AsksRepresentatives.
	Asks Asks `json:"asks,omitempty" validate:"omitempty,oneof=representatives coordinators participants replies"`
	// Plan is the id of the plan whose items the questions follow up.
	Plan string `json:"plan,omitempty" validate:"omitempty,max=100,slug"`
	// Event is the id of the event to which participants are asked.
	Event string `json:"event,omitempty" validate:"omitempty,max=100,slug"`
	// Title is what the call is about.
	Title     Text       `json:"title" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	Organizer *Organizer `json:"organizer" validate:"required"`
	// CoOrganizers are further authorities in whose name the call is made.
	CoOrganizers []Organizer `json:"coOrganizers,omitempty" validate:"omitempty,max=20,dive"`
	// Body is what representatives are named to. A call for others need not have one.
	Body *Body `json:"body,omitempty" validate:"omitempty"`
	// Series names the letter that asks for several bodies at once: each of its calls is
	// a call of its own, and those with the same name can be answered on one page.
	Series string `json:"series,omitempty" validate:"omitempty,max=100,slug"`
	// CaseNumber is that of the call in the organizer's register, as it is written there.
	CaseNumber string `json:"caseNumber,omitempty" validate:"omitempty,max=100,line"`
	// LegalBasis says on what the call is founded: a statute, a decision, an agreement.
	LegalBasis Text `json:"legalBasis,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=1000,text"`
	// Documents are what else there is to read.
	Documents []Document `json:"documents,omitempty" validate:"omitempty,max=30,dive"`
	// Information is what someone who is asked to take the role should know: fees,
	// travel, meetings, working language, accessibility.
	Information []Text `json:"information,omitempty" validate:"omitempty,max=30,dive,min=1,dive,keys,language,endkeys,required,max=1000,text"`
	// Issued is the date of the letter. The call opens with that day.
	Issued   string    `json:"issued" validate:"required,caldate"`
	Deadline *Deadline `json:"deadline" validate:"required"`
	// MembershipDate decides which municipalities an area has. Absent, it is the
	// deadline's date.
	MembershipDate string `json:"membershipDate,omitempty" validate:"omitempty,caldate"`
	// MultiSectoral says that the body is to be as multi-sectoral as possible. Only
	// then the form says so.
	MultiSectoral bool `json:"multiSectoral,omitempty" validate:"omitempty"`
	// Seats say who is asked, and for how many representatives.
	Seats []Seat `json:"seats" validate:"required,min=1,max=100,dive"`
	// Questions are what the call asks beside whom, each answered once by every
	// organization.
	Questions []Question `json:"questions,omitempty" validate:"omitempty,max=50,dive"`
	// Deputies says whether representatives have deputies (410/2015 s.31), where
	// their seat does not say it. Absent, it is DeputiesNone.
	Deputies      Deputies       `json:"deputies,omitempty" validate:"omitempty,oneof=none optional required pool"`
	GenderBalance *GenderBalance `json:"genderBalance,omitempty" validate:"omitempty"`
	// LateNominations says what happens to answers after the deadline. Absent,
	// it is LateRecord: nothing is lost.
	LateNominations LateNominations `json:"lateNominations,omitempty" validate:"omitempty,oneof=refuse record accept"`
	// Access says who may answer. Absent, it is AccessOpen.
	Access Access `json:"access,omitempty" validate:"omitempty,oneof=open confirmed invited"`
	// Publication says what anyone may see of the answers. Absent, it is nothing.
	Publication Publication `json:"publication,omitempty" validate:"omitempty,oneof=organizations names"`
	Submission  *Submission `json:"submission" validate:"required"`
	// FirstMeeting is when the body is to meet first, as exactly as is known.
	FirstMeeting *Period `json:"firstMeeting,omitempty" validate:"omitempty"`
	// Languages are the languages of the call's pages, the first one its own.
	Languages     []string       `json:"languages" validate:"required,min=1,max=10,unique,dive,required,language"`
	PrivacyNotice *PrivacyNotice `json:"privacyNotice,omitempty" validate:"omitempty"`
	// Texts are words of the call's own in place of the form's, by the key of the form's
	// text. In a language that they lack, the form's own words stay.
	Texts map[string]Text `json:"texts,omitempty" validate:"omitempty,min=1,max=100,dive,keys,line,endkeys,min=1,dive,keys,language,endkeys,required,max=500,words"`
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

// Document is something to read: a set of rules, minutes, an earlier letter.
type Document struct {
	Name Text `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// URL is where it is, in each language in which there is one.
	URL Text `json:"url" validate:"required,min=1,dive,keys,language,endkeys,required,max=500,weburl"`
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
	// Term is how long those named sit; absent if the call does not say.
	Term *Term `json:"term,omitempty" validate:"omitempty"`
	// Experts take part in the work without a seat, and count for no quota.
	Experts []Text `json:"experts,omitempty" validate:"omitempty,max=30,dive,min=1,dive,keys,language,endkeys,required,max=300,line"`
	// Size is how many members the body is to have.
	Size *Size `json:"size,omitempty" validate:"omitempty"`
}

// Term is a term of office. The zero value lasts until further notice.
type Term struct {
	// From is the first day; absent if it begins with the decision.
	From string `json:"from,omitempty" validate:"omitempty,caldate"`
	// To is the last day; absent if it is not known.
	To string `json:"to,omitempty" validate:"omitempty,caldate"`
	// Label are the words people use for it, such as "valtuustokausi 2021–2025".
	Label Text `json:"label,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=200,line"`
}

// Size is how many members a body has. A bound that is absent or 0 is none.
type Size struct {
	Min int `json:"min,omitempty" validate:"omitempty,min=0,max=1000"`
	Max int `json:"max,omitempty" validate:"omitempty,min=0,max=1000"`
}

// BodyKind is what sort of body the representatives are named to.
type BodyKind string

// The kinds of bodies.
const (
	BodyWorkingGroup  BodyKind = "working-group"  // työryhmä, arbetsgrupp
	BodyNetwork       BodyKind = "network"        // verkosto, nätverk
	BodyAdvisoryBoard BodyKind = "advisory-board" // neuvottelukunta, delegation
	BodyCommittee     BodyKind = "committee"      // toimikunta, kommitté
	BodyBoard         BodyKind = "board"          // lautakunta, nämnd
	BodyOther         BodyKind = "other"
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

// Asks says what a call asks for.
type Asks string

// The settings of Asks. The first three are answered by nominations.
const (
	AsksRepresentatives Asks = "representatives" // members of a body
	AsksCoordinators    Asks = "coordinators"    // whom to turn to in each organization: a standing list, mostly
	AsksParticipants    Asks = "participants"    // who takes part in an event, such as a negotiation
	AsksReplies         Asks = "replies"         // answers to questions, and no persons
)

// LateNominations says what happens to a nomination after the deadline, and to a
// withdrawal or refusal.
type LateNominations string

// The settings of LateNominations.
const (
	// LateRefuse refuses it.
	LateRefuse LateNominations = "refuse"
	// LateRecord keeps it, marked late; it counts when the organizer accepts it.
	LateRecord LateNominations = "record"
	// LateAccept is for a standing list: it counts like any other, and is never late.
	LateAccept LateNominations = "accept"
)

// Access says who may answer a call.
type Access string

// The settings of Access.
const (
	AccessOpen Access = "open" // whoever has the address of the form
	// AccessConfirmed is open to whoever has the address of the form; an answer counts
	// when its submitter has confirmed it by a link in a mail.
	AccessConfirmed Access = "confirmed"
	AccessInvited   Access = "invited" // whoever has a personal link
)

// Publication says what anyone may see of the answers to a call.
type Publication string

// The settings of Publication.
const (
	// PublishOrganizations shows which organizations have answered.
	PublishOrganizations Publication = "organizations"
	// PublishNames also shows whom they have named, once the deadline has passed: until then
	// nobody has looked at what came in.
	PublishNames Publication = "names"
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
// structure and every rule of its tags that is broken, in document order, cut off
// by [constraint.Violations.Limit]; the call is nil if the data is not JSON at all.
// Whether the call makes sense as a whole is for [Call.Check], and [ReadCall] does
// both.
func DecodeCall(data []byte) (*Call, Violations) {
	var c Call
	violations := callType.Read(data, &c)
	if violations.NotJSON() {
		return nil, violations
	}
	return &c, violations.Limit()
}

// ReadCall reads a call from JSON, says everything that is wrong with it, as
// [DecodeCall] and [Call.Check] do together, in document order and cut off by
// [constraint.Violations.Limit], and finds out whom it asks, as [Call.Resolve]
// does. The call is nil if any of the violations is an error; others are warnings
// for its organizer.
func ReadCall(data []byte) (*ResolvedCall, Violations) {
	call := new(Call)
	structural := callType.Decode(data, call)
	if structural.NotJSON() {
		return nil, structural
	}
	resolved, found := call.Resolve()
	violations := callType.Merge(structural, found)
	if violations.Invalid() {
		resolved = nil
	}
	return resolved, violations.Limit()
}

// body is the call's body, or an empty one if it has none.
func (c *Call) body() *Body {
	if c.Body == nil {
		return &Body{}
	}
	return c.Body
}

// AsksPersons reports whether the call asks for persons, and not for replies.
func (c *Call) AsksPersons() bool { return c.Asks != AsksReplies }
