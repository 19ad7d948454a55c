package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/wasm"
	"github.com/spf13/cobra"
)

// drainTime is how long requests under way have when the service stops.
const drainTime = 10 * time.Second

// databaseName is the file of the embedded database, in the folder of --data.
const databaseName = "hyte.db"

// serveFlags are what `hyte serve` was told.
type serveFlags struct {
	calls          []string
	data           string
	listen         string
	prefix         string
	baseURL        string
	embedHosts     []string
	trustedProxies []string
	accessibility  map[string]string
	newToken       bool
	log            *choice
}

func (a *app) serveCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "serve --call CALL... [FLAG]...",
		Short: "Serves the forms of calls, and receives their answers.",
		Long: `Answers are kept in an embedded database in the folder of --data: only ever added,
and safe from a crash once the receipt is shown. The organizer's pages ask for a
token, which is printed when the service starts for the first time and is kept
nowhere. An interrupt (Ctrl-C) or SIGTERM ends the service; requests under way get
10 seconds.

Without --base-url the service expects to be reached as --listen says. Behind a
proxy, give the address that browsers see and the network of the proxy.`,
		Example: `  hyte serve --call call.json

  # several calls, on another port
  hyte serve --call spring.json --call autumn.json --data /var/lib/hyte --listen 127.0.0.1:9000

  # behind a proxy on the same machine, shown in frames of one site
  hyte serve --call call.json --base-url https://lomakkeet.example.fi \
    --trusted-proxy 127.0.0.1/32 --embed-host https://www.example.fi`,
	}
	f := new(serveFlags)
	flags := command.Flags()
	flags.StringArrayVar(&f.calls, "call", nil, "a `CALL` to serve; may be given again, and more may follow it")
	flags.StringVar(&f.data, "data", "data", "`FOLDER` of the database; made if it is missing")
	flags.StringVar(&f.listen, "listen", "127.0.0.1:8080", "`ADDRESS` to listen on, host:port")
	flags.StringVar(&f.prefix, "prefix", "", "`PATH` under which a proxy passes everything on, such as /lomakkeet")
	flags.StringVar(&f.baseURL, "base-url", "", "`ADDRESS` of the service as browsers see it")
	flags.StringArrayVar(&f.embedHosts, "embed-host", nil, "`ORIGIN` of pages that may show the forms, such as https://www.example.fi; may be given again. Without it, those that a call lists as embedHosts may show its form")
	flags.StringArrayVar(&f.trustedProxies, "trusted-proxy", nil, "`NETWORK` of proxies that tell the client's address, such as 10.0.0.0/8; may be given again")
	flags.StringToStringVar(&f.accessibility, "accessibility-statement", nil, "`LANG=ADDRESS` of the accessibility statement; may be given again")
	flags.Lookup("accessibility-statement").DefValue = "" // help would show an empty list
	flags.BoolVar(&f.newToken, "new-token", false, "replace the organizer's token by a new one, and print that")
	f.log = addChoice(command, "log", "how to log requests on stderr", "text", "json", "off")
	if err := errors.Join(command.MarkFlagFilename("call", "json"), command.MarkFlagDirname("data")); err != nil {
		panic("hyte: " + err.Error())
	}
	command.RunE = func(_ *cobra.Command, args []string) error {
		if len(f.calls) == 0 {
			return usagef("which call? Give --call CALL")
		}
		f.calls = append(f.calls, args...)
		ctx, stop := a.interrupted(command.Context())
		defer stop()
		return a.serve(ctx, f)
	}
	return command
}

func (a *app) serve(ctx context.Context, f *serveFlags) (err error) {
	config, err := a.serviceConfig(f)
	if err != nil {
		return err
	}
	store, err := sqlitestore.Open(ctx, filepath.Join(f.data, databaseName))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	config.Store = store
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
	// Nothing can fail any more between making the token and showing it.
	token, err := organizerToken(ctx, store, f.newToken)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := a.announce(f.address(listener.Addr()), config.Calls, token); err != nil {
		return errors.Join(err, listener.Close())
	}
	server := intake.Server(service)
	server.ErrorLog = slog.NewLogLogger(config.Logger.Handler(), slog.LevelWarn)
	return a.serveUntil(ctx, server, listener)
}

// serviceConfig is the configuration of the service, without its store.
func (a *app) serviceConfig(f *serveFlags) (intake.Config, error) {
	config := intake.Config{
		Now:                    a.now,
		Logger:                 slog.New(logHandler(a.stderr, f.log.value)),
		Prefix:                 f.prefix,
		BaseURL:                f.baseURL,
		EmbedHosts:             f.embedHosts,
		Assets:                 a.widgetAssets(),
		AccessibilityStatement: f.accessibility,
	}
	for _, text := range f.trustedProxies {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return config, usagef("--trusted-proxy: write a network as 10.0.0.0/8, one address as 127.0.0.1/32")
		}
		config.TrustedProxies = append(config.TrustedProxies, network.Masked())
	}
	for _, path := range f.calls {
		call, err := a.loadCall(path, "en")
		if err != nil {
			return config, err
		}
		config.Calls = append(config.Calls, call)
	}
	return config, nil
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

// widgetAssets are the files of the widget that this program was built with.
func (a *app) widgetAssets() intake.Assets {
	widget, built := wasm.Open()
	if !built {
		a.notice("this program was built without the widget: forms are complete, and work without script")
		return intake.Assets{}
	}
	return intake.Assets{
		Files:   widget.Files(),
		Head:    widget.Head,
		Frame:   widget.Frame,
		Preload: widget.Preload,
		Embed:   widget.Embed(),
		Mount: func(base string, w intake.Widget, form view.Node) view.Node {
			return widget.Mount(base, wasm.Settings{Config: w.Config, Endpoint: w.Endpoint, State: w.State, Style: w.Style}, form)
		},
	}
}

// organizerToken is empty if there is one already and no new one is wanted.
func organizerToken(ctx context.Context, store intake.Secrets, replace bool) (string, error) {
	if replace {
		return intake.ReplaceOrganizerToken(ctx, store, rand.Reader)
	}
	return intake.FirstOrganizerToken(ctx, store, rand.Reader)
}

// address is that of the service as browsers see it, without a slash at its end.
func (f *serveFlags) address(listening net.Addr) string {
	if f.baseURL != "" {
		return strings.TrimRight(f.baseURL, "/")
	}
	host := listening.String()
	if tcp, ok := listening.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		host = fmt.Sprintf("localhost:%d", tcp.Port)
	}
	return "http://" + host + f.prefix
}

// announce prints where everything is, and the organizer's token if it is new.
func (a *app) announce(address string, calls []*hyte.ResolvedCall, token string) error {
	var b strings.Builder
	for _, call := range calls {
		for _, language := range call.Call.Languages {
			fmt.Fprintf(&b, "form (%s)   %s/%s/%s\n", language, address, call.Call.ID, language)
		}
		switch call.Call.Status(a.now()) {
		case hyte.NotOpen:
			a.notice("%s is not open yet: its form takes no answers", call.Call.ID)
		case hyte.Late:
			a.notice("the deadline of %s is over: answers are marked late", call.Call.ID)
		case hyte.Closed:
			a.notice("the deadline of %s is over: its form takes no answers", call.Call.ID)
		}
	}
	fmt.Fprintf(&b, "organizer   %s/admin\n", address)
	if token != "" {
		fmt.Fprintf(&b, "token       %s\n", token)
		a.notice("the token opens the organizer's pages; keep it, for it is not shown again (--new-token makes another one)")
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// serveUntil serves until the context ends, and then lets requests under way
// come to their end.
func (a *app) serveUntil(ctx context.Context, server *http.Server, listener net.Listener) error {
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	a.notice("stopping")
	draining, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := server.Shutdown(draining); err != nil {
		return errors.Join(fmt.Errorf("requests were still under way after %s: %w", drainTime, err), server.Close())
	}
	return nil
}
