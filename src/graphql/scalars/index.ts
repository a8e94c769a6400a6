export { CurrencyCode } from './currency-code.js';
export { DateTime } from './date-time.js';
export { Decimal } from './decimal.js';
export { IdempotencyKey } from './idempotency-key.js';
export { JSONObject } from './json-object.js';
export { SafeInt } from './safe-int.js';
