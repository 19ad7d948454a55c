package hyte_test

import (
	"fmt"
	"testing"

	"github.com/hytekit/hytekit/hyte"
)

// benchNomination is a right answer to the example call, with everything that a
// form asks for and about as long as such documents are: 900 bytes.
const benchNomination = `{"call":"kanta-hame-hyte-2021","nominator":"hospital-district:khshp","representatives":[` +
	`{"person":{"givenName":"Aino","familyName":"Esimerkki-Mäkinen","jobTitle":"hyvinvointikoordinaattori","unit":"Konsernihallinto",` +
	`"sector":"health-and-social-services","email":"aino.esimerkki@example.fi","telephone":"+358401234567","gender":"woman","contactVisibility":"organizer"}},` +
	`{"person":{"givenName":"Eino","familyName":"Mallikas","jobTitle":"kehittämisylilääkäri","sector":"health-and-social-services",` +
	`"email":"eino.mallikas@example.fi","telephone":"040 123 4568","gender":"man"}}],` +
	`"decision":{"body":"Hallitus","date":"2021-01-11","section":"12","caseNumber":"HML/56/00.04.01/2021"},` +
	`"submitter":{"givenName":"Väinö","familyName":"Näyte","jobTitle":"hallintosihteeri","email":"vaino.nayte@example.fi","telephone":"03 123 4567"},` +
	`"consent":true,"language":"fi"}`

func BenchmarkRead(b *testing.B) {
	reader := exampleCall(b).NewReader()
	data := []byte(benchNomination)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, violations := reader.Read(data); len(violations) > 0 {
			b.Fatal(violations)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	decoder := hyte.NominationType().NewDecoder()
	data := []byte(benchNomination)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var n hyte.Nomination
		if violations := decoder.Decode(data, &n); len(violations) > 0 {
			b.Fatal(violations)
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	call := exampleCall(b)
	n, violations := call.Read([]byte(benchNomination))
	if len(violations) > 0 {
		b.Fatal(violations)
	}
	b.ReportAllocs()
	for b.Loop() {
		if violations := call.Validate(n); len(violations) > 0 {
			b.Fatal(violations)
		}
	}
}

func BenchmarkReadInvalid(b *testing.B) {
	reader := exampleCall(b).NewReader()
	data := []byte(`{"call":"x","nominator":"municipality:999","representatives":[{"person":{"givenName":"A","phone":5}}],"submitter":null}`)
	b.ReportAllocs()
	for b.Loop() {
		if _, violations := reader.Read(data); !violations.Invalid() {
			b.Fatal(violations)
		}
	}
}

func BenchmarkNormalize(b *testing.B) {
	n, _ := hyte.DecodeNomination([]byte(benchNomination))
	b.ReportAllocs()
	for b.Loop() {
		n.Normalize()
	}
}

func BenchmarkResolve308(b *testing.B) {
	call := everyRegion(b).Call
	b.ReportAllocs()
	for b.Loop() {
		if resolved, violations := call.Resolve(); resolved == nil {
			b.Fatal(violations)
		}
	}
}

func BenchmarkRoster308(b *testing.B) {
	call := everyRegion(b)
	var received []hyte.Received
	for i, n := range call.Nominators {
		received = append(received, hyte.Received{ID: fmt.Sprint(i), ReceivedAt: instant(noon), Nomination: nominationOf(n.ID, personNamed(fmt.Sprintf("n%d", i)))})
	}
	now := instant(after)
	b.ReportAllocs()
	for b.Loop() {
		if roster := call.Roster(received, now); roster.Summary.Received != 308 {
			b.Fatal(roster.Summary)
		}
	}
}
