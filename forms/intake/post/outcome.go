package post

import (
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// The classes of failures, as the queue shows them.
const (
	failUnreachable = "unreachable"      // no connection, or it was lost before anything was said
	failInsecure    = "not-secure"       // no TLS, or a certificate that is not the server's
	failLogin       = "login-refused"    // the user name or the password
	failServer      = "server-refuses"   // the server takes no mail from here now
	failBusy        = "busy"             // the recipient's side takes it later
	failCut         = "cut"              // the connection was lost in the middle
	failAddress     = "address-refused"  // the server does not know the address
	failMessage     = "message-refused"  // the server does not take this message
	failBadAddress  = "address-unusable" // it cannot be written in a mail
	failNobody      = "nobody"           // the inquiry has no such recipient any more
	failGone        = "gone"             // the document is kept no longer
	failLimit       = "limit"            // as many went to the address or about the inquiry as may
	failGivenUp     = "given-up"         // tried for days
	failInside      = "fault"            // of this program or of its machine
)

// Why a letter is not sent, where nothing failed.
const (
	needlessAnswered   = string(intake.NeedlessAnswered)
	needlessOver       = string(intake.NeedlessOver)
	needlessSuperseded = string(intake.NeedlessSuperseded)
	needlessNoKey      = string(intake.NeedlessNoKey)
	needlessNoAddress  = string(intake.NeedlessNoAddress)
	needlessTogether   = string(intake.NeedlessTogether)
)

// verdict is what becomes of a delivery.
type verdict int

const (
	sent   verdict = iota
	later          // this one waits; others go on
	refuse         // somebody must look
	hold           // the channel waits, as its server is not there for anybody
	drop           // there is no need for it any more
)

// outcome is what became of an attempt.
type outcome struct {
	verdict verdict
	failure string
	code    int           // the other side's answer, 0 without one
	wait    time.Duration // at least so long, if it says so
	cut     bool          // the connection was lost in the middle
	arrived bool          // it may have arrived
	address []byte        // see [intake.Outcome]
	free    bool          // it does not count as an attempt
}

// How long a delivery waits after an attempt, and how often it is tried: about five days.
const (
	firstWait   = time.Minute
	longestWait = time.Hour
	mostTries   = 126
	// longestHold is how long a server that was not there is left alone.
	longestHold = 15 * time.Minute
)

// backOff is how long to wait after so many failures, one or more.
func backOff(failures int, most time.Duration) time.Duration {
	wait := firstWait
	for range failures - 1 {
		if wait *= 2; wait >= most {
			return most
		}
	}
	return min(wait, most)
}

// Failures are all classes of failures, for those who tell people of them.
func Failures() []string {
	return []string{
		failUnreachable, failInsecure, failLogin, failServer, failBusy, failCut, failAddress, failMessage,
		failBadAddress, failNobody, failGone, failLimit, failGivenUp, failInside,
		needlessAnswered, needlessOver, needlessSuperseded, needlessNoKey, needlessNoAddress, needlessTogether,
	}
}
