package popolo

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/organization"
)

// Export puts bodies into one document. The day decides which places there are and how
// municipalities are called; memberships are all that there have ever been. Names are in
// the language, or in the one in which they are there.
func Export(bodies []*body.Body, on civil.Date, language string) *Document {
	e := exporter{
		language: language, on: on, known: map[string]bool{}, posts: map[string]bool{},
		Document: &Document{Persons: []Person{}, Organizations: []Organization{}, Posts: []Post{}, Memberships: []Membership{}},
	}
	for _, b := range bodies {
		e.add(b)
	}
	return e.Document
}

// exporter makes one document of several bodies.
type exporter struct {
	*Document
	language string
	on       civil.Date
	known    map[string]bool // organizations that the document has
	posts    map[string]bool
}

func (e *exporter) add(b *body.Body) {
	listed := b.Names()
	own := Organization{ID: b.ID, Classification: string(b.Kind), ParentID: organization.Canonical(b.Host)}
	own.setName(b.Name, e.language)
	if a := b.Active; a != nil {
		own.FoundingDate, own.DissolutionDate = a.From, a.To
	}
	e.Organizations = append(e.Organizations, own)
	e.organization(b.Host, listed)
	for _, p := range b.Sitting(e.on, 0).Places {
		if p.Seat != "" {
			e.organization(p.OnBehalfOf, listed)
			e.post(b, postOf{p.Seat, p.OnBehalfOf, p.Number, body.RoleMember}, listed)
		}
	}
	persons := e.persons(b)
	for i := range b.Memberships {
		if m := &b.Memberships[i]; counts(m) {
			e.membership(b, m, listed, persons[m.ID])
		}
	}
}

// counts reports whether the membership ever was.
func counts(m *body.Membership) bool { return len(m.Void) == 0 && m.Person != nil }

func (o *Organization) setName(name hyte.Text, language string) {
	o.Name = name.In(language)
	used := name.Language(language)
	for _, other := range slices.Sorted(maps.Keys(name)) {
		if other != used && name[other] != "" && name[other] != o.Name {
			o.OtherNames = append(o.OtherNames, OtherName{Name: name[other], Note: other})
		}
	}
}

// organization adds an organization once.
func (e *exporter) organization(id string, listed organization.Listing) {
	id = organization.Canonical(id)
	if id == "" || e.known[id] {
		return
	}
	e.known[id] = true
	kind, _, _ := strings.Cut(id, ":")
	o := Organization{ID: id, Classification: kind}
	o.setName(listed.Name(id, e.on), e.language)
	if o.Name == "" {
		o.Name = id
	}
	e.Organizations = append(e.Organizations, o)
}

// postOf is what names a post in a body.
type postOf struct {
	seat, onBehalfOf string
	place            int
	role             body.Role
}

// post adds a place once, and returns its id.
func (e *exporter) post(b *body.Body, p postOf, listed organization.Listing) string {
	of := organization.Canonical(p.onBehalfOf)
	parts := []string{b.ID, p.seat, of, strconv.Itoa(p.place)}
	if p.role == body.RoleDeputy {
		parts = append(parts, string(p.role))
	}
	id := strings.Join(parts, "/")
	if e.posts[id] {
		return id
	}
	e.posts[id] = true
	label := cmp.Or(listed.Name(of, e.on).In(e.language), seatName(b, p.seat).In(e.language), p.seat)
	e.Posts = append(e.Posts, Post{
		ID: id, Label: label + " " + strconv.Itoa(p.place), Role: string(p.role), OrganizationID: b.ID,
	})
	return id
}

func seatName(b *body.Body, seat string) hyte.Text {
	for i := range b.Seats {
		if b.Seats[i].ID == seat {
			return b.Seats[i].Name
		}
	}
	return nil
}

// personKey is by what two memberships of a body may be one person's: the same name on
// behalf of the same organization. Elsewhere the name may be that of somebody else.
type personKey struct{ name, onBehalfOf string }

// persons adds the people of a body, and returns the id of the person of each membership.
// All memberships with one key are one person's, unless two of them overlap: then there are
// namesakes, and nothing says which of them came back.
func (e *exporter) persons(b *body.Body) map[string]string {
	byStart := make([]*body.Membership, 0, len(b.Memberships))
	for i := range b.Memberships {
		if m := &b.Memberships[i]; counts(m) {
			byStart = append(byStart, m)
		}
	}
	slices.SortStableFunc(byStart, func(a, b *body.Membership) int { return cmp.Compare(a.From, b.From) })
	latest, namesakes := map[personKey]*body.Membership{}, map[personKey]bool{}
	for _, m := range byStart {
		key := keyOf(m)
		if before := latest[key]; before != nil && !civil.TextBefore(before.To, m.From) {
			namesakes[key] = true
		}
		latest[key] = m
	}
	first, ids := map[personKey]string{}, map[string]string{}
	for _, m := range byStart {
		key := keyOf(m)
		if id, ok := first[key]; ok && !namesakes[key] {
			ids[m.ID] = id
			continue
		}
		ids[m.ID] = b.ID + "/" + m.ID
		first[key] = ids[m.ID]
		e.Persons = append(e.Persons, personOf(ids[m.ID], m.Person))
	}
	return ids
}

func keyOf(m *body.Membership) personKey {
	return personKey{m.Person.FoldedName(), organization.Canonical(m.OnBehalfOf)}
}

func personOf(id string, p *hyte.Person) Person {
	person := Person{ID: id, Name: p.Name(), FamilyName: p.FamilyName, GivenName: p.GivenName, SortName: p.FamilyName + ", " + p.GivenName}
	if p.ContactVisibility != hyte.VisibleToPublic {
		return person
	}
	for _, c := range []ContactDetail{{"email", p.Email}, {"voice", p.Telephone}} {
		if c.Value != "" {
			person.ContactDetails = append(person.ContactDetails, c)
		}
	}
	return person
}

func (e *exporter) membership(b *body.Body, m *body.Membership, listed organization.Listing, person string) {
	of := organization.Canonical(m.OnBehalfOf)
	e.organization(of, listed)
	entry := Membership{
		ID: b.ID + "/" + m.ID, Role: cmp.Or(string(m.Office), string(m.Role)), PersonID: person,
		OrganizationID: b.ID, OnBehalfOfID: of, StartDate: m.From, EndDate: m.To,
	}
	if m.Seat != "" && (m.Role == body.RoleMember || m.Role == body.RoleDeputy) {
		entry.PostID = e.post(b, postOf{m.Seat, of, max(m.Place, 1), m.Role}, listed)
	}
	if d := m.Decision; d != nil && isWebAddress(d.URL) {
		entry.Sources = []Link{{URL: d.URL, Note: noteOf(d)}}
	}
	e.Memberships = append(e.Memberships, entry)
}

func isWebAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// noteOf names a decision as minutes do: "Aluehallitus 2023-05-09 § 12".
func noteOf(d *hyte.Handling) string {
	note := strings.TrimSpace(d.Body + " " + d.Date)
	if d.Section != "" {
		note += " § " + d.Section
	}
	return note
}
