package forms

import "github.com/hytekit/hytekit/forms/icon"

// stageIcons are what a stage shows beside its words, by stage.
var stageIcons = [...]string{
	0:             icon.Clock,
	StageOpen:     icon.Clock,
	StageSoon:     icon.Hourglass,
	StageLastHour: icon.Alarm,
	StageStanding: icon.Round,
	StageLate:     icon.Warning,
	StageClosed:   icon.Lock,
	StageNotOpen:  icon.Calendar,
}

// Icon is the drawing that stands beside the words of the stage, for view.Icon.
func (s Stage) Icon() string {
	if s < 0 || int(s) >= len(stageIcons) {
		s = 0
	}
	return stageIcons[s]
}
