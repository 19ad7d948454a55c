package area

import "cmp"

// MunicipalityCode is the number that Statistics Finland gives a municipality:
// three digits, such as 109 for Hämeenlinna and 005 for Alajärvi. A code that
// is valid need not be in use; [LookupMunicipality] tells. The zero value is
// invalid.
type MunicipalityCode struct{ n uint16 }

// RegionCode is the number that Statistics Finland gives a region (maakunta):
// two digits, such as 05 for Kanta-Häme. The zero value is invalid.
type RegionCode struct{ n uint8 }

// CountyCode is the number that Statistics Finland gives a wellbeing services
// county (hyvinvointialue): two digits, such as 07 for Kanta-Häme. The zero
// value is invalid; it stands for no county.
type CountyCode struct{ n uint8 }

const (
	municipalityDigits = 3
	regionDigits       = 2
	countyDigits       = 2
)

// ParseMunicipalityCode reads three ASCII digits from 001 to 999. The error is
// [ErrMunicipalityCode].
func ParseMunicipalityCode(s string) (MunicipalityCode, error) {
	n, ok := parseDigits(s, municipalityDigits)
	if !ok {
		return MunicipalityCode{}, ErrMunicipalityCode
	}
	return MunicipalityCode{uint16(n)}, nil
}

// ParseRegionCode reads two ASCII digits from 01 to 99. The error is
// [ErrRegionCode].
func ParseRegionCode(s string) (RegionCode, error) {
	n, ok := parseDigits(s, regionDigits)
	if !ok {
		return RegionCode{}, ErrRegionCode
	}
	return RegionCode{uint8(n)}, nil
}

// ParseCountyCode reads two ASCII digits from 01 to 99. The error is
// [ErrCountyCode].
func ParseCountyCode(s string) (CountyCode, error) {
	n, ok := parseDigits(s, countyDigits)
	if !ok {
		return CountyCode{}, ErrCountyCode
	}
	return CountyCode{uint8(n)}, nil
}

// MustParseMunicipalityCode is [ParseMunicipalityCode] for texts that the
// program itself holds. It panics when s is not a code.
func MustParseMunicipalityCode(s string) MunicipalityCode { return must(ParseMunicipalityCode(s)) }

// MustParseRegionCode is [ParseRegionCode] for texts that the program itself
// holds. It panics when s is not a code.
func MustParseRegionCode(s string) RegionCode { return must(ParseRegionCode(s)) }

// MustParseCountyCode is [ParseCountyCode] for texts that the program itself
// holds. It panics when s is not a code.
func MustParseCountyCode(s string) CountyCode { return must(ParseCountyCode(s)) }

// IsValid reports whether c is a code, that is, not the zero value.
func (c MunicipalityCode) IsValid() bool { return c.n != 0 }

// IsValid reports whether c is a code, that is, not the zero value.
func (c RegionCode) IsValid() bool { return c.n != 0 }

// IsValid reports whether c is a code, that is, not the zero value.
func (c CountyCode) IsValid() bool { return c.n != 0 }

// String returns the three digits, or the empty string for the zero value.
func (c MunicipalityCode) String() string {
	return string(appendDigits(nil, int(c.n), municipalityDigits))
}

// String returns the two digits, or the empty string for the zero value.
func (c RegionCode) String() string { return string(appendDigits(nil, int(c.n), regionDigits)) }

// String returns the two digits, or the empty string for the zero value.
func (c CountyCode) String() string { return string(appendDigits(nil, int(c.n), countyDigits)) }

// Compare returns -1, 0 or +1, in the order of the numbers.
func (c MunicipalityCode) Compare(d MunicipalityCode) int { return cmp.Compare(c.n, d.n) }

// Compare returns -1, 0 or +1, in the order of the numbers.
func (c RegionCode) Compare(d RegionCode) int { return cmp.Compare(c.n, d.n) }

// Compare returns -1, 0 or +1, in the order of the numbers.
func (c CountyCode) Compare(d CountyCode) int { return cmp.Compare(c.n, d.n) }

// AppendText implements [encoding.TextAppender]; it appends what String
// returns and never fails.
func (c MunicipalityCode) AppendText(b []byte) ([]byte, error) {
	return appendDigits(b, int(c.n), municipalityDigits), nil
}

// AppendText implements [encoding.TextAppender]; it appends what String
// returns and never fails.
func (c RegionCode) AppendText(b []byte) ([]byte, error) {
	return appendDigits(b, int(c.n), regionDigits), nil
}

// AppendText implements [encoding.TextAppender]; it appends what String
// returns and never fails.
func (c CountyCode) AppendText(b []byte) ([]byte, error) {
	return appendDigits(b, int(c.n), countyDigits), nil
}

// MarshalText implements [encoding.TextMarshaler]; it returns what String
// returns and never fails.
func (c MunicipalityCode) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// MarshalText implements [encoding.TextMarshaler]; it returns what String
// returns and never fails.
func (c RegionCode) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// MarshalText implements [encoding.TextMarshaler]; it returns what String
// returns and never fails.
func (c CountyCode) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler]. It reads what
// [ParseMunicipalityCode] reads; empty text gives the zero value. On an error
// c keeps its value.
func (c *MunicipalityCode) UnmarshalText(text []byte) error {
	return unmarshal(c, text, ParseMunicipalityCode)
}

// UnmarshalText implements [encoding.TextUnmarshaler]. It reads what
// [ParseRegionCode] reads; empty text gives the zero value. On an error c
// keeps its value.
func (c *RegionCode) UnmarshalText(text []byte) error { return unmarshal(c, text, ParseRegionCode) }

// UnmarshalText implements [encoding.TextUnmarshaler]. It reads what
// [ParseCountyCode] reads; empty text gives the zero value. On an error c
// keeps its value.
func (c *CountyCode) UnmarshalText(text []byte) error { return unmarshal(c, text, ParseCountyCode) }

func unmarshal[C any](c *C, text []byte, parse func(string) (C, error)) error {
	var parsed C
	if len(text) > 0 {
		var err error
		if parsed, err = parse(string(text)); err != nil {
			return err
		}
	}
	*c = parsed
	return nil
}

func must[C any](c C, err error) C {
	if err != nil {
		panic(err)
	}
	return c
}

// parseDigits reads exactly width ASCII digits that are not all zero.
func parseDigits(s string, width int) (n int, ok bool) {
	if len(s) != width {
		return 0, false
	}
	for i := range width {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, n > 0
}

// appendDigits appends the two or three digits of a code, or nothing for zero.
func appendDigits(b []byte, n, width int) []byte {
	if n == 0 {
		return b
	}
	if width == municipalityDigits {
		b = append(b, '0'+byte(n/100))
	}
	return append(b, '0'+byte(n/10%10), '0'+byte(n%10))
}
