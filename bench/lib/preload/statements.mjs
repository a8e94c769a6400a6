import pg from 'pg';

const NOTHING = { rows: [], rowCount: 0, command: 'SELECT', fields: [] };

/**
 * Rewrites each statement before it goes to PostgreSQL.
 * @param rewrite takes the statement and its connection, and returns the statement to send; undefined sends nothing
 *   and returns an empty result
 */
export function changeStatements(rewrite) {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (statement, ...rest) {
    // A query object, such as COMMIT, sends itself.
    if (typeof statement.submit === 'function') return query.call(this, statement, ...rest);
    // A prepared statement is an object that contains the text.
    const isText = typeof statement === 'string';
    const text = rewrite(isText ? statement : statement.text, this);
    const changed = isText ? text : { ...statement, text };
    if (text !== undefined) return query.call(this, changed, ...rest);
    const callback = rest.find((one) => typeof one === 'function');
    if (callback === undefined) return Promise.resolve(NOTHING);
    process.nextTick(callback, null, NOTHING);
  };
}
