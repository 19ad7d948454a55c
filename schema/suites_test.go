package schema_test

import (
	"testing"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema"
)

// suite is a right document and what checks its kind.
type suite struct {
	kind     string
	inquiry  schema.Inquiry // that the document answers, or that answers look like
	engines  engines
	document any
}

// cases are the documents of the cases of the suite.
func (s suite) cases(t *testing.T, name string) []any {
	t.Helper()
	var all []any
	for _, c := range ruleCases {
		if c.kind == name {
			all = append(all, s.changed(t, c))
		}
	}
	return all
}

// changed is the suite's document with the changes of the case.
func (s suite) changed(t *testing.T, c ruleCase) any {
	t.Helper()
	document := clone(s.document)
	for _, pointer := range sortedNames(c.change) {
		document = put(t, document, constraint.Tokens(pointer), c.change[pointer])
	}
	return document
}

// put sets what stands at the tokens, or takes it away.
func put(t *testing.T, document any, tokens []string, value any) any {
	t.Helper()
	if len(tokens) == 0 {
		return clone(value)
	}
	switch holder := document.(type) {
	case map[string]any:
		if _, remove := value.(gone); remove && len(tokens) == 1 {
			delete(holder, tokens[0])
		} else {
			holder[tokens[0]] = put(t, holder[tokens[0]], tokens[1:], value)
		}
	case []any:
		holder[index(tokens[0])] = put(t, holder[index(tokens[0])], tokens[1:], value)
	default:
		t.Fatalf("nothing to change at %v", tokens)
	}
	return document
}
