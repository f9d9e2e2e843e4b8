package web

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"wegwijzer/assistant"
)

// metrics counts how answers come out and how long they take. No label ever holds what someone asked.
type metrics struct {
	answers  *prometheus.CounterVec
	duration *prometheus.HistogramVec
	stages   *prometheus.HistogramVec
	sockets  prometheus.Gauge
	opened   prometheus.Counter
	dropped  *prometheus.CounterVec
	problems *prometheus.CounterVec
	speech   *prometheus.HistogramVec
	hearing  *prometheus.HistogramVec
}

// buckets are the seconds between which an answer without a model (milliseconds) and one with it (seconds) fall.
var buckets = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

func newMetrics(registry *prometheus.Registry) *metrics {
	m := &metrics{
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "wegwijzer_answers_total", Help: "Answers, by how they came out and by which way they were asked.",
		}, []string{"status", "channel"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "wegwijzer_answer_seconds", Help: "Time from a question to the end of its answer.", Buckets: buckets,
		}, []string{"channel"}),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "wegwijzer_stage_seconds", Help: "Time of each stage of an answer.", Buckets: buckets,
		}, []string{"stage"}),
		sockets: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "wegwijzer_sockets", Help: "Conversations that are open now.",
		}),
		opened: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "wegwijzer_sockets_opened_total", Help: "Conversations that were opened.",
		}),
		dropped: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "wegwijzer_sockets_dropped_total", Help: "Conversations that the server ended, by reason.",
		}, []string{"reason"}),
		problems: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "wegwijzer_http_problems_total", Help: "Requests that got an error page, by status code.",
		}, []string{"code"}),
		speech: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "wegwijzer_speech_seconds", Help: "Time to make a piece of speech, by how that came out.", Buckets: buckets,
		}, []string{"outcome"}),
		hearing: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "wegwijzer_hearing_seconds", Help: "Time to turn a recording into text, by how that came out.", Buckets: buckets,
		}, []string{"outcome"}),
	}
	registry.MustRegister(m.answers, m.duration, m.stages, m.sockets, m.opened, m.dropped, m.problems, m.speech, m.hearing)
	return m
}

func (m *metrics) answered(channel, status string, elapsed time.Duration, stages []assistant.Stage) {
	m.answers.WithLabelValues(status, channel).Inc()
	m.duration.WithLabelValues(channel).Observe(elapsed.Seconds())
	for _, s := range stages {
		m.stages.WithLabelValues(s.Name).Observe(s.Elapsed.Seconds())
	}
}
