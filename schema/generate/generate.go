// Package generate makes the base schema of a kind of document, for programs that
// add kinds of their own. Package schema takes it from there: see [schema.Of]. The
// base schemas of package schema are made in the same way.
package generate

import (
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema/internal/derive"
)

// Base is the base schema of the kind, as indented JSON: the shape of its type, the
// rules of its tags, and those about more than one value that need no inquiry. It has
// no descriptions. The error says what of the type a schema cannot say. Make it once,
// by go generate, and keep the text.
func Base(kind *document.Kind) ([]byte, error) {
	root, err := new(derive.Source).Document(kind)
	if err != nil {
		return nil, err
	}
	return root.Write()
}
