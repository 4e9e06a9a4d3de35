import { createServer, type ServerResponse } from 'node:http';
import { giveUp } from '../../src/server/give-up.js';
import { listen, close } from '../../src/server/listener.js';

async function answerOf(handle: (response: ServerResponse) => void): Promise<Response> {
  const server = createServer((_request, response) => {
    handle(response);
  });
  const port = await listen(server, 0);
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    await answer.clone().arrayBuffer();
    return answer;
  } finally {
    await close(server);
  }
}

describe('giveUp', () => {
  test('answers 500 as the vendor does while nothing was sent', async () => {
    const answer = await answerOf(giveUp);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ response: { message: 'Unexpected error.', error: true } });
  });

  test('cuts an answer that had begun', async () => {
    const begun = answerOf((response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{', () => {
        giveUp(response);
      });
    });
    await expect(begun).rejects.toThrow(/terminated|fetch failed/);
  });
});
