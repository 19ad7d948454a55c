package schema

func (r *callRules) addRoster() {}
