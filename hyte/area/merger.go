package area

import "github.com/hytekit/hytekit/hyte/civil"

// Merger is the end of a municipality that became a part of another one.
type Merger struct {
	From MunicipalityCode // the municipality that ended
	Into MunicipalityCode // the municipality that carries it on
	Date civil.Date       // the first day without From
}

// Mergers returns the mergers in the period of [Covered], ordered by From.
func Mergers() []Merger {
	var all []Merger
	for i := range municipalityTable {
		if r := &municipalityTable[i]; r.successor != 0 {
			all = append(all, r.merger())
		}
	}
	return all
}

// Successor returns the municipality that on the date carries on what the code
// stands for: the one with the code itself while it exists, and after a merger
// the one that it has become a part of, over as many mergers as there were by
// then. The reason of the [*LookupError] is one of [LookupMunicipality], but
// never [ErrMerged].
func Successor(code MunicipalityCode, on civil.Date) (Municipality, error) {
	d, err := coveredDay(on)
	if err != nil {
		return Municipality{}, code.failure(on, err)
	}
	i, err := findSuccessor(municipalityTable[:], code.n, d)
	if err != nil {
		return Municipality{}, code.failure(on, err)
	}
	return municipalityAt(i, d), nil
}

// Predecessors returns the municipalities that by the date had become parts of
// the one with the code, each as it was on its last day, ordered by code. The
// code must be in use on the date; errors are those of [LookupMunicipality].
func Predecessors(code MunicipalityCode, on civil.Date) ([]Municipality, error) {
	if _, err := LookupMunicipality(code, on); err != nil {
		return nil, err
	}
	var all []Municipality
	for i := range municipalityTable {
		r := &municipalityTable[i]
		if r.successor == 0 || r.code == code.n {
			continue
		}
		if m, err := Successor(MunicipalityCode{r.code}, on); err == nil && m.Code() == code {
			all = append(all, municipalityAt(i, r.to))
		}
	}
	return all, nil
}

// findSuccessor returns the index of the row that on the covered day d carries
// on the code. It ends: each successor exists longer than the one before it.
func findSuccessor(rows []municipalityRow, code uint16, d day) (int, error) {
	for {
		i, err := findRow(rows, code, d)
		if err != ErrMerged {
			return i, err
		}
		code = rows[lastRow(rows, code)].successor
	}
}

// mergerOf returns the merger of a municipality that has ended.
func mergerOf(code MunicipalityCode) Merger {
	return municipalityTable[lastRow(municipalityTable[:], code.n)].merger()
}

// lastRow returns the index of the latest row of a code that has rows.
func lastRow(rows []municipalityRow, code uint16) int {
	last := 0
	for i := range rows {
		if rows[i].code == code {
			last = i
		}
	}
	return last
}

func (r *municipalityRow) merger() Merger {
	return Merger{
		From: MunicipalityCode{r.code},
		Into: MunicipalityCode{r.successor},
		Date: r.to.date().AddDays(1),
	}
}
