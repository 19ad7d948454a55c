package constraint

// Eight bytes of a text are looked at together, as one number.

// eachByte times a byte is that byte eight times.
const eachByte = 0x0101010101010101

// word is the first eight bytes of a text, of which the first one counts least.
func word(text string) uint64 {
	t := text[:8]
	return uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 |
		uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
}

// below is not 0 if one of the bytes is less than the limit, which is at most 128.
// The lowest bit that is set then belongs to the first such byte; above it a
// difference may borrow, and further bits say nothing.
func below(word uint64, limit byte) uint64 {
	return (word - eachByte*uint64(limit)) &^ word & (eachByte * 0x80)
}

// printable reports whether all of the bytes are printable characters of ASCII.
func printable(word uint64) bool {
	const del = 0x7f
	return word&(eachByte*0x80)|below(word, ' ')|below(word^eachByte*del, 1) == 0
}
