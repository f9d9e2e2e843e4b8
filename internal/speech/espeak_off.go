//go:build !linux || (!amd64 && !arm64)

package speech

// espeak stands for a library that is not loaded on machines of this kind.
type espeak struct{ rate int }

func loadEspeak() (*espeak, error) { return nil, errNoLibrary }

func (e *espeak) speak(string, string, int) (reply, error) { return reply{}, errNoLibrary }
