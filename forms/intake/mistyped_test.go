package intake_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
)

// Whoever follows an address with what mail programs append to it, or in
// capitals, gets to the page; nobody gets anywhere else.
func TestMistypedAddressesLeadToThePage(t *testing.T) {
	w := newWorld(t)
	const id = "aaaabbbbccccddddeeeeffff22"
	upper := "/KANTA-HAME-HYTE-2021"
	for path, want := range map[string]string{
		"/" + callID + "/":                formPath[:len(formPath)-3],
		"/" + callID + ".":                "/" + callID,
		formPath + "/":                    formPath,
		formPath + "//":                   formPath,
		formPath + ".":                    formPath,
		formPath + ")":                    formPath,
		formPath + ").":                   formPath,
		formPath + "%3E":                  formPath,
		formPath + "%20":                  formPath,
		formPath + "%E2%80%9D":            formPath,
		upper:                             "/" + callID,
		upper + "/fi":                     formPath,
		upper + "/FI/":                    formPath,
		"/" + callID + "/FI":              formPath,
		"/" + callID + "/Sv,":             "/" + callID + "/sv",
		formPath + "/receipt/" + id + ".": formPath + "/receipt/" + id,
		upper + "/FI/receipt/" + strings.ToUpper(id): formPath + "/receipt/" + id,
		"/" + callID + "/?lang=sv":                   "/" + callID + "?lang=sv",
		formPath + "/?utm_source=mail&lang=sv&x=%0d": formPath + "?lang=sv",
		formPath + "/?lang=//example.org":            formPath,
	} {
		answer := w.get(path)
		for answer.Code == http.StatusMovedPermanently || answer.Code == http.StatusTemporaryRedirect { // as the mux tidies slashes
			answer = w.get(answer.Header().Get("Location"))
		}
		if got := answer.Header().Get("Location"); answer.Code != http.StatusPermanentRedirect || got != want {
			t.Errorf("%s: status %d to %q, want %q", path, answer.Code, got, want)
		}
	}
}

// What nobody can have meant is not found, and under a call its form is one link
// away.
func TestNothingElseIsGuessed(t *testing.T) {
	w := newWorld(t)
	for path, forms := range map[string]bool{
		"/nobody/":                          false,
		"/nobody/fi.":                       false,
		"//example.org/" + callID:           false,
		"/assets/":                          false,
		"/" + callID + "/de":                true,
		"/" + callID + "/de.":               true,
		"/" + callID + "/fi/x":              true,
		"/" + callID + "/fi/receipt/x":      true,
		"/" + callID + "/fi/receipt/x/y.":   true,
		"/" + callID + "/fi/%5C%5Cexample.": true,
		"/KANTA-HAME-HYTE-2021/de":          true,
	} {
		answer := w.get(path, "Accept-Language", "fi")
		for answer.Code == http.StatusMovedPermanently || answer.Code == http.StatusTemporaryRedirect {
			answer = w.get(answer.Header().Get("Location"), "Accept-Language", "fi")
		}
		checkStatus(t, answer, http.StatusNotFound)
		var links []string
		for n := range nodes(t, answer) {
			if n.Data == "a" {
				links = append(links, attr(n, "href"))
			}
		}
		if got := slices.Contains(links, formPath) && slices.Contains(links, "/"+callID+"/sv"); got != forms {
			t.Errorf("%s: links %q", path, links)
		}
	}
	answer := w.get("/api/v1/calls/" + callID + "/")
	checkStatus(t, answer, http.StatusNotFound)
	decode[problem](t, answer)
}

// A form that is sent to a mistyped address is not lost on the way.
func TestMistypedAddressKeepsWhatIsSent(t *testing.T) {
	answer := newWorld(t).postForm(formPath+"/", filled("municipality:109"))
	checkStatus(t, answer, http.StatusPermanentRedirect) // which browsers follow with method and body
	if got := answer.Header().Get("Location"); got != formPath {
		t.Errorf("led to %q", got)
	}
}

// Behind a proxy and under a prefix the addresses are the public ones.
func TestMistypedAddressUnderAPrefix(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) {
		c.Prefix, c.BaseURL = "/inside", "https://www.example.fi/lomakkeet/"
	})
	if got := w.get("/inside" + formPath + ".").Header().Get("Location"); got != "/lomakkeet"+formPath {
		t.Errorf("led to %q", got)
	}
	checkStatus(t, w.get(formPath+"."), http.StatusNotFound)
}
