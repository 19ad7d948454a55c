package civil

// String returns d as YYYY-MM-DD, the empty string for the zero Date, and
// "invalid date" for any other Date that is not valid.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case !d.Valid():
		return "invalid date"
	}
	var buf [isoLength]byte
	return string(d.appendISO(buf[:0]))
}

// AppendText implements [encoding.TextAppender]. It appends YYYY-MM-DD, or
// nothing for the zero Date. Any other Date that is not valid gives the error
// [ErrYear] or [ErrDay].
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d.IsZero() {
		return b, nil
	}
	if err := d.check(); err != nil {
		return b, err
	}
	return d.appendISO(b), nil
}

// MarshalText implements [encoding.TextMarshaler] in the manner of
// [Date.AppendText].
func (d Date) MarshalText() ([]byte, error) {
	return d.AppendText(make([]byte, 0, isoLength))
}

// UnmarshalText implements [encoding.TextUnmarshaler]. It reads what [Parse]
// reads; empty text gives the zero Date. On an error d keeps its value.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := parse(text)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

func (d Date) appendISO(b []byte) []byte {
	month := int(d.Month)
	return append(
		b,
		digit(d.Year/1000), digit(d.Year/100), digit(d.Year/10), digit(d.Year),
		'-', digit(month/10), digit(month),
		'-', digit(d.Day/10), digit(d.Day),
	)
}

func digit(n int) byte { return '0' + byte(n%10) }
