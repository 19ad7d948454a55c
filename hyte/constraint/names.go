package constraint

import "slices"

// fewNames is how many names of an object are compared one by one. A stranger
// may send an object of a hundred thousand.
const fewNames = 16

// nameSet is the names that one object has had.
type nameSet struct {
	first int                 // where, in the scanner's names, those of the object begin
	many  map[string]struct{} // all of them, when they are more than few
}

// repeats adds a name to the set of the innermost object, and reports whether
// it is there already.
func (s *scanner) repeats(set *nameSet, name string) bool {
	if set.many != nil {
		_, twice := set.many[name]
		set.many[name] = struct{}{}
		return twice
	}
	few := s.names[set.first:]
	if slices.Contains(few, name) {
		return true
	}
	s.names = append(s.names, name)
	if len(few) == fewNames {
		set.many = make(map[string]struct{}, 2*fewNames)
		for _, n := range s.names[set.first:] {
			set.many[n] = struct{}{}
		}
	}
	return false
}

// mostProperties is how many an object type may have.
const mostProperties = 64

// propertySet is a set of an object type's properties, by their indexes.
type propertySet uint64

func (p propertySet) has(index int) bool { return p>>index&1 != 0 }

func (p *propertySet) add(index int) { *p |= 1 << index }
