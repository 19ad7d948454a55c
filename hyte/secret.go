package hyte

import "slices"

// WithoutSecrets is the roster as it may be shown and handed on: it lacks the
// email address and telephone number of whoever wants them for the registry
// only, [VisibleToNobody]. The roster itself stays as it is.
func (r *Roster) WithoutSecrets() *Roster {
	shown := *r
	shown.Nominators = slices.Clone(r.Nominators)
	for i := range shown.Nominators {
		e := &shown.Nominators[i]
		if e.Counted != nil {
			counted := e.Counted.withoutSecrets()
			e.Counted = &counted
		}
		e.Others = answersWithoutSecrets(e.Others)
		e.Standing = slices.Clone(e.Standing)
		for j := range e.Standing {
			e.Standing[j].Person = e.Standing[j].Person.withoutSecrets()
		}
	}
	shown.Unlisted = answersWithoutSecrets(r.Unlisted)
	return &shown
}

func answersWithoutSecrets(answers []Answer) []Answer {
	shown := slices.Clone(answers)
	for i := range shown {
		shown[i] = shown[i].withoutSecrets()
	}
	return shown
}

func (a Answer) withoutSecrets() Answer {
	if a.Nomination != nil {
		a.Nomination = a.Nomination.WithoutSecrets()
	}
	return a
}

// WithoutSecrets is the nomination as it may be handed on; see [Roster.WithoutSecrets]. It
// is the nomination itself if it has none.
func (n *Nomination) WithoutSecrets() *Nomination {
	if !n.hasSecrets() {
		return n
	}
	shown := *n
	n = &shown
	n.Deputies = slices.Clone(n.Deputies)
	for i := range n.Deputies {
		n.Deputies[i] = *n.Deputies[i].withoutSecrets()
	}
	n.Representatives = slices.Clone(n.Representatives)
	for i := range n.Representatives {
		r := &n.Representatives[i]
		r.Person, r.Deputy = r.Person.withoutSecrets(), r.Deputy.withoutSecrets()
	}
	return n
}

func (n *Nomination) hasSecrets() bool {
	return slices.ContainsFunc(n.Representatives, Representative.hasSecrets) ||
		slices.ContainsFunc(n.Deputies, func(p Person) bool { return p.isSecret() })
}

func (r Representative) hasSecrets() bool { return r.Person.isSecret() || r.Deputy.isSecret() }

func (p *Person) isSecret() bool { return p != nil && p.ContactVisibility == VisibleToNobody }

func (p *Person) withoutSecrets() *Person {
	if !p.isSecret() {
		return p
	}
	shown := *p
	shown.Email, shown.Telephone = "", ""
	return &shown
}
