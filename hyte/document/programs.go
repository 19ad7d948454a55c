package document

import "sync"

// Programs are those of one inquiry, each made when it is first asked for. The
// zero value has none yet. It may be used by many goroutines at once.
type Programs struct {
	mutex sync.Mutex
	made  map[*Kind]*Program
}

// Of is the program of the kind for the inquiry, which is always the same one.
func (p *Programs) Of(kind *Kind, inquiry Inquiry) *Program {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	program, ok := p.made[kind]
	if !ok {
		if p.made == nil {
			p.made = map[*Kind]*Program{}
		}
		program = kind.Program(inquiry)
		p.made[kind] = program
	}
	return program
}
