package kinds

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
)

// TestLetterTexts: each text that a letter may ask for is there, in each language, and
// none is there for nobody.
func TestLetterTexts(t *testing.T) {
	wanted := map[string]bool{"language": true, "mail.late": true, "mail.overtaken": true, "mail.unsettled": true, "mail.secret": true, "mail.contested.subject": true, "mail.contested.text": true}
	for _, kind := range All().Responses {
		if kind.Letters == nil || kind.LetterTexts == nil {
			t.Errorf("nobody is written to about a %s", kind.Form.Document.Name())
		}
	}
	for _, kind := range calls().Takes {
		for _, part := range []string{"", ".notice", ".displaced", ".confirm"} {
			for _, end := range []string{".subject", ".text"} {
				wanted[textsOf(kind.Name())+part+end] = true
			}
		}
		wanted[textsOf(kind.Name())+".confirm.other"] = true
	}
	for _, announced := range []string{"mail.reminder.first", "mail.reminder.last", "mail.invitation"} {
		wanted[announced+".subject"], wanted[announced+".text"] = true, true
	}
	for _, standing := range []intake.Standing{intake.StandingCounts, intake.StandingRejected, intake.StandingOpen} {
		for _, of := range []string{"mail.settled.", "mail.settled.notice."} {
			wanted[of+string(standing)+".subject"], wanted[of+string(standing)+".text"] = true, true
		}
	}
	wanted["mail.reminder.first.together"], wanted["mail.reminder.last.together"] = true, true
	wanted["mail.reminder.none"], wanted["mail.invitation.secret"] = true, true
	for language, catalog := range letterTexts() {
		for key := range wanted {
			if text, ok := catalog.Lookup(key); !ok && key != "language" || ok && text == "" {
				t.Errorf("%s: no text for %s", language, key)
			}
		}
		for _, key := range catalog.Keys() {
			if name, _, _ := strings.Cut(key, "!"); !wanted[name] {
				t.Errorf("%s: %s is used nowhere", language, key)
			}
		}
	}
}

// TestLettersOfStrangeRecords: a record that cannot be read, or is about another kind of
// inquiry, is written about to nobody.
func TestLettersOfStrangeRecords(t *testing.T) {
	for _, document := range []string{"{}", "null", "[]", `{"submitter":null}`, "\xff", `{"person":{}}`} {
		for _, kind := range All().Responses {
			a := &intake.Arrival{Record: intake.Record{Kind: kind.Form.Document.Name(), Key: "k", Document: []byte(document)}}
			for _, l := range kind.Letters(a) {
				if l.Address != "" {
					t.Errorf("a letter about the %s %s", kind.Form.Document.Name(), document)
				}
			}
		}
	}
}
