/** An HTTP request for a gateway, as text. @param body JSON, ASCII */
export const rawRequest = (bearer, body) =>
  `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n` +
  `authorization: Bearer ${bearer}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
