package forms

import "github.com/hytekit/hytekit/forms/view"

// maxLetter is how long the address of a letter may be: Windows hands at most
// 2,083 characters of an address to a mail program, and Outlook takes about 2,000.
const maxLetter = 1900

// letter is the address (RFC 6068) of an email with the answer in it. Where
// that would be too long for mail programs, the letter says less: first that the
// file is attached, then a short subject, and last no copies, which the page
// names as well.
func (f *Form) letter(s *State, h Handover) string {
	attached := f.words.Say("handover.letter", "file", h.File)
	short := f.words.Say("handover.short", "file", h.File)
	for _, address := range []string{
		view.Letter{To: h.To, Copies: h.Copies, Subject: h.Subject, Body: f.Summary(s).Text() + attached}.URL(),
		view.Letter{To: h.To, Copies: h.Copies, Subject: h.Subject, Body: short}.URL(),
		view.Letter{To: h.To, Copies: h.Copies, Subject: h.File, Body: short}.URL(),
	} {
		if len(address) <= maxLetter {
			return address
		}
	}
	return view.Letter{To: h.To, Subject: h.File, Body: short}.URL()
}
