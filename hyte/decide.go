package hyte

// undo marks what later decisions undo: earlier decisions, an undo among them, and
// documents that the organizer entered.
func undo(documents, decisions []*event) {
	place := map[string]int{}
	for i, d := range decisions {
		if _, seen := place[d.ID]; !seen {
			place[d.ID] = i
		}
	}
	undone := map[string]bool{}
	for i := len(decisions) - 1; i >= 0; i-- { // what undoes an undo comes after it
		d := decisions[i]
		if d.kind != ReceivedUndo || d.undone {
			continue
		}
		if target, found := place[d.Undoes]; !found {
			undone[d.Undoes] = true
		} else if target < i && decisions[target].kind != ReceivedConfirmation { // which is not the organizer's
			decisions[target].undone = true
		}
	}
	for _, e := range documents {
		e.undone = e.EnteredBy != "" && undone[e.ID]
	}
}

// correct gives documents the time of arrival that the organizer's last correction
// says. Their place in the sequence was that of another arrival.
func correct(documents, decisions []*event) {
	last := map[string]*event{}
	for _, d := range decisions {
		if d.kind == ReceivedCorrection && !d.undone {
			last[d.Corrects] = d
		}
	}
	for _, e := range documents {
		if d := last[e.ID]; d != nil {
			e.at, e.sequence = inHelsinki(d.ArrivedAt), 0
		}
	}
}

// decide says of each document whether the organizer accepts or rejects it. Its
// last word holds.
func decide(documents, decisions []*event) {
	last := map[string]*event{}
	for _, d := range decisions {
		if (d.kind == ReceivedAcceptance || d.kind == ReceivedRejection) && !d.undone {
			last[d.concerns()] = d
		}
	}
	for _, e := range documents {
		if d := last[e.ID]; d != nil {
			e.accepted, e.rejected = d.kind == ReceivedAcceptance, d.kind == ReceivedRejection
			d.heard = true
		}
	}
}

// confirm says of each document whether its submitter has confirmed it. The first
// confirmation holds, for a link may be used twice; what holds cannot be taken back but by
// a withdrawal.
func confirm(documents, decisions []*event) {
	first := map[string]*event{}
	for _, d := range decisions {
		if d.kind == ReceivedConfirmation && first[d.Confirms] == nil {
			first[d.Confirms] = d
		}
	}
	for _, e := range documents {
		if d := first[e.ID]; d != nil {
			e.confirmed, e.confirmation = true, d
		}
	}
}
