package view

// Isolate is a text that a person wrote, which stands beside other texts. It keeps
// its own direction of writing: a name in Hebrew or Arabic does not turn around
// the commas, brackets and numbers next to it (HTML, the element bdi).
func Isolate(text string, attrs ...Attribute) Node {
	if text == "" {
		return Node{}
	}
	return El("bdi", attrs, Text(text))
}
