// Package metrics counts what a service does, for Prometheus. No metric holds anything
// that a client chooses, and none has a label with unbounded values.
package metrics

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/hytekit/hytekit/forms/intake"
)

// readTime is how long a gauge may read the store for one scrape.
const readTime = 5 * time.Second

// Metrics are the counts of one service. They are an [intake.Observer], and the
// [http.Handler] of the page that Prometheus reads. Make them with [New].
type Metrics struct {
	registry    *prometheus.Registry
	page        http.Handler
	requests    *prometheus.CounterVec
	durations   *prometheus.HistogramVec
	kept        *prometheus.CounterVec
	refused     *prometheus.CounterVec
	failed      *prometheus.CounterVec
	bodies      prometheus.Gauge
	connections prometheus.Gauge
}

var (
	_ intake.Observer = (*Metrics)(nil)
	_ http.Handler    = (*Metrics)(nil)
)

// New makes the metrics of a service of some version, such as "v1.2.3". The logger is
// told of what cannot be read for a page; nil means nobody is.
func New(version string, logger *slog.Logger) *Metrics {
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
	}
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: counter("hyte_http_requests_total", "Requests by the pattern of their route, method and class of status.", "route", "method", "status"),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "hyte_http_request_duration_seconds", Help: "How long answers took.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"route"}),
		kept:        counter("hyte_records_kept_total", "Records that this process has kept, by inquiry and kind.", "inquiry", "kind"),
		refused:     counter("hyte_refused_total", "What was refused or looks forged, by security event.", "event"),
		failed:      counter("hyte_store_failures_total", "How often the store did not do its work, by what is wrong with it.", "fault"),
		bodies:      gauge("hyte_bodies_under_way", "Bodies of requests that are on their way or being dealt with."),
		connections: gauge("hyte_connections", "Open connections."),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "hyte_build_info", Help: "1; the label tells the version.", ConstLabels: prometheus.Labels{"version": version},
	})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.durations, m.kept, m.refused, m.failed, m.bodies, m.connections, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, event := range intake.SecurityEvents() {
		m.refused.WithLabelValues(event) // so that an alert sees the first one
	}
	m.page = promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		ErrorLog:      slog.NewLogLogger(logger.Handler(), slog.LevelError),
		ErrorHandling: promhttp.ContinueOnError, // one gauge that cannot be read hides no other
	})
	return m
}

// ServeHTTP implements [http.Handler]: the page with all metrics.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) { m.page.ServeHTTP(w, r) }

// Answered implements [intake.Observer].
func (m *Metrics) Answered(route, method string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, method, class(status)).Inc()
	m.durations.WithLabelValues(route).Observe(took.Seconds())
}

// class is the first digit of a status, "2xx"; "none" where no answer was sent.
func class(status int) string {
	if status < 100 || status > 599 {
		return "none"
	}
	return fmt.Sprintf("%dxx", status/100)
}

// Kept implements [intake.Observer].
func (m *Metrics) Kept(inquiry, kind string) { m.kept.WithLabelValues(inquiry, kind).Inc() }

// Refused implements [intake.Observer].
func (m *Metrics) Refused(event string) { m.refused.WithLabelValues(event).Inc() }

// Failed implements [intake.Observer].
func (m *Metrics) Failed(fault string) { m.failed.WithLabelValues(fault).Inc() }

// Bodies implements [intake.Observer].
func (m *Metrics) Bodies(underWay int) { m.bodies.Set(float64(underWay)) }

// Connections implements [intake.Observer].
func (m *Metrics) Connections(open int) { m.connections.Set(float64(open)) }

// Store adds gauges that ask a store for each page: whether it works, and how many
// records each of the inquiries has.
func (m *Metrics) Store(store intake.Store, inquiries []string) {
	m.Gauge("hyte_store_up", "1 while the store can read and, as far as it knows, keep the next record; else 0.", "", "",
		func(ctx context.Context) (float64, error) {
			if store.Ping(ctx) != nil {
				return 0, nil
			}
			return 1, nil
		})
	for _, inquiry := range inquiries {
		m.Gauge("hyte_records", "All records that an inquiry has.", "inquiry", inquiry,
			func(ctx context.Context) (float64, error) {
				count, err := store.Count(ctx, inquiry)
				return float64(count), err
			})
	}
}

// Queue adds the length of a queue by its name, such as "mail", to hyte_queue_length.
func (m *Metrics) Queue(name string, length func(context.Context) (int, error)) {
	m.Gauge("hyte_queue_length", "What waits in a queue.", "queue", name,
		func(ctx context.Context) (float64, error) {
			n, err := length(ctx)
			return float64(n), err
		})
}

// Gauge adds a value that is read for each page, within some seconds; one that cannot be
// read is left out. Of one name, each has another value of the label, or there is only one
// and the label is empty. The error of a read must hold nothing of what was received.
func (m *Metrics) Gauge(name, help, label, value string, read func(context.Context) (float64, error)) {
	labels := prometheus.Labels{}
	if label != "" {
		labels[label] = value
	}
	m.registry.MustRegister(&gauge{prometheus.NewDesc(name, help, nil, labels), read})
}

// gauge is a value that may fail to be read. It implements [prometheus.Collector].
type gauge struct {
	desc *prometheus.Desc
	read func(context.Context) (float64, error)
}

// Describe implements [prometheus.Collector].
func (g *gauge) Describe(described chan<- *prometheus.Desc) { described <- g.desc }

// Collect implements [prometheus.Collector].
func (g *gauge) Collect(collected chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), readTime)
	defer cancel()
	value, err := g.read(ctx)
	if err != nil {
		collected <- prometheus.NewInvalidMetric(g.desc, errors.Join(errors.New("it cannot be read"), err))
		return
	}
	collected <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, value)
}
