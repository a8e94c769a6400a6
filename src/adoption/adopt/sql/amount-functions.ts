import type { AdoptedSchema } from '../adopted-schema.js';
import { SETTINGS } from './row-sql.js';

/** SQL of the functions by which the triggers of all adopted tables change balances. */
export function amountFunctionsSql({ s, b }: AdoptedSchema): string[] {
  const definer = `SECURITY DEFINER SET search_path = ${b}, pg_temp`;
  return [
    `CREATE FUNCTION ${s}.minor_of(number numeric, scale numeric, source text, owner text) RETURNS numeric
     LANGUAGE plpgsql IMMUTABLE ${definer} AS $onebook$
     BEGIN
       IF scale IS NULL THEN
         RAISE EXCEPTION '% of % is in a currency that the book does not have', source, owner
           USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_known_currency';
       END IF;
       IF number = 'NaN' OR abs(number) >= 1e38 OR number * scale <> trunc(number * scale) THEN
         RAISE EXCEPTION '% of % cannot change by %: it is not a whole number of its smallest unit (1/%)', source, owner, number, trunc(scale)
           USING ERRCODE = 'numeric_value_out_of_range', CONSTRAINT = 'onebook_whole_minor_units';
       END IF;
       RETURN trunc(number * scale);
     END $onebook$`,
    `CREATE FUNCTION ${s}.change_alike(wallet uuid, sources text[], changes numeric[]) RETURNS numeric
     LANGUAGE plpgsql VOLATILE ${definer} AS $onebook$
     DECLARE
       one record;
     BEGIN
       IF EXISTS (SELECT FROM unnest(changes) c WHERE c <> changes[1]) THEN
         SELECT w.owner_id, w.currency INTO one FROM wallet w WHERE w.id = wallet;
         RAISE EXCEPTION 'this statement changes one balance of % by different amounts: %', one.owner_id,
             (SELECT string_agg(c.source || ' by ' || ${s}.money_text(c.change, one.currency), ', ')
                FROM unnest(sources, changes) AS c (source, change))
           USING ERRCODE = 'check_violation', CONSTRAINT = 'onebook_one_balance',
                 HINT = 'These columns show one balance. Change one of them, or all by the same amount.';
       END IF;
       RETURN ${s}.change(wallet, sources, changes[1], current_setting('${SETTINGS.statement}', true), false, false);
     END $onebook$`,
  ];
}
