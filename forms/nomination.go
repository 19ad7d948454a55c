package forms

import (
	"github.com/hytekit/hytekit/hyte"
)

// nomination is the layout of a nomination's form.
var nomination = layout{
	document: hyte.NominationType(),
	fixed: func(f *Form) map[string]string {
		return map[string]string{"/call": f.call.Call.ID, "/language": f.Language()}
	},
	repeats: map[string]repeatSpec{
		"/representatives": {least: leastRepresentatives, most: mostRepresentatives, several: severalRepresentatives},
	},
	check: func(call *hyte.ResolvedCall, document []byte) []hyte.Violation {
		_, violations := call.Read(document)
		return violations
	},
	parts: []partSpec{
		{
			id: "nominator",
			fields: []fieldSpec{
				{at: "/nominator", kind: Select, options: (*Form).nominatorOptions, choose: "choose.nominator", autocomplete: "off"},
			},
		},
		{
			id:      "representatives",
			at:      "/representatives",
			group:   whenSingle,
			variant: oneRepresentative,
			parts: []partSpec{{
				id:     "representative",
				at:     "/representatives/#",
				item:   true,
				group:  whenSeveral,
				fields: personFields("/representatives/#/person"),
				parts: []partSpec{
					contactPart("contact", "/representatives/#/person", anyCall),
					{
						id:      "deputy",
						at:      "/representatives/#/deputy",
						group:   always,
						when:    asksDeputies,
						needed:  needsDeputies,
						variant: requiredIf(needsDeputies),
						fields:  personFields("/representatives/#/deputy"),
						parts:   []partSpec{contactPart("deputy-contact", "/representatives/#/deputy", needsDeputies)},
					},
				},
			}},
		},
		{
			id:      "balance",
			at:      "/representatives",
			rules:   []hyte.Rule{hyte.RuleGenderPairMissing},
			when:    asksBalance,
			variant: requiredIf(needsBalance),
			fields:  []fieldSpec{{at: "/genderBalanceReason", kind: TextArea, autocomplete: "off", counted: true}},
		},
		{
			id:    "decision",
			at:    "/decision",
			group: always,
			fields: []fieldSpec{
				{at: "/decision/body", kind: Line, autocomplete: "off"},
				{at: "/decision/date", kind: Line, autocomplete: "off", size: "short"},
				{at: "/decision/section", kind: Line, autocomplete: "off", size: "short"},
				{at: "/decision/caseNumber", kind: Line, autocomplete: "off", size: "medium"},
			},
		},
		{
			id:    "submitter",
			at:    "/submitter",
			group: always,
			fields: []fieldSpec{
				{at: "/submitter/givenName", kind: Line, autocomplete: "given-name"},
				{at: "/submitter/familyName", kind: Line, autocomplete: "family-name"},
				{at: "/submitter/jobTitle", kind: Line, autocomplete: "organization-title"},
				{at: "/submitter/email", kind: Line, autocomplete: "email", inputMode: "email"},
				{at: "/submitter/telephone", kind: Line, autocomplete: "tel", inputMode: "tel", size: "medium", tel: true},
			},
		},
		{
			id:     "consent",
			before: (*tree).privacy,
			fields: []fieldSpec{{at: "/consent", kind: Checkbox, required: true, variant: onePerson}},
		},
	},
}

func personFields(person string) []fieldSpec {
	return []fieldSpec{
		{at: person + "/givenName", kind: Line, autocomplete: "off"},
		{at: person + "/familyName", kind: Line, autocomplete: "off"},
		{at: person + "/jobTitle", kind: Line, autocomplete: "off"},
		{at: person + "/unit", kind: Line, autocomplete: "off"},
		{at: person + "/sector", kind: Select, choose: "choose.sector", autocomplete: "off"},
		{at: person + "/gender", kind: Radio, when: asksGender},
	}
}

func contactPart(id, person string, marked func(*hyte.ResolvedCall) bool) partSpec {
	return partSpec{
		id:     id,
		at:     person,
		rules:  []hyte.Rule{hyte.RuleContactMissing},
		group:  always,
		marked: marked,
		mark:   "mark.contact",
		fields: []fieldSpec{
			{at: person + "/email", kind: Line, autocomplete: "off", inputMode: "email"},
			{at: person + "/telephone", kind: Line, autocomplete: "off", inputMode: "tel", size: "medium", tel: true},
			// The first option is what an absent value means, so that a control
			// nobody touched says what the document says.
			{at: person + "/contactVisibility", kind: Select, initial: string(hyte.VisibleToOrganizer), autocomplete: "off"},
		},
	}
}

func anyCall(*hyte.ResolvedCall) bool { return true }

func asksDeputies(call *hyte.ResolvedCall) bool {
	return call.Call.Deputies == hyte.DeputiesOptional || needsDeputies(call)
}

func needsDeputies(call *hyte.ResolvedCall) bool { return call.Call.Deputies == hyte.DeputiesRequired }

func asksGender(call *hyte.ResolvedCall) bool {
	b := call.Call.GenderBalance
	return b != nil && b.Mode != "" && b.Mode != hyte.GenderOff
}

func needsBalance(call *hyte.ResolvedCall) bool {
	return asksGender(call) && call.Call.GenderBalance.Mode == hyte.GenderRequired
}

// asksBalance reports whether some organization may name both a woman and a
// man (609/1986 s.4a).
func asksBalance(call *hyte.ResolvedCall) bool {
	return asksGender(call) && (severalRepresentatives(call) || asksDeputies(call))
}

func requiredIf(needed func(*hyte.ResolvedCall) bool) func(*hyte.ResolvedCall) string {
	return func(call *hyte.ResolvedCall) string {
		if needed(call) {
			return "!required"
		}
		return ""
	}
}

func oneRepresentative(call *hyte.ResolvedCall) string {
	if severalRepresentatives(call) {
		return ""
	}
	return "=1"
}

func onePerson(call *hyte.ResolvedCall) string {
	if severalRepresentatives(call) || asksDeputies(call) {
		return ""
	}
	return "=1"
}

func severalRepresentatives(call *hyte.ResolvedCall) bool {
	for i := range call.Nominators {
		if call.Nominators[i].Quota.Max != 1 {
			return true
		}
	}
	return false
}

// leastRepresentatives is the quota of the organization chosen, or as long as
// none is, the smallest one.
func leastRepresentatives(f *Form, s *State) int {
	if n, ok := f.call.Nominator(s.Get("/nominator")); ok {
		return max(n.Quota.Min, 1)
	}
	least := 0
	for i := range f.call.Nominators {
		if q := max(f.call.Nominators[i].Quota.Min, 1); least == 0 || q < least {
			least = q
		}
	}
	return max(least, 1)
}

func mostRepresentatives(f *Form, s *State) int {
	if n, ok := f.call.Nominator(s.Get("/nominator")); ok {
		return n.Quota.Max
	}
	return 0
}
