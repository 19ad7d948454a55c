package hyte

import (
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// ResolvedCall is a call together with the organizations that it asks, found
// once for its membership date. It is a JSON document of its own, which a
// browser gets instead of the whole register of municipalities. Make one with
// [Call.Resolve] or [DecodeResolvedCall]; do not change it afterwards. It may
// then be used by many goroutines at once.
type ResolvedCall struct {
	Call *Call `json:"call" validate:"required"`
	// Nominators come by seat; municipalities in Finnish alphabetical order,
	// other organizations as the call lists them.
	Nominators []Nominator `json:"nominators" validate:"required,min=1,max=5000,dive"`
	// Merged are former municipalities whose successor is a nominator.
	Merged []Merged `json:"merged,omitempty" validate:"omitempty,max=1000,dive"`

	byID map[string]int
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
	// Swedish is the place, from 1, among the nominators of the seat in Swedish
	// alphabetical order.
	Swedish int `json:"swedish" validate:"omitempty,min=0,max=5000"`
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
func DecodeResolvedCall(data []byte) (*ResolvedCall, []Violation) {
	var c ResolvedCall
	if violations := resolvedType.Read(data, &c); len(violations) > 0 {
		return nil, violations
	}
	c.index()
	return &c, nil
}

// Resolve finds the organizations that the call asks. It reports what
// [Call.Check] does; if any of that is an error, the resolved call is nil. The
// call must not change afterwards.
func (c *Call) Resolve() (*ResolvedCall, []Violation) {
	in := inspection{bad: callType.Check(c)}
	var resolved *ResolvedCall
	if !constraint.Invalid(in.bad) {
		resolved = c.inspect(&in)
	}
	violations := in.all(callType)
	if constraint.Invalid(violations) {
		return nil, violations
	}
	resolved.index()
	return resolved, violations
}

func (c *ResolvedCall) index() {
	c.byID = make(map[string]int, len(c.Nominators))
	for i := range c.Nominators {
		c.byID[c.Nominators[i].ID] = i
	}
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

func (c *ResolvedCall) successor(id string) (string, bool) {
	for i := range c.Merged {
		if c.Merged[i].ID == id {
			return c.Merged[i].Successor, true
		}
	}
	return "", false
}

// Public is the part of the call that its form needs and anyone may see: all
// but the addresses to which the call itself was sent, and the sites that may
// show the form.
func (c *ResolvedCall) Public() *ResolvedCall {
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
	return &ResolvedCall{Call: &call, Nominators: c.Nominators, Merged: c.Merged, byID: c.byID}
}

// resolveSeat adds the organizations of one seat.
func (c *ResolvedCall) resolveSeat(seat *Seat, place string, on civil.Date, in *inspection) {
	first := len(c.Nominators)
	switch n := seat.Nominators; {
	case n.Kind != Municipality:
		for i, o := range n.Organizations {
			c.add(Nominator{ID: o.ID, Seat: seat.ID, Name: o.Name, Languages: o.Languages, Quota: seat.Representatives},
				place+"/nominators/organizations/"+strconv.Itoa(i), in)
		}
	case len(n.Municipalities) > 0:
		c.addListed(seat, place+"/nominators/municipalities", on, in)
	default:
		c.addArea(seat, place+"/nominators", on, in)
	}
	added := c.Nominators[first:]
	if seat.Nominators.Kind != Municipality {
		for i := range added {
			added[i].Swedish = i + 1
		}
	}
}

func (c *ResolvedCall) add(n Nominator, place string, in *inspection) {
	if first, twice := c.byID[n.ID]; twice {
		in.once(RuleNominatorTwice, place, constraint.Params{Other: c.Nominators[first].Seat})
		return
	}
	c.byID[n.ID] = len(c.Nominators)
	c.Nominators = append(c.Nominators, n)
}

func (c *ResolvedCall) addListed(seat *Seat, place string, on civil.Date, in *inspection) {
	var found []placed
	for i, text := range seat.Nominators.Municipalities {
		at := place + "/" + strconv.Itoa(i)
		code, err := area.ParseMunicipalityCode(text)
		if err != nil {
			in.error(RuleMunicipalityUnknown, at, constraint.Params{Date: on.String()})
			continue
		}
		m, err := area.LookupMunicipality(code, on)
		if err != nil {
			params := constraint.Params{Date: on.String()}
			if into, err := area.Successor(code, on); err == nil {
				params.Successor = municipalityID(into.Code())
			}
			in.error(RuleMunicipalityUnknown, at, params)
			continue
		}
		found = append(found, placed{m, at})
	}
	c.addMunicipalities(seat, found, on, in)
}

func (c *ResolvedCall) addArea(seat *Seat, place string, on civil.Date, in *inspection) {
	n := seat.Nominators
	var found []area.Municipality
	var err error
	if n.Region != "" {
		var code area.RegionCode
		place += "/region"
		if code, err = area.ParseRegionCode(n.Region); err == nil {
			found, err = area.MunicipalitiesOfRegion(code, on)
		}
	} else {
		var code area.CountyCode
		place += "/county"
		if code, err = area.ParseCountyCode(n.County); err == nil {
			found, err = area.MunicipalitiesOfCounty(code, on)
		}
	}
	switch {
	case err != nil:
		in.error(RuleAreaUnknown, place, constraint.Params{Date: on.String()})
	case len(found) == 0:
		in.error(RuleSeatEmpty, place, constraint.Params{Date: on.String()})
	default:
		all := make([]placed, len(found))
		for i, m := range found {
			all[i] = placed{m, place}
		}
		c.addMunicipalities(seat, all, on, in)
	}
}

// placed is a municipality, and the place in the call that asks for it.
type placed struct {
	area.Municipality
	place string
}

func (c *ResolvedCall) addMunicipalities(seat *Seat, found []placed, on civil.Date, in *inspection) {
	swedish := map[area.MunicipalityCode]int{}
	slices.SortFunc(found, func(a, b placed) int { return a.CompareNames(b.Municipality, "sv") })
	for i, m := range found {
		swedish[m.Code()] = i + 1
	}
	slices.SortFunc(found, func(a, b placed) int { return a.CompareNames(b.Municipality, "fi") })
	for _, m := range found {
		name := Text{"fi": m.Name("fi"), "sv": m.Name("sv")}
		if sami := m.Name("se"); sami != "" && sami != name["fi"] {
			name["se"] = sami
		}
		c.add(Nominator{
			ID: municipalityID(m.Code()), Seat: seat.ID, Name: name, Languages: m.Languages().List(),
			Quota: seat.Representatives, Swedish: swedish[m.Code()],
		}, m.place, in)
		c.addMerged(m.Municipality, on)
	}
}

func (c *ResolvedCall) addMerged(m area.Municipality, on civil.Date) {
	former, err := area.Predecessors(m.Code(), on)
	if err != nil {
		return
	}
	for _, f := range former {
		c.Merged = append(c.Merged, Merged{ID: municipalityID(f.Code()), Name: Text{"fi": f.Name("fi"), "sv": f.Name("sv")}, Successor: municipalityID(m.Code())})
	}
}

func municipalityID(code area.MunicipalityCode) string { return "municipality:" + code.String() }
