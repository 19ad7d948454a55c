package folder

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/organization"
	"github.com/hytekit/hytekit/hyte/plan"
)

// The rules of documents that lie together. All are warnings: the document that is missing
// may lie elsewhere. Organizations have a rule of their own, [organization.RuleUnknown], and
// the items of plans as well, [plan.RuleItemUnknown].
const (
	RuleBodyUnknown  hyte.Rule = "body.unknown"  // no body has the id
	RuleCallUnknown  hyte.Rule = "call.unknown"  // no call has the id
	RuleEventUnknown hyte.Rule = "event.unknown" // no event has the id
	RulePlanUnknown  hyte.Rule = "plan.unknown"  // no plan has the id
	RulePlanGap      hyte.Rule = "plan.gap"      // from params.date until it begins no plan is in force: the one that it follows has ended
)

// Rules are those of documents that lie together.
func Rules() []hyte.Rule {
	return []hyte.Rule{RuleBodyUnknown, RuleCallUnknown, RuleEventUnknown, RulePlanUnknown, RulePlanGap}
}

// Judge says what is wrong with a document of the folder: what was wrong with it alone, but
// for organizations that another document lists, and what refers to no document of the
// folder. Of a kind of which the folder has no other document nothing is missing: a file
// alone is not to know. The order is that of the document.
func (f *Folder) Judge(document any, alone hyte.Violations) hyte.Violations {
	j := judgement{folder: f, found: f.withoutListed(document, alone)}
	switch d := document.(type) {
	case *hyte.ResolvedCall:
		if b := d.Call.Body; b != nil {
			lookUp(&j, f.bodies, RuleBodyUnknown, b.ID, "/body/id")
		}
		lookUp(&j, f.events, RuleEventUnknown, d.Call.Event, "/event")
		lookUp(&j, f.plans, RulePlanUnknown, d.Call.Plan, "/plan")
		j.lookUpItems(d.Call.Questions, d.Call.Plan, "/questions")
		d.Kind().Type().Sort(j.found)
	case *event.Inquiry:
		return f.Judge(d.Event, alone)
	case *event.Event:
		if r := d.Registration; r != nil {
			j.lookUpItems(r.Questions, "", "/registration/questions")
		}
		event.Kind().Type().Sort(j.found)
	case *body.Body:
		for i := range d.Memberships {
			if s := d.Memberships[i].Source; s != nil {
				lookUp(&j, f.calls, RuleCallUnknown, s.Call, "/memberships/"+strconv.Itoa(i)+"/source/call")
			}
		}
		body.Kind().Type().Sort(j.found)
	case *plan.Plan:
		lookUp(&j, f.bodies, RuleBodyUnknown, d.PreparedBy, "/preparedBy")
		for i, id := range d.Events {
			lookUp(&j, f.events, RuleEventUnknown, id, "/events/"+strconv.Itoa(i))
		}
		if len(f.plans) > 1 {
			lookUp(&j, f.plans, RulePlanUnknown, d.Follows, "/follows")
		}
		if earlier := f.plans[d.Follows]; earlier != nil && d.Follows != "" {
			if gap := plan.Between(earlier, d); gap != nil {
				j.add(RulePlanGap, "/period/from", constraint.Params{Date: gap.Date})
			}
		}
		plan.Kind().Type().Sort(j.found)
	}
	return j.found
}

// judgement is what is being said of one document.
type judgement struct {
	folder *Folder
	found  hyte.Violations
}

func (j *judgement) add(rule hyte.Rule, place string, params constraint.Params) {
	j.found = append(j.found, hyte.Violation{Rule: rule, Location: place, Params: params, Severity: hyte.Warning})
}

// lookUp looks for a document by its id, where the folder has such documents.
func lookUp[T any](j *judgement, among map[string]T, rule hyte.Rule, id, place string) {
	if _, ok := among[id]; id != "" && len(among) > 0 && !ok {
		j.add(rule, place, constraint.Params{})
	}
}

// lookUpItems looks for the items of a plan that questions follow up: in the plan with the
// id or, where none is named, in all of the folder. Of a plan that is not there, or that has
// errors, nobody knows the items.
func (j *judgement) lookUpItems(questions []hyte.Question, id, place string) {
	plans := j.folder.plans
	if id != "" {
		plans = map[string]*plan.Plan{id: plans[id]}
	}
	items := map[string]bool{}
	for _, p := range plans {
		if p == nil {
			return
		}
		for i := range p.Items {
			items[p.Items[i].ID] = true
		}
	}
	for i := range questions {
		if item := questions[i].Item; item != "" && len(plans) > 0 && !items[item] {
			j.add(plan.RuleItemUnknown, place+"/"+strconv.Itoa(i)+"/item", constraint.Params{})
		}
	}
}

// withoutListed leaves out that an organization is unknown where another document of the
// folder lists it.
func (f *Folder) withoutListed(document any, alone hyte.Violations) hyte.Violations {
	isUnknown := func(v hyte.Violation) bool { return v.Rule == organization.RuleUnknown }
	if !slices.ContainsFunc(alone, isUnknown) {
		return slices.Clip(alone)
	}
	listed, whole := f.names, generic(document)
	return slices.DeleteFunc(slices.Clone(alone), func(v hyte.Violation) bool {
		id, _ := valueAt(whole, v.Location).(string)
		return isUnknown(v) && listed.Has(id)
	})
}

// generic is the document as maps and slices.
func generic(document any) (whole any) {
	text, err := json.Marshal(document)
	if err == nil {
		err = json.Unmarshal(text, &whole)
	}
	if err != nil {
		panic("folder: " + err.Error()) // nothing in the types can fail to be written
	}
	return whole
}

// valueAt is the value at a place; nil if there is none.
func valueAt(value any, place string) any {
	for _, token := range constraint.Tokens(place) {
		switch v := value.(type) {
		case map[string]any:
			value = v[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(v) {
				return nil
			}
			value = v[i]
		default:
			return nil
		}
	}
	return value
}
