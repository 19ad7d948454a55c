package forms

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Session is a form being filled in: what was typed, what is said to be wrong
// with it, and what the server answered. It judges as little as it must: a
// control when the person goes on from it, after they have typed something
// there; everything when they submit. What is mended disappears at once, and
// nothing new is said about a control while it is typed into.
//
// A Session does the thinking of the widget in the browser, which shows its
// [Session.Tree] and tells it what happens. It is for one goroutine.
type Session struct {
	form   *Form
	state  *State
	view   View
	judged map[string]bool // controls that the person has dealt with
	whole  bool            // everything has been judged once
	// server is what only the server found, such as a date in its future. It
	// stays until the place is changed.
	server  hyte.Violations
	now     time.Time // by the clock of the device; zero if nobody has told
	clock   clock     // of the service, as far as it is known
	receipt *Receipt
	sent    []byte // the document that was sent
	focus   string
	// reshaped says that the last Set took controls away or brought others.
	reshaped bool
}

// NewSession begins with the page as it stands: findings are what
// [View.Findings] wrote for it, nil for a new form, and values what the controls
// hold by now, nil for none. Its first tree is the page's.
func NewSession(form *Form, findings []byte, values iter.Seq2[string, []string]) *Session {
	s := &Session{form: form, state: form.NewState(), judged: map[string]bool{}}
	told := readFound(findings)
	s.view = View{
		State:        s.state,
		Violations:   told.violations(),
		Phase:        Phase(told.Phase),
		Status:       hyte.Status(told.Status),
		Now:          told.now(),
		Action:       told.Action,
		Handover:     told.Handover,
		Review:       told.Review,
		Retaken:      told.Retaken,
		Uncontrolled: true,
		placed:       true,
	}
	if values != nil {
		s.keepAll(values)
		for name, given := range values {
			if name == confirmedName {
				s.state.confirmed = strings.Join(given, "")
			}
		}
	}
	if s.view.Phase == PhaseRejected {
		s.view.Review = form.isMendedThere(s.state, s.view.Violations)
		s.judgeAll()
		s.server = beyond(s.view.Violations, form.Check(s.state))
	}
	return s
}

// Tree is what is to be seen now: the form, or the receipt once it is accepted.
func (s *Session) Tree() view.Node {
	if s.receipt != nil {
		return s.form.Receipt(ReceiptView{
			Receipt: *s.receipt, Again: s.view.Action, Uncontrolled: true, Answer: s.form.Summary(s.state), Document: s.sent,
			Mailed: s.form.Mails(*s.receipt, s.state),
		})
	}
	return s.form.Tree(s.view)
}

// Title is the title of a page that shows nothing but this form.
func (s *Session) Title() string {
	if s.receipt != nil {
		return s.form.ReceiptTitle(*s.receipt)
	}
	return s.form.Title(s.view)
}

// Focus is the id of the element to which the person is led after Press, Submit
// and Answer, "" if the focus stays where it is.
func (s *Session) Focus() string { return s.focus }

// Values yields the values of the controls by name, in the meaning of Set.
func (s *Session) Values() iter.Seq2[string, []string] { return s.state.Values() }

// Token is the token of the page, for the request that sends the document.
func (s *Session) Token() string { return s.view.Token }

// Set takes the values of the controls with a name, as typed, and reports
// whether the tree is another one now.
func (s *Session) Set(name string, values []string) (changed bool) {
	s.reshaped = false
	if s.receipt != nil || strings.HasPrefix(name, undoPrefix) || slices.Equal(s.state.values[name], values) {
		return false
	}
	sheet, shape := s.form.sheet(s.state), s.shape()
	if !s.keep(name, values) {
		return false
	}
	s.server = slices.DeleteFunc(s.server, func(v hyte.Violation) bool { return constraint.Within(name, v.Location) && v.Location != "" })
	changed = s.say(s.stillWrong()) || s.view.ready != nil
	s.view.ready = nil // it is the document of what was typed before
	field, _ := s.state.field(name)
	s.reshaped = shape != s.shape() || sheet != s.form.sheet(s.state)
	s.announceAsked(sheet)
	return changed || s.reshaped || field != nil && field.question.Counted
}

// Reshaped reports whether the last Set took controls away or brought others, so
// that [Session.Values] must be written into those there are.
func (s *Session) Reshaped() bool { return s.reshaped }

// keepAll keeps values in whatever order they come: one that a later choice asks
// for has no place before that is known.
func (s *Session) keepAll(values iter.Seq2[string, []string]) {
	for sheet := (*sheet)(nil); sheet != s.form.sheet(s.state); {
		sheet = s.form.sheet(s.state)
		for name, given := range values {
			s.keep(name, given)
		}
	}
}

func (s *Session) keep(name string, values []string) bool {
	if name == TokenName {
		s.view.Token = strings.Join(values, "")
		return true
	}
	if strings.HasPrefix(name, undoPrefix) { // a page without a script has removed it
		return s.state.keepRemoved(name, values)
	}
	if !s.state.Set(name, values) {
		return false
	}
	if strings.Join(values, "") != "" {
		s.judged[name] = s.judged[name] || s.whole
	}
	return true
}

// shape is what changes the tree besides violations: how many items there are
// and whether there may be more.
func (s *Session) shape() (shape [2]int) {
	for _, array := range s.form.sheet(s.state).arrays {
		_, most := s.form.bounds(array, s.state.Get)
		shape[0] += s.state.Items(array)
		shape[1] += most
	}
	return shape
}

// Left notes that the person went on from the control with that name, judges
// it, and reports whether the tree is another one now.
func (s *Session) Left(name string) (changed bool) {
	field, _ := s.state.field(name)
	if s.receipt != nil || field == nil {
		return false
	}
	if strings.Join(s.state.values[name], "") != field.question.Initial {
		s.judged[name] = true
	}
	before := s.view.Announcement
	s.view.Announcement = ""
	changed = s.say(s.wrong())
	for _, v := range s.view.Violations {
		if v.Location == name && v.Severity == hyte.Error {
			s.view.Announcement = s.form.sentence(v, s.state)
		}
	}
	return changed || s.view.Announcement != before
}

// Press carries out what a button with a name and a value stands for.
func (s *Session) Press(name, value string) {
	s.focus = ""
	if s.receipt != nil {
		return
	}
	if name == EditName {
		s.edit(value)
		return
	}
	focus, ok := s.form.Press(s.state, name, value)
	if !ok {
		return
	}
	s.focus, s.view.untranslated = focus, false
	switch name {
	case RemoveName:
		s.forget(value, -1)
	case UndoName:
		s.forget(value, 1)
	}
	s.view.Announcement = s.form.said(name, value, s.state)
	s.say(s.wrong())
}

// forget moves what is known of the items after one that was removed, by -1, or after one that
// has come back, by 1.
func (s *Session) forget(item string, by int) {
	pattern, index := generalize(item)
	judged := map[string]bool{}
	for name := range s.judged {
		field, i := s.state.field(name)
		switch {
		case field == nil || arrayOf(field.at) != arrayOf(pattern) || i < index:
			judged[name] = true
		case i > index || by > 0:
			judged[at(field.at, i+by)] = true
		}
	}
	s.judged = judged
	array := arrayOf(pattern)
	s.server = slices.DeleteFunc(s.server, func(v hyte.Violation) bool { return constraint.Within(v.Location, array) })
}

// edit leads back from the last look to what is at a place.
func (s *Session) edit(place string) {
	s.view.Review, s.view.Retaken, s.view.ready = false, false, nil
	s.focus = s.form.placeToEdit(place, s.state)
}

// Check checks everything but what is confirmed at the last look, which the tree shows
// then; otherwise what must be mended. Afterwards Values and Focus are asked.
func (s *Session) Check() {
	if s.receipt != nil {
		return
	}
	s.judgeAll()
	s.server, s.view.untranslated = nil, false
	violations := s.check(s.form.Document(s.state), time.Time{})
	look, ok := s.form.Review(s.view, violations)
	s.view = look
	switch {
	case !ok:
		s.reject()
	case s.view.Handover && !s.form.sheet(s.state).hasConfirmations():
		s.Submit()
	default:
		s.focus, s.view.Announcement = checkID, ""
		if s.view.Retaken {
			s.view.Announcement = s.form.words.Say("check.retaken")
		}
	}
}

// Submit checks everything. It returns the document to send, or ok false if the
// tree now shows what is wrong.
func (s *Session) Submit() (document []byte, ok bool) {
	if s.receipt != nil {
		return nil, false
	}
	s.judgeAll()
	s.server, s.view.untranslated = nil, false
	document = s.form.Document(s.state)
	s.say(s.check(document, time.Time{}))
	if s.view.Violations.Invalid() {
		s.reject()
		return nil, false
	}
	s.view.Phase, s.view.Review, s.view.Retaken, s.focus = PhaseEditing, true, false, ""
	if s.view.Handover {
		s.view.ready, s.focus = document, handoverID
		return nil, false
	}
	s.view.Announcement, s.sent = s.form.words.Say("send.wait"), document
	return document, true
}

func (s *Session) reject() {
	s.view.Phase, s.view.Announcement, s.focus = PhaseRejected, "", summaryID
	s.view.Review, s.view.ready = s.form.isMendedThere(s.state, s.view.Violations), nil
}

func (s *Session) judgeAll() {
	s.whole = true
	for c := range s.form.controls(s.state) {
		s.judged[c.Name] = true
	}
}

// wrong are the violations of what has been judged, and those said before that
// still hold.
func (s *Session) wrong() hyte.Violations {
	return s.among(func(v *hyte.Violation) bool {
		if field, _ := s.state.field(v.Location); field != nil {
			return s.judged[v.Location]
		}
		return s.whole
	})
}

// stillWrong are the violations said before that still hold.
func (s *Session) stillWrong() hyte.Violations {
	if len(s.view.Violations) == 0 {
		return nil
	}
	return s.among(func(*hyte.Violation) bool { return false })
}

func (s *Session) among(judged func(*hyte.Violation) bool) hyte.Violations {
	var out hyte.Violations
	for _, v := range append(s.check(s.form.Document(s.state), s.now), s.server...) {
		if judged(&v) || slices.ContainsFunc(s.view.Violations, func(said hyte.Violation) bool { return alike(&said, &v) }) {
			out = append(out, v)
		}
	}
	return out
}

// check is what is wrong with the document, and with what is in no document.
func (s *Session) check(document []byte, at time.Time) hyte.Violations {
	return s.form.withUnchosen(s.state, s.form.check(document, at))
}

// say sets what is said to be wrong and reports whether that is something new.
// A form from which every error is gone is no longer rejected: what is confirmed at the
// last look is none of the form's.
func (s *Session) say(violations hyte.Violations) (changed bool) {
	changed = !slices.EqualFunc(s.view.Violations, violations, func(a, b hyte.Violation) bool { return alike(&a, &b) })
	s.view.Violations = violations
	last, others := s.form.atLastLook(s.state, violations)
	if s.view.Phase == PhaseRejected && !others && (!last || !s.view.Review) {
		s.view.Phase = PhaseEditing
	}
	return changed
}

// beyond are the violations that are not among those of the form's own check.
func beyond(violations, known hyte.Violations) hyte.Violations {
	return slices.DeleteFunc(slices.Clone(violations), func(v hyte.Violation) bool {
		return slices.ContainsFunc(known, func(k hyte.Violation) bool { return alike(&k, &v) })
	})
}

func alike(a, b *hyte.Violation) bool { return a.Rule == b.Rule && a.Location == b.Location }
