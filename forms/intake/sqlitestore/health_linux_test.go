package sqlitestore_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

func init() { roles["fill the disk"], roles["fill a tiny disk"] = fillTheDisk, fillTinyDisk }

// cannotMount is what a child writes on a machine where it may not mount.
const cannotMount = "cannot mount"

// fillTheDisk mounts a small disk of its own and fills it to the last byte.
func fillTheDisk(path string) error {
	ctx, folder := context.Background(), filepath.Dir(path)
	if err := syscall.Mount("none", folder, "tmpfs", 0, "size=24m"); err != nil {
		fmt.Println(cannotMount, err)
		return nil
	}
	s, err := sqlitestore.Open(ctx, path)
	if err != nil {
		return err
	}
	if err := s.Ping(ctx); err != nil {
		return fmt.Errorf("on an empty disk: %w", err)
	}
	filler := filepath.Join(folder, "filler")
	if err := os.WriteFile(filler, make([]byte, 18<<20), 0o600); err != nil {
		return err
	}
	if err := s.Ping(ctx); !errors.Is(err, intake.ErrFull) {
		return fmt.Errorf("little is left: Ping: %w, want ErrFull", err)
	}
	acknowledged := 0
	if _, _, err := s.Append(ctx, record("little", 0)); err != nil { // there is room still
		return err
	}
	acknowledged++
	if err := fill(filler); err != nil {
		return err
	}
	n, err := appendUntilRefused(ctx, s, "full")
	if err != nil {
		return err
	}
	acknowledged += n
	if err := s.Ping(ctx); !errors.Is(err, intake.ErrFull) {
		return fmt.Errorf("nothing is left: Ping: %w, want ErrFull", err)
	}
	if n, err := s.Count(ctx, call); err != nil || n != int64(acknowledged) {
		return fmt.Errorf("nothing is left: %d records, %w; want %d", n, err, acknowledged)
	}
	if err := os.Remove(filler); err != nil {
		return err
	}
	if _, _, err := s.Append(ctx, record("full", n)); err != nil {
		return fmt.Errorf("there is room again: %w", err)
	}
	acknowledged++
	if err := errors.Join(s.Ping(ctx), s.Close()); err != nil {
		return fmt.Errorf("there is room again: %w", err)
	}
	if s, err = sqlitestore.Open(ctx, path); err != nil {
		return err
	}
	if n, err := s.Count(ctx, call); err != nil || n != int64(acknowledged) {
		return fmt.Errorf("in the end: %d records, %w; want %d", n, err, acknowledged)
	}
	return errors.Join(s.Ping(ctx), s.Close())
}

// fill appends to a file until nothing more fits on the disk.
func fill(path string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	for size := 64 << 10; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			return err
		}
	}
	return f.Close()
}

// fillTinyDisk fills a disk of 2 MB with records from many senders at once: all those in
// a commit that meets the end are refused, and what was acknowledged stays.
func fillTinyDisk(path string) error {
	ctx, folder := context.Background(), filepath.Dir(path)
	if err := syscall.Mount("none", folder, "tmpfs", 0, "size=2m"); err != nil {
		fmt.Println(cannotMount, err)
		return nil
	}
	filler := filepath.Join(folder, "filler")
	if err := os.WriteFile(filler, make([]byte, 512<<10), 0o600); err != nil {
		return err
	}
	s, err := sqlitestore.Open(ctx, path)
	if err != nil {
		return err
	}
	if err := s.Ping(ctx); !errors.Is(err, intake.ErrFull) {
		return fmt.Errorf("a disk of 2 MB: Ping: %w, want ErrFull", err)
	}
	const senders = 16
	acknowledged, errs := make([]int, senders), make([]error, senders)
	var wg sync.WaitGroup
	for i := range senders {
		wg.Go(func() { acknowledged[i], errs[i] = appendUntilRefused(ctx, s, fmt.Sprint("sender", i)) })
	}
	wg.Wait()
	all := 0
	for _, n := range acknowledged {
		all += n
	}
	kept := func() error {
		n, err := s.Count(ctx, call)
		if err != nil || n != int64(all) || all == 0 {
			return fmt.Errorf("%d records, %w; %d were acknowledged", n, err, all)
		}
		return nil
	}
	if err := errors.Join(errors.Join(errs...), kept(), s.Close(), os.Remove(filler)); err != nil {
		return err
	}
	if s, err = sqlitestore.Open(ctx, path); err != nil {
		return fmt.Errorf("opened again, with some room: %w", err)
	}
	for i, n := range acknowledged {
		if n == 0 {
			continue
		}
		if _, err := s.Find(ctx, record(fmt.Sprint("sender", i), n-1).ID); err != nil {
			return err
		}
	}
	return errors.Join(kept(), s.Close())
}

// TestFullDiskHealth: a disk that is really full.
func TestFullDiskHealth(t *testing.T) { onOwnDisk(t, "fill the disk") }

func TestTinyDisk(t *testing.T) { onOwnDisk(t, "fill a tiny disk") }

// onOwnDisk plays a role in a process that may mount. Where nobody may, the test is left
// out, but a soak fails.
func onOwnDisk(t *testing.T, role string) {
	t.Helper()
	skip := t.Skipf
	if os.Getenv("SOAK_ROUNDS") != "" {
		skip = t.Fatalf
	}
	c := child(role, newPath(t))
	c.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	problem := new(strings.Builder)
	c.Stderr = problem
	if err := c.Start(); err != nil {
		skip("no namespace to mount a disk in: %v", err)
	}
	said, err := io.ReadAll(out)
	if err := errors.Join(err, c.Wait()); err != nil {
		t.Fatalf("%v\n%s", err, problem)
	}
	if strings.HasPrefix(string(said), cannotMount) {
		skip("%s", said)
	}
}
