// Command democall writes a copy of a call that is open today, for `make run`:
//
//	go run ./scripts/democall examples/kanta-hame-2021/call.json build/demo/call.json
//
// Only the time changes: issued today, deadline in 30 days, first meeting two weeks later. What it
// did is said on standard output, so that nobody takes the copy for the real call.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
	_ "time/tzdata" // Helsinki's date must not depend on what the machine has installed
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: democall CALL COPY")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "democall:", err)
		os.Exit(1)
	}
}

func run(source, target string) error {
	helsinki, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		return err
	}
	call, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	schedule := scheduleFrom(time.Now().In(helsinki))
	moved, err := move(call, schedule)
	if err != nil {
		return fmt.Errorf("%s: %w", source, err)
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(target, moved, 0o644); err != nil {
		return err
	}
	fmt.Printf("    For the demonstration only: %s is %s with other dates.\n", target, source)
	fmt.Printf("    Issued %s, deadline %s (the whole day), first meeting from %s to %s.\n",
		schedule.issued, schedule.deadline, schedule.meetingFrom, schedule.meetingTo)
	return nil
}
