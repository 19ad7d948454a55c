package sqlitestore_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

func init() { roles["fill the disk"] = fillTheDisk }

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

// TestFullDiskHealth: a disk that is really full.
func TestFullDiskHealth(t *testing.T) {
	c := child("fill the disk", newPath(t))
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
		t.Skipf("no namespace to mount a disk in: %v", err)
	}
	said, err := io.ReadAll(out)
	if err := errors.Join(err, c.Wait()); err != nil {
		t.Fatalf("%v\n%s", err, problem)
	}
	if strings.HasPrefix(string(said), cannotMount) {
		t.Skip(string(said))
	}
}
