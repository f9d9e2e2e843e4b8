// Takes samples from a microphone, away from the page's own work: as 16-bit numbers, in pieces of an eighth of a second at 16 kHz.

declare const registerProcessor: (name: string, processor: unknown) => void;
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const rate = 16000;
const size = 2000; // samples of a piece

class Capture extends AudioWorkletProcessor {
  #piece = new Int16Array(size);
  #filled = 0;
  #place = 0; // of the next sample to take, counted in samples of the context from the beginning of this block
  #last = 0; // the sample before this block
  #step = sampleRate / rate;

  // Most browsers give the rate that was asked for; where one does not, samples are drawn between two of its own.
  process(inputs: Float32Array[][]): boolean {
    const channels = inputs[0];
    const input = channels?.[0];
    if (!channels || !input) return true;
    const at = (i: number): number => {
      if (i < 0) return this.#last;
      let sum = 0;
      for (const c of channels) sum += c[i] ?? 0;
      return sum / channels.length;
    };
    for (; this.#place <= input.length - 1; this.#place += this.#step) {
      const i = Math.floor(this.#place);
      const part = this.#place - i;
      const value = part === 0 ? at(i) : at(i) * (1 - part) + at(i + 1) * part;
      this.#piece[this.#filled++] = Math.max(-32768, Math.min(32767, Math.round(value * 32768)));
      if (this.#filled === size) {
        this.port.postMessage(this.#piece.buffer, [this.#piece.buffer]);
        this.#piece = new Int16Array(size);
        this.#filled = 0;
      }
    }
    this.#last = at(input.length - 1);
    this.#place -= input.length;
    return true;
  }
}

registerProcessor("capture", Capture);
