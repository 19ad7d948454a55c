package forms

// Speak makes it the form in another language, with all that was typed and what is known of
// it: config is what [Form.Config] wrote of the form in that language, and action the address
// of the page in it, as of [View.Action]; empty is the one there is. It reports false, and the
// tree says that the language is the old one, if config is not that of this form, such as one
// that did not come.
//
// The controls are the same in every language, so that they keep what is in them; the
// options of some stand in another order. Afterwards Values and Focus are asked.
func (s *Session) Speak(config []byte, action string) (ok bool) {
	form, err := Open(config, s.form.kind)
	if err != nil || form.Inquiry().ID() != s.form.Inquiry().ID() {
		s.view.untranslated, s.focus = true, noticeID
		return false
	}
	s.form = form
	s.state.translate(form)
	s.view.untranslated, s.view.Announcement, s.focus = false, form.words.Say("language.changed"), ""
	if action != "" {
		s.view.Action = action
	}
	if s.view.ready != nil { // the answer tells its language
		s.view.ready = form.Document(s.state)
	}
	return true
}

// translate makes it a state of the form in another language. What was sought is gone: it
// was found under the names of the old one.
func (s *State) translate(f *Form) {
	s.form, s.sheet, s.plain, s.searches = f, f.empty, nil, nil
}
