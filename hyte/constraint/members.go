package constraint

import "reflect"

// Members splits a JSON object into its members by name, each with the JSON text
// of its value, which is a part of data, for what is put together from documents
// of several types. The only violation is that the data are not one JSON
// document ([NotJSON]) or not an object; then there are no members.
func Members(data []byte) (map[string][]byte, Violations) {
	var s scanner
	members := map[string][]byte{}
	object := s.start(data)
	if object {
		data = WithoutMark(data)
		t := s.value()
		if object = t == '{'; !object {
			s.skip(t)
		}
		for object && s.member() {
			name, value := s.name(), s.value()
			from := s.from
			s.skip(value)
			members[name] = data[from:s.pos:s.pos]
		}
		s.end()
	}
	switch {
	case s.fatal != nil:
		return nil, Violations{*s.fatal}
	case !object:
		return nil, Violations{{Rule: RuleType, Params: Params{Type: KindObject.JSONType()}, Severity: Error}}
	}
	return members, nil
}

// Texts reads a JSON object of which the names are free and the values are
// texts. Its violations are those of [Decoder.Decode]; the texts are nil if
// there are any.
func Texts(data []byte) (map[string]string, Violations) {
	var s scanner
	var texts map[string]string
	var out Violations
	if s.start(data) {
		root := Value{Kind: KindMap, Items: &Value{Kind: KindString}}
		out = root.decode(&s, s.value(), reflect.ValueOf(&texts).Elem(), nil)
		s.end()
	}
	if s.fatal != nil {
		out = Violations{*s.fatal}
	}
	if len(out) > 0 {
		return nil, out
	}
	return texts, nil
}
