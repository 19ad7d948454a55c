package forms

import "github.com/hytekit/hytekit/forms/view"

// subject is what the inquiry is about.
func (f *Form) subject() view.Node {
	return view.El("h1", nil, f.words.Text(f.Inquiry().Title()))
}

// facts tell who asks whom for what, as the letter does.
func (f *Form) facts() view.Node {
	if f.kind.Facts == nil {
		return view.El("div", nil)
	}
	return view.El("div", nil, f.kind.Facts(f.words)...)
}
