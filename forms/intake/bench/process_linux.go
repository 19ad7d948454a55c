package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// memory is how many bytes of memory the server holds.
func (s *server) memory() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kilobytes, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return kilobytes << 10, err
		}
	}
	return 0, fmt.Errorf("the system does not say how much memory the server holds")
}

// ticks are how many the system counts in a second of a process's time: on Linux 100 for
// whoever reads them, on all machines that Go knows.
const ticks = 100

// spent is the processor time that a process has taken.
func spent(process int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", process))
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(text), ") ") // the name of the program may hold blanks
	fields := strings.Fields(after)
	sum := 0
	const user, system = 11, 12 // places after the name
	for _, place := range []int{user, system} {
		if place >= len(fields) {
			return 0, errors.New("the system does not say how much time a process has taken")
		}
		n, err := strconv.Atoi(fields[place])
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return time.Duration(sum) * time.Second / ticks, nil
}
