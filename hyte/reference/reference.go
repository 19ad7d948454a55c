// Package reference makes the short codes by which people name an answer on the telephone,
// and reads them as they are said and typed.
package reference

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
)

// The code has eight symbols of the alphabet of Douglas Crockford: none of them is taken for
// another one when it is written by hand or read aloud. Seven come from the id of the
// receipt, and the last one is a check.
const (
	alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	symbols  = 8
	bits     = 5
	initials = 3   // of the inquiry, before the code
	longest  = 100 // bytes of a text that may be a reference
)

// purpose keeps the code from being the beginning of any other digest of the id, which is
// the address of the receipt.
const purpose = "hytekit reference 1\x00"

// Of is the reference of the answer that was received under an id, such as
// "KHH-7Q4M-2XKD": the initials of the inquiry's id, for people, and a code that the id of
// the receipt gives. Nobody can find out the id by it.
func Of(inquiry, id string) string {
	code := codeOf(id)
	text := code[:symbols/2] + "-" + code[symbols/2:]
	if prefix := prefixOf(inquiry); prefix != "" {
		return prefix + "-" + text
	}
	return text
}

// codeOf is the code of an id without anything around.
func codeOf(id string) string {
	sum := sha256.Sum256([]byte(purpose + id))
	number := binary.BigEndian.Uint64(sum[:])
	var code [symbols]byte
	var values [symbols - 1]byte
	for i := range values {
		values[i] = byte(number >> (64 - bits*(i+1)) & (1<<bits - 1))
		code[i] = alphabet[values[i]]
	}
	code[symbols-1] = alphabet[check(values)]
	return string(code[:])
}

// prefixOf are the first letters of the words of an id, or of its only word.
func prefixOf(inquiry string) string {
	var words []string
	for word := range strings.SplitSeq(strings.ToUpper(inquiry), "-") {
		if word != "" && word[0] >= 'A' && word[0] <= 'Z' {
			words = append(words, word)
		}
	}
	if len(words) == 1 {
		end := strings.IndexFunc(words[0], func(r rune) bool { return r < 'A' || r > 'Z' })
		if end < 0 {
			end = len(words[0])
		}
		return words[0][:min(end, initials)]
	}
	prefix := ""
	for _, word := range words[:min(len(words), initials)] {
		prefix += word[:1]
	}
	return prefix
}

// Find gives the code that a text names, as it is typed or heard: in small letters, with the
// letter O for 0 or with I and L for 1, with other separators or none, and with or without
// the initials. It reports false for a text that is no reference, or in which one symbol is
// wrong or two have changed places.
func Find(text string) (Code, bool) {
	if len(text) > longest {
		return Code{}, false
	}
	var read []byte
	for _, r := range strings.ToUpper(text) {
		switch {
		case strings.ContainsRune(" -–‑.\u00a0\t\r\n", r):
			continue
		case r > '~':
			return Code{}, false
		}
		read = append(read, byte(r))
	}
	if len(read) < symbols || len(read) > symbols+initials {
		return Code{}, false
	}
	for _, c := range read[:len(read)-symbols] {
		if c < 'A' || c > 'Z' {
			return Code{}, false
		}
	}
	read = read[len(read)-symbols:]
	var values [symbols - 1]byte
	for i, c := range read {
		value := strings.IndexByte(alphabet, lookAlike(c))
		if value < 0 || i == symbols-1 && byte(value) != check(values) {
			return Code{}, false
		}
		if i < symbols-1 {
			values[i] = byte(value)
		}
		read[i] = alphabet[value]
	}
	return Code{string(read)}, true
}

// Code is what of a reference names an answer. The zero value names none.
type Code struct{ text string }

// Names reports whether the code is of the answer that was received under the id.
func (c Code) Names(id string) bool { return c.text != "" && c.text == codeOf(id) }

// lookAlike is the symbol for which a letter is taken that is none.
func lookAlike(c byte) byte {
	switch c {
	case 'O':
		return '0'
	case 'I', 'L':
		return '1'
	}
	return c
}

// check is the sum of the symbols in the field of 32 elements, each with another power of
// its generator: one wrong symbol changes it, and so do two different ones that have
// changed places.
func check(values [symbols - 1]byte) byte {
	sum := byte(0)
	for _, v := range values {
		sum = double(sum ^ v)
	}
	return sum
}

// double multiplies by the generator, with x^5+x^2+1.
func double(v byte) byte {
	v <<= 1
	if v&(1<<bits) != 0 {
		v ^= 1<<bits | 0b101
	}
	return v
}
