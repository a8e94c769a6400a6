/**
 * Opens, changes or closes the disagreement of one owner. It is dated by the change after which the columns did not agree
 * again, whenever a gateway looks: the changes of the batch are taken back from the present values, one after another.
 */
export function settleDrift(s: string, definer: string): string {
  return `CREATE FUNCTION ${s}.settle_drift(of_run integer, of_owner text, of_currency text, of_wallet text, now_amounts numeric[], now_texts text[],
                                   now_difference numeric, now_problem text, open_id bigint, ordinals bigint[], began timestamptz)
  RETURNS void LANGUAGE plpgsql ${definer} AS $onebook$
  DECLARE
    agreed record;
    opener record;
    last_at timestamptz;
  BEGIN
    SELECT max(c.at) INTO last_at FROM change c
     WHERE c.run = of_run AND c.owner_id = of_owner AND c.currency = of_currency AND c.wallet = of_wallet AND c.ordinal = ANY (ordinals);
    IF now_difference = 0 AND now_problem IS NULL THEN
      UPDATE drift SET closed_at = coalesce(last_at, now()) WHERE id = open_id;
      RETURN;
    END IF;
    CREATE_STEPS
    IF open_id IS NOT NULL AND agreed.ordinal IS NULL THEN
      UPDATE drift SET amounts = now_amounts, texts = now_texts, difference = now_difference, problem = now_problem WHERE id = open_id;
      RETURN;
    END IF;
    UPDATE drift SET closed_at = agreed.at WHERE id = open_id;
    INSERT INTO drift (run, owner_id, currency, wallet, since, cause, amounts, texts, difference, problem)
    VALUES (of_run, of_owner, of_currency, of_wallet, coalesce(opener.at, last_at, began), opener.ordinal, now_amounts, now_texts, now_difference, now_problem);
  END $onebook$`.replace(
    'CREATE_STEPS',
    `${standAfter('agreed', 'stand.agrees', 'DESC')}
    ${standAfter('opener', `stand.rank > coalesce((SELECT max(x.rank) FROM stand x WHERE x.agrees), 0)`, 'ASC')}`,
  );
}

/** SQL that finds a change of the batch, in the order of commits as far as it matters, by whether the columns agreed after it. */
function standAfter(into: string, condition: string, order: 'ASC' | 'DESC'): string {
  return `WITH changes AS (
      SELECT c.ordinal, c.at, f.place, coalesce(c.new_minor, 0) - coalesce(c.old_minor, 0) AS moved,
             max(c.ordinal) OVER (PARTITION BY c.xact) AS ended
        FROM change c JOIN source f ON f.id = c.source
       WHERE c.run = of_run AND c.owner_id = of_owner AND c.currency = of_currency AND c.wallet = of_wallet AND c.ordinal = ANY (ordinals)),
    step AS (
      SELECT c.ordinal, min(c.at) AS at, max(c.ended) AS ended, f.place,
             sum(CASE c.place WHEN 0 THEN c.moved WHEN f.place THEN -c.moved ELSE 0 END) AS moved
        FROM changes c CROSS JOIN (SELECT place FROM source WHERE run = of_run AND (place > 0 OR cardinality(now_amounts) = 1)) f
       GROUP BY c.ordinal, f.place),
    gap AS (
      SELECT ordinal, at, ended,
             coalesce(now_amounts[1], 0) - coalesce(now_amounts[place + 1], 0)
             - coalesce(sum(moved) OVER (PARTITION BY place ORDER BY ended, ordinal
                                          ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 0) AS gap
        FROM step),
    stand AS (
      SELECT ordinal, at, row_number() OVER (ORDER BY ended, ordinal) AS rank, bool_and(gap = 0) AND now_problem IS NULL AS agrees
        FROM gap GROUP BY ordinal, at, ended)
    SELECT stand.ordinal, stand.at INTO ${into} FROM stand WHERE ${condition} ORDER BY stand.rank ${order} LIMIT 1;`;
}
