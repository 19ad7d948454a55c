package hyte

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

var nominationKind = document.MustNew("nomination", "nominations", nominationType, slices.Concat([]document.Rule{
	{
		ID: RuleContactMissing, Of: "Person", Says: document.Members(1, 0, "email", "telephone"),
		Source: "practice: the registry must reach whoever is named",
	},
	{ID: RuleDeputySamePerson, At: "/representatives/#/deputy", Func: sameAsDeputy, Why: comparesNames},
	{ID: RuleRepresentativeDuplicate, At: "/representatives/#", Func: namedTwice, Why: comparesNames},
	{ID: RuleDeputySamePerson, At: "/deputies/#", Func: deputyTwice, Why: comparesNames},
	{ID: RuleConsentMissing, At: "/consent", Says: document.True(), Source: "410/2015 s.70"},
}, whoAnswers, []document.Rule{
	{ID: RuleQuotaMin, At: "/representatives", Says: document.AtLeast("/nominator", quotas)},
	{ID: RuleQuotaMax, At: "/representatives", Says: document.AtMost("/nominator", quotas)},
	{ID: RuleQuotaExpected, At: "/representatives", Severity: Warning, When: expectsMore, Func: fewerThanExpected, Inquiry: true, Why: warns},
},
	bySeat(document.Rule{ID: RuleDeputyMissing, At: "/representatives/#/deputy", Says: document.Present(), Source: "410/2015 s.31"}, needsDeputies),
	bySeat(document.Rule{ID: RuleDeputyNotAllowed, At: "/representatives/#/deputy", Says: document.Absent(), Source: "410/2015 s.31"}, asksNoPersonalDeputies),
	bySeat(document.Rule{ID: RuleDeputyNotAllowed, At: "/deputies", Says: document.Absent(), Source: "410/2015 s.31"}, asksNoPool),
	fieldRules("/jobTitle", func(f PersonFields) Asked { return f.JobTitle }, people...),
	fieldRules("/unit", func(f PersonFields) Asked { return f.Unit }, people...),
	fieldRules("/sector", func(f PersonFields) Asked { return f.Sector }, people...),
	fieldRules("/motivation", func(f PersonFields) Asked { return f.Motivation }, "/representatives/#"),
	AnswerRules(questionsOf),
	candidatePair(GenderRequired, Error, ""),
	candidatePair(GenderRecommended, Warning, warns),
	[]document.Rule{
		{ID: RuleDecisionBeforeCall, At: "/decision/date", Severity: Warning, Func: decidedBeforeCall, Inquiry: true, Why: warns},
		{ID: RuleChangeBeforeTerm, At: "/change/from", Func: changesBeforeTerm, Inquiry: true, Why: comparesDates},
		{ID: RuleDecisionInFuture, At: "/decision/date", Func: decidedLater, Inquiry: true, Moment: true, Why: needsClock},
		{ID: RuleCallNotOpen, Elsewhere: true, Moment: true, Why: needsClock},
		{ID: RuleDeadlinePassed, Elsewhere: true, Moment: true, Why: needsClock, Source: "13/2003 s.11"},
	},
), document.Excused(isChange), aboutCalls)

// whoAnswers are the rules about the organization from which a document comes, and the
// call that it is for.
var whoAnswers = []document.Rule{
	{ID: RuleCallMismatch, At: "/call", Says: document.Equals(document.Inquiry.ID)},
	{ID: RuleNominatorMerged, At: "/nominator", Says: document.Renamed(successors)},
	{ID: RuleNominatorGroup, At: "/nominator", Says: document.Renamed(groups)},
	{ID: RuleNominatorUnknown, At: "/nominator", When: not(asksAnyone), Says: document.OneOf(known)},
	{ID: constraint.RuleRequired, At: "/nominatorName", When: asksAnyone, If: []document.Condition{ofNobodyKnown}, Says: document.Present()},
	{ID: RuleNotAsked, At: "/nominatorName", When: not(asksAnyone), Says: document.Absent()},
	{ID: RuleNotAsked, At: "/businessId", When: not(asksAnyone), Says: document.Absent()},
}

// isChange excuses a change in mid-term from the deadline.
func isChange(n any, v Violation) bool {
	return v.Rule == RuleDeadlinePassed && n.(*Nomination).Change != nil
}

// Why a schema cannot say a rule.
const (
	comparesNames  = "compares names however they are written: letter case, blanks, hyphens, apostrophes, Unicode normalization"
	comparesValues = "compares two values of the document"
	warns          = "a warning; a schema knows errors only"
	comparesDates  = "compares dates"
	needsClock     = "depends on the moment of checking"
	needsRegister  = "needs the register of areas on the call's membership date"
)

func questionsOf(i document.Inquiry) []Question { return callOf(i).Call.Questions }

// aboutCalls says that the rules of a kind read a call.
const aboutCalls = document.About("call")

// callOf is the call that a nomination answers: it answers nothing else.
func callOf(i document.Inquiry) *ResolvedCall { return i.(*ResolvedCall) }

func not(condition func(document.Inquiry) bool) func(document.Inquiry) bool {
	return func(i document.Inquiry) bool { return !condition(i) }
}

// groups are the organizations that answer as one with others.
func groups(i document.Inquiry) (all []document.Successor) {
	c := callOf(i)
	for j := range c.Nominators {
		n := &c.Nominators[j]
		for _, member := range n.Members {
			all = append(all, document.Successor{Former: member, Now: n.ID})
		}
	}
	return all
}

func successors(i document.Inquiry) []document.Successor {
	c := callOf(i)
	var all []document.Successor
	for _, m := range c.Merged {
		if _, asked := c.Nominator(m.ID); !asked {
			all = append(all, document.Successor{Former: m.ID, Now: m.Successor})
		}
	}
	return all
}

// asked are the ids of the organizations that the call asks.
func asked(i document.Inquiry) []string {
	return callOf(i).ids(func(*Nominator) bool { return true })
}

// known are the ids of organizations that the call knows: those that it asks, and
// former municipalities and members of groups, about which other rules say more.
func known(i document.Inquiry) []string {
	ids := asked(i)
	for _, s := range slices.Concat(successors(i), groups(i)) {
		ids = append(ids, s.Former)
	}
	return ids
}

// quotas are the nominators by how many representatives each names.
func quotas(i document.Inquiry) []document.Limit {
	c := callOf(i)
	var limits []document.Limit
	of := map[Quota]int{}
	for j := range c.Nominators {
		n := &c.Nominators[j]
		k, known := of[*n.Quota]
		if !known {
			k = len(limits)
			of[*n.Quota] = k
			limits = append(limits, document.Limit{Least: n.Quota.Least(), Most: n.Quota.Max})
		}
		limits[k].Values = append(limits[k].Values, n.ID)
	}
	if open := c.OpenSeat(); open != nil {
		limits = append(limits, document.Limit{Others: true, Least: open.Quota().Least(), Most: open.Quota().Max})
	}
	return limits
}

// quotaOf is how many representatives the nomination's organization names; nil if
// nobody asks it.
func quotaOf(f document.Facts) *Quota {
	c, id := callOf(f.Inquiry), f.Document.(*Nomination).Nominator
	if n, asked := c.Nominator(id); asked {
		return n.Quota
	}
	return nil
}

// expectsMore reports whether the call asks some organization for more than the least
// number.
func expectsMore(i document.Inquiry) bool {
	c := callOf(i)
	more := func(q *Quota) bool { return q.Expected > q.Least() }
	open := c.OpenSeat()
	return open != nil && more(open.Quota()) ||
		slices.ContainsFunc(c.Nominators, func(n Nominator) bool { return more(n.Quota) })
}

// fewerThanExpected says nothing where there are too few anyway, or none.
func fewerThanExpected(f document.Facts) []document.Finding {
	q, named := cmp.Or(quotaOf(f), quotaOfAnyone(f)), len(f.Document.(*Nomination).Representatives)
	if q == nil || named < q.Least() || named >= q.Expected {
		return nil
	}
	return []document.Finding{{At: "/representatives", Params: constraint.Params{Min: q.Expected}}}
}

func sameAsDeputy(f document.Facts) (found []document.Finding) {
	n := f.Document.(*Nomination)
	for i := range n.Representatives {
		if r := &n.Representatives[i]; r.Person.same(r.Deputy) {
			found = append(found, document.Finding{At: representativeAt(i, "/deputy")})
		}
	}
	return found
}

func namedTwice(f document.Facts) (found []document.Finding) {
	n := f.Document.(*Nomination)
	same := n.samePersons()
	for i := range n.Representatives {
		if first, twice := n.sameBefore(i, same); twice {
			found = append(found, document.Finding{
				At: representativeAt(i, ""), Params: constraint.Params{Other: representativeAt(first, "")},
			})
		}
	}
	return found
}

// fewRepresentatives are compared each with each, which takes no memory.
const fewRepresentatives = 8

// samePersons is where the persons of many representatives are looked up, else
// nil: what a stranger sends must not take time by its square.
func (n *Nomination) samePersons() samePersons {
	if len(n.Representatives) <= fewRepresentatives {
		return nil
	}
	return samePersons{}
}

// sameBefore finds the representative, before the i-th, who is the same person.
// It notes the i-th where persons are looked up.
func (n *Nomination) sameBefore(i int, same samePersons) (first int, twice bool) {
	person := n.Representatives[i].Person
	if same != nil {
		first, twice = same.first(person)
		same.add(person, i)
		return first, twice
	}
	for j := range i {
		if person.same(n.Representatives[j].Person) {
			return j, true
		}
	}
	return 0, false
}

// deputyTwice looks for deputies of a pool who are named already.
func deputyTwice(f document.Facts) (found []document.Finding) {
	n := f.Document.(*Nomination)
	if len(n.Deputies) == 0 {
		return nil
	}
	same := samePersons{}
	for i := range n.Representatives {
		same.add(n.Representatives[i].Person, i)
	}
	for i := range n.Deputies {
		place := "/deputies/" + strconv.Itoa(i)
		if _, twice := same.first(&n.Deputies[i]); twice {
			found = append(found, document.Finding{At: place})
		}
		same.add(&n.Deputies[i], i)
	}
	return found
}

func representativeAt(i int, member string) string {
	return "/representatives/" + strconv.Itoa(i) + member
}

func decidedBeforeCall(f document.Facts) []document.Finding {
	issued := callOf(f.Inquiry).Call.Issued
	if d := f.Document.(*Nomination).Decision; d != nil && d.Date < issued && isDate(d.Date) {
		return []document.Finding{{At: "/decision/date", Params: constraint.Params{Date: issued}}}
	}
	return nil
}

func changesBeforeTerm(f document.Facts) []document.Finding {
	term, change := callOf(f.Inquiry).Call.body().Term, f.Document.(*Nomination).Change
	if term == nil || change == nil || !isDate(change.From) || change.From >= term.From {
		return nil
	}
	return []document.Finding{{At: "/change/from", Params: constraint.Params{Date: term.From}}}
}

func decidedLater(f document.Facts) []document.Finding {
	d := f.Document.(*Nomination).Decision
	if d == nil || !isDate(d.Date) {
		return nil
	}
	if today := civil.Of(f.Moment.In(Helsinki())).String(); d.Date > today {
		return []document.Finding{{At: "/decision/date", Params: constraint.Params{Date: today}}}
	}
	return nil
}

func isDate(text string) bool {
	_, err := civil.Parse(text)
	return err == nil
}
