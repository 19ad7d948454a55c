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

// statusProblem is the key of a problem that the status says all about.
var statusProblem = regexp.MustCompile(`^problem\.[0-9]+$`)

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
	joined := strings.ReplaceAll(source.String(), " + ", "+")
	for key := range catalogs(t, room)["fi"] {
		if key == "language" {
			continue
		}
		name, _, _ := strings.Cut(key, "!") // other words for what an inquiry asks for
		name = strings.TrimSuffix(name, "=1")
		first, _, _ := strings.Cut(name, ".")
		made := map[string]bool{"failure": true, "signin": true, "state": true, "window": true, "summary": true, "trail": true, "via": true, "decide": true, "mode": true, "recipient": true, "channel": true, "none": true, "more": true}[first] ||
			strings.HasPrefix(name, "balance.state.") || strings.HasPrefix(name, "asked.state.") || strings.HasPrefix(name, "publish.") || strings.HasPrefix(name, "audit.action.") || strings.HasPrefix(name, "audit.role.") || statusProblem.MatchString(name) || room == "kinds"
		// Put together from what it begins with and a state, or from a word and an ending.
		made = made || strings.Contains(joined, `"`+first+`."+`) ||
			strings.Contains(joined, `"`+first+`"`) && strings.Contains(joined, `+".`+strings.TrimPrefix(name, first+".")+`"`)
		// The texts of a question: its word, and the parts that each has.
		made = made || strings.Contains(source.String(), `texts: "`+first+`"`) && strings.Contains(source.String(), `".`+strings.TrimPrefix(name, first+".")+`"`)
		if !made && !strings.Contains(source.String(), `"`+name+`"`) {
			t.Errorf("%s is used nowhere", key)
		}
	}
}
