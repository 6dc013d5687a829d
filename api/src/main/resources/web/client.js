/** An answer that isn't what was asked for; `status` 0 means that there was none. */
export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** What requests that change something must say; as long as this page is shown, and nowhere else. */
let csrf = '';

/** Somebody's session: a cookie that no script reads. */
export const session = {
  /** Makes one of a token, which is kept nowhere. */
  begin: async (token) => {
    csrf = (await call('POST', '/session', undefined, { Authorization: `Bearer ${token}` })).csrf;
  },
  /** Goes on with the one that this browser has. */
  resume: async () => {
    csrf = (await call('GET', '/session')).csrf;
  },
  end: async () => {
    await call('DELETE', '/session');
    csrf = '';
  },
};

/** Answers the JSON of a path below /api. */
export function get(path) {
  return call('GET', path);
}

/** Sends JSON; a repetition under the same key counts once. */
function post(path, body, key) {
  return call('POST', path, body, { 'Idempotency-Key': key });
}

/** A way to post under which what is said again before it was answered counts once: an answer may be lost on its way. */
export function once() {
  const keys = new Map();
  return async (path, body) => {
    const said = `${path} ${JSON.stringify(body)}`;
    if (!keys.has(said)) {
      keys.set(said, newKey());
    }
    const answer = await post(path, body, keys.get(said));
    keys.delete(said);
    return answer;
  };
}

/** A key that no other request has. Works without a secure context too. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Lets this browser read values in Temporal's web UI for some hours: by a cookie that no script sees. */
export function permitValues() {
  return call('POST', '/codec/permit');
}

async function call(method, path, body, headers) {
  let response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        ...(method === 'GET' ? {} : { 'X-CSRF-Token': csrf }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError(0, 'unreachable', 'The server does not answer. Is it running? (weft up)');
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    if (answer.code === 'csrf') {
      // Somebody signed in anew elsewhere in this browser: this page is no longer of who it says.
      throw new ApiError(401, answer.code, 'The session is another one now.');
    }
    throw new ApiError(response.status, answer.code ?? '', answer.detail ?? `The server answered ${response.status}.`);
  }
  return answer;
}
