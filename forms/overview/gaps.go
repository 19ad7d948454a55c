package overview

import (
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/plan"
)

// Gap says what a plan lacks on a day.
func (w *Words) Gap(p *plan.Plan, g plan.Gap, on civil.Date) string {
	language := w.Language()
	item, resource := g.Item, g.Resource
	if found, ok := p.Item(g.Item); ok {
		item += " " + found.Text.In(language)
	}
	for i := range p.Resources {
		if p.Resources[i].ID == g.Resource {
			resource = p.Resources[i].Name.In(language)
		}
	}
	key := "gap." + string(g.Kind)
	if g.Kind == plan.GapOutOfForce && on.String() < g.Date {
		key += ".not-yet"
	}
	return w.Text(key, "item", item, "resource", resource, "organization", w.name(g.Organization, p.Names().Name(g.Organization, on)),
		"date", w.Day(g.Date), "until", w.Day(g.Until))
}
