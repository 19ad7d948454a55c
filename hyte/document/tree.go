package document

// node is a place that checks are about, or that lies on the way to one. Places
// that begin alike share the beginning: whoever goes through the tree looks up a
// value once for all checks that need it.
type node struct {
	checks  []*check // about the value there
	object  bool     // it may be an object, about which there is more to say
	inside  []*check // about its members together
	members []branch // about one of them
	items   *node    // of the list that is there
	pairs   []*check // about what the items have together
	sights  []*check // of those pairs, at the texts
}

// branch leads to a member of an object: the field of the Go struct, and what is there.
type branch struct {
	field int
	node
}

// add puts the check where it is applied.
func (n *node) add(c *check) {
	n = n.reach(c.way)
	switch c.test {
	case testMembers, testNotBelow:
		n.object, n.inside = true, append(n.inside, c)
	case testPair:
		n.pairs = append(n.pairs, c)
		for _, way := range c.ways {
			text := n.item().reach(way)
			text.sights = append(text.sights, c)
		}
	default:
		n.checks = append(n.checks, c)
	}
}

// reach finds the node at the end of a way, and makes what is not there yet.
func (n *node) reach(way steps) *node {
	for _, s := range way {
		if s == item {
			n = n.item()
		} else {
			n = n.member(s)
		}
	}
	return n
}

func (n *node) item() *node {
	if n.items == nil {
		n.items = &node{}
	}
	return n.items
}

func (n *node) member(field int) *node {
	for i := range n.members {
		if m := &n.members[i]; m.field == field {
			return &m.node
		}
	}
	n.object = true
	n.members = append(n.members, branch{field: field})
	return &n.members[len(n.members)-1].node
}
