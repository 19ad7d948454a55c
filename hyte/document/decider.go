package document

import "reflect"

// decider is a text of the document on which rules depend, such as the
// nominator. It is looked up once a document, however many rules ask.
type decider struct {
	at      string
	way     steps
	numbers map[string]int // of the values that some rule names
}

// The numbers of texts: of one that no rule names, and of the empty one, which is
// always known.
const (
	unnamed = iota
	absent
)

func newDecider(at string, way steps) decider {
	return decider{at, way, map[string]int{"": absent}}
}

// mostDeciders is how many such texts a kind may have.
const mostDeciders = 8

// choices are the numbers of the texts of one document, by decider.
type choices [mostDeciders]int

func (d *decider) decide(root reflect.Value) int {
	text := d.way.text(root)
	if text == "" {
		return absent
	}
	return d.numbers[text]
}

// number is the value's own, which it gets if it has none yet.
func (d *decider) number(value string) int {
	n, known := d.numbers[value]
	if !known {
		n = len(d.numbers) + 1
		d.numbers[value] = n
	}
	return n
}
