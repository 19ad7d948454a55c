package schema_test

import (
	"encoding/json"
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// Engines such as those of JavaScript and Python try one way after another to
// match a pattern. If a text can be split between two repetitions at any place,
// they try all the places, and if that can happen again at each of them, the time
// grows with the square of the text's length.
//
// TestPatternsAreLinear proves that no pattern of a schema can do that. It looks
// at the pattern as an automaton. Such a text exists if, and only if, two states
// p and q have a word that leads from p to p, from p to q and from q to q (Weber
// and Seidl, On the degree of ambiguity of finite automata, 1991).
func TestPatternsAreLinear(t *testing.T) {
	found := map[string]bool{}
	for name, text := range everySchema(t) {
		var root any
		if err := json.Unmarshal(text, &root); err != nil {
			t.Fatal(err)
		}
		for _, pattern := range patternsOf(root) {
			if found[pattern] {
				continue
			}
			found[pattern] = true
			if strings.Contains(pattern, "\x00") {
				t.Errorf("%s: U+0000, which some engines take for the end, in %q", name, pattern)
			}
			if why := superlinear(pattern); why != "" {
				t.Errorf("%s: %s in %q", name, why, pattern)
			}
		}
	}
	if len(found) < 15 {
		t.Errorf("only %d patterns", len(found))
	}
}

func TestSuperlinear(t *testing.T) {
	for _, pattern := range []string{
		`^[^F]*[^FB][^F]*$`, `^[ab]*[bc]*$`, `^(?:a+)+$`, `^(?:a|ab|b)*$`, `^(?:a*b*)*$`, `^[^@ ]+[\t ]*x?[\t]*$`, `a*$`, `^x(?:[a-z0-9]+-?)*$`,
	} {
		if superlinear(pattern) == "" {
			t.Errorf("%s counts as linear", pattern)
		}
	}
	for _, pattern := range []string{
		`^[B]*[^FB][^F]*$`, `^a*$`, `^[a-z0-9]+(?:-[a-z0-9]+)*$`, `^[a-z](?:[a-z.]*[a-z])?$`, "\n$", `^(?:a{0,5}a{0,5})$`, `^(?:[a-z](?:[a-z-]{0,61}[a-z])?\.)+[a-z]{2}$`,
	} {
		if why := superlinear(pattern); why != "" {
			t.Errorf("%s: %s", pattern, why)
		}
	}
}

// Engines of draft 7 and older pass over what stands beside a reference.
func TestNothingStandsBesideAReference(t *testing.T) {
	references := 0
	var look func(name string, value any)
	look = func(name string, value any) {
		switch value := value.(type) {
		case map[string]any:
			if _, ok := value["$ref"].(string); ok {
				if references++; len(value) > 1 {
					t.Errorf("%s: beside a reference: %v", name, value)
				}
			}
			for _, member := range value {
				look(name, member)
			}
		case []any:
			for _, item := range value {
				look(name, item)
			}
		}
	}
	for name, text := range everySchema(t) {
		look(name, parse(t, text))
	}
	if references < 100 {
		t.Errorf("only %d references", references)
	}
}

// patternsOf are all patterns in a schema.
func patternsOf(value any) (all []string) {
	switch value := value.(type) {
	case map[string]any:
		if pattern, ok := value["pattern"].(string); ok {
			all = append(all, pattern)
		}
		for _, name := range sortedNames(value) {
			all = append(all, patternsOf(value[name])...)
		}
	case []any:
		for _, item := range value {
			all = append(all, patternsOf(item)...)
		}
	}
	return all
}

// automaton is a pattern without its assertions, which only make fewer texts
// match. Its states are the instructions that take a character.
type automaton struct {
	program *syntax.Prog
	states  []uint32        // instructions
	index   map[uint32]int  // states by instruction
	next    [][]int         // by state; one twice if two ways lead there
	classes map[[2]int]bool // whether two states have a character in common
}

// superlinear says why the pattern is not linear, or "".
func superlinear(pattern string) string {
	// Groups that capture keep the parser from making (?:a+)+ the same as a+.
	tree, err := syntax.Parse(strings.ReplaceAll(pattern, "(?:", "("), syntax.Perl)
	if err != nil {
		return err.Error()
	}
	program, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return err.Error()
	}
	a := &automaton{program: program, index: map[uint32]int{}, classes: map[[2]int]bool{}}
	first := a.beyond(uint32(program.Start))
	for i := 0; i < len(a.states); i++ {
		a.next = append(a.next, a.beyond(program.Inst[a.states[i]].Out))
	}
	// Where nothing ties the pattern to the beginning, it may begin anywhere: that
	// is a repetition before it.
	if pattern[0] != '^' {
		a.anywhere(first)
	}
	reach := a.reach()
	for p := range a.states {
		if twice := repeated(a.next[p]); twice >= 0 && reach[twice][p] {
			return fmt.Sprintf("two ways lead from %d to %d and back", p, twice)
		}
		for q := range a.states {
			if p != q && reach[p][p] && reach[p][q] && reach[q][q] && a.ambiguous(p, q, reach) {
				return fmt.Sprintf("a text can be split anywhere between %v and %v", &program.Inst[a.states[p]], &program.Inst[a.states[q]])
			}
		}
	}
	return ""
}

// beyond are the states that an instruction leads to without a character, each
// as often as there are ways. One that comes back a second time goes nowhere.
func (a *automaton) beyond(instruction uint32, passed ...uint32) (states []int) {
	if i := slices.Index(passed, instruction); i >= 0 && slices.Contains(passed[i+1:], instruction) {
		return nil
	}
	passed = append(slices.Clip(passed), instruction)
	inst := &a.program.Inst[instruction]
	switch inst.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return append(a.beyond(inst.Out, passed...), a.beyond(inst.Arg, passed...)...)
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
		return a.beyond(inst.Out, passed...)
	case syntax.InstMatch, syntax.InstFail:
		return nil
	}
	i, ok := a.index[instruction]
	if !ok {
		i = len(a.states)
		a.index[instruction] = i
		a.states = append(a.states, instruction)
	}
	return []int{i}
}

// anywhere adds a state that takes every character again and again before the
// first states.
func (a *automaton) anywhere(first []int) {
	a.program.Inst = append(a.program.Inst, syntax.Inst{Op: syntax.InstRuneAny})
	a.states = append(a.states, uint32(len(a.program.Inst)-1))
	a.next = append(a.next, append([]int{len(a.states) - 1}, first...))
}

func repeated(states []int) int {
	for i, s := range states {
		if slices.Contains(states[:i], s) {
			return s
		}
	}
	return -1
}

// reach tells which states some text leads to from each, one character or more.
func (a *automaton) reach() []map[int]bool {
	all := make([]map[int]bool, len(a.states))
	for p := range a.states {
		all[p] = map[int]bool{}
		for todo := slices.Clone(a.next[p]); len(todo) > 0; {
			q := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if !all[p][q] {
				all[p][q] = true
				todo = append(todo, a.next[q]...)
			}
		}
	}
	return all
}

// ambiguous reports whether one word leads from p to p, from p to q and from q
// to q: it follows the three ways at once.
func (a *automaton) ambiguous(p, q int, reach []map[int]bool) bool {
	begin, end := [3]int{p, p, q}, [3]int{p, q, q}
	seen := map[[3]int]bool{}
	for todo := [][3]int{begin}; len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, x := range a.next[s[0]] {
			for _, y := range a.next[s[1]] {
				for _, z := range a.next[s[2]] {
					n := [3]int{x, y, z}
					back := (x == p || reach[x][p]) && (y == q || reach[y][q]) && (z == q || reach[z][q])
					if seen[n] || !back || !a.meet(x, y) || !a.meet(x, z) || !a.meet(y, z) {
						continue
					}
					if n == end {
						return true
					}
					seen[n] = true
					todo = append(todo, n)
				}
			}
		}
	}
	return false
}

// meet reports whether two states take one character. That two pairs of three do
// is taken for all three: at worst a linear pattern is called another.
func (a *automaton) meet(x, y int) bool {
	if x == y {
		return true
	}
	key := [2]int{min(x, y), max(x, y)}
	known, ok := a.classes[key]
	if !ok {
		known = overlap(ranges(&a.program.Inst[a.states[x]]), ranges(&a.program.Inst[a.states[y]]))
		a.classes[key] = known
	}
	return known
}

// ranges are the characters that an instruction takes, as pairs.
func ranges(inst *syntax.Inst) []rune {
	switch inst.Op {
	case syntax.InstRuneAny:
		return []rune{0, '\U0010ffff'}
	case syntax.InstRuneAnyNotNL:
		return []rune{0, '\n' - 1, '\n' + 1, '\U0010ffff'}
	}
	if len(inst.Rune) == 1 {
		return []rune{inst.Rune[0], inst.Rune[0]}
	}
	return inst.Rune
}

func overlap(a, b []rune) bool {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i+1] < b[j]:
			i += 2
		case b[j+1] < a[i]:
			j += 2
		default:
			return true
		}
	}
	return false
}
