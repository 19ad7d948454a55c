package kinds_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake/kinds"
	common "github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
)

// Each text that an inquiry may say in its own words is one of a form that answers it, in
// every language, and has no place to fill: own words have none either.
func TestOwnWordsAreThoseOfForms(t *testing.T) {
	all := kinds.All()
	for _, c := range all.Collections {
		keys := ownWordKeys(c.Inquiry)
		if len(keys) == 0 {
			t.Errorf("%s has no text that can be said in its own words", c.Inquiry.Name())
		}
		for _, language := range common.Languages() {
			for _, key := range keys {
				found := ""
				for _, kind := range all.Responses {
					if text, ok := kind.Texts[language].Lookup(key); ok && slices.Contains(c.Takes, kind.Form.Document) {
						found = text
						if strings.ContainsAny(text, "{}") {
							t.Errorf("%s in %s: %s has places, and own words could not have them", c.Inquiry.Name(), language, key)
						}
					}
				}
				if found == "" {
					t.Errorf("%s in %s: no form has the text %s", c.Inquiry.Name(), language, key)
				}
			}
		}
	}
}

func ownWordKeys(inquiry *document.Kind) (keys []string) {
	for _, r := range inquiry.Rules() {
		if says, ok := r.Says.(document.Naming); ok && r.ID == hyte.RuleTextUnknown {
			keys = append(keys, says.Names...)
		}
	}
	return keys
}
