package intake_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// Every page, in every language, stands all checks.
func TestPagesAreSound(t *testing.T) {
	w := newWorld(t, withAssets, func(c *intake.Config) {
		c.AccessibilityStatement = hyte.Text{"fi": "https://example.fi/saavutettavuus"}
		c.Inquiries = calls(firstkind.Inquiry(t), firstkind.Inquiry(t, func(call *hyte.Call) {
			call.ID, call.Title = "only-finnish", hyte.Text{"fi": "Vain suomeksi"}
			call.Languages, call.Deadline = []string{"fi"}, &hyte.Deadline{Date: "2021-01-08", Time: "16:15"}
		}))
	})
	receipt := w.postForm(formPath, filled("municipality:109")).Header().Get("Location")
	w.answer(open, "municipality:061", named("Eino", "Kuvitelma"))
	w.answer(open, "municipality:061", named("Kerttu", "Kuvitelma"), func(n *firstkind.Answer) {
		n.Submitter.Email = "kerttu@example.fi" // contested
	})
	w.answer(open, "municipality:103")
	w.answer(open, "municipality:103", named("Vilma", "Kuvitelma"))
	late := w.answer(afterDeadline, "municipality:082")
	cookie := w.login()
	seen := 0
	for _, language := range []string{"fi", "sv", "en"} {
		form := "/" + callID + "/" + language
		for _, path := range []string{
			"/", form, strings.Replace(receipt, "/fi/", "/"+language+"/", 1), "/nothing", "/admin/login", "/admin/login?call=" + callID,
			"/admin", rosterPath, "/admin/only-finnish", rosterPath + "/accept/" + late, rosterPath + "/reject/" + late, rosterPath + "/enter/municipality:082",
		} {
			mark := "?"
			if strings.Contains(path, "?") {
				mark = "&"
			}
			answer := w.get(path+mark+"lang="+language, cookie...)
			htmlcheck.Run(t, answer.Body.Bytes(), htmlcheck.All()...)
			for n := range nodes(t, answer) {
				if n.Data == "html" && attr(n, "lang") != language {
					t.Errorf("%s: the page is in %q, want %q", path, attr(n, "lang"), language)
				}
			}
			seen++
		}
		for path, values := range map[string]url.Values{form: {"/submitter/email": {"x"}}, "/admin/login?lang=" + language: {"token": {"x"}}} {
			htmlcheck.Run(t, w.postForm(path, values).Body.Bytes(), htmlcheck.All()...)
			seen++
		}
	}
	if seen != 42 {
		t.Errorf("%d pages", seen)
	}
}
