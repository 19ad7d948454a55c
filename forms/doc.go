// Package forms makes the form in which an inquiry is answered, in one language:
// what is asked, what was typed, what is wrong with it in words, and all of it as
// HTML. The same code runs on the server, which writes the complete page, and in the browser,
// where a widget takes that page over.
//
// A [Form] is made of a [Kind], an inquiry and a catalog of texts: [InLanguage] on a
// server, [Open] in a browser, from what [Form.Config] wrote. A [State] holds what was
// typed, as it was typed. There is one path for everything: [Form.Document]
// makes the JSON document of the state, and [Form.Check] is what the rules say
// of that document, so that form, service and command line cannot disagree.
//
// A server shows and receives a form like this:
//
//	form, err := forms.InLanguage(kind, inquiry, "fi", texts) // once
//	page := form.Page(options, forms.View{Status: form.Words().Window().Status(now)})
//
//	post := form.Post(request.PostForm)                  // for a POST
//	if post.Changed {                                    // a row more or less
//		page = form.Page(options, forms.View{State: post.State, Focus: post.Focus, …})
//	}
//	document := form.Document(post.State)
//	_, violations := inquiry.Program(kind.Document).Read(document, now)
//	page = form.Page(options, forms.View{State: post.State, Violations: violations, Phase: forms.PhaseRejected, …})
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
// The tree has one shape for an inquiry, what was chosen and a number of items: what
// can appear, a message or the summary of errors, has its place all the time. So a widget can
// adopt the server's elements by counting them, and none of them moves.
//
// Each text in the summary of errors is the text at its place, word for word,
// and links to the control that mends it.
//
// # Another kind of document
//
// A [Kind] is the form of one kind of document, and this package knows none: those of
// package kinds are in folders beside it. Its layout is a function of the inquiry and of what was
// chosen so far, and names members of the document, types of controls, sections. What
// is required or forbidden, how long it may be and which values there are comes from
// the document type and its rules, every word from the catalog. [Form.Load] is the
// inverse of [Form.Document].
//
// The package is pure: no I/O, no clock, no state.
package forms
