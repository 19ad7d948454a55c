package invent

import (
	"fmt"
	"math/rand/v2"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

// seats are one or several rules, in any order.
func seats(r *rand.Rand, languages []string, on civil.Date) []hyte.Seat {
	all := []hyte.Seat{
		{ID: "municipalities", Nominators: municipalities(r, on)},
		{ID: "joint-authorities", Nominators: organizations(r, languages, hyte.NominatorJointAuthority, "joint-authority")},
		{ID: "named", Nominators: organizations(r, languages, hyte.NominatorNamed, pick(r, "association", "hospital-district"))},
	}
	if chance(r, 15) {
		all = append(all, hyte.Seat{ID: "register", Nominators: &hyte.Nominators{Kind: pick(r, hyte.NominatorCounty, hyte.NominatorRegionalCouncil)}})
	}
	if chance(r, 15) {
		all = append(all, hyte.Seat{ID: "open", Nominators: &hyte.Nominators{Kind: hyte.NominatorOpen}})
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = all[:between(r, 1, len(all))]
	for i := range all {
		all[i].Representatives = quota(r)
		if chance(r, 20) {
			all[i].Deputies = pick(r, hyte.DeputiesNone, hyte.DeputiesOptional, hyte.DeputiesRequired, hyte.DeputiesPool)
		}
		if chance(r, 20) {
			all[i].Persons = pick(r, hyte.PersonsStaff, hyte.PersonsElected, hyte.PersonsResidents, hyte.PersonsAssociation, hyte.PersonsYoung)
		}
		if chance(r, 20) {
			asked := func() hyte.Asked { return pick(r, "", hyte.AskedOff, hyte.AskedOptional, hyte.AskedRequired) }
			all[i].PersonFields = &hyte.PersonFields{JobTitle: asked(), Unit: asked(), Sector: asked(), Motivation: asked()}
		}
		if chance(r, 30) {
			all[i].Name = text(r, languages, "Edustajat")
		}
	}
	return all
}

func quota(r *rand.Rand) *hyte.Quota {
	q := &hyte.Quota{Min: between(r, 0, 3)}
	if chance(r, 60) {
		q.Max = max(q.Min, 1) + between(r, 0, 2)
		if chance(r, 30) {
			q.Expected = between(r, max(q.Min, 1), q.Max)
		}
	}
	if chance(r, 25) {
		q.Places = between(r, 1, max(q.Max, 1))
	}
	return q
}

func municipalities(r *rand.Rand, on civil.Date) *hyte.Nominators {
	n := &hyte.Nominators{Kind: hyte.NominatorMunicipality}
	if chance(r, 5) {
		return n // of the whole country: a schema that is slow to compile
	}
	switch r.IntN(3) {
	case 0:
		if regions, err := area.Regions(on); err == nil {
			n.Region = pick(r, regions...).Code().String()
		}
	case 1:
		if counties, err := area.Counties(on); err == nil && len(counties) > 0 {
			n.County = pick(r, counties...).Code().String()
		}
	default:
		if all, err := area.Municipalities(on); err == nil {
			for _, i := range r.Perm(len(all))[:between(r, 1, 8)] {
				n.Municipalities = append(n.Municipalities, all[i].Code().String())
			}
		}
	}
	return n
}

func organizations(r *rand.Rand, languages []string, kind hyte.NominatorKind, prefix string) *hyte.Nominators {
	n := &hyte.Nominators{Kind: kind}
	for i := range between(r, 1, 4) {
		o := hyte.Organization{ID: fmt.Sprintf("%s:example-%d", prefix, i+1), Name: text(r, languages, "Esimerkkiyhtymä")}
		if chance(r, 30) {
			o.BusinessID = pick(r, "2617416-4", "0201256-6")
		}
		if chance(r, 30) {
			o.Languages = []string{"fi", "sv"}
		}
		if chance(r, 20) {
			o.Representatives = quota(r)
		}
		if chance(r, 15) {
			o.Members = []string{fmt.Sprintf("%s:member-%d", prefix, i+1)}
		}
		if chance(r, 30) {
			o.Email = "kirjaamo@example.org"
		}
		n.Organizations = append(n.Organizations, o)
	}
	return n
}
