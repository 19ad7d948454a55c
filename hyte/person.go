package hyte

import (
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// same reports whether the two are one person, as far as a nomination can tell:
// they have one name, and no contact of one kind that differs.
func (p *Person) same(other *Person) bool {
	if p == nil || other == nil || p.GivenName == "" || p.FamilyName == "" {
		return false
	}
	return sameName(p.FamilyName, other.FamilyName) && sameName(p.GivenName, other.GivenName) &&
		!differ(p.Email, other.Email, constraint.NormalizeEmail) &&
		!differ(p.Telephone, other.Telephone, constraint.NormalizeTelephone)
}

func normalName(name string) string { return compose(constraint.TrimBlanks(name)) }

// differ reports whether both contacts are given, and are not the same.
func differ(a, b string, normalize func(string) (string, bool)) bool {
	if a == "" || b == "" {
		return false
	}
	a, _ = normalize(a)
	b, _ = normalize(b)
	return !strings.EqualFold(a, b)
}

// Normalize gives texts their one form: names in Unicode Normalization Form C
// and without blanks around them, e-mail addresses as name@host, telephone
// numbers in E.164. What has no such form stays as it is. Normalizing twice
// changes nothing.
func (n *Nomination) Normalize() {
	for i := range n.Representatives {
		r := &n.Representatives[i]
		r.Person.normalize()
		r.Deputy.normalize()
		normalizeTexts(&r.Motivation)
	}
	for i := range n.Deputies {
		n.Deputies[i].normalize()
	}
	for i := range n.JointlyWith {
		normalizeTexts(&n.JointlyWith[i])
	}
	normalizeAnswers(n.Answers)
	normalizeTexts(&n.NominatorName, &n.GenderBalanceReason)
	if d := n.Decision; d != nil {
		normalizeTexts(&d.Body, &d.Section, &d.CaseNumber, &d.URL)
	}
	if s := n.Submitter; s != nil {
		normalizeTexts(&s.GivenName, &s.FamilyName, &s.JobTitle)
		s.Email, _ = constraint.NormalizeEmail(s.Email)
		s.Telephone, _ = constraint.NormalizeTelephone(s.Telephone)
	}
}

func (p *Person) normalize() {
	if p == nil {
		return
	}
	normalizeTexts(&p.GivenName, &p.FamilyName, &p.JobTitle, &p.Unit)
	p.Email, _ = constraint.NormalizeEmail(p.Email)
	p.Telephone, _ = constraint.NormalizeTelephone(p.Telephone)
}

func normalizeTexts(texts ...*string) {
	for _, t := range texts {
		*t = normalName(*t)
	}
}
