package constraint

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner reads one JSON text after another, as RFC 8259 defines them and, as
// RFC 7493 advises, without names that come twice. It passes over a byte-order
// mark, which has no column. It is asked for what is
// awaited: a value, the next member of an object, the next item of an array.
// The first thing that is wrong with a text makes fatal, and then there is
// nothing more.
//
// It is our own because nothing else is both this strict and this quick, and
// says where a text is wrong; the tests hold it to two other readers.
type scanner struct {
	text  string // a copy of the whole text, for strings to be parts of
	from  int    // where the last token begins
	pos   int    // where it ends
	plain bool   // it is a string without escapes
	depth int
	open  []container // depth of them; there is room for more
	names []string    // of the objects that are open, one object's after the other's
	fatal *Violation
	doubt bool // the values that have been read may break a rule of their tags
}

// token is the kind of a token: its first byte, but '0' for every number.
type token byte

// noToken is what [scanner.value] returns when there is none.
const noToken token = 0

// usualDepth is how deep documents are mostly nested.
const usualDepth = 6

// container is an object or array of which the end has not been read.
type container struct {
	array bool
	count int    // of the members or items that have been begun
	last  quoted // the name of the last member
	names nameSet
}

// start takes up a text, and reports whether it can be read at all.
func (s *scanner) start(data []byte) bool {
	s.text, s.fatal = "", nil
	s.pos, s.depth, s.names = 0, 0, s.names[:0]
	if other := Encoding(data); other != "" {
		s.stop(RuleJSONEncoding, 0)
		s.fatal.Params.Encoding = other
		return false
	}
	data = WithoutMark(data)
	if len(data) > MaxBytes {
		s.fatal = &Violation{Rule: RuleJSONSize, Params: Params{Max: MaxBytes}, Severity: Error}
		return false
	}
	s.text = string(data)
	if !utf8.ValidString(s.text) {
		s.stop(RuleJSONEncoding, validPrefix(s.text))
		return false
	}
	return true
}

// validPrefix is the length of the part of the text that is UTF-8.
func validPrefix(text string) int {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return len(text)
}

// value reads a value, of an object or array only the opening bracket.
func (s *scanner) value() token {
	if s.fatal != nil {
		return noToken
	}
	c := s.peek()
	s.from = s.pos
	ok := false
	switch c {
	case '"':
		ok = s.passString()
	case '{', '[':
		return s.enter(c)
	case 't':
		ok = s.word("true")
	case 'f':
		ok = s.word("false")
	case 'n':
		ok = s.word("null")
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		ok, c = s.numeral(), '0'
	}
	if !ok {
		s.stop(RuleJSONSyntax, s.pos)
		return noToken
	}
	return token(c)
}

func (s *scanner) enter(bracket byte) token {
	if s.depth == MaxDepth {
		s.stop(RuleJSONDepth, s.pos)
		s.fatal.Params.Max = MaxDepth
		return noToken
	}
	if s.open == nil {
		s.open = make([]container, 0, usualDepth)
	}
	s.open = append(s.open[:s.depth], container{array: bracket == '[', names: nameSet{first: len(s.names)}})
	s.depth++
	s.pos++
	return token(bracket)
}

// member reads the name of the next member of an object, which [scanner.name]
// then tells, and the colon; its value is to be read next. It reports false
// after the object's end.
func (s *scanner) member() bool {
	c, ok := s.another('}')
	return ok && s.memberName(c) && s.once(c) && s.colon()
}

// property is member in an object of the type. It returns the property's index,
// or -1 if the type has none of that name. The set is of those that the object has
// had.
func (s *scanner) property(t *Type, next int, had *propertySet) (index int, ok bool) {
	c, ok := s.another('}')
	if !ok {
		return -1, false
	}
	index = s.expected(t, next, c)
	known := index >= 0
	if !known {
		if !s.memberName(c) {
			return -1, false
		}
		if index = t.indexOf(s.name()); index < 0 {
			return -1, s.once(c) && s.colon()
		}
	}
	if had.has(index) {
		return -1, s.stop(RuleJSONDuplicate, c.last.from)
	}
	had.add(index)
	return index, known || s.colon()
}

// expected passes over the name of one of the next properties and the colon, if
// they come, and returns its index, else -1: documents mostly come in the type's
// own order, and without escapes in names and blanks after them.
func (s *scanner) expected(t *Type, next int, c *container) int {
	rest := s.text[s.pos:]
	for i := next; i < len(t.properties) && i < next+3; i++ {
		if label := t.properties[i].label; strings.HasPrefix(rest, label) {
			s.from = s.pos
			s.pos += len(label)
			c.last = quoted{s.from, s.pos - len(":"), false}
			c.count++
			return i
		}
	}
	return -1
}

func (s *scanner) memberName(c *container) bool {
	if s.peek() != '"' || !s.passString() {
		return s.stop(RuleJSONSyntax, s.pos)
	}
	c.last = quoted{s.from, s.pos, s.plain}
	c.count++
	return true
}

// once makes sure that the object has not had the name before.
func (s *scanner) once(c *container) bool {
	if s.repeats(&c.names, s.name()) {
		return s.stop(RuleJSONDuplicate, c.last.from)
	}
	return true
}

func (s *scanner) colon() bool {
	if s.peek() != ':' {
		return s.stop(RuleJSONSyntax, s.pos)
	}
	s.pos++
	return true
}

// name is that of the last member of the object that was opened last.
func (s *scanner) name() string { return s.meaning(s.open[s.depth-1].last) }

// item reports whether an array has another item, which is to be read next.
func (s *scanner) item() bool {
	c, ok := s.another(']')
	if ok {
		c.count++
	}
	return ok
}

// another passes over the comma before the next member or item of the innermost
// container, or over the container's end.
func (s *scanner) another(end byte) (*container, bool) {
	if s.fatal != nil {
		return nil, false
	}
	c := &s.open[s.depth-1]
	next := s.peek()
	if next == end {
		s.pos++
		s.depth--
		s.names = s.names[:c.names.first]
		return nil, false
	}
	if c.count > 0 {
		comma := s.pos
		if next != ',' {
			return nil, s.stop(RuleJSONSyntax, comma)
		}
		s.pos++
		if s.peek() == end {
			return nil, s.stop(RuleJSONSyntax, comma) // it is the comma that does not belong
		}
	}
	return c, true
}

// skip passes over the rest of the value that began with the token.
func (s *scanner) skip(t token) {
	switch t {
	case '{':
		for s.member() {
			s.skip(s.value())
		}
	case '[':
		for s.item() {
			s.skip(s.value())
		}
	}
}

// end makes sure that nothing but white space follows the value.
func (s *scanner) end() {
	if s.fatal == nil && (s.peek() != 0 || s.pos < len(s.text)) {
		s.stop(RuleJSONTrailing, s.pos)
	}
}

// peek passes over white space and returns the byte that follows; at the end of
// the text that is 0, which stands nowhere in JSON either.
func (s *scanner) peek() byte {
	if s.pos < len(s.text) && s.text[s.pos] > ' ' {
		return s.text[s.pos]
	}
	return s.peekBeyond()
}

func (s *scanner) peekBeyond() byte {
	for ; s.pos < len(s.text); s.pos++ {
		switch c := s.text[s.pos]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// stop ends the reading: what is wrong, and where in the text. The location is
// the value that was to be read there, or the last one before. It returns false.
func (s *scanner) stop(rule Rule, offset int) bool {
	before := s.text[:offset]
	line := strings.LastIndexByte(before, '\n') + 1
	s.fatal = &Violation{Rule: rule, Location: s.location(), Severity: Error, Params: Params{
		Line:   strings.Count(before, "\n") + 1,
		Column: utf8.RuneCountInString(before[line:]) + 1,
	}}
	return false
}

func (s *scanner) location() string {
	var tokens []string
	for _, c := range s.open[:s.depth] {
		switch {
		case c.count == 0:
		case c.array:
			tokens = append(tokens, strconv.Itoa(c.count-1))
		default:
			tokens = append(tokens, s.meaning(c.last))
		}
	}
	return Pointer(tokens...)
}
