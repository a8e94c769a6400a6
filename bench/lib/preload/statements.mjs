import pg from 'pg';

const NOTHING = { rows: [], rowCount: 0, command: 'SELECT', fields: [] };

/**
 * Has each statement looked at before it goes to PostgreSQL.
 * @param instead given the statement and its connection: the statement to send, or undefined to send nothing and to
 *   answer with no rows at once
 */
export function changeStatements(instead) {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (statement, ...rest) {
    // One that is to be prepared comes with its text inside.
    const isText = typeof statement === 'string';
    const text = instead(isText ? statement : statement.text, this);
    const changed = isText ? text : { ...statement, text };
    if (text !== undefined) return query.call(this, changed, ...rest);
    const callback = rest.find((one) => typeof one === 'function');
    if (callback === undefined) return Promise.resolve(NOTHING);
    process.nextTick(callback, null, NOTHING);
  };
}
