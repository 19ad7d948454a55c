// Package folder knows documents that lie together: the calls, events, bodies and plans of
// a region. A document alone says what is wrong with it; a folder says what refers to
// nothing.
package folder

import (
	"maps"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/organization"
	"github.com/hytekit/hytekit/hyte/plan"
)

// Folder are documents that lie together, without errors of their own but for
// organizations that another document lists. The zero value is an empty folder; [Folder.Add]
// puts documents in.
type Folder struct {
	Calls  []*hyte.ResolvedCall
	Events []*event.Event
	Bodies []*body.Body
	Plans  []*plan.Plan
	// Received are what calls have received, by the id of the call.
	Received map[string][]hyte.Received
	// Registered are how many have registered for events, by the id of the event, as far as
	// that is known.
	Registered map[string]event.Numbers

	calls  map[string]*hyte.ResolvedCall // by id, nil of one with errors
	events map[string]*event.Event
	bodies map[string]*body.Body
	plans  map[string]*plan.Plan
	names  organization.Listing
}

// Add puts a document in, and reports whether it is of a kind that folders have. Of two
// documents with one id, such as two versions of one, references find the one that came
// last.
func (f *Folder) Add(document any) bool {
	switch d := document.(type) {
	case *hyte.ResolvedCall:
		f.Calls = append(f.Calls, d)
		put(&f.calls, d.Call.ID, d)
		f.addNamesOf(d.Call)
	case *event.Inquiry:
		return f.Add(d.Event)
	case *event.Event:
		f.Events = append(f.Events, d)
		put(&f.events, d.ID, d)
		f.addNames(d.Names())
	case *body.Body:
		f.Bodies = append(f.Bodies, d)
		put(&f.bodies, d.ID, d)
		f.addNames(d.Names())
	case *plan.Plan:
		f.Plans = append(f.Plans, d)
		put(&f.plans, d.ID, d)
		f.addNames(d.Names())
	default:
		return false
	}
	return true
}

// AddBroken says that there is a document of a kind with an id, which has errors: it is of
// no use, but whatever names it does not refer to nothing.
func (f *Folder) AddBroken(kind, id string) {
	switch kind {
	case event.Kind().Name():
		put(&f.events, id, nil)
	case body.Kind().Name():
		put(&f.bodies, id, nil)
	case plan.Kind().Name():
		put(&f.plans, id, nil)
	case callName:
		put(&f.calls, id, nil)
	}
}

// callName is the name of the kind of calls.
const callName = "call"

func put[T any](m *map[string]T, id string, document T) {
	if *m == nil {
		*m = map[string]T{}
	}
	(*m)[id] = document
}

// Names are the organizations that any of the documents lists, with their names.
func (f *Folder) Names() organization.Listing { return maps.Clone(f.names) }

func (f *Folder) addNames(names organization.Listing) {
	if f.names == nil {
		f.names = organization.Listing{}
	}
	maps.Copy(f.names, names)
}

func (f *Folder) addNamesOf(c *hyte.Call) {
	names := organization.Listing{}
	for _, o := range append([]hyte.Organizer{*c.Organizer}, c.CoOrganizers...) {
		names.Add([]hyte.Organization{{ID: o.ID, Name: o.Name}})
	}
	for i := range c.Seats {
		if n := c.Seats[i].Nominators; n != nil {
			names.Add(n.Organizations)
		}
	}
	f.addNames(names)
}
