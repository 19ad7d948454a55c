package hyte

import (
	_ "embed"
	"time"
)

// zoneName is the IANA name of the one time zone of mainland Finland and Åland.
const zoneName = "Europe/Helsinki"

// helsinkiTZif is the zone in the TZif form of RFC 9636, 481 bytes. The whole of
// time/tzdata would add 446 kB to the program in the browser. It is a copy from the
// Go distribution, made by
//
//	unzip -p "$(go env GOROOT)/lib/time/zoneinfo.zip" Europe/Helsinki > helsinki.tzif
//
// and TestHelsinkiIsTheSystemsZone fails when the rules of the zone have changed since.
//
//go:embed helsinki.tzif
var helsinkiTZif string

// helsinki never changes after the program's start.
var helsinki = loadHelsinki()

func loadHelsinki() *time.Location {
	zone, err := time.LoadLocationFromTZData(zoneName, []byte(helsinkiTZif))
	if err != nil {
		// The file is a part of the program, so only a broken build comes here.
		panic("hyte: the embedded time zone cannot be read: " + err.Error())
	}
	return zone
}

// Helsinki returns the time zone Europe/Helsinki, in which every deadline ends. Summer
// time (UTC+3) runs from 03.00 on the last Sunday of March to 04.00 on the last Sunday
// of October; the rest of the year is UTC+2. The zone is a part of the program: the
// result is the same on a machine, and in a browser, that has no time zones of its own.
func Helsinki() *time.Location { return helsinki }
