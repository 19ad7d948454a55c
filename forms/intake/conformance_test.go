package intake_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// suite is the folder of the cases that every engine is held to.
const suite = "../../schema/testdata/conformance"

type conformanceCase struct {
	Name     string
	Call     string
	At       time.Time
	Document json.RawMessage
	Text     *string
}

// readJSON reads a file of the suite.
func readJSON[T any](t testing.TB, name string) T {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(suite, name))
	if err != nil {
		t.Fatal(err)
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(name, err)
	}
	return v
}

// suiteCalls are the calls that cases name.
func suiteCalls(t testing.TB) map[string]*hyte.ResolvedCall {
	t.Helper()
	calls := map[string]*hyte.ResolvedCall{}
	sources := readJSON[map[string]struct {
		Base  string
		Call  map[string]any
		Patch map[string]any
	}](t, "calls.json")
	for name, s := range sources {
		document := any(s.Call)
		if s.Base != "" {
			document = merged(sources[s.Base].Call, s.Patch)
		}
		text, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		call, violations := hyte.DecodeCall(text)
		if len(violations) > 0 {
			t.Fatalf("call %s: %v", name, violations)
		}
		resolved, violations := call.Resolve()
		if resolved == nil {
			t.Fatalf("call %s: %v", name, violations)
		}
		calls[name] = resolved
	}
	return calls
}

// merged is a JSON Merge Patch (RFC 7396).
func merged(target, patch any) any {
	changes, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	result := map[string]any{}
	if object, ok := target.(map[string]any); ok {
		maps.Copy(result, object)
	}
	for name, value := range changes {
		if value == nil {
			delete(result, name)
		} else {
			result[name] = merged(result[name], value)
		}
	}
	return result
}

// The API and the plain form say of every document what the Go rules say.
func TestConformance(t *testing.T) {
	worlds := map[string]*world{}
	suite := suiteCalls(t)
	for name, call := range suite {
		worlds[name] = newWorld(t, func(c *intake.Config) {
			c.Inquiries, c.LinkKey = calls(call), newLinkKey(t)
			if call.Confirmed() {
				c.BaseURL = ownSite
			}
		})
	}
	documents, asForms, kind := 0, 0, firstkind.Kind().Name()
	for _, file := range []string{kind + "-rules.json", kind + "-formats.json", kind + "-structure.json", "json-text.json"} {
		for _, c := range readJSON[struct{ Cases []conformanceCase }](t, file).Cases {
			w, call, text := worlds[c.Call], suite[c.Call], string(c.Document)
			if c.Text != nil {
				text = *c.Text
			}
			if c.At.IsZero() { // an instant at which the call is open
				c.At = mustEnd(t, call).Add(-24 * time.Hour)
			}
			w.clock.Set(c.At)
			documents++
			checkAPI(t, file+": "+c.Name, w, call, text)
			if values, ok := asForm(t, call, string(c.Document)); ok {
				asForms++
				checkForm(t, file+": "+c.Name, w, call, text, values)
			}
		}
	}
	if documents < 300 || asForms < 150 {
		t.Errorf("only %d documents, %d of them as forms", documents, asForms)
	}
}

func mustEnd(t testing.TB, call *hyte.ResolvedCall) time.Time {
	t.Helper()
	end, err := call.Call.Deadline.End()
	if err != nil {
		t.Fatal(err)
	}
	return end
}

// apiPath is where the answers to a call are posted.
func apiPath(call *hyte.ResolvedCall) string {
	return strings.Replace(firstkind.Path, callID, call.Call.ID, 1)
}

func checkAPI(t *testing.T, name string, w *world, call *hyte.ResolvedCall, text string) {
	t.Helper()
	at := w.clock.Now()
	answer := w.do(request(http.MethodPost, apiPath(call), strings.NewReader(text), "Content-Type", "application/json"))
	n, violations := call.ReadAt([]byte(text), at)
	status := call.Call.Status(at)
	want := http.StatusCreated
	switch {
	case len(text) > 64<<10:
		want = http.StatusRequestEntityTooLarge
	case isClosed(status, n, violations):
		want = http.StatusForbidden
	case n == nil:
		want = http.StatusBadRequest
	case violations.Invalid():
		want = http.StatusUnprocessableEntity
	}
	if answer.Code != want {
		t.Errorf("%s: API says %d, want %d\n%s", name, answer.Code, want, answer.Body)
		return
	}
	if want != http.StatusUnprocessableEntity && want != http.StatusBadRequest {
		return
	}
	got := decode[struct{ Violations hyte.Violations }](t, answer).Violations
	if diff := cmp.Diff(violations, got); diff != "" {
		t.Errorf("%s: API (-rules +API)\n%s", name, diff)
	}
}

// isClosed reports whether the call does not take the answer now. A change in
// mid-term it takes after the deadline, too.
func isClosed(status hyte.Status, n *firstkind.Answer, violations hyte.Violations) bool {
	return status == hyte.StatusNotOpen || status == hyte.StatusClosed && (n == nil || hyte.ClosedBy(violations) != 0)
}

// checkForm posts a document as a plain form. A form is right, or it says in
// words all that is wrong.
func checkForm(t *testing.T, name string, w *world, call *hyte.ResolvedCall, text string, values url.Values) {
	t.Helper()
	language := call.Call.Languages[0]
	answer := w.postForm("/"+call.Call.ID+"/"+language, values)
	at := w.clock.Now()
	n, violations := call.ReadAt([]byte(text), at)
	status := call.Call.Status(at)
	want := http.StatusSeeOther
	switch {
	case isClosed(status, n, violations):
		want = http.StatusForbidden
	case violations.Invalid():
		want = http.StatusUnprocessableEntity
	}
	if answer.Code != want {
		t.Errorf("%s: the form says %d, want %d\n%v", name, answer.Code, want, violations)
		return
	}
	if want != http.StatusUnprocessableEntity {
		return
	}
	form := firstkind.Form(t, call, language)
	for _, v := range violations {
		sentence := form.Message(v)
		if v.Params.Cause == constraint.CauseLetter || v.Params.Cause == constraint.CauseSign { // the form names the character
			stranger := constraint.EmailStranger(values.Get(v.Location))
			sentence = form.Words().Say(string(v.Rule)+":"+v.Params.Cause+"?character", "character", string(stranger))
		}
		if v.Severity == hyte.Error && !strings.Contains(answer.Body.String(), escaped(sentence)) {
			t.Errorf("%s: the form does not say %q", name, sentence)
		}
	}
}

// escaped is a text as it stands in HTML, without the number of the item by
// which a sentence may begin.
func escaped(sentence string) string {
	if _, rest, found := strings.Cut(sentence, ": "); found && strings.HasPrefix(sentence, "Edustaja ") {
		sentence = rest
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(sentence)
}

// asForm is a document as someone would fill it in, if a form can make that
// very document.
func asForm(t *testing.T, call *hyte.ResolvedCall, text string) (url.Values, bool) {
	var document any
	if json.Unmarshal([]byte(text), &document) != nil {
		return nil, false
	}
	form := firstkind.Form(t, call, call.Call.Languages[0])
	values := url.Values{}
	if !flatten(document, "", values) {
		return nil, false
	}
	values.Del("/call")
	values.Del("/language")
	post := form.Post(values)
	var made any
	if json.Unmarshal(form.Document(post.State), &made) != nil {
		return nil, false
	}
	if object, ok := document.(map[string]any); ok && object["language"] == nil {
		object["language"] = form.Language() // a form always says it
	}
	return values, post.Unknown == 0 && reflect.DeepEqual(document, made)
}

// textLines are the texts of a list as the lines of one text, as a form asks for them.
func textLines(list []any) (string, bool) {
	lines := make([]string, len(list))
	for i := range list {
		line, isText := list[i].(string)
		if !isText {
			return "", false
		}
		lines[i] = line
	}
	return strings.Join(lines, "\n"), len(lines) > 0
}

// flatten writes the texts and ticks of a document by their pointers, and
// reports whether there is nothing else in it.
func flatten(v any, pointer string, values url.Values) bool {
	switch v := v.(type) {
	case string:
		values.Set(pointer, v)
	case bool:
		if v {
			values.Set(pointer, forms.Checked)
		}
	case []any:
		if lines, ok := textLines(v); ok {
			values.Set(pointer, lines)
			return true
		}
		for i, item := range v {
			if !flatten(item, pointer+"/"+strconv.Itoa(i), values) {
				return false
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if !flatten(v[name], pointer+"/"+name, values) {
				return false
			}
		}
	default:
		return false
	}
	return true
}
