// Package nomination is the form in which an organization answers a call: whom it
// names. See package forms for what a form is.
package nomination
