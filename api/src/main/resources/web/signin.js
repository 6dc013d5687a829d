import { ApiError, get, session } from './client.js';
import { h } from './dom.js';

/** The form that takes a token; `done` hears who it is once the API knows the token. */
export function signIn(main, reason, done) {
  const field = h('input', {
    id: 'token', name: 'token', type: 'password', required: true, autocomplete: 'off', spellcheck: 'false',
    'aria-describedby': 'token-help token-problem',
  });
  const button = h('button', { class: 'primary' }, 'Sign in');
  const problem = h('p', { id: 'token-problem', class: 'problem', role: 'alert' }, reason);

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    problem.textContent = '';
    try {
      await session.begin(field.value.trim());
      field.value = '';
      done(await get('/me'));
    } catch (error) {
      problem.textContent = error instanceof ApiError && error.status === 401
        ? 'This token is unknown, expired or revoked.'
        : error.message;
      button.disabled = false;
      field.select();
    }
  }

  document.title = 'Sign in · Weft';
  main.replaceChildren(h('form', { class: 'card signin', onsubmit: submit },
    h('h1', null, 'Sign in'),
    h('label', { for: 'token' }, 'Token'),
    field,
    problem,
    h('p', { id: 'token-help', class: 'muted' },
      'The administrator’s token is in the file that ', h('code', null, 'weft up'), ' named as its token file: ',
      h('code', null, '.weft/token'), ' unless the home folder is another. Anybody else’s comes from ',
      'who made it. It is not kept: this browser gets a cookie that no script reads, for 12 hours at most.'),
    button));
  field.focus();
}
