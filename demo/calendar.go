package demo

import _ "embed" // the calendar

// calendar is the calendar of the demo as JSON: invented advisers with their hours, kinds of talk, and twenty-five places.
//
//go:embed calendar.json
var calendar []byte

// Calendar returns the calendar of the demo, in the form of appointment.Setup.
func Calendar() []byte { return calendar }
