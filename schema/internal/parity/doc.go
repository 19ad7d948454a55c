// Package parity holds every engine that checks hytekit's documents to one
// verdict: the Go rules, the same through go-playground/validator, the JSON
// Schemas in Go, in Node.js and in Python.
//
// A [Suite] is cases written by hand, with what is wrong in each. Package invent
// makes any number more. The Go rules say what is wrong; every other [Engine]
// says whether it agrees. What an engine cannot see is left out only where
// [schema.Inexpressible] or [validation.Inexpressible] lists it. A document about
// which they disagree is made as short as it can be by [Shrink].
//
// [schema.Inexpressible]: https://pkg.go.dev/github.com/hytekit/hytekit/schema#Inexpressible
// [validation.Inexpressible]: https://pkg.go.dev/github.com/hytekit/hytekit/hyte/validation#Inexpressible
package parity
