package parity

import (
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

// Shrink makes the document of a disagreement shorter for as long as its engine
// still disagrees: members and items are dropped, texts and numbers made simple.
// It never breaks a rule that it did not break before, nor more of them, so that
// what is left is about the one that is disagreed about.
func Shrink(d Disagreement) (Disagreement, error) {
	root, err := tree.Parse(d.Text)
	if err != nil {
		return d, nil // a text that is no document stays as it is
	}
	s := shrinker{best: d, broken: Rules(d.Task, d.Text)}
	// Written plainly, without escapes and blanks, if that is not the point.
	if _, err := s.accepts(root); err != nil {
		return d, err
	}
	for {
		shorter, err := s.step()
		if err != nil || !shorter {
			return s.best, err
		}
	}
}

type shrinker struct {
	best   Disagreement
	broken hyte.Violations // the rules that it breaks
}

// accepts takes a document as the best one if the engine disagrees about it.
func (s *shrinker) accepts(root tree.Value) (bool, error) {
	text := tree.Write(root, "")
	documents := Documents(s.best.Task, text)
	if !s.simpler(documents[0].Want) {
		return false, nil
	}
	said, err := s.best.Engine.Judge(s.best.Task, documents)
	if err != nil || said[0] == "" {
		return false, err
	}
	s.best.Text, s.best.Said, s.broken = text, said[0], documents[0].Want
	return true, nil
}

// simpler reports whether violations are of the best document's rules, and no
// more than those.
func (s *shrinker) simpler(violations hyte.Violations) bool {
	foreign := func(v hyte.Violation) bool {
		return !slices.ContainsFunc(s.broken, func(b hyte.Violation) bool { return b.Rule == v.Rule })
	}
	return len(violations) <= len(s.broken) && !slices.ContainsFunc(violations, foreign)
}

// step goes once through the document and keeps every change that it can.
func (s *shrinker) step() (shorter bool, err error) {
	for i := 0; ; i++ {
		root, err := tree.Parse(s.best.Text)
		if err != nil {
			return false, err
		}
		if i >= len(tree.Slots(&root)) {
			return shorter, nil
		}
		for _, change := range changes {
			copied := tree.Clone(root)
			slot := tree.Slots(&copied)[i]
			if !change(slot) {
				continue
			}
			accepted, err := s.accepts(copied)
			if err != nil {
				return false, err
			}
			if accepted {
				shorter = true
				i-- // what stands there now
				break
			}
		}
	}
}

// changes make a place of a document simpler, and report whether they did.
var changes = []func(tree.Slot) bool{
	func(s tree.Slot) bool { s.Remove(); return s.Parent != nil },
	func(s tree.Slot) bool {
		return shorten(s, func(points []rune) []rune { return points[:len(points)/2] })
	},
	func(s tree.Slot) bool {
		return shorten(s, func(points []rune) []rune { return points[(len(points)+1)/2:] })
	},
	func(s tree.Slot) bool { return shorten(s, func(points []rune) []rune { return points[1:] }) },
	func(s tree.Slot) bool {
		return shorten(s, func(points []rune) []rune { return points[:len(points)-1] })
	},
	func(s tree.Slot) bool {
		number, ok := s.Value.(tree.Number)
		s.Replace(tree.Number("0"))
		return ok && number != "0"
	},
}

// shorten takes away a part of a text.
func shorten(s tree.Slot, part func([]rune) []rune) bool {
	text, ok := s.Value.(string)
	if !ok || text == "" {
		return false
	}
	s.Replace(string(part([]rune(text))))
	return true
}
