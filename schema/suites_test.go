package schema_test

import (
	"testing"

	"github.com/hytekit/hytekit/hyte"
)

// suite is a right document and what checks its kind.
type suite struct {
	engines  engines
	document any
}

func suites(t *testing.T) map[string]suite {
	t.Helper()
	all := calls(t)
	of := func(call *hyte.ResolvedCall, name string) suite {
		return suite{callEngines(t, call, name), documents(t, call)[name]}
	}
	return map[string]suite{
		nomination: of(all["the example"], "nomination"),
		pair:       of(all["deputies required, pair required"], "nomination"),
		several:    of(all["deputies optional, two to three"], "nomination"),
		satakunta:  of(all["no deputies, merged municipality"], "nomination"),
		received:   of(all["the example"], "received"),
		rosterKind: of(all["the example"], "roster"),
		call:       {baseEngines(t, "call"), parse(t, mustMarshal(t, all["the example"].Call))},
	}
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
