// Moves the clock of a process by CLOCK_SHIFT_MS milliseconds. Loaded with `node --import`, before everything else.
const shiftMs = Number(process.env.CLOCK_SHIFT_MS);
if (!Number.isFinite(shiftMs)) throw new Error('CLOCK_SHIFT_MS must be a number');
const TrueDate = Date;

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, args) => new target(...(args.length > 0 ? args : [now()])),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

function now() {
  return TrueDate.now() + shiftMs;
}
