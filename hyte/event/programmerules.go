package event

import (
	"strconv"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// programmeOrder compares clock times with the last one above that is known.
func programmeOrder(e *Event) (found findings) {
	last := -1
	for i := range e.Programme {
		at := e.Programme[i].At
		if !isClock(at) {
			continue
		}
		if last >= 0 && at < e.Programme[last].At {
			found.add(itemAt(i, "at"), constraint.Params{Other: "/programme/" + strconv.Itoa(last)})
		}
		last = i
	}
	return found
}

// programmeOutside says nothing of an event that ends before it begins: another rule does.
func programmeOutside(e *Event) (found findings) {
	w := e.When
	if w == nil || w.To != "" && w.To <= w.From {
		return nil
	}
	for i := range e.Programme {
		at := e.Programme[i].At
		if !isClock(at) {
			continue
		}
		if isClock(w.From) && at < w.From || isClock(w.To) && at > w.To {
			found.add(itemAt(i, "at"), constraint.Params{})
		}
	}
	return found
}

func isClock(text string) bool {
	_, err := hyte.ParseClock(text)
	return err == nil
}

// panelAlone looks for a panel of one. Who leads it is not one of the panel; a panel whose
// speakers are not known yet is not looked at.
func panelAlone(e *Event) (found findings) {
	for i := range e.Programme {
		if e.Programme[i].Kind != ItemPanel || len(e.Programme[i].Speakers) == 0 {
			continue
		}
		panelists := 0
		for _, s := range e.Programme[i].Speakers {
			if s.Role != RoleModerator && s.Role != RoleFacilitator {
				panelists++
			}
		}
		if panelists < 2 {
			found.add(itemAt(i, "speakers"), constraint.Params{Min: 2})
		}
	}
	return found
}
