import { get, session } from './client.js';
import { h } from './dom.js';
import { home } from './home.js';
import { run } from './run.js';
import { signIn } from './signin.js';

const main = document.getElementById('main');
const who = document.getElementById('who');
const live = document.getElementById('live');
const EXPIRED = 'The session has ended. Sign in again.';
let stop = () => {};

/** Says something to whoever looks or listens, without moving the focus. */
function say(text) {
  if (live.textContent !== text) {
    live.textContent = text;
  }
}

function leave(reason) {
  stop();
  stop = () => {};
  who.replaceChildren();
  say('');
  signIn(main, reason, enter);
}

async function signOut() {
  try {
    await session.end();
    leave('');
  } catch (error) {
    if (error.status === 401) {
      leave('');
    } else {
      say(`You are still signed in: ${error.message}`);
    }
  }
}

function enter(me) {
  who.replaceChildren(
    h('span', { class: 'muted' }, 'Signed in as ', h('strong', null, me.user)),
    h('button', { type: 'button', onclick: signOut }, 'Sign out'));
  const place = h('div', { class: 'page' });
  main.replaceChildren(place);
  // An answer may still be on its way to a page that somebody has left.
  const ifHere = (act) => (text) => { if (place.isConnected) { act(text); } };
  const page = { main: place, me, say: ifHere(say), refused: ifHere(() => leave(EXPIRED)) };
  const name = location.pathname.match(/^\/runs\/([^/]+)$/)?.[1];
  stop = name === undefined ? home(page) : run(page, decoded(name));
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function begin() {
  try {
    await session.resume();
    enter(await get('/me'));
  } catch (error) {
    if (error.status === 401 || error.status === 404) {
      leave('');
    } else {
      main.replaceChildren(
        h('div', { class: 'card' }, h('h1', null, 'No answer'), h('p', { class: 'problem' }, error.message),
          h('button', { type: 'button', class: 'primary', onclick: begin }, 'Try again')));
    }
  }
}

begin();
