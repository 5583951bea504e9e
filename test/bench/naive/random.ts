/** A seeded stand-in for Math.random (sfc32) and the usual distributions on top of it. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = seed ^ 0x9e3779b9;
    this.c = (seed + 0x85ebca6b) | 0;
    for (let n = 0; n < 15; n++) this.uniform();
  }

  uniform(): number {
    const t = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.uniform());
  }

  lognormal(mean: number, cv2: number): number {
    const variance = Math.log(1 + cv2);
    return mean * Math.exp(Math.sqrt(variance) * this.normal() - variance / 2);
  }

  /** Marsaglia & Tsang (2000). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * (1 - this.uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - this.uniform()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  poisson(mean: number): number {
    let left = mean - this.exponential();
    let count = 0;
    while (left > 0) {
      left -= this.exponential();
      count++;
    }
    return count;
  }
}
