package html

const longestEntityWithoutSemicolon = 6

// A program without the table of entities can write HTML and not read it.
func entityMaps() (entity map[string]rune, entity2 map[string][2]rune) {
	panic("html: the widget's program has no table of entities, see wasm/internal/goapp")
}
