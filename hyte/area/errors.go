package area

import (
	"errors"
	"fmt"

	"github.com/hytekit/hytekit/hyte/civil"
)

// What is wrong with the text of a code. None of them repeats the text.
var (
	ErrMunicipalityCode = errors.New("area: a municipality code must be three digits from 001 to 999")
	ErrRegionCode       = errors.New("area: a region code must be two digits from 01 to 99")
	ErrCountyCode       = errors.New("area: a wellbeing services county code must be two digits from 01 to 99")
)

// Why a lookup finds nothing. Compare with [errors.Is]; a [LookupError] has
// the particulars.
var (
	// ErrUnknown means that no such area existed in the period of [Covered].
	ErrUnknown = errors.New("no such area in the data")
	// ErrNotYet means that the area was established after the date.
	ErrNotYet = errors.New("not established yet")
	// ErrMerged means that the municipality had become a part of another one
	// before the date, or on it. [Successor] finds that one.
	ErrMerged = errors.New("merged into another municipality")
	// ErrNotCounty means that the code is in the list of counties, but not
	// for a county: 90 is the City of Helsinki (615/2021), 91 is Åland.
	ErrNotCounty = errors.New("not a wellbeing services county")
	// ErrNoDate means that the date is zero or not in the calendar.
	ErrNoDate = errors.New("no valid date")
	// ErrBeforeData means that the date is earlier than the data.
	ErrBeforeData = errors.New("earlier than the data")
	// ErrAfterData means that the date is later than the data.
	ErrAfterData = errors.New("later than the data")
)

// LookupError tells why there is no such area on a date. Every error of a
// lookup is a *LookupError.
type LookupError struct {
	Area   string     // what was looked up, such as "municipality 911"; a name is never repeated
	On     civil.Date // the date of the lookup
	Reason error      // one of the errors from ErrUnknown to ErrAfterData
	Merger Merger     // how the municipality ended, when Reason is ErrMerged
}

// Error returns an English sentence with the reason and, where there is one,
// the remedy.
func (e *LookupError) Error() string {
	first, last := Covered()
	switch e.Reason {
	case ErrMerged:
		return fmt.Sprintf("area: %s on %s: merged into municipality %s on %s", e.Area, e.On, e.Merger.Into, e.Merger.Date)
	case ErrNotCounty:
		return fmt.Sprintf("area: %s: %v; Helsinki and Åland belong to none", e.Area, e.Reason)
	case ErrNoDate:
		return fmt.Sprintf("area: %s: %v was given", e.Area, e.Reason)
	case ErrBeforeData, ErrAfterData:
		return fmt.Sprintf("area: %s on %s: %v, which cover %s to %s; choose a date in that period or update the data", e.Area, e.On, e.Reason, first, last)
	default:
		return fmt.Sprintf("area: %s on %s: %v", e.Area, e.On, e.Reason)
	}
}

// Unwrap returns the reason.
func (e *LookupError) Unwrap() error { return e.Reason }
