// Package invent makes calls, and documents that answer them: right ones, and
// ones that were changed in a way that a rule, an engine or a person may
// stumble over. The same source of chance gives the same documents.
package invent

import "math/rand/v2"

// pick is one of the values.
func pick[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }

// chance is true so many times out of a hundred.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// between is a number from least to most.
func between(r *rand.Rand, least, most int) int { return least + r.IntN(most-least+1) }
