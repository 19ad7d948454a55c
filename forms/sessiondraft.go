package forms

// DraftFile ends the name of a file with a draft; it begins with what is answered.
const DraftFile = "-draft.json"

// Draft is what was typed, as of [Form.Draft], and what its file is called.
func (s *Session) Draft() (name string, draft []byte) {
	name = s.form.Inquiry().ID() + DraftFile
	s.focus, s.view.Announcement = "", s.form.words.Say("draft.saved", "file", name)
	return name, s.form.Draft(s.state)
}

// OpenDraft takes what was typed from a draft of this form. A text that is none changes
// nothing but what the tree says about it. Afterwards Values and Focus are asked.
func (s *Session) OpenDraft(draft []byte) {
	if s.receipt != nil {
		return
	}
	s.view.Phase, s.view.Announcement, s.focus = PhaseOtherDraft, "", noticeID
	state, ok := s.form.openDraft(string(draft))
	if !ok {
		return
	}
	*s.state = *state
	s.judged, s.whole, s.server = map[string]bool{}, false, nil
	s.view.Phase, s.view.Violations = PhaseDraft, nil
	s.view.Review, s.view.Retaken, s.view.ready, s.view.untranslated = false, false, nil, false
}
