package export

import "strings"

// Data is what a cell of a [Table] said before apostrophes were put into it.
func Data(cell string) string {
	var b strings.Builder
	for i := 0; i < len(cell); i++ {
		first := i == 0 || strings.IndexByte(separators, cell[i-1]) >= 0
		if first && cell[i] == '\'' && beginsFormula(cell[i+1:], i > 0) {
			continue
		}
		b.WriteByte(cell[i])
	}
	return b.String()
}
