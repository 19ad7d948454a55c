package nomination_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
	"pgregory.net/rapid"
)

// TestLoadIsTheInverseOfDocument fills in forms in every way, right and wrong: the
// document of a state, loaded, makes the same document, byte for byte.
func TestLoadIsTheInverseOfDocument(t *testing.T) {
	for name, changes := range map[string][]func(*hyte.Call){
		"the example":                  nil,
		"with deputies and gender":     {withDeputies(hyte.DeputiesRequired), withGender(hyte.GenderRequired)},
		"an open call":                 {ofAnyone},
		"a term of office":             {withTerm, withDeputies(hyte.DeputiesPool)},
		"a standing list":              {withStanding, withCandidates},
		"questions":                    {withQuestions},
		"optional deputies, no gender": {withDeputies(hyte.DeputiesOptional), withGender(hyte.GenderOff)},
	} {
		t.Run(name, func(t *testing.T) {
			f := form(t, "fi", changes...)
			rapid.Check(t, func(t *rapid.T) {
				s := anyState(t, f)
				document := f.Document(s)
				loaded, left := f.Load(document)
				if len(left) > 0 {
					t.Fatalf("%s\nleaves out %v", document, left)
				}
				if diff := cmp.Diff(string(document), string(f.Document(loaded))); diff != "" {
					t.Fatalf("(-document +document of the loaded one)\n%s", diff)
				}
			})
		})
	}
}

// anyState is a form that somebody has filled in somehow.
func anyState(t *rapid.T, f *forms.Form) *forms.State {
	s := f.NewState()
	for range rapid.IntRange(0, 2).Draw(t, "more representatives") {
		f.Press(s, forms.AddName, "/representatives")
	}
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", " ", "15.1.2021", "1/2/2021", "1-2-2021.", "2021-01-15", "aino@example.fi", "Aino"}))
	for _, c := range allControls(f.Parts(s)) {
		var values []string
		switch {
		case rapid.Bool().Draw(t, "left alone"):
			continue
		case c.Type == forms.Checkbox:
			values = []string{forms.Checked}
		case len(c.Options) > 0 && rapid.Bool().Draw(t, "an option"):
			group := rapid.SampledFrom(c.Options).Draw(t, "group")
			values = []string{rapid.SampledFrom(group.Options).Draw(t, "option").Value}
		default:
			values = []string{text.Draw(t, "text")}
		}
		s.Set(c.Name, values)
	}
	return s
}

func allControls(parts []forms.Part) (all []forms.Control) {
	for _, p := range parts {
		all = append(append(all, p.Controls...), allControls(p.Parts)...)
	}
	return all
}

// TestLoadSaysWhatItLeavesOut holds Load to its word: nothing of a document is
// dropped in silence.
func TestLoadSaysWhatItLeavesOut(t *testing.T) {
	f := form(t, "fi", withDeputies(hyte.DeputiesNone), withGender(hyte.GenderOff))
	for name, test := range map[string]struct {
		document string
		want     []string
	}{
		"what the form makes":             {`{"call":"kanta-hame-hyte-2021","consent":true,"language":"sv"}`, nil},
		"no JSON":                         {`{"call":`, []string{"json.syntax /call"}},
		"an unknown member":               {`{"more":1}`, []string{"unknown_property /more"}},
		"another type":                    {`{"decision":{"body":7}}`, []string{"type /decision/body"}},
		"what this call does not ask":     {`{"representatives":[{"deputy":{"givenName":"A"}}]}`, []string{"unknown_property /representatives/0/deputy/givenName"}},
		"gender, which it does not ask":   {`{"representatives":[{"person":{"gender":"man"}}]}`, []string{"unknown_property /representatives/0/person/gender"}},
		"a name for the schema":           {`{"$schema":"https://example.fi"}`, []string{"unknown_property /$schema"}},
		"more than there can be":          {manyRepresentatives(101), []string{"unknown_property /representatives/100/person/givenName"}},
		"a change, which it does not ask": {`{"change":{"from":"2021-06-01"}}`, []string{"unknown_property /change/from"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, left := f.Load([]byte(test.document))
			var got []string
			for _, v := range left {
				got = append(got, string(v.Rule)+" "+v.Location)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			f.Check(s) // of whatever there is
		})
	}
}

func manyRepresentatives(n int) string {
	document := `{"representatives":[`
	for i := range n {
		if i > 0 {
			document += ","
		}
		document += `{"person":{"givenName":"A` + strconv.Itoa(i) + `"}}`
	}
	return document + "]}"
}

// A list of texts is a text with a line for each; one that is not is left out.
func TestLoadLists(t *testing.T) {
	f := form(t, "fi", ofAnyone)
	for document, want := range map[string]string{
		`["Yksi ry","Kaksi ry"]`: "Yksi ry\nKaksi ry",
		`["Yksi\nry"]`:           "",
		`["Yksi ry",""]`:         "",
	} {
		s, left := f.Load([]byte(`{"jointlyWith":` + document + `}`))
		if got := s.Get("/jointlyWith"); got != want || (len(left) == 0) != (want != "") {
			t.Errorf("%s: %q, left %v", document, got, left)
		}
	}
}
