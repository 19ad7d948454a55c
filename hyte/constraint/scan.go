package constraint

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// scanner reads the tokens of one JSON text after another. The first thing that
// is wrong with a text makes fatal, and then there are no more tokens.
type scanner struct {
	tokens  jsontext.Decoder
	source  bytes.Buffer
	token   jsontext.Token
	text    string // the whole text, for strings to be parts of
	escapes bool   // there is a backslash in it
	fatal   *Violation
}

// noToken is the kind of what [scanner.next] returns when there is none.
const noToken = jsontext.Kind(0)

// start takes up a text, and reports whether it can be read at all.
func (s *scanner) start(data []byte) bool {
	s.text, s.fatal = "", nil
	if len(data) > MaxBytes {
		s.fatal = &Violation{Rule: RuleJSONSize, Params: Params{Max: MaxBytes}, Severity: Error}
		return false
	}
	s.text = string(data)
	if !utf8.ValidString(s.text) {
		s.stop(RuleJSONEncoding, validPrefix(s.text), "")
		return false
	}
	s.escapes = strings.IndexByte(s.text, '\\') >= 0
	// A bytes.Buffer is read in place and never written to.
	s.source = *bytes.NewBuffer(data)
	s.tokens.Reset(&s.source)
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

// next reads a token and returns its kind, noToken if there is none.
func (s *scanner) next() jsontext.Kind {
	if s.fatal != nil {
		return noToken
	}
	var err error
	if s.token, err = s.tokens.ReadToken(); err != nil {
		s.refuse(err)
		return noToken
	}
	kind := s.token.Kind()
	if (kind == '{' || kind == '[') && s.tokens.StackDepth() > MaxDepth {
		s.stop(RuleJSONDepth, s.offset()-1, string(s.tokens.StackPointer()))
		s.fatal.Params.Max = MaxDepth
		return noToken
	}
	return kind
}

// offset is where the last token ends.
func (s *scanner) offset() int { return int(s.tokens.InputOffset()) }

// string is the text of the last token, which is a string.
func (s *scanner) string() string {
	if s.escapes {
		return s.token.String()
	}
	content := s.text[:s.offset()-1]
	return content[strings.LastIndexByte(content, '"')+1:]
}

// number is the last token, which is a number, as it is written.
func (s *scanner) number() string { return s.token.String() }

// skip passes over the rest of the value whose first token was of the kind.
func (s *scanner) skip(kind jsontext.Kind) {
	if kind != '{' && kind != '[' {
		return
	}
	for floor := s.tokens.StackDepth() - 1; s.fatal == nil && s.tokens.StackDepth() > floor; {
		s.next()
	}
}

// end makes sure that nothing but white space follows the value.
func (s *scanner) end() {
	if s.fatal != nil {
		return
	}
	if rest := strings.TrimLeft(s.text[s.offset():], " \t\r\n"); rest != "" {
		s.stop(RuleJSONTrailing, len(s.text)-len(rest), "")
	}
}

// refuse stops at what the tokenizer does not take. Its error is a
// SyntacticError unless the text has ended.
func (s *scanner) refuse(err error) {
	var syntactic *jsontext.SyntacticError
	switch known := errors.As(err, &syntactic); {
	case !known || errors.Is(err, io.ErrUnexpectedEOF):
		s.stop(RuleJSONSyntax, len(s.text), string(s.tokens.StackPointer()))
	case errors.Is(err, jsontext.ErrDuplicateName):
		s.stop(RuleJSONDuplicate, int(syntactic.ByteOffset), string(syntactic.JSONPointer))
	default:
		s.stop(RuleJSONSyntax, int(syntactic.ByteOffset), string(s.tokens.StackPointer()))
	}
}

// stop ends the reading: what is wrong, where in the text, and in which value,
// or after which.
func (s *scanner) stop(rule Rule, offset int, location string) {
	before := s.text[:min(offset, len(s.text))]
	line := strings.LastIndexByte(before, '\n') + 1
	s.fatal = &Violation{Rule: rule, Location: location, Severity: Error, Params: Params{
		Line:   strings.Count(before, "\n") + 1,
		Column: utf8.RuneCountInString(before[line:]) + 1,
	}}
}
