// Package testkind is a toy: an inquiry, a tour to which classes are invited, and
// the response to it, a booking. It is made of the public packages alone, as a kind
// of somebody else's would be, and no program registers it: tests do, and hold the
// whole house to its promise that a kind of document is a value.
package testkind
