package intake_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

// rooms are the folders with texts.
var rooms = []string{".", "board/audit", "board/overview", "board/programme", "board/queue", "board/roster", "kinds", "post"}

// catalogs are the files in the texts of a room by language.
func catalogs(t *testing.T, room string) map[string]map[string]string {
	t.Helper()
	return catalogsIn(t, room+"/texts")
}

func catalogsIn(t *testing.T, folder string) map[string]map[string]string {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var c map[string]string
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = c
	}
	return all
}

var place = regexp.MustCompile(`\{[a-zA-Z]+\}`)

// Every language has every text, with the same places in it.
func TestTextsAreComplete(t *testing.T) {
	for _, room := range slices.Concat(rooms, []string{"../event", "../registration", "../question", "../overview", "../export"}) {
		t.Run(room, func(t *testing.T) { checkComplete(t, catalogs(t, room)) })
	}
	for _, folder := range []string{"kinds/letters/calls", "kinds/letters/events"} {
		t.Run(folder, func(t *testing.T) { checkComplete(t, catalogsIn(t, folder)) })
	}
}

func checkComplete(t *testing.T, all map[string]map[string]string) {
	finnish := all["fi"]
	for _, language := range []string{"fi", "sv", "en"} {
		if all[language] == nil {
			t.Fatalf("no texts in %s", language)
		}
	}
	for language, c := range all {
		if c["language"] != language {
			t.Errorf("%s: says that it is in %q", language, c["language"])
		}
		for key, text := range finnish {
			if c[key] == "" {
				t.Errorf("%s: no text for %s", language, key)
				continue
			}
			want, got := place.FindAllString(text, -1), place.FindAllString(c[key], -1)
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: places of %s (-fi +%s)\n%s", language, key, language, diff)
			}
			if strings.TrimSpace(c[key]) != c[key] || strings.Contains(c[key], "  ") || strings.ContainsAny(c[key], "\"'\n") {
				t.Errorf("%s: %s has strange blanks or quotation marks", language, key)
			}
		}
		for key := range c {
			if finnish[key] == "" {
				t.Errorf("%s: %s has no Finnish text", language, key)
			}
		}
	}
}

// madeKeys are keys that the code puts together: of what they begin with, which stands in the
// source, of each state, and of each ending.
type madeKeys struct {
	prefix         string
	states, ending []string
}

// Without states or endings, the key has none.
var made = map[string][]madeKeys{
	".": {
		{"failure.", []string{"400", "403", "404", "405", "408", "413", "415", "429", "500", "503"}, []string{".title", ".text"}},
		{"failure.encoding", nil, []string{".title", ".text"}},
		{"problem.", []string{"400", "403", "404", "405", "408", "413", "415", "429", "500", "503"}, nil},
		{"signin.ended", nil, []string{".title", ".text"}},
		{"signin.noRole", nil, []string{".title", ".text"}},
		{"window.", statuses(), nil},
	},
	"board/audit": {
		{"audit.role.", []string{"read", "decide", "manage"}, nil},
		{"audit.action.", []string{"login", "logout", "login-refused", "rate-limit", "denied", "view", "download", "submit", "decision", "remind", "invite", "revoke"}, nil},
	},
	"board/programme": {
		{"mode.", []string{string(event.ModePlace), string(event.ModeRemote)}, nil},
		{"asked.state.", []string{"new", "shown", "hidden"}, nil},
		{"publish", []string{".shown", ".text", ".answer", ".by"}, []string{"", ".wrong"}},
		{"publish", []string{".text"}, []string{".hint"}},
	},
	"board/queue": {
		{"state.", deliveryStates, nil},
		{"none.", deliveryStates, nil},
		{"more.", deliveryStates, nil},
		{"link.", []string{"sent", "dropped"}, nil},
		{"channel.", []string{"mail", "webhook"}, nil},
		{"recipient.", []string{"registry", "receipt", "notice", "earlier", "reminder", "reminder-last", "invitation", "event"}, nil},
		{"failure.", []string{
			"unreachable", "not-secure", "login-refused", "server-refuses", "busy", "cut", "address-refused", "message-refused", "address-unusable",
			"nobody", "gone", "answered", "over", "superseded", "no-link-key", "no-address", "together", "limit", "given-up", "fault",
		}, nil},
	},
	"board/roster": {
		{"decide", []string{".enteredBy", ".arrivedAt", ".by", ".decision.body", ".decision.date", ".decision.section"}, []string{"", ".wrong"}},
		{"decide", []string{".kind", ".via"}, nil},
		{"decide", []string{".reason"}, []string{".wrong"}},
		{"summary.", []string{
			"replaced", "missing", "late", "withdrawn", "conflict", "rejected", "joint", "unconfirmed", "contested", "incomplete", "openPlaces", "candidates", "representatives",
		}, nil},
		{"state.", []string{
			string(hyte.StateReplaced), string(hyte.StateLate), string(hyte.StateConflicting), string(hyte.StateContested),
			string(hyte.StateRejected), string(hyte.StateUnconfirmed), string(hyte.StateWithdrawn), string(hyte.StateUnlisted),
		}, nil},
		{"balance.state.", []string{"balanced", "unbalanced", "unknown", "open"}, nil},
		{"letter.", []string{"waiting", "refused"}, nil},
		{"remind", nil, []string{".sent", ".never"}},
		{"links", nil, []string{".sent", ".never"}},
	},
}

var deliveryStates = []string{
	string(intake.DeliveryWaiting), string(intake.DeliverySent), string(intake.DeliveryRefused), string(intake.DeliveryDropped),
}

func statuses() (all []string) {
	for _, status := range []hyte.Status{hyte.StatusOpen, hyte.StatusNotOpen, hyte.StatusLate, hyte.StatusClosed} {
		all = append(all, status.String())
	}
	return all
}

// keys are those that are put together.
func (m madeKeys) keys() (keys []string) {
	for _, state := range orNone(m.states) {
		for _, end := range orNone(m.ending) {
			keys = append(keys, m.prefix+state+end)
		}
	}
	return keys
}

func orNone(parts []string) []string {
	if parts == nil {
		return []string{""}
	}
	return parts
}

// No text lies unused: each key, or what it begins with, is in the source.
func TestTextsAreUsed(t *testing.T) {
	for _, room := range rooms {
		t.Run(room, func(t *testing.T) { checkUsed(t, room) })
	}
	for key := range catalogs(t, "kinds")["fi"] {
		if catalogs(t, ".")["fi"][key] == "" {
			t.Errorf("%s is no text of the service, in whose place it could stand", key)
		}
	}
}

func checkUsed(t *testing.T, room string) {
	files, err := filepath.Glob(room + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	catalog, put := catalogs(t, room)["fi"], map[string]bool{}
	for _, m := range made[room] {
		if !strings.Contains(source.String(), `"`+m.prefix+`"`) {
			t.Errorf("no code puts keys together that begin with %s", m.prefix)
		}
		for _, key := range m.keys() {
			if put[key] = true; catalog[key] == "" {
				t.Errorf("%s is put together, and there is no such text", key)
			}
		}
	}
	for key := range catalog {
		if key == "language" || room == "kinds" { // of which the caller says whose place they take
			continue
		}
		name, _, _ := strings.Cut(key, "!") // other words for what an inquiry asks for
		name = strings.TrimSuffix(name, "=1")
		// The texts of a question: its word, and the parts that each has.
		first, end, _ := strings.Cut(name, ".")
		ofQuestion := strings.Contains(source.String(), `texts: "`+first+`"`) && strings.Contains(source.String(), `".`+end+`"`)
		if !put[name] && !ofQuestion && !strings.Contains(source.String(), `"`+name+`"`) {
			t.Errorf("%s is used nowhere", key)
		}
	}
}
