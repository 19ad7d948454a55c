package constraint_test

import (
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// letter is a document type with every kind of value and every word of a tag.
type letter struct {
	Schema  string         `json:"$schema,omitempty" validate:"omitempty,max=20,line"`
	ID      string         `json:"id" validate:"required,min=3,max=8,slug"`
	Subject texts          `json:"subject,omitempty" validate:"omitempty,min=1,max=2,dive,keys,language,endkeys,required,max=5,line"`
	Kind    string         `json:"kind,omitempty" validate:"omitempty,oneof=note order"`
	Pages   int            `json:"pages,omitempty" validate:"omitempty,min=2,max=10"`
	Secret  bool           `json:"secret,omitempty" validate:"omitempty"`
	Sent    time.Time      `json:"sent,omitzero" validate:"omitempty"`
	Sender  *party         `json:"sender" validate:"required"`
	Copies  []string       `json:"copies,omitempty" validate:"omitempty,min=1,max=3,unique,dive,required,email"`
	Parties []party        `json:"parties,omitempty" validate:"omitempty,max=3,dive"`
	Counts  map[string]int `json:"counts,omitempty" validate:"omitempty,dive,keys,slug,endkeys,min=0,max=9"`
	Odd     string         `json:"a~b/c,omitempty" validate:"omitempty,max=2"`
	Left    string         `json:"-"`
}

type texts map[string]string

type party struct {
	Name    string   `json:"name" validate:"required,max=5,line"`
	Tags    []string `json:"tags,omitempty" validate:"omitempty,max=2,dive,required,slug"`
	Partner *party   `json:"partner,omitempty" validate:"omitempty"`
}

var letterType = constraint.MustCompile[letter]()

// minimal is the least valid letter.
const minimal = `{"id":"abc","sender":{"name":"Aino"}}`

// full is a valid letter with everything in it, in the order of the type.
const full = `{"$schema":"https://a.fi/s","id":"abc-1","subject":{"fi":"Åäö","sv":"𐐷𐐷𐐷𐐷𐐷"},"kind":"note","pages":2,
	"secret":true,"sent":"2021-01-15T23:59:59.5+02:00","sender":{"name":"Aino","tags":["a","b"],"partner":{"name":"Eino"}},
	"copies":["a@example.fi","b@example.fi"],"parties":[{"name":"A"},{"name":"B"}],"counts":{"a":0,"b":9},"a~b/c":"x"}`

// found writes violations as "rule location", which is what most tests are about.
func found(violations constraint.Violations) []string {
	var lines []string
	for _, v := range violations {
		lines = append(lines, string(v.Rule)+" "+v.Location)
	}
	return lines
}

func read(t testing.TB, document string) (letter, constraint.Violations) {
	t.Helper()
	var l letter
	violations := letterType.Read([]byte(document), &l)
	return l, violations
}
