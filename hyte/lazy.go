package hyte

import (
	"sync"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// lazyKind is a kind of document that is made when it is first asked for. A
// program that never asks, such as the form in a browser, which reads nominations
// only, does not contain its rules either.
type lazyKind struct {
	once sync.Once
	kind *document.Kind
}

func (l *lazyKind) get(build func() *document.Kind) *document.Kind {
	l.once.Do(func() { l.kind = build() })
	return l.kind
}

// lazyType is the type of a document that is compiled when it is first asked for,
// for the same reason.
type lazyType struct {
	once sync.Once
	made *constraint.Type
}

func (l *lazyType) get(compile func() *constraint.Type) *constraint.Type {
	l.once.Do(func() { l.made = compile() })
	return l.made
}

// programs check documents as answers to one call.
type programs struct {
	nomination *document.Program
	others     document.Programs
}

// Program checks documents of a kind as answers to the call.
func (c *ResolvedCall) Program(kind *document.Kind) *document.Program {
	if kind == nominationKind {
		return c.ready().nomination
	}
	return c.ready().others.Of(kind, c)
}

// ready are the call's programs. A call that was put together by hand has none.
func (c *ResolvedCall) ready() *programs {
	if c.programs != nil {
		return c.programs
	}
	return &programs{nomination: nominationKind.Program(c)}
}
