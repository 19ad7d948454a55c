package schema_test

import (
	"fmt"
	"log"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema"
)

// Answers to a small call, checked with nothing but its schema.
func ExampleNewValidator() {
	resolved, violations := hyte.ReadCall([]byte(`{
		"id": "hyte-2021", "title": {"fi": "Pyyntö nimetä edustaja"},
		"organizer": {"id": "regional-council:hame", "name": {"fi": "Hämeen liitto"}},
		"body": {"id": "hyte", "kind": "working-group", "name": {"fi": "Työryhmä"}},
		"issued": "2020-12-17", "deadline": {"date": "2021-01-15"}, "languages": ["fi"],
		"seats": [{"id": "kunnat", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"max": 1}}],
		"submission": {"registry": "kirjaamo@example.fi"}
	}`))
	if resolved == nil {
		log.Fatal(violations.Err())
	}
	validator, err := schema.NewValidator(resolved, "nomination")
	if err != nil {
		log.Fatal(err)
	}
	for _, v := range validator.Validate([]byte(`{
		"call": "hyte-2021", "nominator": "municipality:091",
		"representatives": [{"person": {"givenName": "Aino", "familyName": ""}}],
		"submitter": {"givenName": "Onni", "familyName": "Mallikas", "email": "onni(at)example.fi"}
	}`)) {
		fmt.Println(v.Rule, v.Location)
	}
	// Output:
	// nominator.unknown /nominator
	// contact.missing /representatives/0/person
	// required /representatives/0/person/familyName
	// consent.missing /consent
}

func ExampleBase() {
	for _, name := range schema.Names() {
		text, err := schema.Base(name)
		if err != nil {
			log.Fatal(err)
		}
		validator, err := schema.Compile(text)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(name, len(validator.Validate([]byte(`{}`))))
	}
	// Output:
	// nomination 5
	// reply 4
	// refusal 3
	// withdrawal 3
	// call 8
	// received 2
	// roster 7
	// resolved-call 1
	// body 3
	// plan 5
	// event 5
	// registration 2
	// question 2
}
