package event

import (
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Event is a day to which people come, as one JSON document that its organizer keeps: what
// is planned before it, what came of it afterwards. A negotiation of several sessions is as
// many events. The zero value is not a valid event. [Decode] reads one.
type Event struct {
	// Schema names the kind of document: [Kind] has the id.
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	// ID names the event in addresses and in what answers it.
	ID     string    `json:"id" validate:"required,min=3,max=100,slug"`
	Title  hyte.Text `json:"title" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	Series *Series   `json:"series,omitempty" validate:"omitempty"`
	Theme  hyte.Text `json:"theme,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=300,line"`
	When   *When     `json:"when" validate:"required"`
	// Status: absent, it is StatusPlanned, also once the event is over.
	Status Status `json:"status,omitempty" validate:"omitempty,oneof=planned cancelled"`
	// Place and Remote are the ways to take part. An event may have both.
	Place  *Place  `json:"place,omitempty" validate:"omitempty"`
	Remote *Remote `json:"remote,omitempty" validate:"omitempty"`
	// Organizers are the ids of those who arrange it, the first one in charge.
	Organizers []string `json:"organizers" validate:"required,min=1,max=50,unique,dive,required,max=100,orgid"`
	// Organizations are those that the document names besides municipalities and counties.
	Organizations []hyte.Organization `json:"organizations,omitempty" validate:"omitempty,max=1000,dive"`
	// Audience says for whom it is.
	Audience []hyte.Text `json:"audience,omitempty" validate:"omitempty,max=30,dive,min=1,dive,keys,language,endkeys,required,max=300,line"`
	// Access: absent, it is AccessOpen.
	Access   Access    `json:"access,omitempty" validate:"omitempty,oneof=open invited"`
	Contacts []Contact `json:"contacts,omitempty" validate:"omitempty,max=20,dive"`
	// Programme is what is done, in the order of the day.
	Programme []Item     `json:"programme,omitempty" validate:"omitempty,max=200,dive"`
	Materials []Material `json:"materials,omitempty" validate:"omitempty,max=100,dive"`
	// Registration and Questions say until when people register and ask beforehand; absent,
	// nobody is asked to.
	Registration *Registrations `json:"registration,omitempty" validate:"omitempty"`
	Questions    *Questions     `json:"questions,omitempty" validate:"omitempty"`
	// Duties are those of the law that the event serves.
	Duties     []Duty      `json:"duties,omitempty" validate:"omitempty,max=20,dive"`
	Attendance *Attendance `json:"attendance,omitempty" validate:"omitempty"`
	// Findings and Summary are what came of it.
	Findings []hyte.Text `json:"findings,omitempty" validate:"omitempty,max=100,dive,min=1,dive,keys,language,endkeys,required,max=1000,text"`
	Summary  hyte.Text   `json:"summary,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=3000,text"`
	// Languages are those of the event's pages, its own one first.
	Languages     []string            `json:"languages" validate:"required,min=1,max=10,unique,dive,required,language"`
	PrivacyNotice *hyte.PrivacyNotice `json:"privacyNotice,omitempty" validate:"omitempty"`
	// Texts are as in [hyte.Call].
	Texts map[string]hyte.Text `json:"texts,omitempty" validate:"omitempty,min=1,max=100,dive,keys,line,endkeys,min=1,dive,keys,language,endkeys,required,max=500,words"`
	// EmbedHosts are as in [hyte.Call].
	EmbedHosts []string `json:"embedHosts,omitempty" validate:"omitempty,max=100,unique,dive,required,max=300,origin"`
}

// Series is a run of events, such as yearly partnership days or the sessions of a
// negotiation.
type Series struct {
	ID string `json:"id" validate:"required,max=100,slug"`
	// Number is the event's in the series, from 1; 0 if it has none.
	Number int       `json:"number,omitempty" validate:"omitempty,min=0,max=10000"`
	Name   hyte.Text `json:"name,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=200,line"`
}

// When is a day, with clock times in Europe/Helsinki as far as they are known, or a period
// within which the day will be.
type When struct {
	Date string `json:"date,omitempty" validate:"omitempty,caldate"`
	From string `json:"from,omitempty" validate:"omitempty,clock"`
	To   string `json:"to,omitempty" validate:"omitempty,clock"`
	// Period is given in place of the date.
	Period *hyte.Term `json:"period,omitempty" validate:"omitempty"`
}

// Status is whether an event takes place.
type Status string

// The statuses.
const (
	StatusPlanned   Status = "planned"
	StatusCancelled Status = "cancelled"
)

// Place is where an event is.
type Place struct {
	Name    string `json:"name,omitempty" validate:"omitempty,max=200,line"`
	Address string `json:"address,omitempty" validate:"omitempty,max=300,line"`
	// Places is for how many there is room; 0 if nothing limits that.
	Places int `json:"places,omitempty" validate:"omitempty,min=0,max=1000000"`
}

// Remote is how to take part from elsewhere.
type Remote struct {
	URL string `json:"url,omitempty" validate:"omitempty,max=500,weburl"`
	// Shown: absent, it is ShownRegistered.
	Shown Shown `json:"shown,omitempty" validate:"omitempty,oneof=public registered never"`
	// Places is for how many there is room; 0 if nothing limits that.
	Places int `json:"places,omitempty" validate:"omitempty,min=0,max=1000000"`
}

// Shown says who sees the link of a remote event.
type Shown string

// Who sees it.
const (
	ShownPublic     Shown = "public"     // anyone
	ShownRegistered Shown = "registered" // whoever has registered
	ShownNever      Shown = "never"      // nobody here: it is sent in another way
)

// Access says for whom an event is.
type Access string

// For whom.
const (
	AccessOpen    Access = "open"    // anyone
	AccessInvited Access = "invited" // those who are invited
)

// Contact is a person who answers what people want to know about the event.
type Contact struct {
	GivenName  string    `json:"givenName" validate:"required,max=100,line"`
	FamilyName string    `json:"familyName" validate:"required,max=100,line"`
	JobTitle   hyte.Text `json:"jobTitle,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// Organization is an id.
	Organization string `json:"organization,omitempty" validate:"omitempty,max=100,orgid"`
	Email        string `json:"email,omitempty" validate:"omitempty,max=254,email"`
	Telephone    string `json:"telephone,omitempty" validate:"omitempty,max=40,telephone"`
}

// Item is one of the programme.
type Item struct {
	ID    string    `json:"id" validate:"required,max=100,slug"`
	Kind  ItemKind  `json:"kind,omitempty" validate:"omitempty,oneof=talk panel workshop discussion break other"`
	Title hyte.Text `json:"title" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	// At is when it begins; absent if it just follows.
	At       string    `json:"at,omitempty" validate:"omitempty,clock"`
	Speakers []Speaker `json:"speakers,omitempty" validate:"omitempty,max=50,dive"`
}

// ItemKind is what sort of item it is.
type ItemKind string

// The kinds of items.
const (
	ItemTalk       ItemKind = "talk"
	ItemPanel      ItemKind = "panel"
	ItemWorkshop   ItemKind = "workshop"
	ItemDiscussion ItemKind = "discussion"
	ItemBreak      ItemKind = "break"
	ItemOther      ItemKind = "other"
)

// Speaker is somebody, or an organization whose speaker is not known yet.
type Speaker struct {
	Name     string `json:"name,omitempty" validate:"omitempty,max=200,line"`
	JobTitle string `json:"jobTitle,omitempty" validate:"omitempty,max=200,line"`
	// Organization is an id.
	Organization string      `json:"organization,omitempty" validate:"omitempty,max=100,orgid"`
	Role         SpeakerRole `json:"role,omitempty" validate:"omitempty,oneof=speaker panelist moderator facilitator"`
}

// SpeakerRole is what a speaker does.
type SpeakerRole string

// The roles.
const (
	RoleSpeaker     SpeakerRole = "speaker"
	RolePanelist    SpeakerRole = "panelist"
	RoleModerator   SpeakerRole = "moderator"
	RoleFacilitator SpeakerRole = "facilitator"
)

// Material is something to read, before the event or afterwards.
type Material struct {
	Name hyte.Text `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	URL  string    `json:"url" validate:"required,max=500,weburl"`
}

// Registrations says how people register.
type Registrations struct {
	// Until is the last moment.
	Until *hyte.Deadline `json:"until" validate:"required"`
	// Questions are what those who register are asked besides who they are.
	Questions []hyte.Question `json:"questions,omitempty" validate:"omitempty,max=30,dive"`
	// External is where people register, where it is not here.
	External string `json:"external,omitempty" validate:"omitempty,max=500,weburl"`
}

// Questions says how people ask beforehand.
type Questions struct {
	// Until is the last moment.
	Until *hyte.Deadline `json:"until" validate:"required"`
	// Themes are what may be asked about; absent, about anything.
	Themes []Theme `json:"themes,omitempty" validate:"omitempty,min=1,max=50,dive"`
}

// Theme is one about which people ask.
type Theme struct {
	ID   string    `json:"id" validate:"required,max=100,slug"`
	Name hyte.Text `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
}

// Duty is a duty of the law that the event serves, wholly or in part: the negotiation of a
// wellbeing services county with its municipalities.
type Duty struct {
	Duty DutyKind `json:"duty" validate:"required,oneof=negotiation-yearly negotiation-term"`
	// Bearer is the id of the organization whose duty it is.
	Bearer string `json:"bearer" validate:"required,max=100,orgid"`
	// Year is the one for which it is done; absent, that of the event.
	Year int `json:"year,omitempty" validate:"omitempty,min=0,max=2199"`
	// Part tells the sessions of one negotiation apart, in any words.
	Part string `json:"part,omitempty" validate:"omitempty,max=100,line"`
	// Topics are those of the Act that are on the agenda.
	Topics []string `json:"topics,omitempty" validate:"omitempty,max=4,unique,dive,required,oneof=goals measures cooperation follow-up"`
	// Invited are the ids of the organizations that are asked to come.
	Invited []string `json:"invited,omitempty" validate:"omitempty,max=400,unique,dive,required,max=100,orgid"`
}

// DutyKind is one of the duties.
type DutyKind string

// The duties.
const (
	NegotiationYearly DutyKind = "negotiation-yearly" // 612/2021 s.6 and s.7
	NegotiationTerm   DutyKind = "negotiation-term"   // 611/2021 s.14
)

// The topics about which the Act bids to negotiate (612/2021 s.7).
const (
	TopicGoals       = "goals"
	TopicMeasures    = "measures"
	TopicCooperation = "cooperation"
	TopicFollowUp    = "follow-up"
)

// Attendance is who came, without names.
type Attendance struct {
	// Count is how many persons; 0 if nobody counted.
	Count int `json:"count,omitempty" validate:"omitempty,min=0,max=1000000"`
	// Approximate says that Count is.
	Approximate   bool       `json:"approximate,omitempty" validate:"omitempty"`
	Organizations []Attended `json:"organizations,omitempty" validate:"omitempty,max=1000,dive"`
}

// Attended is an organization that was there.
type Attended struct {
	// Organization is an id.
	Organization string `json:"organization" validate:"required,max=100,orgid"`
	// Persons is how many came; 0 if nobody counted.
	Persons   int      `json:"persons,omitempty" validate:"omitempty,min=0,max=1000000"`
	Positions []string `json:"positions,omitempty" validate:"omitempty,max=100,dive,required,max=200,line"`
}

var eventType = constraint.MustCompile[Event]()

// Decode reads an event and says all that is wrong with it, warnings among it, in the order
// of the document. The event is nil if any of that is an error.
func Decode(data []byte) (*Event, hyte.Violations) {
	read, violations := Kind().Alone().Read(data, time.Time{})
	e, ok := read.(*Event)
	if !ok || violations.Invalid() {
		return nil, violations
	}
	return e, violations
}
