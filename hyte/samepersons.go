package hyte

import "github.com/hytekit/hytekit/hyte/constraint"

// samePersons finds persons who are the same (see [Person.same]) without
// comparing each with each: a roster may name thousands of one name, and the
// time must not grow by their square.
type samePersons map[sightingKey]int

// sightingKey is a name with an e-mail address and a telephone number in their
// normal forms. An empty contact is one that a person does not have.
type sightingKey struct {
	name, email, telephone string
	anyEmail, anyTelephone bool // whatever that contact is
}

// add notes that an entry names the person, unless an earlier one does so
// already.
func (s samePersons) add(p *Person, entry int) {
	key, ok := keyOf(p)
	if !ok {
		return
	}
	for _, k := range [...]sightingKey{key, key.withAnyEmail(), key.withAnyTelephone(), key.withAnyEmail().withAnyTelephone()} {
		if _, seen := s[k]; !seen {
			s[k] = entry
		}
	}
}

// first is the first entry that names the same person.
func (s samePersons) first(p *Person) (entry int, found bool) {
	key, ok := keyOf(p)
	if !ok {
		return 0, false
	}
	for _, k := range key.alike() {
		if e, seen := s[k]; seen && (!found || e < entry) {
			entry, found = e, true
		}
	}
	return entry, found
}

// alike are the keys under which the same person is noted: each contact is the
// same or not given. One who does not give a contact may have any.
func (k sightingKey) alike() []sightingKey {
	keys := []sightingKey{k, k}
	if k.email == "" {
		keys = []sightingKey{k.withAnyEmail()}
	} else {
		keys[1].email = ""
	}
	if k.telephone == "" {
		for i := range keys {
			keys[i] = keys[i].withAnyTelephone()
		}
		return keys
	}
	for _, k := range keys {
		k.telephone = ""
		keys = append(keys, k)
	}
	return keys
}

func (k sightingKey) withAnyEmail() sightingKey {
	k.email, k.anyEmail = "", true
	return k
}

func (k sightingKey) withAnyTelephone() sightingKey {
	k.telephone, k.anyTelephone = "", true
	return k
}

// keyOf is the key of a person, who has none without a whole name.
func keyOf(p *Person) (sightingKey, bool) {
	if p == nil || p.GivenName == "" || p.FamilyName == "" {
		return sightingKey{}, false
	}
	email, _ := constraint.NormalizeEmail(p.Email)
	telephone, _ := constraint.NormalizeTelephone(p.Telephone)
	return sightingKey{
		name:      foldName(p.FamilyName) + "\x00" + foldName(p.GivenName),
		email:     fold(email),
		telephone: fold(telephone),
	}, true
}
