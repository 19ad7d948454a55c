package hyte

import (
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Nomination is an organization's answer to a call: whom it names. It mirrors
// its JSON; texts are as they were written until [Nomination.Normalize]. The
// zero value is not a valid nomination.
//
// It has two pointers, Person and Submitter, that a valid nomination never has
// nil.
type Nomination struct {
	// Schema may name the JSON Schema of the document; it has no effect.
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	// Call is the id of the call that is answered.
	Call string `json:"call" validate:"required,max=100,slug"`
	// Nominator is the id of the organization that answers, such as
	// "municipality:109".
	Nominator string `json:"nominator" validate:"required,max=100,orgid"`
	// NominatorName is the organization's name where the call is open to any: then
	// Nominator is its [OpenNominatorID].
	NominatorName string `json:"nominatorName,omitempty" validate:"omitempty,max=200,line"`
	// BusinessID is that of such an organization, if it has one.
	BusinessID string `json:"businessId,omitempty" validate:"omitempty,businessid"`
	// JointlyWith are the other organizations in whose name it is made: ids that the
	// call knows, or names.
	JointlyWith []string `json:"jointlyWith,omitempty" validate:"omitempty,max=20,unique,dive,required,max=200,line"`
	// Representatives are the persons named, in the order of the decision; candidates
	// in order of preference.
	Representatives []Representative `json:"representatives" validate:"required,min=1,max=100,dive"`
	// Deputies are those of all representatives, in the order in which they step in,
	// where the call asks for such.
	Deputies []Person `json:"deputies,omitempty" validate:"omitempty,max=100,dive"`
	// GenderBalanceReason is the special reason (609/1986 s.4a) for naming only
	// women or only men.
	GenderBalanceReason string    `json:"genderBalanceReason,omitempty" validate:"omitempty,max=1000,text"`
	Decision            *Decision `json:"decision,omitempty" validate:"omitempty"`
	// Change says that representatives change in mid-term, and from when. Such an
	// answer is never late.
	Change *Change `json:"change,omitempty" validate:"omitempty"`
	// Answers are those to the call's own questions, by their ids; see [AnswerRules].
	Answers map[string]string `json:"answers,omitempty" validate:"omitempty,max=100,dive,keys,max=100,slug,endkeys,omitempty,max=4000,text"`
	// Submitter is who sends the nomination, and gets the receipt.
	Submitter *Submitter `json:"submitter" validate:"required"`
	// Consent says that the persons named have agreed (410/2015 s.70).
	Consent bool `json:"consent" validate:"omitempty"`
	// Language is the language of the answer, for messages to the submitter.
	Language string `json:"language,omitempty" validate:"omitempty,language"`
}

// Representative is a person named to the body, with a deputy if there is one.
type Representative struct {
	Person *Person `json:"person" validate:"required"`
	Deputy *Person `json:"deputy,omitempty" validate:"omitempty"`
	// Motivation is why this person is proposed.
	Motivation string `json:"motivation,omitempty" validate:"omitempty,max=2000,text"`
}

// Change is a change of representatives in mid-term.
type Change struct {
	// From is the day from which those named sit.
	From   string       `json:"from" validate:"required,caldate"`
	Reason ChangeReason `json:"reason,omitempty" validate:"omitempty,oneof=resigned left-office moved other"`
}

// ChangeReason is why a representative changes (410/2015 s.70 and s.79).
type ChangeReason string

// The reasons for a change.
const (
	ChangeResigned   ChangeReason = "resigned"
	ChangeLeftOffice ChangeReason = "left-office" // no longer holds the post or position of trust
	ChangeMoved      ChangeReason = "moved"
	ChangeOther      ChangeReason = "other"
)

// Person is someone who is named. Names are those of Popolo and schema.org. At
// least one of Email and Telephone is needed.
type Person struct {
	GivenName  string `json:"givenName" validate:"required,max=100,line"`
	FamilyName string `json:"familyName" validate:"required,max=100,line"`
	JobTitle   string `json:"jobTitle,omitempty" validate:"omitempty,max=200,line"`
	// Unit is where in the organization the person works.
	Unit string `json:"unit,omitempty" validate:"omitempty,max=200,line"`
	// Sector is the branch of the organization.
	Sector    Sector `json:"sector,omitempty" validate:"omitempty,oneof=health-and-wellbeing-promotion health-and-social-services education early-childhood culture-and-library sports youth environment-and-planning employment-and-economy administration safety participation other"`
	Email     string `json:"email,omitempty" validate:"omitempty,max=254,email"`
	Telephone string `json:"telephone,omitempty" validate:"omitempty,max=40,telephone"`
	// Gender is asked only if the call's gender balance is not off.
	Gender Gender `json:"gender,omitempty" validate:"omitempty,oneof=woman man not-stated"`
	// ContactVisibility says who may see the e-mail address and telephone
	// number. Absent, it is VisibleToOrganizer.
	ContactVisibility Visibility `json:"contactVisibility,omitempty" validate:"omitempty,oneof=secret organizer members public"`
}

// Name is the person's name as it is read: given name, family name.
func (p *Person) Name() string { return strings.TrimSpace(p.GivenName + " " + p.FamilyName) }

// Sector is a branch of a municipality's or other organization's work.
type Sector string

// The sectors.
const (
	SectorHealthPromotion         Sector = "health-and-wellbeing-promotion"
	SectorHealthAndSocialServices Sector = "health-and-social-services"
	SectorEducation               Sector = "education"
	SectorEarlyChildhood          Sector = "early-childhood"
	SectorCultureAndLibrary       Sector = "culture-and-library"
	SectorSports                  Sector = "sports"
	SectorYouth                   Sector = "youth"
	SectorEnvironmentAndPlanning  Sector = "environment-and-planning"
	SectorEmploymentAndEconomy    Sector = "employment-and-economy"
	SectorAdministration          Sector = "administration"
	SectorSafety                  Sector = "safety"
	SectorParticipation           Sector = "participation"
	SectorOther                   Sector = "other"
)

// Gender is a person's gender as far as the Act on Equality counts it
// (609/1986 s.4a). Absent and GenderNotStated mean the same.
type Gender string

// The genders that are counted, and the answer that counts for neither.
const (
	GenderWoman     Gender = "woman"
	GenderMan       Gender = "man"
	GenderNotStated Gender = "not-stated"
)

// Visibility says who may see a person's contact details.
type Visibility string

// The settings of ContactVisibility.
const (
	VisibleToNobody    Visibility = "secret"    // only for the registry's use
	VisibleToOrganizer Visibility = "organizer" // the organizer's staff
	VisibleToMembers   Visibility = "members"   // also the other members of the body
	VisibleToPublic    Visibility = "public"
)

// Decision is the decision by which the organization named its
// representatives.
type Decision struct {
	// Body is who decided, such as "Kunnanhallitus".
	Body string `json:"body,omitempty" validate:"omitempty,max=200,line"`
	// Date is the day of the decision.
	Date string `json:"date,omitempty" validate:"omitempty,caldate"`
	// Section is the number of the item in the minutes (§).
	Section string `json:"section,omitempty" validate:"omitempty,max=20,line"`
	// CaseNumber is kept as it is written: there is no national form.
	CaseNumber string `json:"caseNumber,omitempty" validate:"omitempty,max=100,line"`
	// URL is where the decision can be read.
	URL string `json:"url,omitempty" validate:"omitempty,max=500,weburl"`
}

// Submitter is the person who sends a nomination.
type Submitter struct {
	GivenName  string `json:"givenName" validate:"required,max=100,line"`
	FamilyName string `json:"familyName" validate:"required,max=100,line"`
	JobTitle   string `json:"jobTitle,omitempty" validate:"omitempty,max=200,line"`
	Email      string `json:"email" validate:"required,max=254,email"`
	Telephone  string `json:"telephone,omitempty" validate:"omitempty,max=40,telephone"`
}

var nominationType = constraint.MustCompile[Nomination]()

// NominationType is the nomination as a document type, for those who make
// schemas and forms of it.
func NominationType() *constraint.Type { return nominationType }

// DecodeNomination reads a nomination from JSON and reports every fault in its
// structure and every rule of its own that it breaks, in document order,
// without looking at a call, cut off by [constraint.Violations.Limit]. The nomination is nil
// if the data is not JSON at all. [ResolvedCall.Read] does this for a call.
func DecodeNomination(data []byte) (*Nomination, Violations) {
	return read[Nomination](data, nominationKind.Alone())
}
