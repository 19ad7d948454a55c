// Package subject finds what received documents say of one person, who may ask for it
// (2016/679 art. 15).
package subject

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Person is who asks. The zero value is nobody.
type Person struct {
	// Email is an address of the person; empty if none is known.
	Email string
	// GivenName and FamilyName are both given, or none.
	GivenName, FamilyName string
}

// Match is a part of a document that tells of the person.
type Match struct {
	// Location is where the part is, a JSON Pointer (RFC 6901); empty for the whole
	// document.
	Location string `json:"location"`
	// Part is the smallest JSON object that has the address or the name as members; it
	// tells of this person only. Absent where a longer text mentions them, which may tell
	// of others, too.
	Part json.RawMessage `json:"part,omitempty"`
}

// Find returns what a JSON document says of a person, in the order of the document's
// members by name. An object tells of the person if its email is the address, or its
// givenName and familyName are the name, letters of either case being the same. A text
// that contains the address or the whole name, also within a longer word as inflected names
// are, mentions the person. The error says that the
// document is no JSON.
func Find(document []byte, p Person) ([]Match, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("subject: the document is no JSON")
	}
	f := finder{email: email(p.Email), given: fold(p.GivenName), family: fold(p.FamilyName)}
	f.look(value, "")
	return f.found, nil
}

type finder struct {
	email, given, family string
	found                []Match
}

func (f *finder) look(value any, at string) {
	switch v := value.(type) {
	case map[string]any:
		if f.is(v) {
			f.found = append(f.found, Match{at, part(v)})
			return
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			f.look(v[name], at+constraint.Pointer(name))
		}
	case []any:
		for i := range v {
			f.look(v[i], fmt.Sprintf("%s/%d", at, i))
		}
	case string:
		if f.mentioned(v) {
			f.found = append(f.found, Match{Location: at})
		}
	}
}

// is reports whether an object tells of the person, by its own members.
func (f *finder) is(object map[string]any) bool {
	text := func(name string) string { s, _ := object[name].(string); return s }
	if f.email != "" && email(text("email")) == f.email {
		return true
	}
	return f.given != "" && f.family != "" && fold(text("givenName")) == f.given && fold(text("familyName")) == f.family
}

func (f *finder) mentioned(text string) bool {
	text = fold(text)
	if f.email != "" && strings.Contains(text, f.email) {
		return true
	}
	return f.given != "" && f.family != "" &&
		(strings.Contains(text, f.given+" "+f.family) || strings.Contains(text, f.family+" "+f.given))
}

// part is the object itself, as JSON. Objects within it belong to the person.
func part(object map[string]any) json.RawMessage {
	text, err := json.Marshal(object)
	if err != nil {
		panic("subject: " + err.Error()) // it was read as JSON
	}
	return text
}

func email(address string) string {
	normal, _ := constraint.NormalizeEmail(address)
	return fold(normal)
}

// fold gives a text one form for comparing: composed, without blanks around it, and
// without differences of case.
func fold(text string) string {
	return cases.Fold().String(norm.NFC.String(strings.Join(strings.Fields(text), " ")))
}
