// Package errors stands for go-app's package of that name. An error is its
// message: without the tags, which go-app writes with reflection and JSON.
package errors

// Error is an error that may wrap another one.
type Error struct {
	message string
	wrapped error
}

// New returns an error with a message.
func New(message string) Error { return Error{message: message} }

// WithTag leaves the tag out.
func (e Error) WithTag(string, any) Error { return e }

// Wrap returns the error with what caused it.
func (e Error) Wrap(err error) Error {
	e.wrapped = err
	return e
}

// Unwrap returns what caused the error.
func (e Error) Unwrap() error { return e.wrapped }

func (e Error) Error() string {
	if e.wrapped == nil {
		return e.message
	}
	return e.message + ": " + e.wrapped.Error()
}
