package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/cmd/hyte/internal/settings"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board/audit"
	"github.com/hytekit/hytekit/forms/intake/board/overview"
	"github.com/hytekit/hytekit/forms/intake/board/queue"
	"github.com/hytekit/hytekit/forms/intake/post"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/wasm"
	"github.com/spf13/cobra"
)

// serveFlags are what `hyte serve` was told.
type serveFlags struct {
	calls          []string
	documents      []string
	store          *storeFlags
	listen         string
	prefix         string
	baseURL        string
	embedHosts     []string
	trustedProxies []string
	looks          looks
	newToken       bool
	purge          map[string]int
	linkKey        string
	signIn         *signInFlags
	log            *choice
	delivery       *deliveryFlags
	remind         schedule
	addresses      *string
	operation
}

func (a *app) serveCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "serve --call CALL... [FLAG]...",
		Short: "Serves the forms of calls, and receives their answers.",
		Long: `Answers are kept in an embedded database in the folder of --data: only ever added,
and safe from a crash once the receipt is shown. The organizer's pages ask for a
sign-in code (token), which is printed when the service starts for the first time
and is kept nowhere. An interrupt (Ctrl-C) or SIGTERM ends the service: GET /readyz is
503 at once, and requests under way get the time of --stop-timeout.

Backup: "hyte backup" copies the database while the service runs. Besides, a second
after an answer, and while answers keep coming at least every 10 seconds, hyte.db
has all of them, so a plain copy of that file made in a quiet moment is complete; one
made while answers come may lack the last ones or be torn.

With --database answers are kept in PostgreSQL, in a schema hytekit that is made at the
first start. Several instances of the service may use one database. The backup is that
of the server, such as pg_dump. To another machine the connection is encrypted, and
the server's certificate checked, unless the address says otherwise (sslmode).

GET /healthz is 200 while answers can be kept and read. It is 503 when the last
write failed, the disk is full or the file is damaged: it says which in a word.
A damaged database takes no answers, so that nothing gets worse.

The organizer's overview of the cooperation has what is served, as it stands at the
moment, and the documents of --documents, as hyte overview has them: they are read when
the service starts. What has errors is left out and named.

Without --base-url the service expects to be reached as --listen says. Behind a
proxy, give the address that browsers see and the network of the proxy.

With --mail, each answer goes to the registry and the copies that the call names, its
sender gets a receipt, and the organization and whoever's answer it displaces
hear of it; when a decision of yours settles a late or contested answer, its sender
does. What a mail server does not take waits and is tried again for days;
hyte post list shows it. Answers that came before --mail was given are not
written about. With --remind, organizations that have not answered are reminded so many
days before the deadline, from 8 o'clock in Finland, as hyte remind does it.

With --brand every page has your organization's name and logo, and your colors: a color
that people could not read is refused, and one that would do is proposed. A public body
must have an accessibility statement (306/2019): give what it says with --accessibility,
or its address with --accessibility-statement if it is elsewhere.

All settings can be in a file of TOML (--config) or in the environment, with the
same names: HYTE_BASE_URL. "hyte config" prints those in force, and from where
each comes.

Bounds (--limit NAME=VALUE) are of one process. A rate such as 60/2s is 60 at once,
and then one every 2 seconds; a body is the most of a document, and
a form may have four times as much.
  posts=60/2s       forms and documents that one client sends
  changes=60/1s     buttons of one client that only change a form
  logins=10/10s     attempts of one client to sign in
  sender-of-client=20/1m  documents of one client in the name of one organization
  sender=300/20s    documents in the name of one organization, to one call
  inquiry=5000/100ms  documents to one call
  body=64KiB  bodies=1000  bodies-of-client=50  body-bytes=64MiB  under way at once
  connections=4000  connections-of-client=400  open at once`,
		Example: `  hyte serve --call call.json

  # an event: people register for it, and ask beforehand
  hyte serve event.json

  # an overview of the bodies and plans of the region, too
  hyte serve --call call.json --documents region

  # several calls, on another port
  hyte serve --call spring.json --call autumn.json --data /var/lib/hyte --listen 127.0.0.1:9000

  # people sign in at their organization; its claim "roles" says who may do what
  hyte serve --call call.json --base-url https://lomakkeet.example.fi \
    --oidc-issuer https://login.example.fi/realms/staff --oidc-client-id hyte \
    --oidc-client-secret-file oidc-secret --oidc-role hyte-clerks=decide --oidc-role hyte-heads=manage

  # several instances, with one PostgreSQL database
  hyte serve --call call.json --database postgres://hyte@db.example.fi/hyte

  # behind a proxy on the same machine, shown in frames of one site
  hyte serve --call call.json --base-url https://lomakkeet.example.fi \
    --trusted-proxy 127.0.0.1/32 --embed-host https://www.example.fi

  # with your name, logo and colors, and your accessibility statement
  hyte serve --call call.json --brand brand.json --accessibility accessibility.json

  # with letters, through a mail server that asks for a login
  hyte serve --call call.json --base-url https://lomakkeet.example.fi \
    --mail smtp://lomakkeet@mail.example.fi:587 --mail-password-file /etc/hyte/mail \
    --mail-from lomakkeet@example.fi

  # the same, with reminders a week before the deadline and two days before
  hyte serve --call call.json --base-url https://lomakkeet.example.fi \
    --mail smtp://mail.example.fi --mail-from lomakkeet@example.fi \
    --remind 7,2 --addresses addresses.csv`,
	}
	f := a.addServeFlags(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		if err := f.load(a, command, args); err != nil {
			return err
		}
		if len(f.calls) == 0 {
			return usagef("which call? Give --call CALL")
		}
		ctx, stop := a.interrupted(command.Context())
		defer stop()
		return a.serve(ctx, f)
	}
	return command
}

// addServeFlags adds the flags of the service to a command.
func (a *app) addServeFlags(command *cobra.Command) *serveFlags {
	f := new(serveFlags)
	flags := command.Flags()
	flags.StringArrayVar(&f.calls, "call", nil, "a `CALL` to serve; can be repeated, and more may follow it")
	flags.StringArrayVar(&f.documents, "documents", nil, "`FOLDER` with calls, events, bodies and plans for the organizer's overview; can be repeated")
	f.store = addStoreFlags(command)
	flags.Lookup("data").Usage += "; made if it is missing"
	flags.StringVar(&f.listen, "listen", "127.0.0.1:8080", "`ADDRESS` to listen on, host:port")
	flags.StringVar(&f.prefix, "prefix", "", "`PATH` under which a proxy passes everything on, such as /lomakkeet")
	flags.StringVar(&f.baseURL, "base-url", "", "`ADDRESS` of the service as browsers see it")
	flags.StringArrayVar(&f.embedHosts, "embed-host", nil, "`ORIGIN` of pages that may show the forms, such as https://www.example.fi; can be repeated. Without it, those that a call lists as embedHosts may show its form")
	flags.StringArrayVar(&f.trustedProxies, "trusted-proxy", nil, "`NETWORK` of proxies that tell the client's address, such as 10.0.0.0/8; can be repeated")
	f.looks.add(command, "the service shows it at /accessibility, and every page links to it")
	flags.BoolVar(&f.newToken, "new-token", false, "replace the organizer's token by a new one, and print that")
	flags.StringVar(&f.linkKey, "link-key-file", "", "`FILE` with the key of personal links, as hyte invite makes it; calls for invited organizations need it, and those whose answers are to be confirmed")
	flags.StringToIntVar(&f.purge, "purge", nil, "`KEEP=MONTHS` after its deadline, an inquiry's documents are replaced by what stays of them: list or nothing, see hyte purge; ID/KEEP=MONTHS for one inquiry; can be repeated")
	flags.Lookup("purge").DefValue = ""
	f.signIn = addSignInFlags(command)
	f.delivery = addDelivery(command)
	flags.Var(&f.remind, "remind", "`DAYS` before the deadline on which organizations that have not answered get a reminder, such as 7,2; with --mail")
	f.addresses = addAddresses(command)
	f.log = addChoice(command, "log", "how to log requests on stderr", "text", "json", "off")
	if err := errors.Join(command.MarkFlagFilename("call", "json"), command.MarkFlagDirname("documents"), command.MarkFlagFilename("link-key-file")); err != nil {
		panic("hyte: " + err.Error())
	}
	f.add(command)
	settings.FlagOnly(flags, "new-token")
	return f
}

func (a *app) serve(ctx context.Context, f *serveFlags) (err error) {
	config, err := a.serviceConfig(f)
	if err != nil {
		return err
	}
	channels, err := a.channels(f)
	if err != nil {
		return err
	}
	a.noticeProxy(f)
	server := intake.Server(nil)
	server.ErrorLog = serverLog(config.Logger)
	if err := f.secure(server, config.Logger); err != nil {
		return err
	}
	store, err := a.openStore(ctx, f.store, config.Logger, sqlitestore.WithLowSpace(uint64(f.lowDisk.bytes)))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	config.Store = store
	config.Pages = append(config.Pages, audit.Page(store))
	worker, err := a.worker(channels, store, config.Logger)
	if err != nil {
		return err
	}
	if channels.Mail != nil {
		config.Announcing.Outbox, config.Announcing.Preview = worker.Outbox(), post.Preview
	}
	if worker != nil {
		config.Kept = worker.Wake
		config.Pages = append(config.Pages, queue.Pages(worker.Outbox(), worker.Wake)...)
	}
	counts := a.observe(&config)
	service, err := intake.New(ctx, config)
	switch {
	case errors.Is(err, intake.ErrUnavailable):
		return err
	case err != nil:
		return usageError{withoutPackage(err)}
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", f.listen)
	if err != nil {
		return err
	}
	measure(counts, store, config.Inquiries, worker)
	measured, closeMetrics, err := a.openMetrics(ctx, f, counts, config.Logger)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer closeMetrics()
	// Nothing can fail any more between making the token and showing it.
	token, err := organizerToken(ctx, store, f.newToken)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := a.announce(f.address(listener.Addr()), config.Inquiries, measured, token); err != nil {
		return errors.Join(err, listener.Close())
	}
	defer beside(ctx, service.PurgeWhenDue)()
	defer beside(ctx, service.RemindWhenDue)()
	defer delivering(ctx, worker, service)()
	server.Handler = service
	defer a.collectRarely(serveGarbagePercent)()
	return a.serveUntil(ctx, f, service, server, listener)
}

// serveGarbagePercent is GOGC while forms are served: what a service holds is little beside what
// it makes for each answer. 300 saves no more time, and holds a third more memory after 100,000
// answers.
const serveGarbagePercent = 200

// serviceConfig is the configuration of the service, without its store.
func (a *app) serviceConfig(f *serveFlags) (intake.Config, error) {
	assets, err := a.widgetAssets()
	if err != nil {
		return intake.Config{}, err
	}
	config := intake.Config{
		Now:                    a.now,
		Logger:                 slog.New(logHandler(a.stderr, f.log.value)),
		Prefix:                 f.prefix,
		BaseURL:                f.baseURL,
		EmbedHosts:             f.embedHosts,
		Assets:                 assets,
		AccessibilityStatement: f.looks.accessibility,
		Limits:                 f.limits.Limits,
	}
	if config.TrustedProxies, err = f.proxies(); err != nil {
		return config, err
	}
	if config.Provider, err = f.signIn.provider(f.baseURL); err != nil {
		return config, err
	}
	if f.linkKey != "" {
		if config.LinkKey, err = a.readLinkKey(f.linkKey); err != nil {
			return config, err
		}
	}
	if config.Statement, config.Brand, err = f.looks.read(a); err != nil {
		return config, err
	}
	config.Kinds = a.kinds.service
	config.Retention = retention(f.purge)
	config.Announcing.Remind = f.remind.Schedule
	if config.Announcing.Addresses, err = a.addresses(*f.addresses); err != nil {
		return config, err
	}
	if len(f.remind.Schedule) > 0 && f.delivery.mail == "" {
		return config, usagef("--remind needs --mail, by which letters go")
	}
	for _, path := range f.calls {
		inquiry, err := a.loadInquiry(path, "en")
		if err != nil {
			return config, err
		}
		if err := f.canBeAnswered(inquiry, path); err != nil {
			return config, err
		}
		config.Inquiries = append(config.Inquiries, inquiry)
	}
	documents, err := a.overviewDocuments(f.documents)
	config.Pages = append(config.Pages, overview.Pages(documents)...)
	return config, err
}

// overviewDocuments are those of the folders for the organizer's overview. What has errors is
// named and left out: a document that somebody breaks must not keep the forms from being
// served. What cannot be read at all is an error.
func (a *app) overviewDocuments(folders []string) (overview.Documents, error) {
	if len(folders) == 0 {
		return overview.Documents{}, nil
	}
	documents, answers, err := a.readFolder(folders)
	if documents != nil {
		err = cmp.Or(a.readReceived(documents, answers, "en"), err)
	}
	if err == nil || errors.Is(err, errFound) {
		return overview.Documents{Folder: documents, Incomplete: err != nil}, nil
	}
	return overview.Documents{}, err
}

// beside runs work until the function that it returns is called, which waits for its end.
func beside(ctx context.Context, work func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { defer close(done); work(ctx) }()
	return func() { cancel(); <-done }
}

// retention is what --purge says. What is wrong with it, the service says.
func retention(purge map[string]int) (rules []intake.Retention) {
	for _, name := range slices.Sorted(maps.Keys(purge)) {
		r := intake.Retention{Keep: name, Months: purge[name]}
		if inquiry, keep, found := strings.Cut(name, "/"); found {
			r.Inquiry, r.Keep = inquiry, keep
		}
		rules = append(rules, r)
	}
	return rules
}

func logHandler(w io.Writer, format string) slog.Handler {
	switch format {
	case "off":
		return slog.DiscardHandler
	case "json":
		return slog.NewJSONHandler(w, nil)
	default:
		return slog.NewTextHandler(w, nil)
	}
}

// widgetAssets are the files of the widget, if this program has it.
func (a *app) widgetAssets() (intake.Assets, error) {
	widget, err := a.widget()
	if errors.Is(err, wasm.ErrNoWidget) {
		a.notice("%s. The forms are complete without it", withoutPackage(err))
		err = nil
	}
	return widget.Assets(), err
}

// organizerToken is empty if there is one already and no new one is wanted.
func organizerToken(ctx context.Context, store intake.Secrets, replace bool) (string, error) {
	if replace {
		return intake.ReplaceOrganizerToken(ctx, store, rand.Reader)
	}
	return intake.FirstOrganizerToken(ctx, store, rand.Reader)
}
