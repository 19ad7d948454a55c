// Package forms makes the form of a call, in one language: what is asked, what
// was typed, what is wrong with it in words, and all of it as HTML. The same
// code runs on the server, which writes the complete page, and in the browser,
// where a widget takes that page over.
//
// A [Form] is made of a call and a catalog of texts: [InLanguage] on a server,
// [Open] in a browser, from what [Form.Config] wrote. A [State] holds what was
// typed, as it was typed. There is one path for everything: [Form.Document]
// makes the JSON document of the state, and [Form.Check] is what the rules say
// of that document, so that form, service and command line cannot disagree.
//
// A server shows and receives a form like this:
//
//	form, err := forms.InLanguage(call, "fi")            // once
//	page := form.Page(options, forms.View{Status: call.Call.Status(now)})
//
//	post := form.Post(request.PostForm)                  // for a POST
//	if post.Changed {                                    // a row more or less
//		page = form.Page(options, forms.View{State: post.State, Focus: post.Focus, …})
//	}
//	document := form.Document(post.State)
//	_, violations := call.ReadAt(document, now)
//	page = form.Page(options, forms.View{State: post.State, Violations: violations, Phase: forms.Rejected, …})
//
// A browser keeps a [Session]. [Form.Page] puts the form into an element for it
// ([PageOptions]), [View.Findings] tells it what the server knew.
//
// # What is promised
//
// What was typed is never changed, cut off or lost: a page that is shown again
// holds it, right or wrong. Values that have no place in the form are counted.
// Nothing is chosen or ticked beforehand, but for the most restrained choice of
// who may see contact details, which is what leaving it out means.
//
// The tree has one shape for a call and a number of items: what can appear, a
// message or the summary of errors, has its place all the time. So a widget can
// adopt the server's elements by counting them, and none of them moves.
//
// Each text in the summary of errors is the text at its place, word for word,
// and links to the control that mends it.
//
// # Another kind of document
//
// A form is data, see the layout of the nomination in nomination.go: members of
// the document, kinds of controls, parts. What is required, how long it may be
// and which values there are comes from the document type, every word from
// package texts. A further kind is one more layout and its texts.
//
// The package is pure: no I/O, no clock, no state.
package forms
