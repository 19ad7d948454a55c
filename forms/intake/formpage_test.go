package intake_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/reference"
	"github.com/hytekit/hytekit/internal/firstkind"
)

func TestFormToReceipt(t *testing.T) {
	w := newWorld(t)
	for language, want := range map[string]string{"fi": "Hämeenlinna", "sv": "Tavastehus", "en": "Hämeenlinna"} {
		path := "/" + callID + "/" + language
		page := w.get(path)
		checkStatus(t, page, http.StatusOK)
		values := filled("municipality:109")
		values.Set("token", token(t, page))
		posted := w.postForm(path, values)
		checkStatus(t, posted, http.StatusSeeOther)
		location, _, _ := strings.Cut(posted.Header().Get("Location"), "?") // without the proof; see TestReceiptShowsWhatWasSentOnce
		if !strings.HasPrefix(location, path+"/receipt/") || posted.Body.Len() != 0 {
			t.Fatalf("led to %q", location)
		}
		receipt := w.get(location)
		checkStatus(t, receipt, http.StatusOK)
		if got := text(t, receipt); !strings.Contains(got, want) || !strings.Contains(got, reference.Of(callID, location[len(path+"/receipt/"):])) {
			t.Errorf("%s: receipt says %q", language, got)
		}
		for _, personal := range []string{"Aino", "aino.esimerkki", "Väinö", "vaino.nayte"} {
			if strings.Contains(receipt.Body.String(), personal) || strings.Contains(location, personal) {
				t.Errorf("%s: the receipt shows %q", language, personal)
			}
		}
	}
	if n := len(w.records()); n != 3 {
		t.Errorf("%d records, want 3", n)
	}
}

// The plain form makes the document that a program would send.
func TestFormMakesTheSameDocument(t *testing.T) {
	w := newWorld(t)
	checkStatus(t, w.postForm(formPath, filled("municipality:109")), http.StatusSeeOther)
	checkStatus(t, w.postJSON(string(w.records()[0].Document)), http.StatusCreated)
	if records := w.records(); !bytes.Equal(records[0].Document, records[1].Document) {
		t.Error("not the same")
	}
	if n, violations := firstkind.Inquiry(t).Read(w.records()[0].Document); n == nil || len(violations) > 0 || n.Representatives[0].Person.Name() != "Aino Esimerkki" {
		t.Errorf("the document is wrong: %v", violations)
	}
}

func TestFormOfBothKinds(t *testing.T) {
	w := newWorld(t)
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range filled("municipality:109") {
		for _, value := range values {
			if err := m.WriteField(name, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	answer := w.do(request(http.MethodPost, formPath, &body, "Content-Type", m.FormDataContentType()))
	checkStatus(t, answer, http.StatusSeeOther)
	again := w.postForm(formPath, filled("municipality:109"))
	checkStatus(t, again, http.StatusSeeOther)
	if a, b := answer.Header().Get("Location"), again.Header().Get("Location"); a != b {
		t.Errorf("two receipts: %s and %s", a, b)
	}
}

// A form that is not in UTF-8 is refused in the person's language, and nothing is
// kept.
func TestFormThatIsNotUTF8(t *testing.T) {
	const boundary = "b"
	part := func(header, text string) string {
		return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"/decision/body\"\r\n" + header + "\r\n" + text + "\r\n--" + boundary + "--\r\n"
	}
	const encoded, multi = "application/x-www-form-urlencoded", "multipart/form-data; boundary=" + boundary
	right := filled("municipality:109").Encode()
	for name, test := range map[string]struct {
		body, media string
		status      int
		says        bool
	}{
		"percent-encoded Latin-1":     {right + "&%2Fdecision%2Fbody=P%E4ivi", encoded, 400, true},
		"raw Latin-1":                 {right + "&%2Fdecision%2Fbody=P\xe4ivi", encoded, 400, true},
		"in a name":                   {right + "&%2Fdecision%2Fb%F6dy=x", encoded, 400, true},
		"in a button":                 {right + "&add=%FF", encoded, 400, true},
		"says that it is another":     {right + "&_charset_=windows-1252", encoded, 400, true},
		"declared":                    {right, encoded + "; charset=iso-8859-1", 415, false},
		"parts in Latin-1":            {part("", "P\xe4ivi"), multi, 400, true},
		"a part that declares it":     {part("Content-Type: text/plain; charset=iso-8859-1\r\n", "x"), multi, 400, false},
		"a part in another encoding":  {part("Content-Transfer-Encoding: quoted-printable\r\n", "P=E4ivi"), multi, 400, false},
		"UTF-8, declared":             {right + "&_charset_=UTF-8", encoded + "; charset=utf-8", 303, false},
		"no more than a part, though": {part("Content-Type: text/plain; charset=UTF-8\r\n", "Päivi"), multi, 422, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			for language, says := range map[string]string{"fi": "merkistökoodaus ei ole UTF-8", "sv": "inte teckenkodningen UTF-8", "en": "not encoded in UTF-8"} {
				answer := w.do(request(http.MethodPost, "/"+callID+"/"+language, strings.NewReader(test.body), "Content-Type", test.media))
				checkStatus(t, answer, test.status)
				if got := strings.Contains(answer.Body.String(), says); got != test.says {
					t.Errorf("%s: says what is wrong: %v", language, got)
				}
				if strings.ContainsRune(answer.Body.String(), '\ufffd') {
					t.Errorf("%s: shows characters that nobody typed", language)
				}
			}
			if n := len(w.records()); (n > 0) != (test.status == http.StatusSeeOther) {
				t.Errorf("%d records", n)
			}
		})
	}
}

// What was typed comes back whole, whatever is wrong and whatever was typed.
func TestFormComesBackWithWhatWasTyped(t *testing.T) {
	broken := &brokenStore{}
	strict := withCall(t, firstkind.LateAnswers(hyte.LateRefuse))
	typed := filled("municipality:109")
	typed.Set("/representatives/0/person/unit", `"><script>alert(1)</script> &amp; ’ 🙂`)
	typed.Set("/decision/date", "eilen")
	right := filled("municipality:109")
	for name, test := range map[string]struct {
		change []func(*intake.Config)
		before func(*world)
		values url.Values
		status int
		says   string
	}{
		"wrong": {nil, nil, typed, 422, "muodossa päivä.kuukausi.vuosi"},
		"too late": {[]func(*intake.Config){strict}, func(w *world) {
			w.clock.Set(time.Date(2021, 1, 16, 0, 0, 0, 0, time.UTC))
		}, right, 403, "Määräaika"},
		"too early":         {nil, func(w *world) { w.clock.Set(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)) }, right, 403, "17.12.2020"},
		"store unavailable": {[]func(*intake.Config){broken.wrap}, func(*world) { broken.err = intake.ErrUnavailable }, right, 503, "ei voitu tallentaa"},
		"too often": {[]func(*intake.Config){func(c *intake.Config) { c.Limits.Posts = intake.Rate{Burst: 1, Interval: time.Minute} }}, func(w *world) {
			w.postForm(formPath, filled("municipality:061"))
		}, right, 429, "paljon vastauksia"},
		"too long": {nil, nil, url.Values{firstkind.SenderAt: {firstkind.Sender}, "/representatives/0/person/unit": {strings.Repeat("ä", 40_000)}}, 413, "liian pitkä"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, test.change...)
			if test.before != nil {
				test.before(w)
			}
			count := 0
			if broken.err == nil {
				count = len(w.records())
			}
			answer := w.postForm(formPath, test.values)
			broken.err = nil
			checkStatus(t, answer, test.status)
			if got := text(t, answer); !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), test.says) {
				t.Errorf("the page does not say %q", test.says)
			}
			for name, values := range test.values {
				if shown := shownValue(t, answer, name); name != "token" && shown != values[0] {
					t.Errorf("%s shows %.60q, want %.60q", name, shown, values[0])
				}
			}
			if got := answer.Header().Get("Cache-Control"); got != "no-store" {
				t.Errorf("Cache-Control %q", got)
			}
			if n := len(w.records()); n != count {
				t.Errorf("%d records were kept", n-count)
			}
			if _, retry := answer.Header()["Retry-After"]; retry != (test.status == 503 || test.status == 429) {
				t.Errorf("Retry-After: %v", retry)
			}
		})
	}
}

// A button that adds a representative works without script and keeps nothing.
func TestFormAddsRows(t *testing.T) {
	w := newWorld(t)
	values := filled("hospital-district:khshp")
	values.Set("add", "/representatives")
	answer := w.postForm(formPath, values)
	checkStatus(t, answer, http.StatusOK)
	if got := token(t, answer); got != values.Get("token") {
		t.Errorf("the token has become %q", got)
	}
	found := false
	for n := range nodes(t, answer) {
		found = found || attr(n, "name") == "/representatives/1/person/givenName"
	}
	if !found || shownValue(t, answer, "/representatives/0/person/givenName") != "Aino" {
		t.Error("no further row, or the first one was lost")
	}
	if n := len(w.records()); n != 0 {
		t.Errorf("%d records", n)
	}
}

// Clicking twice and going back are one answer; changing something is another.
func TestFormSentAgain(t *testing.T) {
	w := newWorld(t)
	send := func(unit string, tok string) string {
		values := filled("municipality:109")
		values.Set("/representatives/0/person/unit", unit)
		values.Set("token", tok)
		answer := w.postForm(formPath, values)
		checkStatus(t, answer, http.StatusSeeOther)
		return answer.Header().Get("Location")
	}
	const page, other = "aaaabbbbccccddddeeeeffff22", "aaaabbbbccccddddeeeeffff33"
	a := send("A", page)
	if again := send("A", page); again != a {
		t.Error("a double click is two answers")
	}
	b := send("B", page)
	if b == a {
		t.Error("a changed form is the earlier answer")
	}
	back := send("A", page)
	if back == a || back == b {
		t.Error("who went back to the first text has not answered anew")
	}
	if again := send("A", page); again != back {
		t.Error("a double click after going back is two answers")
	}
	if again := send("B", page); again == b {
		t.Error("the second text again, after the first one again, is no new answer")
	}
	if elsewhere := send("A", other); elsewhere == a || elsewhere == back {
		t.Error("another page's form is this one's answer")
	}
	// Without a token, or with one that no page has, each is an answer.
	for _, strange := range []string{"", "x", strings.Repeat("a", 10_000), "ÄÄÄÄbbbbccccddddeeeeffff22"} {
		first := send("A", strange)
		if second := send("A", strange); second == first {
			t.Errorf("token %.10q counts", strange)
		}
	}
}

// A form that another site has taken in is sent from there.
func TestFormFromAnotherSite(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.EmbedHosts = []string{"https://www.example.fi"} })
	posted := w.postForm(formPath, filled("municipality:109"), "Sec-Fetch-Site", "cross-site", "Origin", "https://www.example.fi")
	checkStatus(t, posted, http.StatusSeeOther)
}

// What goes wrong with a form is told in the form's language.
func TestFailureSpeaksTheFormsLanguage(t *testing.T) {
	w := newWorld(t)
	for language, want := range map[string]string{"fi": "Lähetyksen muotoa ei tunneta", "sv": "Formatet på det som skickades är okänt", "en": "The format of what was sent is not known"} {
		answer := w.do(request(http.MethodPost, "/"+callID+"/"+language, strings.NewReader("x"), "Accept-Language", "en"))
		checkStatus(t, answer, http.StatusUnsupportedMediaType)
		if got := text(t, answer); !strings.Contains(got, want) {
			t.Errorf("%s: %s", language, got)
		}
	}
}

func TestFormRefusesOtherTypes(t *testing.T) {
	w := newWorld(t)
	for name, test := range map[string]struct {
		kind, body string
		status     int
	}{
		"none":               {"", "a=b", 415},
		"text":               {"text/plain", "a=b", 415},
		"JSON":               {"application/json", firstkind.JSON(t, "municipality:109"), 415},
		"bad escape":         {"application/x-www-form-urlencoded", "a=%zz", 400},
		"semicolon":          {"application/x-www-form-urlencoded", "a=b;c=d", 400},
		"no boundary":        {"multipart/form-data", "a", 400},
		"other boundary":     {"multipart/form-data; boundary=x", "--y\r\n\r\na\r\n--y--", 400},
		"cut off":            {"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\na", 400},
		"part without name":  {"multipart/form-data; boundary=x", "--x\r\n\r\na\r\n--x--\r\n", 400},
		"too large":          {"application/x-www-form-urlencoded", "a=" + strings.Repeat("b", 256<<10), 413},
		"nothing":            {"application/x-www-form-urlencoded", "", 422},
		"nothing of a form":  {"application/x-www-form-urlencoded", "a=b&%2Fx=y", 422},
		"controls in a text": {"application/x-www-form-urlencoded", "%2Fsubmitter%2FgivenName=%00%01%7F", 422},
	} {
		answer := w.do(request(http.MethodPost, formPath, strings.NewReader(test.body), "Content-Type", test.kind))
		if answer.Code != test.status || !strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s: status %d, want %d; %s", name, answer.Code, test.status, answer.Header().Get("Content-Type"))
		}
	}
	if n := len(w.records()); n != 0 {
		t.Errorf("%d records", n)
	}
}

func TestPagesAreFound(t *testing.T) {
	w := newWorld(t)
	for path, want := range map[string]int{
		"/":                                   200,
		"/" + callID:                          303,
		formPath:                              200,
		formPath + "/fragment":                200,
		"/" + callID + "/de":                  404,
		"/" + callID + "/":                    308,
		"/nobody":                             404,
		"/nobody/fi":                          404,
		"/nobody/fi/fragment":                 404,
		formPath + "/receipt/x":               404,
		"/assets/nothing.js":                  404,
		"/assets/..":                          307, // to where that is
		"/embed.js":                           404,
		"/favicon.ico":                        204,
		"/healthz":                            200,
		"/admin":                              303,
		"/admin/" + callID:                    303,
		"/admin/" + callID + "/roster.json":   303,
		"/admin/" + callID + "/roster.csv":    303,
		"/admin/" + callID + "/accept/anyone": 303,
		"/admin/login":                        200,
		"/admin/logout":                       405,
	} {
		if answer := w.get(path); answer.Code != want {
			t.Errorf("%s: status %d, want %d", path, answer.Code, want)
		}
	}
	for accept, want := range map[string]string{"": "fi", "sv": "sv", "en-US,en;q=0.9": "en", "de": "fi", "smn, sv;q=0.2": "sv"} {
		if got := w.get("/"+callID, "Accept-Language", accept).Header().Get("Location"); got != "/"+callID+"/"+want {
			t.Errorf("%q leads to %s", accept, got)
		}
	}
}

// With a prefix and a public address, no link leaves them.
func TestAddresses(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) {
		c.Prefix, c.BaseURL = "/inside", "https://www.example.fi/lomakkeet/"
	})
	page := w.get("/inside" + formPath)
	checkStatus(t, page, http.StatusOK)
	for n := range nodes(t, page) {
		for _, name := range []string{"href", "action", "src"} {
			if address := attr(n, name); strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "/lomakkeet/") {
				t.Errorf("%s=%q", name, address)
			}
		}
	}
	posted := w.postForm("/inside"+formPath, filled("municipality:109"))
	if got := posted.Header().Get("Location"); !strings.HasPrefix(got, "/lomakkeet"+formPath+"/receipt/") {
		t.Errorf("led to %q", got)
	}
	answer := w.do(request(http.MethodPost, "/inside"+firstkind.Path, strings.NewReader(firstkind.JSON(t, "municipality:109")), "Content-Type", "application/json"))
	if got := answer.Header().Get("Location"); !strings.HasPrefix(got, "https://www.example.fi/lomakkeet"+firstkind.Path+"/") {
		t.Errorf("Location %q", got)
	}
	checkStatus(t, w.get(formPath), http.StatusNotFound)
	fragment := w.get("/inside" + formPath + "/fragment")
	languages := map[string]string{}
	for n := range nodes(t, fragment) {
		if n.Data == "form" && attr(n, "action") != "https://www.example.fi/lomakkeet"+formPath {
			t.Errorf("the fragment is sent to %q", attr(n, "action"))
		}
		if attr(n, "name") == "language" {
			languages[attr(n, "value")] = attr(n, "formaction")
		}
	}
	if at := "https://www.example.fi/lomakkeet/" + callID + "/"; len(languages) != 2 || languages["sv"] != at+"sv" || languages["en"] != at+"en" {
		t.Errorf("the languages of the fragment are at %v", languages)
	}
}
