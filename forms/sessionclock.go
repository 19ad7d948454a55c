package forms

import (
	"slices"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// clock is that of the service, as the device reckons on from the instant at which the
// service wrote the page. It is late by as long as the page was under way, and never
// early: nobody is told too soon that the time has ended.
type clock struct {
	written time.Time // when the page was written; zero if no service tells
	begun   time.Time // by the device, when the session began
}

// at is what time it is for the service when the device has now. It is zero if the
// service has not told.
func (c clock) at(now time.Time) time.Time {
	if c.written.IsZero() {
		return time.Time{}
	}
	return c.written.Add(now.Sub(c.begun))
}

// Clock begins with what time it is on the device. That decides what is said of a date,
// such as a decision of tomorrow. The time left goes by the service's clock, reckoned on
// from when it wrote the page; only a form that no service receives goes by this one.
func (s *Session) Clock(now time.Time) {
	s.clock = clock{written: s.view.Now, begun: now}
	if s.view.Handover {
		s.clock.written = now
		s.view.Status = s.form.words.Window().Status(now)
	}
	s.view.live = true
	s.tick(now)
}

// Tick tells what time it is on the device later on. It reports whether the tree is
// another one now, and after how long it may be so again: 0 is never. The deadline may
// pass; whether an answer is still taken then, the service says nevertheless.
func (s *Session) Tick(now time.Time) (next time.Duration, changed bool) {
	if s.receipt != nil {
		return 0, false
	}
	before, _ := s.timeSaid()
	s.tick(now)
	if s.view.Now.IsZero() {
		return 0, false
	}
	window := s.form.words.Window()
	if status := window.Status(s.view.Now); s.view.Status == hyte.StatusOpen && status != hyte.StatusOpen {
		s.view.Status, s.view.ended = status, true
	}
	text, isRead := s.timeSaid()
	if text == before {
		return untilNext(window, s.view.Now), false
	}
	if isRead {
		s.view.Announcement = text
	}
	return untilNext(window, s.view.Now), true
}

func (s *Session) tick(now time.Time) {
	s.now, s.view.Now = now, s.clock.at(now)
}

// readMinutes are those at which the minutes that are left are read out, as well as at the
// end: a screen reader that told each would keep nobody calm.
var readMinutes = []time.Duration{59, 30, 10, 5, 1}

// timeSaid is all that is said of the time, and whether it is to be read out.
func (s *Session) timeSaid() (text string, isRead bool) {
	t := tree{Form: s.form, view: &s.view, words: s.form.sheet(s.state).words}
	stage := t.stage()
	left, _ := timeLeft(t.words.Window(), s.view.Now)
	isRead = s.view.ended || stage == StageLastHour && slices.Contains(readMinutes, left/time.Minute)
	return t.deadlineText(stage) + t.leftText(stage), isRead
}
