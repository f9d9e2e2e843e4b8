package danger

import (
	"testing"
	"time"
)

func TestTrainTime(t *testing.T) {
	l := loaded()
	s := time.Now()
	all := examples()
	c := train(l, all)
	n := 0
	for _, w := range c.danger {
		if w != 0 {
			n++
		}
	}
	t.Log(time.Since(s), len(all), n)
	s = time.Now()
	load()
	t.Log(time.Since(s))
}
