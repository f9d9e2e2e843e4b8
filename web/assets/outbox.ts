// The sound that was taken and is not certain yet, on its way to the server. Each piece has a number in its channel, without holes, and its place on the
// clock of the call. What the server acknowledged is forgotten; what it did not is sent again when the line is back. web/recordline.go has the other half.

export const rate = 16000;

export interface Position {
  channel: number;
  seq: number;
  sample: number;
}

interface Piece {
  seq: number;
  sample: number;
  pcm: ArrayBuffer;
}

const mostBytes = 64 << 20; // a quarter of an hour of two channels

export class Channel {
  #pieces: Piece[] = [];
  #bytes = 0;
  #seq = 0; // of the next piece to take
  #sample = 0; // where the next piece begins
  #sent = 0; // the next piece to send
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }

  get full(): boolean {
    return this.#bytes > mostBytes;
  }

  get waiting(): number {
    return this.#pieces.length;
  }

  // begin says where the clock is when sound begins to come: at the beginning, after a pause, or after the page was opened anew.
  begin(sample: number): void {
    this.#sample = Math.max(this.#sample, sample);
  }

  skip(samples: number): void {
    this.#sample += samples;
  }

  take(pcm: ArrayBuffer): void {
    this.#pieces.push({ seq: this.#seq++, sample: this.#sample, pcm });
    this.#sample += pcm.byteLength / 2;
    this.#bytes += pcm.byteLength;
  }

  // resume says what is certain when a line opens. A page that was opened anew takes its numbers from there.
  resume(at: Position): void {
    if (this.#pieces.length === 0 && this.#seq <= at.seq) {
      this.#seq = at.seq;
      this.#sample = Math.max(this.#sample, at.sample);
    }
    this.certain(at.seq);
    this.#sent = at.seq;
  }

  certain(seq: number): void {
    let n = 0;
    while (n < this.#pieces.length && this.#pieces[n]!.seq < seq) this.#bytes -= this.#pieces[n++]!.pcm.byteLength;
    this.#pieces.splice(0, n);
    this.#sent = Math.max(this.#sent, seq);
  }

  again(seq: number): void {
    this.#sent = Math.min(this.#sent, seq);
  }

  // send sends what was not sent on this line, as long as the line takes it.
  send(socket: WebSocket, most: number): void {
    for (const piece of this.#pieces) {
      if (piece.seq < this.#sent) continue;
      if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > most) return;
      const frame = new Uint8Array(13 + piece.pcm.byteLength);
      const head = new DataView(frame.buffer);
      head.setUint8(0, this.number);
      head.setUint32(1, piece.seq);
      head.setBigUint64(5, BigInt(piece.sample));
      frame.set(new Uint8Array(piece.pcm), 13);
      socket.send(frame);
      this.#sent = piece.seq + 1;
    }
  }
}
