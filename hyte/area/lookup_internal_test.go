package area

import (
	"errors"
	"testing"
)

// rows hold what the real data lack so far: a municipality that was
// established later, one that changed twice, and a chain of mergers.
var rows = []municipalityRow{
	{code: 1, to: 20191231, successor: 2},
	{code: 2, to: 20201231},
	{code: 2, from: 20210101, to: 20221231, successor: 4},
	{code: 3, from: 20220101},
	{code: 4, to: 20191231},
	{code: 4, from: 20200101, to: 20231231},
	{code: 4, from: 20240101, to: 20241231, successor: 3},
}

func TestFindRow(t *testing.T) {
	tests := []struct {
		code uint16
		on   day
		want int
		err  error
	}{
		{1, 20190101, 0, nil},
		{1, 20191231, 0, nil},
		{1, 20200101, 0, ErrMerged},
		{2, 20201231, 1, nil},
		{2, 20210101, 2, nil},
		{2, 20230101, 0, ErrMerged},
		{3, 20211231, 0, ErrNotYet},
		{3, 20220101, 3, nil},
		{3, 20261231, 3, nil},
		{4, 20191231, 4, nil},
		{4, 20200101, 5, nil},
		{4, 20241231, 6, nil},
		{4, 20250101, 0, ErrMerged},
		{0, 20210101, 0, ErrUnknown},
		{5, 20210101, 0, ErrUnknown},
	}
	for _, tt := range tests {
		got, err := findRow(rows, tt.code, tt.on)
		if got != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("code %d on %d: row %d, %v; want %d, %v", tt.code, tt.on, got, err, tt.want, tt.err)
		}
	}
}

func TestFindSuccessor(t *testing.T) {
	tests := []struct {
		code uint16
		on   day
		want uint16
		err  error
	}{
		{1, 20191231, 1, nil},
		{1, 20200101, 2, nil},
		{1, 20230101, 4, nil},
		{1, 20250101, 3, nil},
		{2, 20250101, 3, nil},
		{3, 20211231, 0, ErrNotYet},
		{9, 20210101, 0, ErrUnknown},
	}
	for _, tt := range tests {
		i, err := findSuccessor(rows, tt.code, tt.on)
		if !errors.Is(err, tt.err) || err == nil && rows[i].code != tt.want {
			t.Errorf("code %d on %d: row %d, %v; want code %d, %v", tt.code, tt.on, i, err, tt.want, tt.err)
		}
	}
}
