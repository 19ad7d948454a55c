package post

import (
	"bufio"
	"bytes"
	"context"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// postfix is a Postfix with a folder of its own and a port of its own. It takes letters with
// TLS and after a login only, for the addresses that have a mailbox.
type postfix struct {
	t               *testing.T
	folder, address string
	master          *exec.Cmd
	stopped         chan error
}

// postfixPrograms is where Postfix has its own programs, by what it says itself.
func postfixPrograms(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("postconf", "-d", "-h", "daemon_directory").Output()
	switch {
	case os.Getenv("SOAK_ROUNDS") != "" && err != nil:
		t.Fatalf("no Postfix: %v", err)
	case err != nil:
		t.Skip("no Postfix is installed; make soak installs it")
	case os.Getuid() != 0:
		t.Skip("Postfix starts as root only")
	}
	return strings.TrimSpace(string(out))
}

// newPostfix is one with the certificate of a server, and mailboxes for these addresses. It
// does not run yet.
func newPostfix(t *testing.T, of *mailServer, boxes ...string) *postfix {
	t.Helper()
	programs := postfixPrograms(t)
	folder, err := os.MkdirTemp("", "hyte-postfix-") // not that of the test, which nobody else may enter
	if err != nil {
		t.Fatal(err)
	}
	p := &postfix{t: t, folder: folder, address: freeAddress(t)}
	t.Cleanup(func() {
		p.stop()
		_ = os.RemoveAll(folder)
	})
	for name, mode := range map[string]fs.FileMode{"": 0o711, "etc": 0o755, "queue": 0o755, "data": 0o755, "mail": 0o777} {
		path := filepath.Join(folder, name)
		if err := errors.Join(os.MkdirAll(path, mode), os.Chmod(path, mode)); err != nil {
			t.Fatal(err)
		}
	}
	var lines strings.Builder
	for _, address := range boxes {
		fmt.Fprintf(&lines, "%s %s/\n", address, address)
	}
	p.write("boxes", lines.String())
	p.writeCertificate(of)
	p.write("main.cf", strings.NewReplacer(
		"FOLDER", folder, "PROGRAMS", programs, "LOGIN", logins(t),
	).Replace(mainConfig))
	p.write("master.cf", p.address+masterConfig)
	if out, err := p.command("chown", "postfix", filepath.Join(folder, "data")).CombinedOutput(); err != nil {
		t.Fatalf("chown: %v\n%s", err, out)
	}
	if out, err := p.command("postfix", "-c", filepath.Join(folder, "etc"), "check").CombinedOutput(); err != nil { // it makes the queue
		t.Fatalf("postfix check: %v\n%s", err, out)
	}
	return p
}

const mainConfig = `compatibility_level = 3.6
queue_directory = FOLDER/queue
data_directory = FOLDER/data
command_directory = /usr/sbin
daemon_directory = PROGRAMS
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.example.fi
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
maillog_file = FOLDER/log
maillog_file_prefixes = FOLDER
virtual_mailbox_domains = example.fi fshky.example.fi
virtual_mailbox_base = FOLDER/mail
virtual_mailbox_maps = texthash:FOLDER/etc/boxes
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
smtpd_peername_lookup = no
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = FOLDER/etc/cert.pem
smtpd_tls_key_file = FOLDER/etc/key.pem
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:LOGIN
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_sasl_authenticated, reject
`

const masterConfig = ` inet n - n - - smtpd
cleanup  unix n - n - 0 cleanup
qmgr     unix n - n 300 1 qmgr
rewrite  unix - - n - - trivial-rewrite
bounce   unix - - n - 0 bounce
defer    unix - - n - 0 bounce
trace    unix - - n - 0 bounce
error    unix - - n - - error
retry    unix - - n - - error
virtual  unix - n n - - virtual
anvil    unix - - n - 1 anvil
tlsmgr   unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
postlog  unix-dgram n - n - 1 postlogd
`

func (p *postfix) write(name, text string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.folder, "etc", name), []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// writeCertificate writes that of a server in this process, which the test trusts.
func (p *postfix) writeCertificate(of *mailServer) {
	p.t.Helper()
	pair := of.certificate("").Certificates[0]
	key, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	if err != nil {
		p.t.Fatal(err)
	}
	p.write("cert.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: pair.Certificate[0]})))
	p.write("key.pem", string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})))
	if err := os.Chmod(filepath.Join(p.folder, "etc", "key.pem"), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

func (p *postfix) command(name string, args ...string) *exec.Cmd {
	return exec.CommandContext(context.Background(), name, args...)
}

// start starts it, and waits until it takes letters. It ends with this process.
func (p *postfix) start() {
	p.t.Helper()
	p.master = p.command(filepath.Join(postfixPrograms(p.t), "master"), "-c", filepath.Join(p.folder, "etc"), "-d")
	p.master.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM} // it ends its group
	if err := p.master.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.stopped = make(chan error, 1)
	go func(master *exec.Cmd, stopped chan<- error) { stopped <- master.Wait() }(p.master, p.stopped)
	p.until("it takes letters", func() bool {
		conn, err := net.Dial("tcp", p.address)
		if err != nil {
			return false
		}
		defer conn.Close()
		_ = conn.SetReadDeadline(time.Now().Add(time.Second))
		greeting, _ := bufio.NewReader(conn).ReadString('\n')
		return strings.HasPrefix(greeting, "220 ")
	})
}

// stop ends it, if it runs. What is in its queue stays there.
func (p *postfix) stop() {
	if p.master == nil {
		return
	}
	_ = p.master.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.stopped:
	case <-time.After(postfixPatience):
		_ = p.master.Process.Kill()
	}
	p.master = nil
}

// postfixPatience is how long it may take for anything.
const postfixPatience = 30 * time.Second

// until waits for what Postfix does by itself.
func (p *postfix) until(what string, is func() bool) {
	p.t.Helper()
	for end := time.Now().Add(postfixPatience); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			log, _ := os.ReadFile(filepath.Join(p.folder, "log"))
			p.t.Fatalf("postfix: not until now: %s\n%s", what, log)
		}
	}
}

// delivered are the letters in an address's mailbox, once there are so many.
func (p *postfix) delivered(address string, count int) (letters []received) {
	p.t.Helper()
	folder := filepath.Join(p.folder, "mail", address, "new")
	var files []os.DirEntry
	p.until(fmt.Sprintf("%d letters to %s", count, address), func() bool {
		files, _ = os.ReadDir(folder)
		return len(files) >= count
	})
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(folder, file.Name()))
		if err != nil {
			p.t.Fatal(err)
		}
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")) // as on the line
		m, err := mail.ReadMessage(bytes.NewReader(text))
		if err != nil {
			p.t.Fatal(err)
		}
		letters = append(letters, received{to: address, raw: string(text), Message: m})
	}
	return letters
}

// freeAddress is one of this machine on which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// logins answers as Dovecot does when Postfix asks whether a name and a password are right;
// see https://doc.dovecot.org/main/developers/design/auth_protocol.html.
func logins(t *testing.T) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go answerLogins(conn)
		}
	}()
	return listener.Addr().String()
}

func answerLogins(conn net.Conn) {
	defer conn.Close()
	fmt.Fprintf(conn, "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t0123456789abcdef0123456789abcdef\nDONE\n")
	right := base64.StdEncoding.EncodeToString([]byte("\x00" + mailUser + "\x00" + mailPassword))
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		parts := strings.Split(lines.Text(), "\t")
		switch {
		case parts[0] != "AUTH" || len(parts) < 3:
		case slices.Contains(parts, "resp="+right):
			fmt.Fprintf(conn, "OK\t%s\tuser=%s\n", parts[1], mailUser)
		default:
			fmt.Fprintf(conn, "FAIL\t%s\tuser=%s\n", parts[1], mailUser)
		}
	}
}
