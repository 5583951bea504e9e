import {philox4x32} from './philox.ts';

const LAST_BLOCK = 0xffff;

/**
 * Random words addressed by meaning: who (a 64-bit entity id), when (a tick) and what (a decision, 0 to 65535).
 *
 * `at` points at a place; the calls after it read that place from its first word on. What a place holds depends on the
 * key and the place alone, never on what was read before.
 */
export class Draws {
  private readonly key0: number;
  private readonly key1: number;
  private readonly words = new Int32Array(4);
  private entityLow = 0;
  private entityHigh = 0;
  private tick = 0;
  private decision = 0;
  private block = 0; // the next block to compute
  private cursor = 4; // the next word of `words` to hand out; 4: none left

  constructor(key0: number, key1: number) {
    this.key0 = key0 | 0;
    this.key1 = key1 | 0;
  }

  /** Moves to the first word of a place; the caller vouches for int32 words and a decision in 0 to 65535. */
  at(entityLow: number, entityHigh: number, tick: number, decision: number): this {
    this.entityLow = entityLow;
    this.entityHigh = entityHigh;
    this.tick = tick;
    this.decision = decision;
    this.block = 0;
    this.cursor = 4;
    return this;
  }

  /** Passes over the first `words` words of the place just pointed at, a multiple of four, without computing them. */
  skip(words: number): this {
    this.block = words >> 2;
    return this;
  }

  /** The next 32 random bits, as an integer in [0, 2^32); throws after the 262,144 words of a place. */
  word(): number {
    if (this.cursor === 4) this.refill();
    return this.words[this.cursor++] >>> 0;
  }

  /** The next number in [0, 1), a multiple of 2^-53; takes two words. */
  uniform(): number {
    const high = this.word() >>> 5;
    const low = this.word() >>> 6;
    return (high * 67108864 + low) / 9007199254740992; // (27 bits x 2^26 + 26 bits) / 2^53
  }

  private refill(): void {
    if (this.block > LAST_BLOCK) {
      throw new RangeError(
        `draws: decision ${String(this.decision)} at tick ${String(this.tick)} used up its ${String(LAST_BLOCK + 1)} blocks`,
      );
    }
    const place = (this.decision << 16) | this.block;
    philox4x32(this.key0, this.key1, this.entityLow, this.entityHigh, this.tick, place, this.words);
    this.block++;
    this.cursor = 0;
  }
}
