package invent

import (
	"strings"
	"unicode"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

// boundary gives a text a length about one of its limits, in code points.
func (m *mutant) boundary() bool {
	least := func(c constraint.Constraint) bool { return c.Rule == constraint.RuleMinLength }
	most := func(c constraint.Constraint) bool { return c.Rule == constraint.RuleMaxLength }
	return chance(m.r, 20) && m.about(least) || m.about(most)
}

// about gives a text a length about its limit of that sort.
func (m *mutant) about(limited func(constraint.Constraint) bool) bool {
	return m.replace(m.ruled(limited), func(s tree.Slot) tree.Value {
		c, _ := m.rule(s, limited)
		length := max(c.Limit+between(m.r, -1, 1), 0)
		if _, ok := m.rule(s, func(c constraint.Constraint) bool { return c.Rule == constraint.RuleFormatEmail }); ok && chance(m.r, 70) {
			return longEmail(length)
		}
		return ofLength(m.r, length)
	})
}

// longEmail is an address that is right but for its length.
func longEmail(length int) string {
	end := "example.fi"
	if length%2 == 1 {
		end = "x" + end
	}
	return "a@" + strings.Repeat("a.", max(length-len("a@")-len(end), 0)/2) + end
}

// insert puts one of the texts at the beginning, the end or the middle of a
// text.
func (m *mutant) insert(texts ...string) bool {
	return m.replace(isText, func(s tree.Slot) tree.Value {
		points := []rune(s.Value.(string))
		at := pick(m.r, 0, len(points), m.r.IntN(len(points)+1))
		return string(points[:at]) + pick(m.r, texts...) + string(points[at:])
	})
}

// paste puts around a text, and sometimes into it, what comes along when it was
// copied from somewhere.
func (m *mutant) paste() bool {
	return m.replace(filledText, func(s tree.Slot) tree.Value {
		text := s.Value.(string)
		if m.r.IntN(3) == 0 {
			points := []rune(text)
			at := m.r.IntN(len(points) + 1)
			text = string(points[:at]) + pick(m.r, unseen...) + string(points[at:])
		}
		return pick(m.r, unseen...) + pick(m.r, unseen...) + text + pick(m.r, unseen...) + pick(m.r, unseen...)
	})
}

func (m *mutant) resemble() bool {
	return m.replace(filledText, func(s tree.Slot) tree.Value { return m.similar(s.Value.(string)) })
}

// similar replaces one character by one that looks like it, if there is one.
func (m *mutant) similar(text string) string {
	var places []int
	for i, point := range text {
		if lookAlikes[point] != nil {
			places = append(places, i)
		}
	}
	if len(places) == 0 {
		return text
	}
	i := pick(m.r, places...)
	return text[:i] + pick(m.r, lookAlikes[rune(text[i])]...) + text[i+1:]
}

func (m *mutant) changeCase() bool {
	return m.replace(filledText, func(s tree.Slot) tree.Value {
		text := s.Value.(string)
		first, rest, _ := strings.Cut(text, " ")
		return pick(m.r, strings.ToUpper(text), strings.ToLower(text), strings.ToUpper(first)+" "+rest)
	})
}

// otherWord chooses among the words that a rule allows, or nearly one of them.
func (m *mutant) otherWord() bool {
	oneOf := func(c constraint.Constraint) bool { return c.Rule == constraint.RuleOneOf }
	return m.replace(m.ruled(oneOf), func(s tree.Slot) tree.Value {
		c, _ := m.rule(s, oneOf)
		word := pick(m.r, c.Allowed...)
		return pick(m.r, word, word, word+" ", " "+word, m.similar(word), string(unicode.ToUpper(rune(word[0])))+word[1:])
	})
}

func (m *mutant) shorten() bool {
	return m.replace(filledText, func(s tree.Slot) tree.Value {
		points := []rune(s.Value.(string))
		i := m.r.IntN(len(points))
		return string(points[:i]) + string(points[i+1:])
	})
}
