package overview

import (
	"cmp"

	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/folder"
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

// Missing says which organizations have nobody in the document with an id, in a line for
// each kind of gap; there is none if all have somebody.
func (w *Words) Missing(gaps []folder.Gap, id string) (lines []string) {
	names := map[folder.GapKind][]string{}
	for _, g := range gaps {
		if cmp.Or(g.Body, g.Call) == id {
			names[g.Kind] = append(names[g.Kind], w.name(g.Organization, g.Name))
		}
	}
	for _, kind := range folder.GapKinds() {
		if len(names[kind]) > 0 {
			lines = append(lines, w.counted("gap."+string(kind), names[kind], 0))
		}
	}
	return lines
}
