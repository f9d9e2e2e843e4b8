// Command once learns one thing and says so: a program that is no test.
package main

import (
	"fmt"

	"wegwijzer/internal/learned"
)

func main() {
	l := learned.Lesson[bool]{
		Name:   "les",
		Learn:  func() bool { fmt.Print("learnt"); return true },
		Write:  func(*learned.Writer, bool) {},
		Recall: func(*learned.Reader) bool { return true },
	}
	l.Get()
}
