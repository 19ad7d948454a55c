package forms

import (
	"encoding/json"
	"strings"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// A draft is what was typed, as a file that whoever fills in the form keeps. It goes through
// the service, which keeps nothing of it: so it needs no script, and no storage in a browser.
// Where there is no service, the widget writes and reads the same file.

const (
	// DraftName are the buttons that save and open a draft; their value says which.
	DraftName = "draft"
	draftSave = "save"
	draftOpen = "open"
	// openedName is the file that is opened. Of one that is not, browsers post the name.
	openedName = "opened"
)

// Draft is what was typed, as a document that [Form.Load] reads. What is confirmed at the last
// look is not in it: it is confirmed about an answer, before that is sent.
func (f *Form) Draft(s *State) []byte {
	draft := *s
	draft.values = map[string][]string{}
	sheet := f.sheet(s)
	for name, values := range s.values {
		if !sheet.confirms(name) {
			draft.values[name] = values
		}
	}
	return f.Document(&draft)
}

// openDraft is the state that a draft of this form was saved from. Others are not opened.
func (f *Form) openDraft(draft string) (s *State, ok bool) {
	s, l, left := f.load([]byte(draft))
	if left.NotJSON() {
		return nil, false
	}
	for place, value := range f.sheet(s).layout.Fixed {
		if value != f.Language() && l.text(place) != value {
			return nil, false // of another inquiry
		}
	}
	for name := range s.values {
		if f.sheet(s).confirms(name) {
			delete(s.values, name)
		}
	}
	return s, true
}

// Draft is what was typed on the page: an object with the drafts of its inquiries by their ids.
func (s *Series) Draft(states []*State) []byte {
	out := []byte("{")
	for i, f := range s.forms {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(constraint.AppendQuote(out, f.within), ':')
		out = append(out, f.Draft(states[i])...)
	}
	return append(out, '}')
}

// openDraft are the states that a draft of this page was saved from. The draft may lack an
// inquiry, or have one more, if the page has changed since.
func (s *Series) openDraft(draft string) (states []*State, ok bool) {
	var saved map[string]json.RawMessage
	if json.Unmarshal([]byte(draft), &saved) != nil {
		return nil, false
	}
	states = make([]*State, len(s.forms))
	var first *State
	for i, f := range s.forms {
		if states[i], ok = f.openDraft(string(saved[f.within])); ok && first == nil {
			first = states[i]
		}
	}
	if first == nil {
		return nil, false
	}
	for i, f := range s.forms {
		if states[i] == nil {
			states[i] = f.NewState()
		}
		for name, values := range first.values {
			if f.isShared(name) {
				states[i].Set(name, values)
			}
		}
	}
	return states, true
}

// draft reads what the buttons of a draft have to do with what was posted. What was typed
// stays where the file is no draft of this form.
func (f *Form) draft(post *Post, values map[string][]string) {
	save, open := draftAsked(values)
	post.Save = save
	if open {
		post.Changed, post.Phase = true, PhaseOtherDraft
		if s, ok := f.openDraft(strings.Join(values[openedName], "")); ok {
			post.State, post.Phase = s, PhaseDraft
		}
	}
}

// draft is [Form.draft] for a page.
func (s *Series) draft(post *SeriesPost, values map[string][]string) {
	save, open := draftAsked(values)
	post.Save = save
	if open {
		post.Changed, post.Phase = true, PhaseOtherDraft
		if states, ok := s.openDraft(strings.Join(values[openedName], "")); ok {
			post.States, post.Phase = states, PhaseDraft
		}
	}
}

// draftAsked reports which button of a draft was pressed.
func draftAsked(values map[string][]string) (save, open bool) {
	button := strings.Join(values[DraftName], "")
	return button == draftSave, button == draftOpen
}

// drafts are the buttons with which a draft is saved and opened. A script leaves them to the
// browser where they have an address; where no service receives the form, the styles show
// them once the widget is there.
func (t *tree) drafts() view.Node {
	if t.direct || !t.isShown() {
		return view.Node{}
	}
	w, id := t.words, "hyte-"+openedName
	button := func(value, key string, more ...view.Attribute) view.Node {
		return view.El("button", append(view.Attrs{
			view.Attr("class", "hyte-button hyte-quiet"), view.Attr("type", "submit"), view.Attr("name", DraftName), view.Attr("value", value),
			view.Maybe("formaction", t.view.Action), view.Flag("formnovalidate", true),
		}, more...), view.Text(w.Say(key)))
	}
	return view.El("div", view.Attrs{view.Attr("class", "hyte-draft")},
		button(draftSave, "draft.save"),
		view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(w.Say("draft.privacy"))),
		view.El("label", view.Attrs{view.Attr("for", id)}, view.Text(w.Say("draft.open"))),
		view.El("input", view.Attrs{
			view.Attr("type", "file"), view.Attr("id", id), view.Attr("name", openedName), view.Attr("accept", ".json,application/json"),
		}),
		button(draftOpen, "draft.open.button", view.Attr("formenctype", "multipart/form-data")))
}

// text is a value of the document; empty if it has none at that place.
func (l *loader) text(place string) string {
	for i := range l.leaves {
		if l.leaves[i].pointer == place {
			return strings.Join(l.leaves[i].values, "")
		}
	}
	return ""
}
