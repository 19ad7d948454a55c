package event

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/organization"
)

// helsinki is the municipality that has the yearly duty itself, as it belongs to no county.
const helsinki = "municipality:091"

// inForce is when the Act that demands the yearly negotiation came into force.
var inForce = civil.Date{Year: 2023, Month: 1, Day: 1} // 612/2021

func dutyAt(i int, member string) string {
	return "/duties/" + strconv.Itoa(i) + "/" + member
}

// eachDuty is a rule about one duty.
func (e *Event) eachDuty(look func(i int, d *Duty)) {
	for i := range e.Duties {
		look(i, &e.Duties[i])
	}
}

// county is the county with an id, on a day or the nearest one that the register knows.
func county(id string, on civil.Date) (area.County, bool) {
	code, ok := strings.CutPrefix(organization.Canonical(id), "county:")
	if !ok {
		return area.County{}, false
	}
	parsed, err := area.ParseCountyCode(code)
	if err != nil {
		return area.County{}, false
	}
	c, err := area.LookupCounty(parsed, area.Nearest(on))
	return c, err == nil
}

// lastDayOf is the day that decides to which county a municipality belongs.
func (e *Event) lastDayOf(d *Duty) civil.Date {
	return civil.Date{Year: e.DutyYear(d), Month: 12, Day: 31}
}

// bearers says nothing of organizations that nobody knows: another rule does.
func bearers(e *Event) (found findings) {
	e.eachDuty(func(i int, d *Duty) {
		if d.Bearer == "" || !e.Names().Has(d.Bearer) {
			return
		}
		_, isCounty := county(d.Bearer, e.lastDayOf(d))
		if !isCounty && !(d.Bearer == helsinki && d.Duty == NegotiationYearly) {
			found.add(dutyAt(i, "bearer"), constraint.Params{})
		}
	})
	return found
}

// otherCounty looks for invited municipalities that do not belong to the county that
// negotiates.
func otherCounty(e *Event) (found findings) {
	e.eachDuty(func(i int, d *Duty) {
		on := e.lastDayOf(d)
		bearer, ok := county(d.Bearer, on)
		if !ok {
			return
		}
		for j, id := range d.Invited {
			code, ok := strings.CutPrefix(id, "municipality:")
			if !ok {
				continue
			}
			parsed, err := area.ParseMunicipalityCode(code)
			if err != nil {
				continue
			}
			m, err := area.LookupMunicipality(parsed, area.Nearest(on))
			if err != nil || m.County() != bearer.Code() {
				found.add(dutyAt(i, "invited/"+strconv.Itoa(j)), constraint.Params{Date: on.String()})
			}
		}
	})
	return found
}

func dutyYear(e *Event) (found findings) {
	if e.When == nil {
		return nil
	}
	first, last := e.When.years()
	e.eachDuty(func(i int, d *Duty) {
		if d.Year != 0 && first != 0 && (d.Year < first || d.Year > last) {
			found.add(dutyAt(i, "year"), constraint.Params{})
		}
	})
	return found
}

func beforeLaw(e *Event) (found findings) {
	e.eachDuty(func(i int, d *Duty) {
		if year := e.DutyYear(d); d.Duty == NegotiationYearly && year != 0 && year < inForce.Year {
			found.add(dutyAt(i, "year"), constraint.Params{Date: inForce.String()})
		}
	})
	return found
}

// Names are the organizations that the document lists, with their names.
func (e *Event) Names() organization.Listing {
	l := organization.Listing{}
	l.Add(e.Organizations)
	return l
}

func organizations(e *Event) (found findings) {
	listed := e.Names()
	look := func(id, place string) {
		if id != "" && !listed.Has(id) {
			found.add(place, constraint.Params{})
		}
	}
	for i, id := range e.Organizers {
		look(id, "/organizers/"+strconv.Itoa(i))
	}
	for i := range e.Contacts {
		look(e.Contacts[i].Organization, "/contacts/"+strconv.Itoa(i)+"/organization")
	}
	for i := range e.Programme {
		for j := range e.Programme[i].Speakers {
			look(e.Programme[i].Speakers[j].Organization, itemAt(i, "speakers/"+strconv.Itoa(j)+"/organization"))
		}
	}
	e.eachDuty(func(i int, d *Duty) {
		look(d.Bearer, dutyAt(i, "bearer"))
		for j, id := range d.Invited {
			look(id, dutyAt(i, "invited/"+strconv.Itoa(j)))
		}
	})
	if a := e.Attendance; a != nil {
		for i := range a.Organizations {
			look(a.Organizations[i].Organization, "/attendance/organizations/"+strconv.Itoa(i)+"/organization")
		}
	}
	return found
}
