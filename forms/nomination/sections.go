package nomination

import (
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// whoAgreed are the names of the persons who have agreed.
var whoAgreed = []string{
	person + "/givenName", person + "/familyName", deputy + "/givenName", deputy + "/familyName", pool + "/givenName", pool + "/familyName",
}

func (a *asked) consent() forms.Section {
	question := forms.Question{At: "/consent", Type: forms.Checkbox, Variant: a.onePerson()}
	if a.persons() == hyte.PersonsYoung {
		question.Variant = a.ofPersons()
	}
	return forms.Section{ID: "consent", Before: privacy, Confirms: whoAgreed, Questions: []forms.Question{question}}
}

func (a *asked) nominator() forms.Section {
	section := forms.Section{ID: "nominator"}
	if len(a.call.Nominators) > 0 {
		section.Questions = append(section.Questions, forms.Question{
			At: "/nominator", Type: forms.Select, Options: organizations(a.Words, true), Choose: "choose.nominator", Autocomplete: "on", Search: true,
		})
	}
	if a.from == nil {
		section.Questions = append(section.Questions,
			forms.Question{At: "/nominatorName", Type: forms.Line, Autocomplete: "organization"},
			forms.Question{At: "/businessId", Type: forms.Line, Autocomplete: "on", Size: "short"})
	}
	return section
}

// nominators asks for who answers, and together with whom.
func (a *asked) nominators() forms.Section {
	section := a.nominator()
	if a.asksJointly() {
		section.Questions = append(section.Questions, forms.Question{At: "/jointlyWith", Type: forms.TextArea, Autocomplete: "on"})
	}
	return section
}

func (a *asked) representatives() forms.Section {
	list, one, variant := "representatives", "representative", a.chosenVariant()
	if a.areCandidates() {
		list, one, variant = "candidates", "candidate", ""
	}
	about := a.aboutPerson()
	if a.asks(func(f hyte.PersonFields) hyte.Asked { return f.Motivation }) {
		about = append(about, forms.Question{At: "/representatives/#/motivation", Type: forms.TextArea, Autocomplete: "on", Counted: true})
	}
	return forms.Section{
		ID: list, At: "/representatives", Group: forms.GroupWhenSingle, Variant: variant, Lead: a.askedOfOne(),
		Sections: []forms.Section{{
			ID: one, At: "/representatives/#", Item: true, Group: forms.GroupWhenSeveral,
			About: person, Questions: about,
			Sections: []forms.Section{
				a.contact("contact", person),
				{
					ID: "deputy", At: deputy, Group: forms.GroupAlways, Variant: a.Required(deputy),
					Questions: a.aboutPerson(),
					Sections:  []forms.Section{a.contact("deputy-contact", deputy)},
				},
			},
		}},
	}
}

// pool are the deputies of all representatives, in order.
func (a *asked) pool() forms.Section {
	return forms.Section{
		ID: "deputies", At: "/deputies", Group: forms.GroupWhenSingle,
		Sections: []forms.Section{{
			ID: "pool-deputy", At: pool, Item: true, Group: forms.GroupWhenSeveral, About: pool,
			Questions: a.aboutPerson(), Sections: []forms.Section{a.contact("deputy-contact", pool)},
		}},
	}
}

// aboutPerson are the questions about who is named, the last one about gender.
func (a *asked) aboutPerson() []forms.Question {
	sector := forms.Question{At: "sector", Type: forms.Select, Choose: "choose.sector", Autocomplete: "on"}
	if c := a.call.Call; c.MultiSectoral && VariantOf(c) == "" { // of a body, not of a list
		sector.Variant = "!multi-sectoral"
	}
	questions := []forms.Question{
		{At: "givenName", Type: forms.Line, Autocomplete: "on"},
		{At: "familyName", Type: forms.Line, Autocomplete: "on"},
	}
	if a.asks(func(f hyte.PersonFields) hyte.Asked { return f.JobTitle }) {
		questions = append(questions, forms.Question{At: "jobTitle", Type: forms.Line, Autocomplete: "on", Variant: a.ofPersons()})
	}
	if a.asks(func(f hyte.PersonFields) hyte.Asked { return f.Unit }) {
		questions = append(questions, forms.Question{At: "unit", Type: forms.Line, Autocomplete: "on"})
	}
	if a.asks(func(f hyte.PersonFields) hyte.Asked { return f.Sector }) {
		questions = append(questions, sector)
	}
	if a.call.Call.AsksGender() {
		questions = append(questions, forms.Question{At: "gender", Type: forms.Radio})
	}
	return questions
}

var contactQuestions = []forms.Question{
	{At: "email", Type: forms.Line, Autocomplete: "on", InputMode: "email"},
	{At: "telephone", Type: forms.Line, Autocomplete: "on", InputMode: "tel", Size: "medium", Tel: true},
	// The first option is what an absent value means, so that a control nobody
	// touched says what the document says.
	{At: "contactVisibility", Type: forms.Select, Initial: string(hyte.VisibleToOrganizer), Autocomplete: "on", OptionKey: visibilityKey},
}

// contact asks how to reach a person: staff by what belongs to the work.
func (a *asked) contact(id, place string) forms.Section {
	variant := ""
	if a.persons() != hyte.PersonsStaff {
		variant = "!private"
	}
	return forms.Section{
		ID: id, At: place, Rules: contactRules, Group: forms.GroupAlways, Mark: "mark.contact", Variant: variant, Questions: contactQuestions,
	}
}

var contactRules = []hyte.Rule{hyte.RuleContactMissing}

// visibilityKey names the members after the body: those of a working group are
// not called as those of a board are.
func visibilityKey(w *forms.Words, value string) string {
	if value == string(hyte.VisibleToMembers) {
		return "members." + string(bodyOf(w).Kind)
	}
	return "option.contactVisibility." + value
}

// balance asks for the reason where not both women and men are proposed.
func (a *asked) balance() forms.Section {
	variant := ""
	if rule, _ := a.Rules.Rule(hyte.RuleCandidatePairMissing); rule.Severity == constraint.Error {
		variant = forms.RequiredVariant
	}
	return forms.Section{
		ID: "balance", At: "/representatives", Rules: []hyte.Rule{hyte.RuleCandidatePairMissing, hyte.RuleCandidatePairFew}, Variant: variant,
		Questions: []forms.Question{{At: "/genderBalanceReason", Type: forms.TextArea, Autocomplete: "on", Counted: true}},
	}
}
