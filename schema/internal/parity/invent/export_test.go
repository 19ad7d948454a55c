package invent

// MutationNames are the names of all mutations, as in the tables.
func MutationNames() []string {
	names := []string{ofRules.name}
	for _, m := range mutations {
		names = append(names, m.name)
	}
	for _, i := range inventors {
		for _, m := range i.whole {
			names = append(names, m.name)
		}
	}
	return names
}
