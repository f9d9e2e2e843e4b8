//go:build linux && (amd64 || arm64)

package speech

import (
	"bytes"
	"errors"
	"fmt"
	"unsafe"

	"github.com/ebitengine/purego"
)

// The parts of espeak-ng's interface that are used (speak_lib.h, version 1.49 and later; the numbers are part of its binary interface).
const (
	outputSynchronous = 2      // audio comes through the callback, and espeak_Synth returns when all of it has
	phonemeEvents     = 1      // tell when each sound begins
	phonemeIPA        = 2      // name sounds by the International Phonetic Alphabet
	dontExit          = 0x8000 // return an error when the data is missing
	parameterRate     = 1
	positionCharacter = 1
	charsUTF8         = 1

	eventEnd     = 0
	eventWord    = 1
	eventPhoneme = 7
)

// espeakEvent is espeak_EVENT: 40 bytes on 64-bit machines.
type espeakEvent struct {
	kind     int32
	unique   uint32
	position int32 // of a word, in characters from 1
	length   int32 // of a word, in characters
	audio    int32 // milliseconds
	sample   int32
	user     uintptr
	id       [8]byte // of a sound: its name, ended by a zero when shorter
}

// libraries are the names under which distributions install espeak-ng.
var libraries = [...]string{"libespeak-ng.so.1", "libespeak-ng.so"}

// espeak is espeak-ng's library, loaded into this process. It keeps its state in global variables of C, so there is one a process, used by
// one goroutine.
type espeak struct {
	rate     int
	setVoice func(name string) int32
	setParam func(parameter, value, relative int32) int32
	synth    func(text *byte, size uintptr, position uint32, kind int32, end uint32, flags uint32, unique *uint32, user uintptr) int32

	said     reply // what the callback gathers
	tooLong  bool
	speaking string // the voice that is set
}

// loadEspeak loads the library. It returns errNoLibrary when it is not installed.
func loadEspeak() (*espeak, error) {
	var lib uintptr
	for _, name := range libraries {
		if found, err := purego.Dlopen(name, purego.RTLD_NOW|purego.RTLD_LOCAL); err == nil {
			lib = found
			break
		}
	}
	if lib == 0 {
		return nil, errNoLibrary
	}
	e := &espeak{}
	var initialize func(output, buffer int32, path uintptr, options int32) int32
	var setCallback func(callback uintptr)
	purego.RegisterLibFunc(&initialize, lib, "espeak_Initialize")
	purego.RegisterLibFunc(&setCallback, lib, "espeak_SetSynthCallback")
	purego.RegisterLibFunc(&e.setVoice, lib, "espeak_SetVoiceByName")
	purego.RegisterLibFunc(&e.setParam, lib, "espeak_SetParameter")
	purego.RegisterLibFunc(&e.synth, lib, "espeak_Synth")
	if e.rate = int(initialize(outputSynchronous, 200, 0, phonemeEvents|phonemeIPA|dontExit)); e.rate <= 0 {
		return nil, errors.New("espeak-ng finds no data for its voices")
	}
	setCallback(purego.NewCallback(e.hear))
	return e, nil
}

// hear takes audio and events from the library. It returns 1 to make the library stop.
func (e *espeak) hear(audio *int16, samples int32, events *espeakEvent) uintptr {
	for i := 0; events != nil; i++ {
		v := (*espeakEvent)(unsafe.Add(unsafe.Pointer(events), i*int(unsafe.Sizeof(*events))))
		if v.kind == eventEnd {
			break
		}
		switch v.kind {
		case eventWord:
			e.said.Words = append(e.said.Words, saidWord{At: int(v.audio), Position: int(v.position) - 1, Length: int(v.length)})
		case eventPhoneme:
			name, _, _ := bytes.Cut(v.id[:], []byte{0})
			if bytes.HasPrefix(name, []byte("(")) { // "(en)": from here on a word is read as English
				continue
			}
			e.said.Sounds = append(e.said.Sounds, saidSound{At: int(v.audio), Name: string(bytes.ToValidUTF8(name, nil))})
		}
	}
	if audio != nil && samples > 0 {
		if len(e.said.audio)/2+int(samples) > e.rate*maxSeconds {
			e.tooLong = true
			return 1
		}
		e.said.audio = append(e.said.audio, unsafe.Slice((*byte)(unsafe.Pointer(audio)), 2*int(samples))...) // both are little-endian
	}
	return 0
}

// speak says text in a voice, at so many words a minute.
func (e *espeak) speak(voice, text string, pace int) (reply, error) {
	if voice != e.speaking {
		if e.setVoice(voice) != 0 {
			return reply{}, fmt.Errorf("espeak-ng has no voice %q", voice)
		}
		e.speaking = voice
	}
	e.setParam(parameterRate, int32(pace), 0) //nolint:gosec // between 80 and 450
	e.said, e.tooLong = reply{Rate: e.rate}, false
	content := append([]byte(text), 0)
	if e.synth(&content[0], uintptr(len(content)), 0, positionCharacter, 0, charsUTF8, nil, 0) != 0 {
		return reply{}, errors.New("espeak-ng cannot say this")
	}
	if e.tooLong {
		return reply{}, errTooLong
	}
	return e.said, nil
}
