package forms

// The icons of the forms, in lines on a square of 24: see [view.Icon].
const (
	iconClock     = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3 2"
	iconHourglass = "M6 3h12M6 21h12M8 3v4l4 5l4-5V3M8 21v-4l4-5l4 5v4"
	iconAlarm     = "M12 6a7 7 0 1 0 0 14a7 7 0 1 0 0-14M12 9v4l2 2M3 7l4-4M21 7l-4-4"
	iconRound     = "M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5"
	iconWarning   = "M12 4L2.5 20h19zM12 10v4M12 16.5v1"
	iconLock      = "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3"
	iconCalendar  = "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"
	iconExtended  = iconCalendar + "M12 12v6M9 15h6"
)

// stageIcons are what a stage shows beside its words, by stage.
var stageIcons = [...]string{
	0:             iconClock,
	StageOpen:     iconClock,
	StageSoon:     iconHourglass,
	StageLastHour: iconAlarm,
	StageStanding: iconRound,
	StageLate:     iconWarning,
	StageClosed:   iconLock,
	StageNotOpen:  iconCalendar,
}
