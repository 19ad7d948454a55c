// Package organization says what the ids of organizations mean that documents do not
// list: municipalities and wellbeing services counties, which a register has.
package organization

import (
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

// The kinds of organizations that the register has, as their ids begin.
const (
	municipality = "municipality"
	county       = "county"
	longCounty   = "wellbeing-county"
)

// RuleUnknown is broken by the id of an organization that no register has and the document
// does not list.
const RuleUnknown hyte.Rule = "organization.unknown"

// Canonical is one id for each organization: calls name a wellbeing services county
// "wellbeing-county:07", other documents "county:07". Any other id stays as it is.
func Canonical(id string) string {
	if code, ok := strings.CutPrefix(id, longCounty+":"); ok {
		return county + ":" + code
	}
	return id
}

// IsRegistered reports whether the id is that of a municipality or county, as far as an id
// tells: it may be none, or none anymore.
func IsRegistered(id string) bool {
	kind, code, _ := strings.Cut(Canonical(id), ":")
	switch kind {
	case municipality:
		_, err := area.ParseMunicipalityCode(code)
		return err == nil
	case county:
		_, err := area.ParseCountyCode(code)
		return err == nil
	}
	return false
}

// Municipality is the municipality with an id on a day, or on the nearest that the register
// knows. ok is false of any other organization.
func Municipality(id string, on civil.Date) (m area.Municipality, ok bool) {
	code, ok := strings.CutPrefix(id, municipality+":")
	if !ok {
		return m, false
	}
	parsed, err := area.ParseMunicipalityCode(code)
	if err == nil {
		m, err = area.LookupMunicipality(parsed, area.Nearest(on))
	}
	return m, err == nil
}

// County is the wellbeing services county with an id on a day, or on the nearest that the
// register knows. ok is false of any other organization.
func County(id string, on civil.Date) (c area.County, ok bool) {
	code, ok := strings.CutPrefix(Canonical(id), county+":")
	if !ok {
		return c, false
	}
	parsed, err := area.ParseCountyCode(code)
	if err == nil {
		c, err = area.LookupCounty(parsed, area.Nearest(on))
	}
	return c, err == nil
}

// Name is the name of a municipality or county on a day, or on the nearest that the
// register knows; nil of any other organization.
func Name(id string, on civil.Date) hyte.Text {
	if m, ok := Municipality(id, on); ok {
		return hyte.Text{"fi": m.Name("fi"), "sv": m.Name("sv")}
	}
	if c, ok := County(id, on); ok {
		return hyte.Text{"fi": c.Name("fi"), "sv": c.Name("sv"), "en": c.Name("en")}
	}
	return nil
}

// Listing are organizations that a document lists, with their names.
type Listing map[string]hyte.Text

// Add lists organizations.
func (l Listing) Add(organizations []hyte.Organization) {
	for i := range organizations {
		l[Canonical(organizations[i].ID)] = organizations[i].Name
	}
}

// Has reports whether an organization is listed or registered.
func (l Listing) Has(id string) bool {
	_, listed := l[Canonical(id)]
	return listed || IsRegistered(id)
}

// Name is the name of an organization on a day; nil if nothing has it.
func (l Listing) Name(id string, on civil.Date) hyte.Text {
	if name, ok := l[Canonical(id)]; ok {
		return name
	}
	return Name(id, on)
}
