package sqlitestore_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// Little space is told of once, and so is that there is enough again, with a margin.
func TestLowSpace(t *testing.T) {
	var log bytes.Buffer
	s := open(t, newPath(t), sqlitestore.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	if free, known := s.FreeSpace(); known && free == 0 {
		t.Skip("the disk is full")
	}
	s.SetLowSpace(800)
	low := false
	for _, free := range []uint64{900, 801, 800, 799, 500, 799, 800, 899, 700, 900, 850, 800, 100} {
		low = s.NoticeSpace(t.Context(), low, free)
	}
	var told []string
	for line := range strings.Lines(log.String()) {
		level, rest, _ := strings.Cut(line[strings.Index(line, "level=")+len("level="):], " ")
		told = append(told, level+" "+strings.TrimSpace(rest[strings.LastIndex(rest, "free="):]))
	}
	want := "WARN free=799 mark=800, INFO free=900, WARN free=100 mark=800"
	if got := strings.Join(told, ", "); got != want {
		t.Errorf("told %s, want %s", got, want)
	}
}

// A store that is opened on a disk with little space says so at once.
func TestLowSpaceAtTheStart(t *testing.T) {
	log := make(lineWriter, 1)
	s := open(t, newPath(t), sqlitestore.WithLogger(slog.New(slog.NewTextHandler(log, nil))), sqlitestore.WithLowSpace(1<<62))
	if _, known := s.FreeSpace(); !known {
		t.Skip("the system does not tell")
	}
	select {
	case line := <-log:
		if !strings.Contains(line, "little space is left") {
			t.Errorf("log %q", line)
		}
	case <-time.After(10 * time.Second):
		t.Error("it says nothing")
	}
}

// lineWriter passes on the first line of a log.
type lineWriter chan string

func (w lineWriter) Write(line []byte) (int, error) {
	select {
	case w <- string(line):
	default:
	}
	return len(line), nil
}
