package view

import (
	"maps"
	"slices"
)

// ElementNames lists the closed vocabulary in order.
func ElementNames() []string { return slices.Sorted(maps.Keys(elements)) }

// AttributeNames lists the closed attribute names in order, data- aside.
func AttributeNames() []string { return slices.Sorted(maps.Keys(attributes)) }

// IsFlagName reports whether an attribute of that name has no value.
func IsFlagName(name string) bool { return attributes[name] == flag }
