package testkind

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Booking is the response: a class comes.
type Booking struct {
	Tour   string  `json:"tour" validate:"required,max=100,slug"`
	Class  string  `json:"class" validate:"required,max=100,orgid"`
	Guides []Guide `json:"guides" validate:"required,min=1,max=20,dive"`
	// Travel is how the class comes.
	Travel string `json:"travel" validate:"required,oneof=foot bus"`
	// Stop is where the bus picks it up: asked only of those who come by bus.
	Stop   string `json:"stop,omitempty" validate:"omitempty,max=100,line"`
	Lunch  string `json:"lunch,omitempty" validate:"omitempty,oneof=yes no"`
	Agreed bool   `json:"agreed" validate:"omitempty"`
}

// Guide is a grown-up who comes along.
type Guide struct {
	Name      string `json:"name" validate:"required,max=100,line"`
	Email     string `json:"email,omitempty" validate:"omitempty,max=254,email"`
	Telephone string `json:"telephone,omitempty" validate:"omitempty,max=40,telephone"`
}

// The rules of bookings.
const (
	RuleTour        constraint.Rule = "booking.tour"
	RuleClass       constraint.Rule = "booking.class"
	RuleGuides      constraint.Rule = "booking.guides"
	RuleStopMissing constraint.Rule = "booking.stop_missing"
	RuleNoBus       constraint.Rule = "booking.no_bus"
	RuleLunch       constraint.Rule = "booking.lunch"
	RuleNoLunch     constraint.Rule = "booking.no_lunch"
	RuleReach       constraint.Rule = "booking.reach"
	RuleAgreed      constraint.Rule = "booking.agreed"
)

var bookings = document.MustNew("booking", "bookings", constraint.MustCompile[Booking](), []document.Rule{
	{ID: RuleTour, At: "/tour", Says: document.Equals(document.Inquiry.ID)},
	{ID: RuleClass, At: "/class", Says: document.OneOf(classes)},
	{ID: RuleGuides, At: "/guides", Says: document.AtMost("/class", guides)},
	{ID: RuleReach, Of: "Guide", Says: document.Members(1, 0, "email", "telephone")},
	{ID: RuleStopMissing, At: "/stop", If: []document.Condition{document.Is("/travel", "bus")}, Says: document.Present()},
	{ID: RuleNoBus, At: "/stop", When: func(i document.Inquiry) bool { return !i.(*Tour).Bus }, Says: document.Absent()},
	{ID: RuleLunch, At: "/lunch", When: func(i document.Inquiry) bool { return i.(*Tour).Lunch }, Says: document.Present()},
	{ID: RuleNoLunch, At: "/lunch", When: func(i document.Inquiry) bool { return !i.(*Tour).Lunch }, Says: document.Absent()},
	{ID: RuleAgreed, At: "/agreed", Says: document.True()},
})

// Bookings is the booking as a kind of document.
func Bookings() *document.Kind { return bookings }

func classes(i document.Inquiry) []string {
	t := i.(*Tour)
	ids := make([]string, len(t.Classes))
	for j := range t.Classes {
		ids[j] = t.Classes[j].ID
	}
	return ids
}

func guides(i document.Inquiry) []document.Limit {
	t := i.(*Tour)
	limits := make([]document.Limit, len(t.Classes))
	for j := range t.Classes {
		limits[j] = document.Limit{Values: []string{t.Classes[j].ID}, Most: t.Classes[j].Guides}
	}
	return limits
}

// Sender is the class that has booked.
func Sender(booking any) string { return booking.(*Booking).Class }

// Example is a tour of which everything is asked.
func Example() *Tour {
	return &Tour{
		Slug: "spring-tour", Name: hyte.Text{"fi": "Kevätretki", "sv": "Vårutflykt", "en": "Spring tour"},
		Host: &hyte.Organizer{
			ID: "named:nature-school", Name: hyte.Text{"fi": "Luontokoulu", "sv": "Naturskolan", "en": "Nature school"},
			Contacts: []hyte.Contact{{GivenName: "Aino", FamilyName: "Esimerkki", Email: "aino@example.fi"}},
		},
		Opens: "2026-01-07", Ends: &hyte.Deadline{Date: "2026-03-31", Kind: hyte.DeadlineAuthority},
		Spoken: []string{"fi", "sv", "en"}, Lunch: true, Bus: true,
		Classes: []Class{
			{ID: "named:class-a", Name: hyte.Text{"fi": "1 A"}, Guides: 1},
			{ID: "named:class-b", Name: hyte.Text{"fi": "1 B"}, Guides: 3},
		},
	}
}

// Tours is the tour as a kind of document.
func Tours() *document.Kind { return tours }
