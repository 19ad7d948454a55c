package plan

import (
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/organization"
)

// byID finds items by their ids; of two with one id the first.
func (p *Plan) byID() map[string]int {
	found := make(map[string]int, len(p.Items))
	for i := range p.Items {
		if _, twice := found[p.Items[i].ID]; !twice {
			found[p.Items[i].ID] = i
		}
	}
	return found
}

func itemTwice(p *Plan) []document.Finding {
	f, byID := findings{}, p.byID()
	for i := range p.Items {
		if first := byID[p.Items[i].ID]; first != i {
			other := findings{}
			other.add(constraint.Params{}, "items", first)
			f.add(constraint.Params{Other: other[0].At}, "items", i, "id")
		}
	}
	return f
}

func parentUnknown(p *Plan) []document.Finding {
	f, byID := findings{}, p.byID()
	for i := range p.Items {
		if parent := p.Items[i].Parent; parent != "" {
			if _, known := byID[parent]; !known {
				f.add(constraint.Params{}, "items", i, "parent")
			}
		}
	}
	return f
}

// cycles reports the first item of each circle of parents.
func cycles(p *Plan) []document.Finding {
	f, byID := findings{}, p.byID()
	const (
		unseen = iota
		onWay
		done
	)
	state := make([]int, len(p.Items))
	for i := range p.Items {
		var way []int
		at := i
		for state[at] == unseen {
			state[at] = onWay
			way = append(way, at)
			next, ok := byID[p.Items[at].Parent]
			if p.Items[at].Parent == "" || !ok {
				break
			}
			if at = next; state[at] == onWay {
				f.add(constraint.Params{}, "items", at, "parent")
			}
		}
		for _, passed := range way {
			state[passed] = done
		}
	}
	return f
}

func itemUnknown(p *Plan) []document.Finding {
	f, byID := findings{}, p.byID()
	for i := range p.Resources {
		for j, id := range p.Resources[i].Items {
			if _, known := byID[id]; !known {
				f.add(constraint.Params{}, "resources", i, "items", j)
			}
		}
	}
	return f
}

func dueFirst(p *Plan) []document.Finding {
	f := findings{}
	for i := range p.Items {
		if item := &p.Items[i]; item.Origin != nil && civil.TextBefore(item.Due, item.Origin.Date) {
			f.add(constraint.Params{Date: item.Origin.Date}, "items", i, "due")
		}
	}
	return f
}

func historyOrder(p *Plan) []document.Finding {
	f := findings{}
	for i := range p.Items {
		history := p.Items[i].History
		for j := 1; j < len(history); j++ {
			if civil.TextBefore(history[j].Date, history[j-1].Date) {
				f.add(constraint.Params{Date: history[j-1].Date}, "items", i, "history", j, "date")
			}
		}
	}
	return f
}

func interfaceAlone(p *Plan) []document.Finding {
	f := findings{}
	for i := range p.Items {
		if item := &p.Items[i]; (item.Kind == ItemInterface || p.Kind == Interfaces && item.Kind == "") && len(item.Owners) == 1 {
			f.add(constraint.Params{Min: 2}, "items", i, "owners")
		}
	}
	return f
}

// otherLevel: the plan of a regional council does not do a county's duty.
func otherLevel(p *Plan) []document.Finding {
	f := findings{}
	if p.Serves == nil || p.Serves.Follows != hyte.CouncilCounty {
		return f
	}
	for i := range p.Parties {
		if strings.HasPrefix(organization.Canonical(p.Parties[i].Organization), "county:") {
			return f
		}
	}
	f.add(constraint.Params{}, "serves", "follows")
	return f
}

// needsOwner reports whether somebody has to do the item. What it is a part of, a goal or a
// principle, says only why.
func (i *Item) needsOwner() bool {
	switch i.Kind {
	case ItemFocusArea, ItemGoal, ItemPrinciple:
		return false
	}
	return true
}

func ownerMissing(p *Plan) []document.Finding {
	f := findings{}
	for _, i := range p.withoutOwner() {
		f.add(constraint.Params{}, "items", i, "owners")
	}
	return f
}

// withoutOwner are the indexes of the items that nobody does, nor parts of them.
func (p *Plan) withoutOwner() (found []int) {
	parents := map[string]bool{}
	for i := range p.Items {
		parents[p.Items[i].Parent] = true
	}
	for i := range p.Items {
		if item := &p.Items[i]; item.needsOwner() && len(item.Owners) == 0 && !parents[item.ID] {
			found = append(found, i)
		}
	}
	return found
}

func ownerNotParty(p *Plan) []document.Finding {
	f := findings{}
	parties := map[string]bool{}
	for i := range p.Parties {
		parties[organization.Canonical(p.Parties[i].Organization)] = true
	}
	for i := range p.Items {
		for j, owner := range p.Items[i].Owners {
			if !parties[organization.Canonical(owner)] {
				f.add(constraint.Params{}, "items", i, "owners", j)
			}
		}
	}
	return f
}

// end is the last day of an item; empty if it goes on.
func (p *Plan) end(i *Item) string {
	switch {
	case i.Period != nil && i.Period.To != "":
		return i.Period.To
	case i.Due != "":
		return i.Due
	case p.Period != nil:
		return p.Period.To
	}
	return ""
}

// outliving are the indexes of the items that go on after what carries them has ended.
func (p *Plan) outliving(r *Resource, byID map[string]int) (found []int) {
	for _, id := range r.Items {
		if i, known := byID[id]; known && r.To != "" {
			if end := p.end(&p.Items[i]); end == "" || r.To < end {
				found = append(found, i)
			}
		}
	}
	return found
}

func resourceEnds(p *Plan) []document.Finding {
	f, byID := findings{}, p.byID()
	for i := range p.Resources {
		if outliving := p.outliving(&p.Resources[i], byID); len(outliving) > 0 {
			f.add(constraint.Params{Date: p.end(&p.Items[outliving[0]])}, "resources", i, "to")
		}
	}
	return f
}

func closing(p *Plan) []document.Finding {
	f := findings{}
	if p.Kind != Resolutions {
		return f
	}
	for i := range p.Items {
		for j := range p.Items[i].History {
			if e := &p.Items[i].History[j]; (e.Status == StatusDone || e.Status == StatusRejected) && e.Decision == nil {
				f.add(constraint.Params{}, "items", i, "history", j, "decision")
			}
		}
	}
	return f
}

// handledAfter compares with the approval of the plan, or the last one of its parties.
func handledAfter(p *Plan) []document.Finding {
	f := findings{}
	last := ""
	if p.Approved != nil {
		last = p.Approved.Date
	}
	for i := range p.Parties {
		if a := p.Parties[i].Approval; a != nil && p.Approved == nil {
			last = max(last, a.Date)
		}
	}
	for i := range p.Handled {
		if civil.TextBefore(last, p.Handled[i].Date) {
			f.add(constraint.Params{Date: last}, "handled", i, "date")
		}
	}
	return f
}
