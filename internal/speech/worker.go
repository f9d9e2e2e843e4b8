package speech

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// The process that speaks and this program talk in messages over its standard input and output: four bytes with a length, and that much
// JSON; behind an answer, the audio. So no text ever stands in the arguments of a process, or in a file.

const (
	maxSeconds = 60      // that one piece of speech may last
	maxMessage = 1 << 20 // bytes of JSON
	maxRate    = 48000   // samples a second
)

// order is what a process is asked to say.
type order struct {
	Runs []run
	Pace int // words a minute
}

// run is a piece of text in one voice.
type run struct{ Voice, Text string }

// reply is what a voice made of an order.
type reply struct {
	Rate   int // samples a second
	Sounds []saidSound
	Words  []saidWord
	Audio  int    // bytes of audio behind the message
	Fault  string // why there is none; "" when there is
	audio  []byte // samples of 16 bits, little-endian, one channel
	stood  bool   // in the place of another voice
}

// saidSound is a sound and the millisecond it begins; the empty name is silence.
type saidSound struct {
	At   int
	Name string
}

// saidWord is a word, by characters of the run it stands in, and the millisecond it begins.
type saidWord struct{ At, Run, Position, Length int }

// milliseconds is how long the audio lasts.
func (r reply) milliseconds() int {
	if r.Rate <= 0 {
		return 0
	}
	return len(r.audio) / 2 * 1000 / r.Rate
}

// Work says what it is asked on in, with espeak-ng's library, and answers on out until in ends. It is the whole of the small process
// that speaks: what goes wrong in the library ends that process and not the program. It returns an error when the library cannot be used.
func Work(in io.Reader, out io.Writer) error {
	noCore()
	e, err := loadEspeak()
	if err != nil {
		return err
	}
	r, w := bufio.NewReader(in), bufio.NewWriter(out)
	if err := send(w, reply{Rate: e.rate}, nil); err != nil { // that it is ready
		return err
	}
	for {
		var o order
		if err := receive(r, &o); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		said, err := e.obey(o)
		if err != nil {
			said = reply{Fault: err.Error()}
		}
		said.Audio = len(said.audio)
		if err := send(w, said, said.audio); err != nil {
			return err
		}
	}
}

// obey says the runs of an order after one another.
func (e *espeak) obey(o order) (reply, error) {
	whole := reply{Rate: e.rate}
	for i, run := range o.Runs {
		said, err := e.speak(run.Voice, run.Text, o.Pace)
		if err != nil {
			return reply{}, err
		}
		at := whole.milliseconds()
		for _, s := range said.Sounds {
			s.At += at
			whole.Sounds = append(whole.Sounds, s)
		}
		for _, w := range said.Words {
			w.At, w.Run = w.At+at, i
			whole.Words = append(whole.Words, w)
		}
		if whole.audio = append(whole.audio, said.audio...); whole.milliseconds() > maxSeconds*1000 {
			return reply{}, errTooLong
		}
	}
	return whole, nil
}

// send writes a message, and what comes behind it.
func send(w *bufio.Writer, message any, behind []byte) error {
	content, err := json.Marshal(message)
	if err != nil {
		return fmt.Errorf("writing a message to the process that speaks: %w", err)
	}
	var size [4]byte
	binary.BigEndian.PutUint32(size[:], uint32(len(content))) //nolint:gosec // what is sent is short
	for _, piece := range [][]byte{size[:], content, behind} {
		if _, err := w.Write(piece); err != nil {
			return fmt.Errorf("writing to the process that speaks: %w", err)
		}
	}
	return w.Flush()
}

// fault is what the process that speaks says it cannot do. It never holds any of the text.
type fault string

func (f fault) Error() string { return string(f) }

var errNoLibrary = errors.New("espeak-ng's library is not installed")

var errGarbled = errors.New("the process that speaks sends what cannot be read")

// receive reads a message. It returns io.EOF when the other side has gone.
func receive(r io.Reader, message any) error {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(size[:])
	if n > maxMessage {
		return errGarbled
	}
	content := make([]byte, n)
	if _, err := io.ReadFull(r, content); err != nil {
		return err
	}
	if json.Unmarshal(content, message) != nil {
		return errGarbled
	}
	return nil
}

// receiveReply reads an answer and its audio.
func receiveReply(r io.Reader) (reply, error) {
	var said reply
	if err := receive(r, &said); err != nil {
		return reply{}, err
	}
	if said.Fault != "" {
		return reply{}, fault(said.Fault)
	}
	if said.Rate <= 0 || said.Rate > maxRate || said.Audio < 0 || said.Audio > 2*maxSeconds*said.Rate {
		return reply{}, errGarbled
	}
	said.audio = make([]byte, said.Audio)
	_, err := io.ReadFull(r, said.audio)
	return said, err
}
