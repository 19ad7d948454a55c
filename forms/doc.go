// Package forms makes the form of a call, and says what is wrong with an answer
// in the reader's language.
package forms
