package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/hytekit/hytekit/cmd/hyte/internal/certificate"
	"github.com/hytekit/hytekit/cmd/hyte/internal/settings"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/metrics"
	"github.com/hytekit/hytekit/forms/intake/post"
)

const (
	// drainTime is how long requests under way have when the service stops.
	drainTime = 10 * time.Second
	// lowDisk is the free space below which the service warns.
	lowDisk = 256 << 20
	// renewal is how often the files of the certificate are looked at.
	renewal = 10 * time.Second
	// headerTime is how long a reader of metrics may take over its request.
	headerTime = 10 * time.Second
)

// operation is how the service is run, whatever it serves.
type operation struct {
	file        string // of settings
	metrics     string // address
	cert, key   string // files
	stopDelay   time.Duration
	stopTimeout time.Duration
	lowDisk     size
	limits      *limits
	from        *settings.Settings
}

// add adds the flags of operation.
func (o *operation) add(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&o.file, settings.FileFlag, "", "`FILE` of settings in TOML, whose names are those of the flags")
	flags.StringVar(&o.metrics, "metrics-listen", "", "`ADDRESS` to tell Prometheus metrics on, host:port, which only that should reach")
	flags.StringVar(&o.cert, "tls-cert", "", "`FILE` with the TLS certificate and its chain (PEM), read again when it changes; with --tls-key")
	flags.StringVar(&o.key, "tls-key", "", "`FILE` with the key of the TLS certificate (PEM)")
	flags.DurationVar(&o.stopDelay, "stop-delay", 0, "`TIME` to serve on, with /readyz at 503, before stopping")
	flags.DurationVar(&o.stopTimeout, "stop-timeout", drainTime, "`TIME` that requests under way have when the service stops")
	o.lowDisk.bytes = lowDisk
	flags.Var(&o.lowDisk, "low-disk", "warn in the log when less than this `SIZE` is free beside the database")
	o.limits = addLimits(command)
	for _, name := range []string{settings.FileFlag, "tls-cert", "tls-key"} {
		if err := command.MarkFlagFilename(name); err != nil {
			panic("hyte: " + err.Error())
		}
	}
}

// load takes what the command line does not say from the environment and the file.
func (f *serveFlags) load(a *app, command *cobra.Command, args []string) (err error) {
	if f.from, err = settings.Load(command.Flags(), a.environment); err != nil {
		return usageError{err.Error()}
	}
	if len(args) > 0 {
		if from := "arguments"; f.from.IsFlag("call") {
			f.from.SetFrom("call", f.from.From("call")+", "+from)
		} else {
			f.calls = nil
			f.from.SetFrom("call", from)
		}
		f.calls = append(f.calls, args...)
	}
	if (f.cert == "") != (f.key == "") {
		return usagef("--tls-cert and --tls-key: give both or neither")
	}
	if f.stopDelay < 0 || f.stopTimeout < 0 {
		return usagef("--stop-delay and --stop-timeout: a time cannot be less than nothing")
	}
	_, err = f.proxies()
	return err
}

// proxies are the networks of trusted proxies.
func (f *serveFlags) proxies() (networks []netip.Prefix, err error) {
	for _, text := range f.trustedProxies {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, usagef("--trusted-proxy: write a network as 10.0.0.0/8, one address as 127.0.0.1/32")
		}
		if err := intake.CheckProxies(network); err != nil {
			return nil, usagef("--trusted-proxy %s: %v", network, err)
		}
		networks = append(networks, network.Masked())
	}
	return networks, nil
}

// noticeProxy says what a service cannot know behind a proxy that it does not trust.
func (a *app) noticeProxy(f *serveFlags) {
	if strings.HasPrefix(f.baseURL, "https://") && f.cert == "" && len(f.trustedProxies) == 0 {
		a.notice("browsers come by https, so a proxy is in front: without --trusted-proxy all its clients share the limits of one")
	}
}

// observe counts what a service with the configuration will do.
func (a *app) observe(config *intake.Config) *metrics.Metrics {
	info, _ := debug.ReadBuildInfo()
	m := metrics.New(versionOf(a.version, info), config.Logger)
	config.Observer = m
	return m
}

// measure adds what the store knows, and what waits for delivery if anything is delivered.
func measure(m *metrics.Metrics, store intake.Store, inquiries []intake.Inquiry, worker *post.Worker) {
	var ids []string
	for _, inquiry := range inquiries {
		ids = append(ids, inquiry.ID())
	}
	m.Store(store, ids)
	if worker != nil {
		for _, state := range []intake.DeliveryState{intake.DeliveryWaiting, intake.DeliveryRefused} {
			m.Queue("deliveries-"+string(state), func(ctx context.Context) (int, error) {
				counts, err := worker.Outbox().Counts(ctx)
				return counts[state], err
			})
		}
	}
	disk, ok := store.(interface{ FreeSpace() (uint64, bool) })
	if !ok { // that of a database elsewhere is watched there
		return
	}
	if _, known := disk.FreeSpace(); known {
		m.Gauge("hyte_disk_free_bytes", "What may still be written beside the database.", "", "", func(context.Context) (float64, error) {
			free, _ := disk.FreeSpace()
			return float64(free), nil
		})
	}
}

// openMetrics serves the metrics on their own address, if there is one, until close is
// called.
func (a *app) openMetrics(ctx context.Context, f *serveFlags, m *metrics.Metrics, logger *slog.Logger) (address string, closing func(), err error) {
	if f.metrics == "" {
		return "", func() {}, nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", f.metrics)
	if err != nil {
		return "", nil, fmt.Errorf("--metrics-listen: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: headerTime, ReadTimeout: headerTime, WriteTimeout: 3 * headerTime, ErrorLog: serverLog(logger)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			logger.LogAttrs(context.WithoutCancel(ctx), slog.LevelError, "metrics are no longer served", slog.String("error", err.Error()))
		}
	}()
	return "http://" + listener.Addr().String() + "/metrics", func() { _ = server.Close(); <-ended }, nil
}

// serveUntil serves until the context ends. Then it says that it is no longer ready, goes
// on for the delay so that others take over, and lets requests under way come to their end.
func (a *app) serveUntil(ctx context.Context, f *serveFlags, service *intake.Service, server *http.Server, listener net.Listener) error {
	listener = service.Bound(listener, server)
	ended := make(chan error, 1)
	go func() {
		if server.TLSConfig != nil {
			ended <- server.ServeTLS(listener, "", "")
		} else {
			ended <- server.Serve(listener)
		}
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	service.Drain()
	a.notice("stopping")
	select {
	case err := <-ended:
		return err
	case <-time.After(f.stopDelay):
	}
	draining, cancel := context.WithTimeout(context.WithoutCancel(ctx), f.stopTimeout)
	defer cancel()
	if err := server.Shutdown(draining); err != nil {
		return errors.Join(fmt.Errorf("requests were still under way after %s: %w", f.stopTimeout, err), server.Close())
	}
	return nil
}

// secure has a server speak TLS, if there is a certificate.
func (f *serveFlags) secure(server *http.Server, logger *slog.Logger) error {
	if f.cert == "" {
		return nil
	}
	files, err := certificate.Load(f.cert, f.key, renewal, logger)
	if err != nil {
		return err
	}
	server.TLSConfig = files.Config()
	return nil
}

// serverLog is the log of an HTTP server, without the addresses of clients that it names
// when a connection goes wrong.
func serverLog(logger *slog.Logger) *log.Logger {
	return log.New(addressless{slog.NewLogLogger(logger.Handler(), slog.LevelWarn)}, "", 0)
}

type addressless struct{ to *log.Logger }

var clientAddress = regexp.MustCompile(`(\d{1,3}(\.\d{1,3}){3}|\[[0-9A-Fa-f:.]+(%[^\]]*)?\]):\d+`)

func (a addressless) Write(line []byte) (int, error) {
	a.to.Print(clientAddress.ReplaceAllString(string(line), "a client"))
	return len(line), nil
}
