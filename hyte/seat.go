package hyte

// Seat is one rule of a call: these organizations name so many representatives
// each.
type Seat struct {
	ID string `json:"id" validate:"required,max=100,slug"`
	// Name heads the seat's organizations on the form and on the roster.
	// Absent, it follows from the kind.
	Name       Text        `json:"name,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=200,line"`
	Nominators *Nominators `json:"nominators" validate:"required"`
	// Representatives is how many each organization names. Where replies are asked for,
	// there is no such number.
	Representatives *Quota `json:"representatives,omitempty" validate:"omitempty"`
	// Role is a role in the body that whoever is named to the seat takes.
	Role Role `json:"role,omitempty" validate:"omitempty,oneof=chair vice-chair"`
	// Eligibility says who may be named. It is for people to read: no rule looks at it.
	Eligibility []Text `json:"eligibility,omitempty" validate:"omitempty,max=20,dive,min=1,dive,keys,language,endkeys,required,max=500,text"`
	// Persons says what sort of people are named, which chooses what is asked about
	// them. Absent, it is PersonsStaff.
	Persons Persons `json:"persons,omitempty" validate:"omitempty,oneof=staff elected residents association young"`
	// PersonFields changes what is asked about a person; absent members follow from
	// Persons.
	PersonFields *PersonFields `json:"personFields,omitempty" validate:"omitempty"`
	// Deputies says of this seat what the call's Deputies says of all; absent, that holds.
	Deputies Deputies `json:"deputies,omitempty" validate:"omitempty,oneof=none optional required pool"`
}

// Quota is how many representatives each organization names. Of a seat without a number,
// as in a call for replies, it is the zero value.
func (s *Seat) Quota() *Quota {
	if s.Representatives == nil {
		return &Quota{}
	}
	return s.Representatives
}

// Role is a role in a body.
type Role string

// The roles for which a call may ask.
const (
	RoleChair     Role = "chair"
	RoleViceChair Role = "vice-chair"
)

// Persons says what sort of people are named to a seat.
type Persons string

// The sorts of people.
const (
	PersonsStaff       Persons = "staff"       // officials and employees of the organization
	PersonsElected     Persons = "elected"     // who holds a position of trust
	PersonsResidents   Persons = "residents"   // who lives or uses services there
	PersonsAssociation Persons = "association" // who acts in an association
	PersonsYoung       Persons = "young"       // also under 18 years of age
)

// PersonFields says of some members of a person whether they are asked. Absent
// members follow from the seat's [Persons].
type PersonFields struct {
	JobTitle   Asked `json:"jobTitle,omitempty" validate:"omitempty,oneof=off optional required"`
	Unit       Asked `json:"unit,omitempty" validate:"omitempty,oneof=off optional required"`
	Sector     Asked `json:"sector,omitempty" validate:"omitempty,oneof=off optional required"`
	Motivation Asked `json:"motivation,omitempty" validate:"omitempty,oneof=off optional required"`
}

// Asked says whether something is asked.
type Asked string

// The settings of [PersonFields].
const (
	AskedOff      Asked = "off"
	AskedOptional Asked = "optional"
	AskedRequired Asked = "required"
)

// Fields says of all members of [PersonFields] whether a form asks them of whoever is
// named to the seat: as the call says, else as it fits the sort of people. Only staff
// has a unit and a branch of the organization; a motivation is asked only where the
// call says so. A document may have what is left out for the latter reason.
func (s *Seat) Fields() PersonFields {
	f := PersonFields{JobTitle: AskedOff, Unit: AskedOff, Sector: AskedOff, Motivation: AskedOff}
	switch s.Persons {
	case "", PersonsStaff:
		f.JobTitle, f.Unit, f.Sector = AskedOptional, AskedOptional, AskedOptional
	case PersonsElected, PersonsAssociation:
		f.JobTitle = AskedOptional
	}
	if said := s.PersonFields; said != nil {
		said.JobTitle.over(&f.JobTitle)
		said.Unit.over(&f.Unit)
		said.Sector.over(&f.Sector)
		said.Motivation.over(&f.Motivation)
	}
	return f
}

func (a Asked) over(standard *Asked) {
	if a != "" {
		*standard = a
	}
}

// Nominators says which organizations a seat is for: the municipalities of an
// area or of the whole country, or the counties or regional councils, on the
// membership date; organizations that the call lists; or anyone.
type Nominators struct {
	Kind NominatorKind `json:"kind" validate:"required,oneof=municipality county regional-council joint-authority named open"`
	// Region and County choose the municipalities of one area; Municipalities
	// lists codes instead. Without them, municipalities are those of the whole
	// country, Åland included.
	Region         string   `json:"region,omitempty" validate:"omitempty,areacode"`
	County         string   `json:"county,omitempty" validate:"omitempty,areacode"`
	Municipalities []string `json:"municipalities,omitempty" validate:"omitempty,min=1,max=400,unique,dive,required,municipality"`
	// Except are codes that the seat leaves out: of municipalities ("091"), counties
	// ("07") or the regions of regional councils ("05"), as its kind is.
	Except []string `json:"except,omitempty" validate:"omitempty,min=1,max=400,unique,dive,required,max=3,slug"`
	// Organizations are listed for the kinds joint-authority and named. For the kind
	// open they are those that are known beforehand.
	Organizations []Organization `json:"organizations,omitempty" validate:"omitempty,min=1,max=1000,dive"`
}

// NominatorKind is a kind of organization that names representatives.
type NominatorKind string

// The kinds of nominators.
const (
	NominatorMunicipality    NominatorKind = "municipality"     // kunta, kommun
	NominatorCounty          NominatorKind = "county"           // hyvinvointialue, välfärdsområde
	NominatorRegionalCouncil NominatorKind = "regional-council" // maakunnan liitto, landskapsförbund
	NominatorJointAuthority  NominatorKind = "joint-authority"  // kuntayhtymä, samkommun
	NominatorNamed           NominatorKind = "named"            // asked by name
	NominatorOpen            NominatorKind = "open"             // anyone, see [OpenNominatorID]
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
	// Representatives is the quota of this organization; absent, the seat's holds.
	Representatives *Quota `json:"representatives,omitempty" validate:"omitempty"`
	// Members are the ids of organizations that answer as one, as this one.
	Members []string `json:"members,omitempty" validate:"omitempty,min=1,max=400,unique,dive,required,max=100,orgid"`
}

// Quota is how many representatives an organization may name.
type Quota struct {
	// Min is the least number; absent or 0 means 1.
	Min int `json:"min,omitempty" validate:"omitempty,min=0,max=100"`
	// Max is the greatest number; absent or 0 means that there is no limit.
	Max int `json:"max,omitempty" validate:"omitempty,min=0,max=100"`
	// Expected is how many are asked for: fewer are kept, and said to be fewer. Absent
	// or 0, the least number is what is asked for.
	Expected int `json:"expected,omitempty" validate:"omitempty,min=0,max=100"`
	// Places is how many of those named get a seat: they are candidates then, in order
	// of preference, and the organizer selects. Absent or 0, all who are named get one.
	Places int `json:"places,omitempty" validate:"omitempty,min=0,max=100"`
}

// Deputies says whether representatives have deputies.
type Deputies string

// The settings of Deputies.
const (
	DeputiesNone     Deputies = "none"
	DeputiesOptional Deputies = "optional" // each may have a personal one
	DeputiesRequired Deputies = "required" // each has a personal one
	DeputiesPool     Deputies = "pool"     // deputies of all, in the order in which they step in
)
