// Runs beside the page, where the sound comes in: brings it to the rate that recognisers want and measures how loud it is.

declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: unknown): void;

const taps = 48;

class Ear extends AudioWorkletProcessor {
  readonly #step: number; // input samples for each output sample
  readonly #filter: Float32Array; // lets through what the lower rate can hold
  readonly #kept: Float32Array; // the last input samples
  readonly #piece: Int16Array;
  #at = 0; // how far the next output sample is, in input samples
  #filled = 0;
  #square = 0;

  constructor(options: { processorOptions: { rate: number } }) {
    super();
    const rate = options.processorOptions.rate;
    this.#step = sampleRate / rate;
    this.#kept = new Float32Array(taps);
    this.#piece = new Int16Array(rate / 50); // 20 milliseconds
    // A windowed sinc that cuts at 90% of the highest frequency the lower rate has.
    const cut = Math.min(1, 0.9 / this.#step);
    const filter = Float32Array.from({ length: taps }, (_, i) => {
      const x = (i - (taps - 1) / 2) * cut * Math.PI;
      const sinc = x === 0 ? 1 : Math.sin(x) / x;
      return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (taps - 1)));
    });
    const sum = filter.reduce((a, b) => a + b, 0);
    this.#filter = filter.map((v) => v / sum);
  }

  process(inputs: Float32Array[][]): boolean {
    const input = inputs[0]?.[0];
    if (!input) return true;
    for (const sample of input) {
      this.#kept.copyWithin(0, 1);
      this.#kept[taps - 1] = sample;
      this.#at -= 1;
      if (this.#at > 0) continue;
      this.#at += this.#step;
      let value = 0;
      for (let i = 0; i < taps; i++) value += (this.#filter[i] ?? 0) * (this.#kept[i] ?? 0);
      value = Math.max(-1, Math.min(1, value));
      this.#square += value * value;
      this.#piece[this.#filled++] = Math.round(value * 32767);
      if (this.#filled < this.#piece.length) continue;
      const samples = this.#piece.slice();
      this.port.postMessage({ samples, level: Math.sqrt(this.#square / samples.length) }, [samples.buffer]);
      this.#filled = 0;
      this.#square = 0;
    }
    return true;
  }
}

registerProcessor("ear", Ear);
