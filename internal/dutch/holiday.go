package dutch

import "time"

// holidays are the days that people name by their feast: fixed ones as month and day, the others as days from Easter Sunday.
var holidays = map[string]struct{ month, day, easter int }{
	"nieuwjaarsdag": {1, 1, 0}, "valentijnsdag": {2, 14, 0}, "koningsdag": {4, 27, 0}, "dodenherdenking": {5, 4, 0}, "bevrijdingsdag": {5, 5, 0},
	"sinterklaas": {12, 5, 0}, "sinterklaasavond": {12, 5, 0}, "pakjesavond": {12, 5, 0}, "kerstavond": {12, 24, 0}, "kerst": {12, 25, 0}, "kerstmis": {12, 25, 0},
	"kerstdag": {12, 25, 0}, "oudejaarsavond": {12, 31, 0}, "oudejaarsdag": {12, 31, 0}, "oudjaar": {12, 31, 0}, "oudejaarsnacht": {12, 31, 0}, "halloween": {10, 31, 0},
	"pasen": {0, 0, 0}, "paasdag": {0, 0, 0}, "paasmaandag": {0, 0, 1}, "hemelvaart": {0, 0, 39}, "hemelvaartsdag": {0, 0, 39},
	"pinksteren": {0, 0, 49}, "pinksterdag": {0, 0, 49}, "pinkstermaandag": {0, 0, 50},
}

// holidayCode packs a feast in one number: month, day and days from Easter.
func holidayCode(name string, second bool) (int, bool) {
	h, ok := holidays[name]
	if !ok {
		return 0, false
	}
	if second {
		if h.month == 0 {
			h.easter++
		} else {
			h.day++
		}
	}
	return h.month*10_000 + h.day*100 + h.easter, true
}

func holidayIn(code, year int) time.Time {
	month, day, days := code/10_000, code/100%100, code%100
	if month > 0 {
		t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if month == 4 && day == 27 && t.Weekday() == time.Sunday { // King's Day moves to Saturday
			t = t.AddDate(0, 0, -1)
		}
		return t
	}
	return easter(year).AddDate(0, 0, days)
}

func nearestHoliday(given time.Time, code, year int, lean Lean) time.Time {
	if year != 0 {
		return holidayIn(code, year)
	}
	var best time.Time
	score := 1 << 30
	for y := given.Year() - 1; y <= given.Year()+1; y++ {
		t := holidayIn(code, y)
		days := int(t.Sub(given).Hours() / 24)
		cost := max(days, -days)
		if lean == Past && days > 0 || lean == Ahead && days < 0 {
			cost += 400
		}
		if cost < score {
			best, score = t, cost
		}
	}
	return best
}

// easter returns Easter Sunday (Meeus, Jones and Butcher's rule for the Gregorian calendar).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}
