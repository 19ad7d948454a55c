// Package popolo says who sits in bodies in the words of Popolo, the format in which
// programs exchange who holds which position: https://www.popoloproject.com.
//
// A body and the organizations on whose behalf people sit are Organizations, a place of a
// seat is a Post, and each time that somebody had it is a Membership. What was never so is
// left out, as are e-mail addresses and telephone numbers that are not public.
package popolo

// Document are the members of one or more bodies, in one language. It is a JSON document.
type Document struct {
	Persons       []Person       `json:"persons"`
	Organizations []Organization `json:"organizations"`
	Posts         []Post         `json:"posts"`
	Memberships   []Membership   `json:"memberships"`
}

// Person is somebody who sits or sat in a body.
type Person struct {
	// ID is that of the body and of the person's first membership in it: "body/membership".
	ID         string `json:"id"`
	Name       string `json:"name"`
	FamilyName string `json:"family_name,omitempty"`
	GivenName  string `json:"given_name,omitempty"`
	SortName   string `json:"sort_name,omitempty"`
	// ContactDetails are the public ones.
	ContactDetails []ContactDetail `json:"contact_details,omitempty"`
}

// Organization is a body, one that appoints it, or one on whose behalf somebody sits.
type Organization struct {
	// ID is the id of the body or of the organization, as documents have it.
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	OtherNames []OtherName `json:"other_names,omitempty"`
	// Classification is the kind of body, or what the organization's id begins with:
	// "municipality".
	Classification string `json:"classification,omitempty"`
	// ParentID is the organization that appoints the body.
	ParentID        string `json:"parent_id,omitempty"`
	FoundingDate    string `json:"founding_date,omitempty"`
	DissolutionDate string `json:"dissolution_date,omitempty"`
}

// OtherName is the name in another language, which the note names: "sv".
type OtherName struct {
	Name string `json:"name"`
	Note string `json:"note,omitempty"`
}

// Post is a place in a body, whether somebody has it or not.
type Post struct {
	// ID is "body/seat/organization/place", of a deputy's place with "/deputy".
	ID             string `json:"id"`
	Label          string `json:"label"`
	Role           string `json:"role"`
	OrganizationID string `json:"organization_id"`
}

// Membership is a person's time in a body.
type Membership struct {
	ID string `json:"id"`
	// Role is the office, or else member, deputy, expert or secretary.
	Role           string `json:"role"`
	PersonID       string `json:"person_id"`
	OrganizationID string `json:"organization_id"`
	PostID         string `json:"post_id,omitempty"`
	OnBehalfOfID   string `json:"on_behalf_of_id,omitempty"`
	StartDate      string `json:"start_date,omitempty"`
	EndDate        string `json:"end_date,omitempty"`
	// Sources are the minutes of the decision, if they have an address.
	Sources []Link `json:"sources,omitempty"`
}

// ContactDetail is a way to reach somebody.
type ContactDetail struct {
	Type  string `json:"type"` // "email" or "voice"
	Value string `json:"value"`
}

// Link is the address of a document.
type Link struct {
	URL  string `json:"url"`
	Note string `json:"note,omitempty"`
}
