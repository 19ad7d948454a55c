package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/hytekit/hytekit/cmd/hyte/internal/settings"
	"github.com/hytekit/hytekit/forms/intake"
)

// limits is the flag for the bounds of the service: NAME=VALUE, for each name its own.
type limits struct {
	intake.Limits
	set map[string]bool // by name
}

var _ settings.Pairs = (*limits)(nil)

func addLimits(command *cobra.Command) *limits {
	l := &limits{intake.DefaultLimits(), map[string]bool{}}
	var names []string
	for name := range l.bounds() {
		names = append(names, name+"=")
	}
	slices.Sort(names)
	command.Flags().Var(l, "limit", "`NAME=VALUE` bounds what clients may do, as serve explains; can be repeated")
	complete(command, "limit", names...)
	return l
}

// bounds are the places of all values by their names.
func (l *limits) bounds() map[string]any {
	return map[string]any{
		"posts": &l.Posts, "changes": &l.Changes, "logins": &l.Logins, "sender": &l.Sender, "sender-of-client": &l.SenderOfClient, "inquiry": &l.Inquiry,
		"body": &l.Body, "bodies": &l.Bodies, "bodies-of-client": &l.BodiesOfClient, "body-bytes": &l.BodyBytes,
		"connections": &l.Connections, "connections-of-client": &l.ConnectionsOfClient,
	}
}

// String implements [pflag.Value]. Help shows no default, as the text above the flags does.
func (l *limits) String() string { return "" }

// Type is what help shows for the value.
func (l *limits) Type() string { return "NAME=VALUE" }

// Set implements [pflag.Value].
func (l *limits) Set(text string) error {
	name, value, _ := strings.Cut(text, "=")
	switch bound := l.bounds()[name].(type) {
	case *intake.Rate:
		r, err := parseRate(value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		*bound = r
	case *int:
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			return fmt.Errorf("%s: write a whole number from 1 upwards", name)
		}
		*bound = n
	case *int64:
		n, err := parseSize(value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		*bound = n
	default:
		return fmt.Errorf("write NAME=VALUE, with a name of %s", strings.Join(slices.Sorted(maps.Keys(l.bounds())), ", "))
	}
	l.set[name] = true
	return nil
}

// IsSet implements [settings.Pairs].
func (l *limits) IsSet(name string) bool { return l.set[name] }

// Pairs implements [settings.Pairs].
func (l *limits) Pairs() map[string]string {
	pairs := map[string]string{}
	for name, bound := range l.bounds() {
		switch bound := bound.(type) {
		case *intake.Rate:
			pairs[name] = fmt.Sprintf("%d/%s", bound.Burst, plainDuration(bound.Interval))
		case *int:
			pairs[name] = strconv.Itoa(*bound)
		case *int64:
			pairs[name] = sizeText(*bound)
		}
	}
	return pairs
}

// parseRate reads how often something may be done: so many times at once, and then once
// per interval.
func parseRate(text string) (intake.Rate, error) {
	burst, interval, _ := strings.Cut(text, "/")
	n, err := strconv.Atoi(burst)
	every, other := time.ParseDuration(interval)
	if err != nil || other != nil || n < 1 || every <= 0 {
		return intake.Rate{}, fmt.Errorf("write a rate as 60/2s: 60 at once, and then one every 2 seconds")
	}
	return intake.Rate{Burst: n, Interval: every}, nil
}

// plainDuration is a duration without parts that are zero: 1m, not 1m0s.
func plainDuration(d time.Duration) string {
	text := d.String()
	for _, part := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, part) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// parseSize reads a number of bytes.
func parseSize(text string) (int64, error) {
	n, err := humanize.ParseBytes(text)
	if err != nil || n > 1<<62 {
		return 0, fmt.Errorf("write a size as 256MiB, or as a number of bytes")
	}
	return int64(n), nil
}

// sizeText is a number of bytes as parseSize reads it, exactly.
func sizeText(n int64) string {
	for _, unit := range []struct {
		name  string
		bytes int64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if n >= unit.bytes && n%unit.bytes == 0 {
			return strconv.FormatInt(n/unit.bytes, 10) + unit.name
		}
	}
	return strconv.FormatInt(n, 10)
}

// size is a flag for a number of bytes. It implements pflag.Value.
type size struct{ bytes int64 }

func (s *size) String() string { return sizeText(s.bytes) }

func (s *size) Set(text string) (err error) {
	s.bytes, err = parseSize(text)
	return err
}

// Type is what help shows for the value.
func (s *size) Type() string { return "SIZE" }
