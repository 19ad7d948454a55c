package schema_test

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema"
)

// inLanguage is the schema of a kind for the call in one language, or that of what
// answers no call.
func inLanguage(t *testing.T, call schema.Inquiry, name, language string) []byte {
	t.Helper()
	options := schema.Options{Language: language}
	text, err := schema.ForInquiryWith(call, name, options)
	if errors.Is(err, schema.ErrNoInquiry) {
		text, err = schema.BaseWith(name, options)
	}
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestGoldenLanguage shows what a form is made of.
func TestGoldenLanguage(t *testing.T) {
	got := inLanguage(t, firstkind.Inquiry(t), answer, "sv")
	compareGolden(t, filepath.Join("testdata", "kanta-hame-2021", answer+".sv.schema.json"), got)
}

// TestLanguageSaysTheSame gives the documents of the rules' cases to the schema of
// one language too: it reports what the general one does.
func TestLanguageSaysTheSame(t *testing.T) {
	for name, s := range suites(t) {
		v, err := schema.Compile(inLanguage(t, s.inquiry, s.kind, "fi"))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range ruleCases {
			if c.kind == name {
				document := mustMarshal(t, s.changed(t, c))
				if diff := cmp.Diff(s.engines.validator.Validate(document), v.Validate(document), cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("%s/%s: -general +language\n%s", c.rule, c.name, diff)
				}
			}
		}
	}
}

// TestOneLanguage makes sure that nothing for people is in another language, or for
// programmers.
func TestOneLanguage(t *testing.T) {
	example := firstkind.Inquiry(t)
	for _, name := range kindsOfInquiry() {
		for _, language := range schema.Languages() {
			var root any
			if err := json.Unmarshal(inLanguage(t, example, name, language), &root); err != nil {
				t.Fatal(err)
			}
			walkSchema(root, func(keyword string, s any) {
				object, ok := s.(map[string]any)
				if !ok {
					return
				}
				title, _ := object["title"].(string)
				about, _ := object["description"].(string)
				if strings.Contains(title+about, " / ") {
					t.Errorf("%s in %s: %s: several languages: %q, %q", name, language, keyword, title, about)
				}
				if isRule := keyword != "" && strings.Contains(keyword, "."); isRule && title+about != "" {
					t.Errorf("%s in %s: the rule %s speaks to people: %q, %q", name, language, keyword, title, about)
				}
			})
		}
	}
}

// TestValuesHaveNames makes sure that what a person chooses is called as on the
// form, in every language.
func TestValuesHaveNames(t *testing.T) {
	for _, at := range []string{"sector", "gender", "contactVisibility"} {
		value, ok := typeOf(answer).Lookup("/representatives/0/person/" + at)
		if !ok {
			t.Fatal(at)
		}
		for _, c := range value.Constraints {
			for _, code := range append(c.Allowed, "") {
				for _, language := range schema.Languages() {
					if name := schema.DefaultValueNames("Person", at, code, language); name == "" || strings.ContainsAny(name, "{}") {
						t.Errorf("%s %q in %s: %q", at, code, language, name)
					}
				}
			}
		}
	}
	for _, key := range schema.OwnLabels("fi").Keys() {
		value, ok := strings.CutPrefix(key, "option.")
		if mode, is := strings.CutPrefix(value, "mode."); is {
			for _, language := range schema.Languages() {
				if schema.DefaultValueNames("Registration", "mode", mode, language) == "" {
					t.Errorf("%s has no name in %s", mode, language)
				}
			}
		} else if ok && value != "" && !strings.HasPrefix(value, "contactVisibility.") {
			t.Errorf("the name %s is not used", key)
		}
	}
	if name := schema.DefaultValueNames("Person", "sector", "youth", "de"); name != "" {
		t.Errorf("German: %q", name)
	}
}

func TestNoSuchLanguage(t *testing.T) {
	options := schema.Options{Language: "de"}
	if _, err := schema.ForInquiryWith(firstkind.Inquiry(t), answer, options); !errors.Is(err, schema.ErrUnknownLanguage) {
		t.Errorf("of a call: %v", err)
	}
	if _, err := schema.BaseWith(answer, options); !errors.Is(err, schema.ErrUnknownLanguage) {
		t.Errorf("of no call: %v", err)
	}
	options.Labels = func(string, string, string) (string, string) { return "Titel", "" }
	text, err := schema.BaseWith(answer, options)
	if err != nil || !strings.Contains(string(text), `"title": "Titel"`) {
		t.Errorf("with words of one's own: %v", err)
	}
}

// TestAnswersHaveNames: a form that is made of the schema asks the questions of the inquiry, with
// the texts of its choices, in one language.
func TestAnswersHaveNames(t *testing.T) {
	type property struct {
		Title, Description, Type string
		MaxLength                int
		OneOf                    []struct{ Title, Const string }
	}
	event := eventInquiry(t)
	asks := suites(t)[questions]
	for _, c := range []struct {
		inquiry        schema.Inquiry
		kind, language string
		want           string
	}{
		{event, event.Responses()[0].Name(), "fi", "tyopaja: Mihin työpajaan osallistut? [=Ei valittu lapset=Lapset, nuoret ja perheet ikaantyneet=Ikäystävällinen asuminen]; toive: Mitä toivot päivältä? (vapaaehtoinen)"},
		{event, event.Responses()[0].Name(), "sv", "tyopaja: Vilken workshop deltar du i? [=Inget valt lapset=Barn, unga och familjer ikaantyneet=Åldersvänligt boende]; toive: Vad önskar du av dagen? (frivilligt)"},
		{asks.inquiry, asks.kind, "fi", ""},
	} {
		var s struct {
			Properties struct {
				Answers struct {
					Properties           map[string]property
					AdditionalProperties property
				}
			}
		}
		if err := json.Unmarshal(inLanguage(t, c.inquiry, c.kind, c.language), &s); err != nil {
			t.Fatal(err)
		}
		of := s.Properties.Answers
		if c.want == "" { // the questions of a call, one of each kind
			for _, name := range []string{"unit", "state", "shared", "by"} {
				if p := of.Properties[name]; p.Title != "Kysymys" {
					t.Errorf("%s: %+v", name, p)
				}
			}
			if shared := of.Properties["shared"].OneOf; len(shared) != 3 || shared[1].Const != "yes" || shared[1].Title != "Kyllä" || shared[2].Title != "Ei" {
				t.Errorf("yes and no: %+v", shared)
			}
			continue
		}
		var told []string
		for _, name := range []string{"tyopaja", "toive"} {
			p := of.Properties[name]
			text := name + ": " + p.Title
			var values []string
			for _, o := range p.OneOf {
				values = append(values, o.Const+"="+o.Title)
			}
			if len(values) > 0 {
				text += " [" + strings.Join(values, " ") + "]"
			}
			told = append(told, text)
			if p.Type != of.AdditionalProperties.Type || p.MaxLength != of.AdditionalProperties.MaxLength || p.Type == "" {
				t.Errorf("%s may be something else than other answers: %+v", name, p)
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(told, "; ")); diff != "" {
			t.Errorf("%s: %s", c.language, diff)
		}
	}
}
