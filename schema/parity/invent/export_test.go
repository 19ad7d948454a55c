package invent

// MutationNames are the names of all mutations, as in the tables.
func MutationNames() []string {
	var names []string
	for _, m := range mutations {
		names = append(names, m.name)
	}
	for _, whole := range wholes {
		for _, m := range whole {
			names = append(names, m.name)
		}
	}
	return names
}
