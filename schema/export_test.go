package schema

import (
	"maps"
	"slices"

	"github.com/hytekit/hytekit/forms/texts"
)

// OwnLabels are the texts that only schemas have.
func OwnLabels(language string) *texts.Catalog { return ownLabels()[language] }

// FormKeys are the places whose text is one of the form's of another name.
func FormKeys() []string { return slices.Sorted(maps.Keys(formKeys())) }
