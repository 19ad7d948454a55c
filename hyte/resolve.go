package hyte

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// ResolvedCall is a call together with the organizations that it asks, found
// once for its membership date. It is a JSON document of its own, which a
// browser gets instead of the whole register of municipalities. Make one with
// [Call.Resolve] or [DecodeResolvedCall]; do not change it afterwards. It may
// then be used by many goroutines at once.
type ResolvedCall struct {
	Call *Call `json:"call" validate:"required"`
	// Nominators come by seat; municipalities in Finnish alphabetical order,
	// other organizations as the call lists them. Anyone else may answer where a seat
	// is open.
	Nominators []Nominator `json:"nominators" validate:"omitempty,max=5000,dive"`
	// Merged are former municipalities whose successor is a nominator.
	Merged []Merged `json:"merged,omitempty" validate:"omitempty,max=1000,dive"`
	// Regions are those that nominators name, by code.
	Regions []Region `json:"regions,omitempty" validate:"omitempty,max=100,dive"`

	byID     map[string]int
	programs *programs
}

// Nominator is one organization that a call asks.
type Nominator struct {
	// ID is what a nomination calls it: "municipality:109".
	ID string `json:"id" validate:"required,max=100,orgid"`
	// Seat is the id of the seat of the call under which it is asked.
	Seat string `json:"seat" validate:"required,max=100,slug"`
	Name Text   `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// Languages are those in which it is written to (423/2003 s.27), its main
	// one first. Empty if they are not known.
	Languages []string `json:"languages,omitempty" validate:"omitempty,min=1,max=10,dive,required,language"`
	Quota     *Quota   `json:"quota" validate:"required"`
	// Members are the ids of organizations that answer together, as this one.
	Members []string `json:"members,omitempty" validate:"omitempty,min=1,max=400,dive,required,max=100,orgid"`
	// Swedish is the place, from 1, among the nominators of the seat in Swedish
	// alphabetical order.
	Swedish int `json:"swedish" validate:"omitempty,min=0,max=5000"`
	// Region is the code of a municipality's region, where its seat asks those of several.
	Region string `json:"region,omitempty" validate:"omitempty,max=2"`
}

// Region is a region (maakunta) whose municipalities are asked.
type Region struct {
	Code string `json:"code" validate:"required,max=2"`
	Name Text   `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
}

// Merged is a former municipality.
type Merged struct {
	ID   string `json:"id" validate:"required,max=100,orgid"`
	Name Text   `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// Successor is the id of the nominator that it is now a part of.
	Successor string `json:"successor" validate:"required,max=100,orgid"`
}

var resolvedType = constraint.MustCompile[ResolvedCall]()

// ResolvedCallType is the resolved call as a document type.
func ResolvedCallType() *constraint.Type { return resolvedType }

// DecodeResolvedCall reads what [json.Marshal] wrote of a resolved call. It is
// nil if there are violations.
func DecodeResolvedCall(data []byte) (*ResolvedCall, Violations) {
	var c ResolvedCall
	if violations := resolvedType.Read(data, &c); len(violations) > 0 {
		return nil, violations.Limit()
	}
	c.index()
	return &c, nil
}

// UnmarshalJSON is [DecodeResolvedCall] for encoding/json, which knows nothing of
// the indexes: without it, a call read by [json.Unmarshal] would ask nobody. The
// error names the first violation.
func (c *ResolvedCall) UnmarshalJSON(data []byte) error {
	read, violations := DecodeResolvedCall(data)
	if read == nil {
		return fmt.Errorf("hyte: this is no resolved call: %v", violations[0])
	}
	*c = *read
	return nil
}

// Resolve finds the organizations that the call asks. It reports what
// [Call.Check] does; if any of that is an error, the resolved call is nil. The
// call must not change afterwards.
func (c *Call) Resolve() (*ResolvedCall, Violations) {
	violations := callType.Check(c)
	if violations.Invalid() {
		return nil, violations
	}
	violations = callKind().Alone().Check(c, nil)
	r := resolution{ResolvedCall: &ResolvedCall{Call: c, Nominators: []Nominator{}, byID: map[string]int{}}}
	r.resolve(violations)
	if len(r.found) > 0 {
		violations = append(violations, r.found...)
		callType.Sort(violations)
	}
	if violations.Invalid() {
		return nil, violations
	}
	r.index()
	return r.ResolvedCall, violations
}

// resolution is a resolved call in the making, and what is found on the way.
type resolution struct {
	*ResolvedCall
	found Violations
}

// resolve finds the organizations of each seat about which nothing is wrong yet.
func (r *resolution) resolve(violations Violations) {
	if on, ok := r.membershipDate(); ok {
		for i := range r.Call.Seats {
			if !slices.ContainsFunc(violations, func(v Violation) bool { return v.Location == seatAt(i)+"/nominators" }) {
				r.resolveSeat(&r.Call.Seats[i], seatAt(i), on)
			}
		}
	}
	r.checkPairs()
}

func (r *resolution) error(rule Rule, place string, params constraint.Params) {
	r.found = append(r.found, Violation{Rule: rule, Location: place, Params: params, Severity: Error})
}

func (c *ResolvedCall) index() {
	c.byID = make(map[string]int, len(c.Nominators))
	for i := range c.Nominators {
		c.byID[c.Nominators[i].ID] = i
	}
	c.programs = &programs{nomination: nominationKind.Program(c)}
}

// Nominator finds an organization that the call asks by its id.
func (c *ResolvedCall) Nominator(id string) (*Nominator, bool) {
	i, ok := c.byID[id]
	if !ok {
		return nil, false
	}
	return &c.Nominators[i], true
}

// NominatorsOf are the organizations of one seat in the alphabetical order of
// the language.
func (c *ResolvedCall) NominatorsOf(seat, language string) []*Nominator {
	var of []*Nominator
	for i := range c.Nominators {
		if c.Nominators[i].Seat == seat {
			of = append(of, &c.Nominators[i])
		}
	}
	if language == "sv" {
		slices.SortStableFunc(of, func(a, b *Nominator) int { return a.Swedish - b.Swedish })
	}
	return of
}

// Public is the part of the call that its form needs and anyone may see: all
// but the addresses to which the call itself was sent, and the sites that may
// show the form.
func (c *ResolvedCall) Public() document.Inquiry {
	call := *c.Call
	call.EmbedHosts = nil
	call.Seats = slices.Clone(call.Seats)
	for i := range call.Seats {
		nominators := *call.Seats[i].Nominators
		nominators.Organizations = slices.Clone(nominators.Organizations)
		for j := range nominators.Organizations {
			nominators.Organizations[j].Email = ""
		}
		call.Seats[i].Nominators = &nominators
	}
	public := &ResolvedCall{Call: &call, Nominators: c.Nominators, Merged: c.Merged, Regions: c.Regions}
	public.index()
	return public
}

// resolveSeat adds the organizations of one seat.
func (r *resolution) resolveSeat(seat *Seat, place string, on civil.Date) {
	switch n := seat.Nominators; {
	case len(n.Municipalities) > 0:
		r.addListed(seat, place+"/nominators/municipalities", on)
	case n.Kind == NominatorMunicipality:
		r.addArea(seat, place+"/nominators", on)
	case n.Kind == NominatorCounty:
		r.addRegistered(seat, place+"/nominators", on, counties)
	case n.Kind == NominatorRegionalCouncil:
		r.addRegistered(seat, place+"/nominators", on, regionalCouncils)
	default:
		r.addOrganizations(seat, place+"/nominators/organizations")
	}
}

// NominatorsOn are the organizations that a seat is for on a day, each with its quota. On
// a day that the register of areas does not know, they are those of the nearest that it
// does. Where the seat is not sound, some or all are missing.
func (s *Seat) NominatorsOn(on civil.Date) []Nominator {
	r := resolution{ResolvedCall: &ResolvedCall{Call: &Call{}, byID: map[string]int{}}}
	r.resolveSeat(s, "", area.Nearest(on))
	return r.Nominators
}

// addOrganizations adds those that the call lists.
func (r *resolution) addOrganizations(seat *Seat, place string) {
	first := len(r.Nominators)
	for i := range seat.Nominators.Organizations {
		o := &seat.Nominators.Organizations[i]
		n := Nominator{ID: o.ID, Seat: seat.ID, Name: o.Name, Languages: o.Languages, Quota: seat.Quota(), Members: o.Members}
		if o.Representatives != nil {
			n.Quota = o.Representatives
		}
		r.add(n, place+"/"+strconv.Itoa(i))
	}
	r.inGivenOrder(first)
}

// inGivenOrder leaves the organizations from the first on as they are in Swedish, too.
func (r *resolution) inGivenOrder(first int) {
	for i := range r.Nominators[first:] {
		r.Nominators[first+i].Swedish = i + 1
	}
}

func (r *resolution) add(n Nominator, place string) {
	if first, twice := r.byID[n.ID]; twice {
		// Of an area, which is one place, one municipality is enough.
		if last := len(r.found) - 1; last < 0 || r.found[last].Rule != RuleNominatorTwice || r.found[last].Location != place {
			r.error(RuleNominatorTwice, place, constraint.Params{Other: r.Nominators[first].Seat})
		}
		return
	}
	r.byID[n.ID] = len(r.Nominators)
	r.Nominators = append(r.Nominators, n)
}
