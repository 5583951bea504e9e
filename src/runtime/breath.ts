/**
 * Makes a function that lets the waiting tasks of this thread run (messages, timers, drawing) and then goes on.
 *
 * Not a timer, which browsers stretch to 4 ms. Node has setImmediate for this, and needs it: its message ports hand
 * over up to 1,000 messages in one go, so that a thread which posts to itself would not look up for 1,000 runs.
 */
export function createBreath(): () => Promise<void> {
  if (typeof setImmediate === 'function') return () => new Promise((resume) => setImmediate(resume));
  const {port1, port2} = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resume) => {
      waiting.push(resume);
      port2.postMessage(null);
    });
}
