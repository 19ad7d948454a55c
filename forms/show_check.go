package forms

import (
	"strconv"

	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/view"
)

const (
	// checkID is the heading of the last look, warningsID that of what need not be mended.
	checkID    = "hyte-check"
	warningsID = "hyte-warnings"
	// sendID is the button that sends the answer, while the last look is shown.
	sendID = "hyte-send"
	// formID is the form, for buttons that stand elsewhere on the page.
	formID = "hyte-form"
)

// lastLook is the answer before it is sent. Its place is there all the time, as are the
// controls in it.
func (t *tree) lastLook() view.Node {
	return view.El("div", view.Attrs{view.Attr("class", "hyte-check"), view.Flag("hidden", !t.review)},
		view.El("div", nil, t.looked()...),
		t.retaken(),
		view.Each(t.confirming(), func(p Part) view.Node { return t.part(&p, 3) }),
		view.If(t.isOpen() && t.mustConfirm(), view.El("p", nil, view.Text(t.words.Say("send.confirmed")))),
		t.lookActions(t.sendLabel()))
}

// looked is what there is to look at, which is one place on the page: what follows must not
// move.
func (t *tree) looked() []view.Node {
	if !t.review {
		return nil
	}
	return []view.Node{t.lookHead(), t.answers(), t.warnings(warningsID)}
}

// lookHead says that nothing is sent yet, or how what is ready is sent.
func (t *tree) lookHead() view.Node {
	if t.view.ready != nil {
		return t.waysToSend()
	}
	warnings := ""
	if t.hasWarnings() {
		warnings = warningsID
	}
	return view.Group(t.lookTitle("check.title", "check.intro"), t.skip(warnings, t.confirming()))
}

func (t *tree) lookTitle(title, intro string) view.Node {
	return view.Group(
		view.El("h2", view.Attrs{view.Attr("id", checkID), view.Attr("tabindex", "-1"), t.focus(checkID)}, view.Text(t.words.Say(title))),
		view.El("p", nil, view.Text(t.words.Say(intro))))
}

// skip is a link past the answers, each of which has a button of its own: to the first thing
// that waits for an answer, the warnings with that id or, if it is empty, what follows. It is
// seen while it has the focus.
func (t *tree) skip(warnings string, confirming []Part) view.Node {
	key, to := "check.skip.send", sendID
	if len(confirming) > 0 && len(confirming[0].Controls) > 0 {
		key, to = "check.skip.confirm", confirming[0].Controls[0].ID
	}
	if warnings != "" {
		key, to = "check.skip.warnings", warnings
	}
	return view.If(t.isOpen(), view.El("a", view.Attrs{view.Attr("class", "hyte-skip"), view.Attr("href", "#"+to)}, view.Text(t.words.Say(key))))
}

// lookActions are the buttons that send the answer, and lead back.
func (t *tree) lookActions(label string) view.Node {
	id := ""
	if t.review {
		id = sendID
	}
	send := view.If(t.isOpen(), view.El("button", view.Attrs{
		view.Maybe("id", id),
		view.Attr("class", "hyte-button"), view.Attr("type", "submit"), view.Attr("name", SendName), view.Attr("value", SendName),
		view.Flag("formnovalidate", true), view.Flag("hidden", t.view.ready != nil),
	}, view.Text(label)))
	return view.El("div", view.Attrs{view.Attr("class", "hyte-actions")}, send, t.edit("", "hyte-button hyte-quiet", t.words.Say("check.back"), ""))
}

func (t *tree) sendLabel() string {
	switch {
	case t.view.Handover:
		return t.words.Say("handover.continue")
	case t.review && t.hasWarnings():
		return t.words.Say("check.sendAnyway")
	default:
		return t.words.Say("button.submit")
	}
}

// edit is a button that leads back to the form, to what is at a place.
func (t *tree) edit(place, class, text, label string) view.Node {
	if place != "" {
		place = t.onPage(place)
	}
	return view.El("button", view.Attrs{
		view.Attr("class", class), view.Attr("type", "submit"), view.Attr("name", EditName), view.Attr("value", place),
		view.Flag("formnovalidate", true), view.Maybe("aria-label", label),
	}, view.Text(text))
}

func (t *tree) change(place, label string) view.Node {
	return t.edit(place, "hyte-change", t.words.Say("check.change"), t.words.Say("check.change.label", "label", label))
}

// asking are the parts that are answered on the form, confirming those at the last look.
// Whoever enters the answer of another has both at once.
func (t *tree) asking() []Part { return t.partsThat(false) }

func (t *tree) confirming() []Part { return t.partsThat(true) }

func (t *tree) partsThat(confirm bool) []Part {
	var parts []Part
	for i := range t.parts {
		if (t.parts[i].section.isConfirmation() && !t.direct) == confirm {
			parts = append(parts, t.parts[i])
		}
	}
	return parts
}

// answers are what was answered, as it will be kept, with the ways back.
func (t *tree) answers() view.Node {
	spelled := *t
	spelled.state = t.state.spelled()
	spelled.sheet, spelled.parts = t.Form.sheet(spelled.state), t.Parts(spelled.state)
	return view.Each(spelled.asking(), func(p Part) view.Node { return spelled.answered(&p, "", 3) })
}

// answered is what was answered in a part, under its title.
func (t *tree) answered(p *Part, around string, level int) view.Node {
	if !t.isNow(p.section) {
		return view.Node{}
	}
	below, name := level, around
	heading := t.heading(p, level)
	if !heading.IsNothing() {
		below, name = min(level+1, 6), p.Title
		heading = view.El("h"+strconv.Itoa(level), nil, view.Text(p.Title))
	}
	var rows []view.Node
	if controls := p.answers(); len(controls) > 1 && t.areBlank(controls) {
		rows = append(rows, t.row(Told{Label: name, Value: t.words.Say("check.none")}, "", controls[0].Name, name))
	} else {
		for i := range controls {
			rows = append(rows, t.answer(&controls[i], name))
		}
	}
	return view.Group(heading, t.known(p), view.If(len(rows) > 0, Facts(rows...)),
		view.Each(p.Parts, func(inner Part) view.Node { return t.answered(&inner, name, below) }))
}

func (t *tree) areBlank(controls []Control) bool {
	for i := range controls {
		if !t.state.isBlank(controls[i].Name) {
			return false
		}
	}
	return true
}

// answer is a question with its answer. What becomes another text when it is kept
// is pointed out.
func (t *tree) answer(c *Control, part string) view.Node {
	label := c.Label
	if part != "" {
		label = part + ", " + label
	}
	told, typed := t.told(t.state, c)
	note := ""
	switch {
	case typed == "":
		told.Value, told.ValueLanguage = t.words.Say("check.none"), ""
	case told.Value != typed:
		note = t.words.Say("check.normalized", "value", told.Value)
	}
	return t.row(told, note, c.Name, label)
}

func (t *tree) row(told Told, note, place, label string) view.Node {
	return view.El("div", nil,
		view.El("dt", nil, inLanguage(told.LabelLanguage, told.Label)),
		view.El("dd", nil, inLanguage(told.ValueLanguage, told.Value), view.Text(" "), t.change(place, label),
			view.If(note != "", view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(note)))))
}

func (t *tree) hasWarnings() bool {
	for i := range t.faults.list {
		if t.faults.list[i].warning {
			return true
		}
	}
	return false
}

// warnings are what need not be mended, and may be meant.
func (t *tree) warnings(id string) view.Node {
	if !t.hasWarnings() {
		return view.Node{}
	}
	var items []view.Node
	for i := range t.faults.list {
		fault := &t.faults.list[i]
		if !fault.warning {
			continue
		}
		place := ""
		for c := range t.controls(t.state) {
			if c.ID == fault.focus {
				place = c.Name
			}
		}
		items = append(items, view.El("li", nil, view.Text(fault.text), view.Text(" "), t.change(place, fault.text)))
	}
	return view.Group(view.El("h3", view.Attrs{view.Attr("class", "hyte-late"), view.Attr("id", id), view.Attr("tabindex", "-1")}, view.Icon(icon.Warning), view.Text(t.words.Say("check.warnings"))), view.El("ul", nil, items...))
}

// retaken says that what was confirmed was about others. Its place is always there.
func (t *tree) retaken() view.Node {
	text := ""
	if t.view.Retaken {
		text = t.words.Say("check.retaken")
	}
	return view.If(t.sheet.hasConfirmations(), view.El("p", view.Attrs{view.Attr("class", "hyte-problem hyte-advice")}, view.Text(text)))
}

// reviewed tells the service that the last look is shown, for a page in another language.
func (t *tree) reviewed() view.Node {
	value := ""
	if t.review {
		value = reviewName
	}
	return view.If(!t.direct, hidden(reviewName, value))
}

// confirmed tells the service about whom what is confirmed is said.
func (t *tree) confirmed() view.Node {
	value := t.state.confirmed
	if t.review {
		value = t.subjects(t.state)
	}
	name := confirmedName
	if t.within != "" {
		name = t.onPage("/" + confirmedName)
	}
	return view.If(t.sheet.hasConfirmations() && !t.direct, hidden(name, value))
}
