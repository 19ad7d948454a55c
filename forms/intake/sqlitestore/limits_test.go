//go:build linux || darwin

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

func init() {
	roles["outgrow the limit"] = outgrowTheLimit
	roles["open refused"] = openRefused
}

// outgrowTheLimit appends until the operating system refuses to let the files
// grow, then lifts the limit and appends again: the same store goes on. In the
// end every acknowledged record is there.
func outgrowTheLimit(path string) error {
	ctx := context.Background()
	s, err := sqlitestore.Open(ctx, path)
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	unlimited := limit
	acknowledged := 0
	for round := range 3 {
		limit.Cur = uint64(1_000_003 * (round + 1)) // not at the end of a page
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		n, err := appendUntilRefused(ctx, s, fmt.Sprintf("round%d", round))
		if err != nil {
			return err
		}
		acknowledged += n
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &unlimited); err != nil {
			return err
		}
		if _, _, err := s.Append(ctx, record(fmt.Sprintf("round%d", round), n)); err != nil {
			return fmt.Errorf("after the limit was lifted: %w", err)
		}
		acknowledged++
	}
	if err := s.Close(); err != nil {
		return err
	}
	fmt.Println(acknowledged)
	return nil
}

// TestFullDisk: the operating system refuses to write, in the middle of a page.
func TestFullDisk(t *testing.T) {
	path := newPath(t)
	out, err := child("outgrow the limit", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var acknowledged int
	if _, err := fmt.Sscan(string(out), &acknowledged); err != nil {
		t.Fatalf("%v in %q", err, out)
	}
	if n := count(t, open(t, path)); n != acknowledged || n < 100 {
		t.Errorf("%d records, want %d", n, acknowledged)
	}
}

// TestNoPermission: the service's user may not write where the data is to be.
// Root may do everything, so as root the test looks as "nobody".
func TestNoPermission(t *testing.T) {
	top := t.TempDir()
	kept := filepath.Join(top, "kept")
	s := open(t, filepath.Join(kept, "intake.db"))
	add(t, s, record("here", 1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		path         string
		folder, file os.FileMode
	}{
		"a folder that may not be written":  {filepath.Join(kept, "new.db"), 0o555, 0o444},
		"a file that may not be written":    {filepath.Join(kept, "intake.db"), 0o777, 0o444},
		"neither may be written":            {filepath.Join(kept, "intake.db"), 0o555, 0o444},
		"a file that may not be read":       {filepath.Join(kept, "intake.db"), 0o777, 0o000},
		"a folder that may not be searched": {filepath.Join(kept, "intake.db"), 0o000, 0o666},
		"a new folder that may not be made": {filepath.Join(kept, "new", "intake.db"), 0o555, 0o666},
	} {
		t.Run(name, func(t *testing.T) {
			chmod(t, filepath.Join(kept, "intake.db"), test.file)
			chmod(t, kept, test.folder)
			out, err := unprivileged(t, "open refused", test.path)
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			chmod(t, kept, 0o700)
			chmod(t, filepath.Join(kept, "intake.db"), 0o600)
		})
	}
	if n := count(t, open(t, filepath.Join(kept, "intake.db"))); n != 1 {
		t.Errorf("%d records afterwards, want 1", n)
	}
}

// openRefused opens a store that cannot be used, which must show at once.
func openRefused(path string) error {
	_, err := sqlitestore.Open(context.Background(), path)
	if !errors.Is(err, intake.ErrUnavailable) || !strings.Contains(err.Error(), path) {
		return fmt.Errorf("error %v, want ErrUnavailable and the path", err)
	}
	return nil
}

// unprivileged plays a role in a process that is not root.
func unprivileged(t *testing.T, role, path string) ([]byte, error) {
	t.Helper()
	c := child(role, path)
	if os.Getuid() == 0 {
		const nobody = 65534
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		c.Path = publicCopy(t, c.Path)
		for dir := filepath.Dir(path); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
			if info, err := os.Stat(dir); err == nil && filepath.Base(dir) != "kept" {
				chmod(t, dir, info.Mode()|0o055)
			}
		}
	}
	return c.CombinedOutput()
}

// publicCopy copies a program to where any user may run it.
func publicCopy(t *testing.T, program string) string {
	t.Helper()
	dir := t.TempDir()
	chmod(t, filepath.Dir(dir), 0o755)
	in, err := os.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(filepath.Join(dir, "program"), os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Name()
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}
