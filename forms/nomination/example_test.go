package nomination_test

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/kinds"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/hyte"
)

func resolved() *hyte.ResolvedCall {
	data, err := os.ReadFile("../../examples/kanta-hame-2021/call.json")
	if err != nil {
		panic(err)
	}
	call, violations := hyte.ReadCall(data)
	if call == nil {
		panic(violations.Err())
	}
	return call
}

// A form that was posted becomes a document, or comes back with what is wrong.
func Example() {
	form, err := nomination.InLanguage(resolved(), "en")
	if err != nil {
		panic(err)
	}
	post := form.Post(map[string][]string{
		"/nominator":                           {"municipality:109"},
		"/representatives/0/person/givenName":  {"Aino"},
		"/representatives/0/person/familyName": {"Esimerkki"},
		"/representatives/0/person/email":      {"aino.esimerkki(at)example.fi"},
		"/submitter/givenName":                 {"Onni"},
		"/submitter/familyName":                {"Mallikas"},
		"/submitter/email":                     {"onni.mallikas"},
		"/consent":                             {"true"},
	})
	for _, v := range form.Check(post.State) {
		fmt.Println(form.Message(v))
	}
	page := form.Page(forms.PageOptions{}, forms.View{
		State: post.State, Violations: form.Check(post.State), Phase: forms.PhaseRejected,
	})
	fmt.Println(page.Tag())
	// Output:
	// Add @ to the email address.
	// html
}

func ExampleForm_Document() {
	form, err := nomination.InLanguage(resolved(), "sv")
	if err != nil {
		panic(err)
	}
	state := form.NewState()
	state.Set("/nominator", []string{"expertise-center:pikassos"})
	state.Set("/representatives/0/person/familyName", []string{" Esimerkki "})
	state.Set("/decision/date", []string{"11.1.2021"})
	fmt.Println(string(form.Document(state)))
	// Output:
	// {"call":"kanta-hame-hyte-2021","nominator":"expertise-center:pikassos","representatives":[{"person":{"familyName":"Esimerkki"}}],"decision":{"date":"2021-01-11"},"submitter":{},"consent":false,"language":"sv"}
}

func ExampleMessage() {
	missing := hyte.Violation{Rule: "required", Location: "/representatives/0/person/givenName", Severity: hyte.Error}
	for _, language := range []string{"fi", "sv", "en"} {
		fmt.Println(kinds.Message(language, missing))
	}
	// Output:
	// Kirjoita edustajan etunimi.
	// Ange representantens förnamn.
	// Enter the representative’s first name.
}

// The widget keeps a session: it tells what happens and shows the tree.
func ExampleSession() {
	form, err := nomination.InLanguage(resolved(), "fi")
	if err != nil {
		panic(err)
	}
	session := forms.NewSession(form, nil, nil)
	session.Set("/submitter/email", []string{"kirjaamo"})
	session.Left("/submitter/email") // now something is said about it
	if _, ok := session.Submit(); !ok {
		fmt.Println(session.Focus())
	}
	for name, values := range session.Values() {
		if values != nil && values[0] != "" {
			fmt.Println(name, values)
		}
	}
	// Output:
	// hyte-summary
	// /representatives/0/person/contactVisibility [organizer]
	// /submitter/email [kirjaamo]
}

func ExampleForm_Parts() {
	form, err := nomination.InLanguage(resolved(), "en")
	if err != nil {
		panic(err)
	}
	for _, part := range form.Parts(form.NewState()) {
		fmt.Println(part.Title)
		for _, control := range part.Controls {
			if !control.Hidden {
				fmt.Println("  "+control.Label, control.Required)
			}
		}
	}
	// Output:
	// Organisation
	//   Organisation you answer on behalf of true
	// Representatives
	// Decision on the representative
	//   Decision made by false
	//   Date of the decision false
	//   Section (§) false
	//   Case number false
	//   Web address of the decision false
	// Sender of the answer
	//   First name true
	//   Last name true
	//   Job title false
	//   Email address true
	//   Telephone number false
	// Agreement and personal data
	//   The people named have agreed to take on the role. true
}

// A receipt is what the service answers; it shows no personal data.
func ExampleForm_Receipt() {
	form, err := nomination.InLanguage(resolved(), "en")
	if err != nil {
		panic(err)
	}
	var receipt forms.Receipt
	if err := json.Unmarshal([]byte(`{"id":"k7qf","receivedAt":"2021-01-11T10:00:00Z","status":"received","nominator":"municipality:109"}`), &receipt); err != nil {
		panic(err)
	}
	fmt.Println(form.Receipt(forms.ReceiptView{Receipt: receipt}).Tag(), form.ReceiptTitle(receipt))
	// Output: div Your answer has been received – Regional Council of Häme
}
