package forms

import "github.com/hytekit/hytekit/forms/view"

// subject is what the inquiry is about.
func (f *Form) subject() view.Node {
	return view.El("h1", nil, f.words.Text(f.Inquiry().Title()))
}

// facts tell the rest of what the letter does, for whoever opens them.
func (f *Form) facts() view.Node {
	if f.kind.Facts == nil {
		return view.Node{}
	}
	return Details(view.Text(f.words.Say("inquiry.more")), f.kind.Facts(f.words)...)
}
