package event

import (
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Registration is an answer to an event: somebody comes. The zero value is not a valid
// registration. [DecodeRegistration] reads one.
type Registration struct {
	// Schema may name the JSON Schema of the document; it has no effect.
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	// Event is the id of the event.
	Event  string       `json:"event" validate:"required,max=100,slug"`
	Person *Participant `json:"person" validate:"required"`
	// Mode is how the person takes part. It must be said where there is a choice.
	Mode Mode `json:"mode,omitempty" validate:"omitempty,oneof=place remote"`
	// Answers are those to the event's questions, by their ids.
	Answers map[string]string `json:"answers,omitempty" validate:"omitempty,max=100,dive,keys,max=100,slug,endkeys,omitempty,max=4000,text"`
	// Language is that of the registration, for messages to the person.
	Language string `json:"language,omitempty" validate:"omitempty,language"`
}

// Participant is somebody who registers.
type Participant struct {
	GivenName  string `json:"givenName" validate:"required,max=100,line"`
	FamilyName string `json:"familyName" validate:"required,max=100,line"`
	Email      string `json:"email" validate:"required,max=254,email"`
	Telephone  string `json:"telephone,omitempty" validate:"omitempty,max=40,telephone"`
	JobTitle   string `json:"jobTitle,omitempty" validate:"omitempty,max=200,line"`
	// Organization is its name, in any words.
	Organization string `json:"organization,omitempty" validate:"omitempty,max=200,line"`
}

// Mode is how somebody takes part in an event.
type Mode string

// The modes.
const (
	ModePlace  Mode = "place"
	ModeRemote Mode = "remote"
)

// RegistrationKind is the registration as a kind of document.
func RegistrationKind() *document.Kind { return registrationKind }

var registrationKind = document.MustNew("registration", "registrations", constraint.MustCompile[Registration](), append([]document.Rule{
	{ID: RuleMismatch, At: "/event", Says: document.Equals(document.Inquiry.ID)},
	{ID: RuleRegistrationNotOffered, At: "", Func: notOffered((*Event).registrationUntil), Inquiry: true, Why: notAsked},
	{ID: RuleMode, At: "/mode", When: hasModes, Says: document.OneOf(modes)},
	{ID: RuleMode, At: "/mode", When: hasNoModes, Says: document.Absent()},
	{ID: constraint.RuleRequired, At: "/mode", When: hasChoice, Says: document.Present()},
	{ID: RuleFull, Elsewhere: true, Why: needsOthers},
	{ID: hyte.RuleDeadlinePassed, Elsewhere: true, Moment: true, Why: needsClock, Source: "13/2003 s.11"},
	{ID: hyte.RuleCancelled, Elsewhere: true, Moment: true, Why: needsClock},
}, hyte.AnswerRules(asked)...), aboutEvents)

// DecodeRegistration reads a registration by itself, as [Inquiry.Program] does for an event.
// It is nil if the data is not JSON at all.
func DecodeRegistration(data []byte) (*Registration, hyte.Violations) {
	read, violations := registrationKind.Alone().Read(data, time.Time{})
	r, _ := read.(*Registration)
	return r, violations
}

// aboutEvents says that the rules of a kind read an event.
const aboutEvents = document.About("event")

// eventOf is the event that is answered: registrations and questions answer nothing else.
func eventOf(i document.Inquiry) *Event { return i.(*Inquiry).Event }

// modes are the ways to take part.
func modes(i document.Inquiry) (all []string) {
	for _, mode := range eventOf(i).modes() {
		all = append(all, string(mode))
	}
	return all
}

func hasModes(i document.Inquiry) bool   { return len(modes(i)) > 0 }
func hasNoModes(i document.Inquiry) bool { return len(modes(i)) == 0 }
func hasChoice(i document.Inquiry) bool  { return len(modes(i)) > 1 }

// asked are the questions that the event asks of those who register.
func asked(i document.Inquiry) []hyte.Question { return questions(eventOf(i)) }

// notOffered is the rule that an event takes documents until some moment.
func notOffered(until func(*Event) *hyte.Deadline) document.Func {
	return func(f document.Facts) []document.Finding {
		if until(eventOf(f.Inquiry)) != nil {
			return nil
		}
		return []document.Finding{{}}
	}
}
