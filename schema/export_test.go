package schema

import (
	"maps"
	"slices"
)

// LabelKeys are the places that have a default label, as OBJECT.PROPERTY.
func LabelKeys() []string { return slices.Sorted(maps.Keys(labelTable)) }
