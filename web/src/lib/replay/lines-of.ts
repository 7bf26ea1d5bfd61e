/** The lines of a body as they come, without their ends; the last one also when it has none. */
export const linesOf = async function* (body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const parts = (rest + (value ? decoder.decode(value, { stream: true }) : '')).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
    if (done) break;
  }
  if (rest !== '') yield rest;
};
