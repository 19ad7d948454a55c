package invent

// MutationNames are the names of all mutations, as in the table.
func MutationNames() []string {
	var names []string
	for _, m := range mutations {
		names = append(names, m.name)
	}
	return names
}
