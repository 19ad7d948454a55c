// Package widget shows a form and follows what a person does in it: the
// go-app component of the browser, which runs natively as well, so that it can
// be tested without one.
//
// The widget knows nothing about what the form asks. It needs a [Form], which
// knows the questions and the rules, and a [Host], which is the page around
// it. Package browser makes the host out of the page's loader.
package widget
