package parity

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema"
)

// Expressible are the violations of a document that a JSON Schema reports too:
// all but those of [schema.Inexpressible]. Where the list limits itself to a part
// of a rule, only that part is left out.
func Expressible(violations []hyte.Violation, text []byte) []hyte.Violation {
	var out []hyte.Violation
	for _, v := range violations {
		if expressible(v, text) {
			out = append(out, v)
		}
	}
	return out
}

var listed = func() map[hyte.Rule]bool {
	rules := map[hyte.Rule]bool{}
	for _, e := range schema.Inexpressible() {
		rules[e.Rule] = true
	}
	return rules
}()

func expressible(v hyte.Violation, text []byte) bool {
	switch {
	case !listed[v.Rule]:
		return true
	case v.Rule == constraint.RuleFormatBusinessID: // all but the check digit
		return !matches(v.Rule, textAt(text, v.Location))
	case v.Rule == hyte.RuleGenderPairMissing: // where the call requires a pair
		return v.Severity == hyte.Error
	default:
		return false
	}
}

// matches reports whether a text has the patterns of the rule's format.
func matches(rule hyte.Rule, text string) bool {
	formats := constraint.Formats()
	i := slices.IndexFunc(formats, func(f constraint.Format) bool { return f.Rule == rule })
	return i >= 0 && !slices.ContainsFunc(formats[i].Patterns, func(pattern string) bool {
		return !regexp.MustCompile(pattern).MatchString(text)
	})
}

// textAt is the text at a place of a document, "" if there is none.
func textAt(document []byte, location string) string {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return ""
	}
	for _, token := range constraint.Tokens(location) {
		switch holder := value.(type) {
		case map[string]any:
			value = holder[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i >= len(holder) {
				return ""
			}
			value = holder[i]
		}
	}
	text, _ := value.(string)
	return text
}
