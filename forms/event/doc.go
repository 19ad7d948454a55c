// Package event tells of an event on the pages of its forms: when and where it is, for whom,
// what is done. The forms are those of packages registration and question.
package event
