package hyte_test

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// kantaHame is the example call, read and resolved as the first example shows.
func kantaHame() *hyte.ResolvedCall {
	data, err := os.ReadFile("../examples/kanta-hame-2021/call.json")
	if err != nil {
		log.Fatal(err)
	}
	call, violations := hyte.ReadCall(data)
	if call == nil {
		log.Fatal(violations.Err())
	}
	return call
}

// A call is read from JSON once, and resolved into the organizations it asks.
// Warnings leave the call usable.
func ExampleReadCall() {
	data, err := os.ReadFile("../examples/kanta-hame-2021/call.json")
	if err != nil {
		log.Fatal(err)
	}
	call, violations := hyte.ReadCall(data)
	for _, v := range violations {
		fmt.Println(v)
	}
	if err := violations.Err(); err != nil {
		log.Fatal(err)
	}
	fmt.Println(call.Title().In("en"))
	fmt.Println(len(call.Nominators), "organizations are asked, first", call.Nominators[0].Name.In("fi"))
	// Output:
	// warning deadline.holidays at "/deadline"
	// Regional health and wellbeing promotion: request to name a representative to the working group of Kanta-Häme
	// 15 organizations are asked, first Forssa
}

// Read checks a nomination that arrives as JSON: its structure and every rule
// of the call, without asking for the time. ReadAt asks for the time too.
func ExampleResolvedCall_Read() {
	call := kantaHame()
	nomination, violations := call.Read([]byte(`{
		"call": "kanta-hame-hyte-2021",
		"nominator": "municipality:109",
		"representatives": [{"person": {"givenName": "Aino", "email": "aino(at)example.fi"}}],
		"submitter": {"givenName": "Onni", "familyName": "Mallikas", "email": "onni.mallikas@example.fi"},
		"fax": "03 123 4567"
	}`))
	for _, v := range violations {
		fmt.Println(v.Rule, v.Location)
	}
	fmt.Println(nomination.Representatives[0].Person.GivenName)
	// Output:
	// required /representatives/0/person/familyName
	// consent.missing /consent
	// unknown_property /fax
	// Aino
}

// A nomination may also be made in Go. What a violation says is data: a rule, a
// place and the rule's limits.
func ExampleResolvedCall_Validate() {
	call := kantaHame()
	aino := hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki", Telephone: "040 123 4567"}
	eino := hyte.Person{GivenName: "Eino", FamilyName: "Esimerkki", Email: "eino.esimerkki@example.fi"}
	n := hyte.Nomination{
		Call:            call.Call.ID,
		Nominator:       "municipality:109",
		Representatives: []hyte.Representative{{Person: &aino}, {Person: &eino}},
		Submitter:       &hyte.Submitter{GivenName: "Onni", FamilyName: "Mallikas", Email: "onni.mallikas@example.fi"},
		Consent:         true,
	}
	for _, v := range call.Validate(&n) {
		fmt.Println(v.Rule, v.Location, "at most", v.Params.Max)
	}
	// Output:
	// quota.max /representatives at most 1
}

// Texts get one form before they are stored or compared.
func ExampleNomination_Normalize() {
	aino := hyte.Person{GivenName: " Aino", Email: "aino(at)Example.FI", Telephone: "040 123 4567"}
	n := hyte.Nomination{Representatives: []hyte.Representative{{Person: &aino}}}
	n.Normalize()
	fmt.Println(aino.GivenName, aino.Email, aino.Telephone)
	// Output:
	// Aino aino@example.fi +358401234567
}

// A roster is made of everything that has been received, as it stands at an
// instant; nothing else has to be kept.
func ExampleResolvedCall_Roster() {
	call := kantaHame()
	lines, err := os.ReadFile("../examples/kanta-hame-2021/nominations.ndjson")
	if err != nil {
		log.Fatal(err)
	}
	var received []hyte.Received
	for line := range bytes.Lines(lines) {
		document, violations := call.ReadReceived(line)
		if len(violations) > 0 {
			log.Fatal(violations)
		}
		received = append(received, *document)
	}
	roster := call.Roster(received, time.Date(2021, 1, 20, 12, 0, 0, 0, hyte.Helsinki()))
	fmt.Printf("%d asked, %d missing, %d late\n", roster.Summary.Asked, roster.Summary.Missing, roster.Summary.Late)
	for _, entry := range roster.Nominators {
		if entry.Counted != nil {
			person := entry.Counted.Nomination.Representatives[0].Person
			fmt.Printf("%s: %s (%s)\n", entry.Name.In("fi"), person.Name(), entry.Status)
		}
	}
	// Output:
	// 15 asked, 8 missing, 1 late
	// Forssa: Eino Esimerkki (received)
	// Hämeenlinna: Sylvi Malli (replaced)
	// Janakkala: Áile Ovdamearka-Esimerkki (received)
	// Riihimäki: Ilmari Mallikas (received)
	// Forssan seudun hyvinvointikuntayhtymä (FSHKY): Toivo Tapaus (received)
	// Kanta-Hämeen sairaanhoitopiirin kuntayhtymä (KHSHP): Martta Mallikas (received)
}

// The last day counts to its end, in Helsinki.
func ExampleCall_Status() {
	call := hyte.Call{
		Issued:          "2020-12-17",
		Deadline:        &hyte.Deadline{Date: "2021-01-15"},
		LateNominations: hyte.LateRefuse,
	}
	for _, at := range []string{"2020-12-16T23:59:59+02:00", "2021-01-15T23:59:59+02:00", "2021-01-15T22:00:00Z"} {
		instant, err := time.Parse(time.RFC3339, at)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(at, call.Status(instant))
	}
	// Output:
	// 2020-12-16T23:59:59+02:00 not-open
	// 2021-01-15T23:59:59+02:00 open
	// 2021-01-15T22:00:00Z closed
}

// Check says whether the organizer should think again.
func ExampleCall_Check() {
	call := *kantaHame().Call
	call.Deadline = &hyte.Deadline{Date: "2021-01-16"}
	call.PrivacyNotice = nil
	for _, v := range call.Check() {
		fmt.Println(v)
	}
	// Output:
	// warning deadline.holidays at "/deadline"
	// warning deadline.not_working_day at "/deadline/date"
	// warning privacy_notice.missing at "/privacyNotice"
}

func ExampleText_In() {
	title := hyte.Text{"fi": "Hämeenlinna", "sv": "Tavastehus"}
	fmt.Println(title.In("sv"), title.In("en"), title.Language("en"))
	// Output:
	// Tavastehus Hämeenlinna fi
}
