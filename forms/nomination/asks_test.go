package nomination_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/nomination/texts"
	common "github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
)

var tags = regexp.MustCompile("<[^>]*>")

// A request for others than representatives speaks of nobody else, in no language: neither
// on its form and receipt, nor on the form by which an organization says no.
func TestWordsForWhatIsAsked(t *testing.T) {
	wrong := map[string][]string{
		"fi": {"edustaj", "suostunut", "suostuneet", "jäsenluettelo", "monialai"},
		"sv": {"representant", "samtycke till uppdraget", "ledamöterna"},
		"en": {"representative", "agreed to take on", "list of members"},
	}
	for _, asks := range []hyte.Asks{hyte.AsksCoordinators, hyte.AsksParticipants, hyte.AsksReplies} {
		call := example(t, asking(asks), func(c *hyte.Call) {
			c.Title, c.Organizer.Contacts, c.Body, c.GenderBalance, c.PrivacyNotice = hyte.Text{"fi": "Pyyntö"}, nil, nil, nil, nil
		})
		kind, set := nomination.Kind(), texts.Set()
		if asks == hyte.AsksReplies {
			kind, set = nomination.ReplyKind(), texts.Replies()
		}
		for language, words := range wrong {
			var shown strings.Builder
			form, err := forms.InLanguage(kind, call, language, set)
			if err != nil {
				t.Fatal(err)
			}
			shown.WriteString(htmlOf(form.Tree(forms.View{Action: "/call/" + language})) + htmlOf(form.Receipt(receipt(hyte.EntryAnswered))))
			for notice, set := range map[*forms.Kind]common.Set{nomination.RefusalKind(): texts.Refusals(), nomination.WithdrawalKind(): texts.Withdrawals()} {
				form, err = forms.InLanguage(notice, call, language, set)
				if err != nil {
					t.Fatal(err)
				}
				shown.WriteString(htmlOf(form.Tree(forms.View{Action: "/call/" + language + "/" + notice.Document.Name()})))
			}
			text := strings.ToLower(tags.ReplaceAllString(shown.String(), " "))
			for _, word := range words {
				if at := strings.Index(text, word); at >= 0 {
					t.Errorf("%s in %s: …%s…", asks, language, text[max(0, at-60):min(len(text), at+60)])
				}
			}
		}
	}
}

// The reply's form is the inverse of its document, too, and complete in every language.
func TestReplyForm(t *testing.T) {
	call := example(t, asking(hyte.AsksReplies))
	for _, language := range []string{"fi", "sv", "en"} {
		form, err := forms.InLanguage(nomination.ReplyKind(), call, language, texts.Replies())
		if err != nil {
			t.Fatal(err)
		}
		if err := form.Complete(); err != nil {
			t.Error(err)
		}
		const document = `{"call":"kanta-hame-hyte-2021","nominator":"municipality:109","answers":{"email":"Sivistyslautakunta","state":"begun"},"submitter":{"givenName":"Onni","familyName":"Mallikas","email":"onni@example.fi"},"language":"LANGUAGE"}`
		want := strings.Replace(document, "LANGUAGE", language, 1)
		state, left := form.Load([]byte(want))
		if got := string(form.Document(state)); len(left) > 0 || got != want {
			t.Errorf("%v\n%s\n%s", left, got, want)
		}
		if violations := form.Check(state); len(violations) > 0 {
			t.Error(violations)
		}
	}
	if _, err := forms.InLanguage(nomination.Kind(), call, "fi", texts.Set()); err == nil {
		t.Error("a call for replies has a form for nominations")
	}
}
