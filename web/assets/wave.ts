// A file of speech: sound, and in a chunk of its own when each word and each shape of the mouth comes. web/speech.go writes it.

export interface Clip {
  part: number;
  parts: number;
  span: [number, number];
  mouth: [number, number][]; // millisecond and shape
  words: [number, number, number][]; // millisecond, start and end
  empty: boolean; // there is nothing to hear
}

export function read(file: ArrayBuffer): Clip {
  const view = new DataView(file);
  let clip: Clip | undefined;
  let sound = 0;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const id = String.fromCharCode(...new Uint8Array(file, at, 4));
    const size = view.getUint32(at + 4, true);
    if (id === "wwtl") clip = JSON.parse(new TextDecoder().decode(new Uint8Array(file, at + 8, size))) as Clip;
    if (id === "data") sound = size;
    at += 8 + size + (size % 2);
  }
  if (!clip) throw new Error("no speech");
  clip.empty = sound === 0;
  return clip;
}

// write makes a WAV file of samples of 16 bits.
export function write(samples: Int16Array[], rate: number): Blob {
  const size = samples.reduce((sum, piece) => sum + piece.byteLength, 0);
  const head = new DataView(new ArrayBuffer(44));
  const put = (at: number, text: string): void => [...text].forEach((c, i) => head.setUint8(at + i, c.charCodeAt(0)));
  put(0, "RIFF");
  head.setUint32(4, 36 + size, true);
  put(8, "WAVEfmt ");
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, rate, true);
  head.setUint32(28, rate * 2, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  put(36, "data");
  head.setUint32(40, size, true);
  return new Blob([head, ...(samples as Int16Array<ArrayBuffer>[])], { type: "audio/wav" });
}
