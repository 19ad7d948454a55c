package condition

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

var (
	errOwn   = errors.New("a file of another program")
	errDisk  = errors.New("the disk is full")
	errTorn  = errors.New("a page is torn")
	errOther = errors.New("no answer")
)

func newCondition(log *bytes.Buffer) *Condition {
	return New(Kind{
		Package: "teststore", Database: "the shelf", Own: []error{errOwn},
		Sort: func(err error) error {
			switch err {
			case errDisk:
				return fmt.Errorf("%w: %w", intake.ErrFull, err)
			case errTorn:
				return fmt.Errorf("%w: %w", intake.ErrDamaged, err)
			}
			return fmt.Errorf("%w: %w", intake.ErrUnavailable, err)
		},
	}, slog.New(slog.NewTextHandler(log, nil)))
}

func TestFailure(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	for name, test := range map[string]struct {
		ctx    context.Context
		err    error
		want   error
		damage bool
	}{
		"promised":               {t.Context(), intake.ErrKeyReused, intake.ErrKeyReused, false},
		"of Open":                {t.Context(), fmt.Errorf("%w: move it", errOwn), errOwn, false},
		"named after the end":    {ended, intake.ErrNotFound, intake.ErrNotFound, false},
		"the caller has gone":    {ended, errTorn, context.Canceled, false},
		"sorted before":          {t.Context(), intake.ErrNotWritable, intake.ErrNotWritable, false},
		"sorted here":            {t.Context(), errDisk, intake.ErrFull, false},
		"damage":                 {t.Context(), errTorn, intake.ErrDamaged, true},
		"nothing known about it": {t.Context(), errOther, intake.ErrUnavailable, false},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			c := newCondition(&log)
			err := c.Failure(test.ctx, "append", test.err)
			if !errors.Is(err, test.want) || !strings.HasPrefix(err.Error(), "teststore: append: ") {
				t.Errorf("%v, want %v", err, test.want)
			}
			if errors.Is(test.want, intake.ErrUnavailable) != errors.Is(err, intake.ErrUnavailable) {
				t.Errorf("%v is taken for what it is not", err)
			}
			if damaged := c.Damage() != nil; damaged != test.damage || damaged != strings.Contains(log.String(), "the shelf is damaged") {
				t.Errorf("damage %v, want %v; log: %s", c.Damage(), test.damage, &log)
			}
		})
	}
}

func TestDamageIsNewsOnce(t *testing.T) {
	var log bytes.Buffer
	c := newCondition(&log)
	for range 3 {
		c.FoundDamage(errTorn)
	}
	c.FoundSound(t.Context())
	c.FoundSound(t.Context())
	if c.Damage() != nil || strings.Count(log.String(), "damaged") != 1 || strings.Count(log.String(), "sound again") != 1 {
		t.Errorf("damage %v, log:\n%s", c.Damage(), &log)
	}
}

func TestWritable(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	c := newCondition(new(bytes.Buffer))
	for _, test := range []struct {
		name  string
		ctx   context.Context
		wrote error
		other error
		want  error
	}{
		{"well", t.Context(), nil, nil, nil},
		{"refused by name", t.Context(), intake.ErrIDTaken, nil, nil},
		{"given up", ended, errOther, nil, nil},
		{"another cause", t.Context(), nil, errOther, intake.ErrNotWritable},
		{"another cause is a full disk", t.Context(), nil, intake.ErrFull, intake.ErrFull},
		{"failed", t.Context(), errOther, nil, intake.ErrNotWritable},
		{"refused by name after a failure", t.Context(), intake.ErrIDTaken, nil, intake.ErrNotWritable},
		{"full", t.Context(), errDisk, nil, intake.ErrFull},
		{"well again", t.Context(), nil, nil, nil},
	} {
		c.Wrote(test.ctx, test.wrote)
		if err := c.Writable(test.other); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", test.name, err, test.want)
		}
	}
}

func TestProbe(t *testing.T) {
	c := newCondition(new(bytes.Buffer))
	probes := 0
	probe := func(outcome error) {
		c.Probe(func() {
			probes++
			c.Probe(func() { t.Error("two probe at once") })
			c.Wrote(t.Context(), outcome)
		})
	}
	for _, step := range []struct {
		age     time.Duration
		outcome error
		want    int // probes so far
	}{
		{0, nil, 1}, // nothing was written yet
		{0, nil, 1},
		{probeInterval - time.Second, nil, 1},
		{2 * time.Second, errOther, 2},
		{retryInterval - time.Second, nil, 2},
		{2 * time.Second, nil, 3},
		{retryInterval + time.Second, nil, 3},
	} {
		c.Age(step.age)
		if probe(step.outcome); probes != step.want {
			t.Fatalf("%d probes, want %d", probes, step.want)
		}
	}
}
