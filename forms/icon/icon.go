// Package icon has the project's drawings, in lines on a square of 24: see view.Icon. One
// stands beside a word, which says the same, and tells states apart where no color does.
package icon

// circle is around a sign.
const circle = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18"

// The drawings, by what they show.
const (
	Clock     = circle + "M12 7v5l3 2"
	Hourglass = "M6 3h12M6 21h12M8 3v4l4 5l4-5V3M8 21v-4l4-5l4 5v4"
	Alarm     = "M12 6a7 7 0 1 0 0 14a7 7 0 1 0 0-14M12 9v4l2 2M3 7l4-4M21 7l-4-4"
	Round     = "M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5"
	Warning   = "M12 4L2.5 20h19zM12 10v4M12 16.5v1"
	Error     = "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7v6M12 16v1"
	Info      = circle + "M12 11v6M12 7v1"
	Lock      = "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3"
	Calendar  = "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"
	Extended  = Calendar + "M12 12v6M9 15h6"
	Check     = circle + "M8 12l3 3l5-6"
	Cross     = circle + "M9 9l6 6M15 9l-6 6"
	None      = circle + "M6 6l12 12"
	Missing   = circle + "M8 12h8"
	Against   = "M3 8h14M13 4l4 4l-4 4M21 16H7M11 12l-4 4l4 4" // two that want the same place
	Back      = "M9 6L4 11l5 5M4 11h10a5 5 0 0 1 0 10h-3"
	Both      = "M9 7a5 5 0 1 0 0 10a5 5 0 1 0 0-10M15 7a5 5 0 1 0 0 10a5 5 0 1 0 0-10"
)
