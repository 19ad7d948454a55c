//go:build unix

// Package pgserver runs a PostgreSQL server for tests: with a folder of its own, which it
// alone listens in, and gone with the tests, also where they are killed.
package pgserver

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const (
	// Role owns the databases of tests and may do no more than that.
	Role = "hyte"
	// superuser is for what a test does to the server.
	superuser = "postgres"
	// startWait is how long a server may take to start or to stop.
	startWait = time.Minute
)

// Server is a PostgreSQL server with data checksums and without autovacuum, so that
// nothing moves by itself. It does not wait for the disk, see [Server.WaitForDisk]. Make
// one with [Start].
type Server struct {
	programs, folder string
	as               *syscall.SysProcAttr // PostgreSQL does not run as root
	databases        atomic.Int64
	free             chan string // databases that no test uses

	process *exec.Cmd
	leash   io.Closer // the server stops when it is closed
	said    *bytes.Buffer
}

// Start makes a cluster and starts a server on it. The error says how to install
// PostgreSQL where it is missing.
func Start() (*Server, error) {
	programs, err := programFolder()
	if err != nil {
		return nil, err
	}
	// The path of a socket is short, so not in a folder with a test's name.
	folder, err := os.MkdirTemp("", "hyte-postgres-")
	if err != nil {
		return nil, err
	}
	s := &Server{programs: programs, folder: folder, free: make(chan string, 16)}
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Server) prepare() (err error) {
	if os.Getuid() == 0 {
		if s.as, err = asNobody(s.folder); err != nil {
			return err
		}
	}
	out, err := s.command("initdb", "--pgdata", s.data(), "--username", superuser, "--auth", "trust",
		"--encoding", "UTF8", "--locale", "C", "--data-checksums", "--no-sync").CombinedOutput()
	if err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	// Not as an argument, which nobody could change while the server runs.
	if err := appendTo(filepath.Join(s.data(), "postgresql.conf"), "fsync = off\n"); err != nil {
		return err
	}
	if err := s.Run(); err != nil {
		return err
	}
	_, err = s.SQL("postgres", "CREATE ROLE "+Role+" LOGIN")
	return err
}

// programFolder finds the newest server that is installed.
func programFolder() (string, error) {
	root, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if root == filepath.Dir(root) {
			return "", errors.New("pgserver: not in a checkout")
		}
		root = filepath.Dir(root)
	}
	found, err := exec.Command("sh", filepath.Join(root, "scripts/postgres.sh")).Output()
	if err != nil {
		return "", errors.New("there is no PostgreSQL server. On Debian, as root: apt-get update && apt-get install -y --no-install-recommends postgresql (make need-test does it)")
	}
	return strings.TrimSpace(string(found)), nil
}

// asNobody gives the folder to the user nobody, as whom commands run then.
func asNobody(folder string) (*syscall.SysProcAttr, error) {
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseUint(nobody.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	group, err := strconv.ParseUint(nobody.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	if err := os.Chown(folder, int(id), int(group)); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(id), Gid: uint32(group)}}, nil
}

func appendTo(path, text string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

func (s *Server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(s.programs, name), args...)
	c.Dir, c.SysProcAttr, c.Env = s.folder, s.as, []string{"LC_ALL=C", "PATH=" + os.Getenv("PATH")}
	return c
}

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

// leashed runs a server until its standard input ends, which it does with the test's
// process, however that ends.
const leashed = `"$0" "$@" </dev/null & server=$!; cat >/dev/null; kill -INT $server 2>/dev/null; wait $server`

// Run starts the server on the cluster again, after [Server.Stop].
func (s *Server) Run() error {
	server := s.command("postgres", "-D", s.data(), "-k", s.folder, "-c", "listen_addresses=", "-c", "autovacuum=off",
		"-c", "max_connections=60", "-c", "log_min_messages=warning")
	server.Args = append([]string{"sh", "-c", leashed, server.Path}, server.Args[1:]...)
	server.Path = "/bin/sh"
	s.said = new(bytes.Buffer)
	server.Stderr = s.said
	leash, err := server.StdinPipe()
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	s.process, s.leash = server, leash
	for giveUp := time.Now().Add(startWait); time.Now().Before(giveUp); time.Sleep(20 * time.Millisecond) {
		if s.command("pg_isready", "--quiet", "--host", s.folder).Run() == nil {
			return nil
		}
		if _, err := os.Stat(filepath.Join(s.data(), "postmaster.pid")); err != nil && time.Since(giveUp.Add(-startWait)) > 5*time.Second {
			break
		}
	}
	err = s.Stop(syscall.SIGQUIT)
	return errors.Join(fmt.Errorf("PostgreSQL has not started:\n%s", s.said), err)
}

// Stop stops the server: with SIGINT in order, and with SIGQUIT as a crash would, so that
// it has to recover when it starts again. It returns when no process of it is left.
func (s *Server) Stop(signal syscall.Signal) error {
	if s.process == nil {
		return nil
	}
	content, err := os.ReadFile(filepath.Join(s.data(), "postmaster.pid"))
	if err == nil {
		line, _, _ := strings.Cut(string(content), "\n")
		var id int
		if id, err = strconv.Atoi(line); err == nil {
			err = syscall.Kill(id, signal)
		}
	}
	late := time.AfterFunc(startWait, func() { _ = s.process.Process.Kill() })
	defer late.Stop()
	_ = s.leash.Close()
	_ = s.process.Wait() // its status is that of the signal
	s.process = nil
	return err
}

// Close stops the server and removes its folder.
func (s *Server) Close() error {
	return errors.Join(s.Stop(syscall.SIGINT), os.RemoveAll(s.folder))
}

// WaitForDisk has the server wait for the disk, as servers in use do, until the test ends.
func (s *Server) WaitForDisk(t testing.TB) {
	t.Helper()
	s.Must(t, "postgres", "ALTER SYSTEM SET fsync = on")
	s.Must(t, "postgres", "SELECT pg_reload_conf()")
	t.Cleanup(func() {
		s.Must(t, "postgres", "ALTER SYSTEM RESET fsync")
		s.Must(t, "postgres", "SELECT pg_reload_conf()")
	})
	for s.Must(t, "postgres", "SHOW fsync") != "on" {
		time.Sleep(10 * time.Millisecond)
	}
}

// Socket is the path of the socket on which the server listens.
func (s *Server) Socket() string { return filepath.Join(s.folder, ".s.PGSQL.5432") }

// Folder is where the cluster is, as SQL names files in it.
func (s *Server) Folder() string { return s.data() }

// Database returns the name of an empty database for a test, which [Role] owns. It is used
// again afterwards: a server with many takes long to recover from a crash.
func (s *Server) Database(t testing.TB) (name string) {
	t.Helper()
	select {
	case name = <-s.free:
	default:
		name = fmt.Sprintf("test%d", s.databases.Add(1))
		s.Must(t, "postgres", "CREATE DATABASE "+name+" OWNER "+Role)
	}
	t.Cleanup(func() {
		if _, err := s.SQL(name, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
			SET client_min_messages = error; DROP SCHEMA IF EXISTS hytekit, public CASCADE;
			CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC; ALTER DATABASE `+name+` RESET ALL`); err != nil {
			return // the next test gets another one
		}
		select {
		case s.free <- name:
		default:
		}
	})
	return name
}

// Address returns the address of a database for [Role].
func (s *Server) Address(database string) string {
	return "postgres://" + Role + "@/" + database + "?host=" + url.QueryEscape(s.folder)
}

// SQL runs statements in a database as the superuser and returns what they give: rows as
// lines, columns with a bar between them.
func (s *Server) SQL(database, statements string) (string, error) {
	c := s.command("psql", "--host", s.folder, "--username", superuser, "--dbname", database,
		"--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1")
	var out, failure bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(statements), &out, &failure
	if err := c.Run(); err != nil {
		return "", fmt.Errorf("psql: %w\n%s", err, failure.Bytes())
	}
	return strings.TrimSpace(out.String()), nil
}

// Must is SQL that must succeed.
func (s *Server) Must(t testing.TB, database, statements string) string {
	t.Helper()
	out, err := s.SQL(database, statements)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
