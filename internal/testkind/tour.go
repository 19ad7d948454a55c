package testkind

import (
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Tour is the inquiry: which classes may come, and how many guides each brings.
type Tour struct {
	// Schema names the kind, as a tour is no call.
	Schema  string          `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	Slug    string          `json:"id" validate:"required,min=3,max=100,slug"`
	Name    hyte.Text       `json:"title" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	Host    *hyte.Organizer `json:"organizer" validate:"required"`
	Opens   string          `json:"opens" validate:"required,caldate"`
	Ends    *hyte.Deadline  `json:"deadline" validate:"required"`
	Spoken  []string        `json:"languages" validate:"required,min=1,max=10,unique,dive,required,language"`
	Classes []Class         `json:"classes" validate:"required,min=1,max=100,dive"`
	// Lunch says that a booking must say whether the class eats.
	Lunch bool `json:"lunch" validate:"omitempty"`
	// Bus says that there is a bus, which a class may come by.
	Bus bool `json:"bus" validate:"omitempty"`

	programs document.Programs
}

// Class is one that may come.
type Class struct {
	ID     string    `json:"id" validate:"required,max=100,orgid"`
	Name   hyte.Text `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	Guides int       `json:"guides" validate:"omitempty,min=0,max=9"` // at most
}

var tourType = constraint.MustCompile[Tour]()

var tours = document.MustNew("tour", "tours", tourType, nil)

// Decode reads a tour; it is nil if the violations say that it is none.
func Decode(data []byte) (*Tour, hyte.Violations) {
	var t Tour
	if violations := tourType.Read(data, &t); len(violations) > 0 {
		return nil, violations.Limit()
	}
	return &t, nil
}

// The methods of an inquiry.

func (t *Tour) ID() string                   { return t.Slug }
func (t *Tour) Kind() *document.Kind         { return tours }
func (t *Tour) Complete() bool               { return t != nil }
func (t *Tour) Responses() []*document.Kind  { return []*document.Kind{bookings} }
func (t *Tour) Public() document.Inquiry     { return t }
func (t *Tour) Title() hyte.Text             { return t.Name }
func (t *Tour) Organizer() *hyte.Organizer   { return t.Host }
func (t *Tour) Languages() []string          { return t.Spoken }
func (t *Tour) Privacy() *hyte.PrivacyNotice { return nil }
func (t *Tour) EmbedHosts() []string         { return nil }
func (t *Tour) Invited() bool                { return false }
func (t *Tour) Confirmed() bool              { return false }
func (t *Tour) Window() hyte.Window          { return hyte.Window{Opens: t.Opens, Deadline: t.Ends} }

func (t *Tour) Program(kind *document.Kind) *document.Program { return t.programs.Of(kind, t) }

func (t *Tour) Closed(at time.Time) hyte.Violations {
	w := t.Window()
	return w.Closed(w.Status(at))
}

func (t *Tour) NameOf(id string) (hyte.Text, bool) {
	for i := range t.Classes {
		if t.Classes[i].ID == id {
			return t.Classes[i].Name, true
		}
	}
	return nil, false
}
