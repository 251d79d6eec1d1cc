// Receives Errand's webhooks. WEBHOOK_SECRET is what POST /api/v1/webhooks answered.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const LONGEST = 256 * 1024;
const seen = new Set(); // a real receiver keeps ids where a restart does not forget them

const server = createServer(async (request, response) => {
  if (request.method !== 'POST') {
    return end(response, 405);
  }
  const body = await read(request);
  if (body === null) {
    return end(response, 413);
  }
  let message;
  try {
    // The bytes as they came: what was parsed and written again has another signature.
    message = webhook.verify(body, request.headers);
  } catch {
    return end(response, 401);
  }
  const id = request.headers['webhook-id'];
  if (!seen.has(id)) {
    seen.add(id);
    console.log(JSON.stringify({ id, type: message.type, job: message.data.job?.id }));
  }
  end(response, 204); // answer fast, work later: whoever takes longer than 15 s is told again
});

async function read(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > LONGEST) {
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function end(response, status) {
  response.writeHead(status).end();
}

server.listen(Number(process.env.PORT ?? 8090), () => {
  console.log(`listening on ${server.address().port}`);
});
