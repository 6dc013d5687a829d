import { get, once } from './client.js';
import { h, keep } from './dom.js';

const DEFAULT = '';
const ALL = 'all';

/**
 * What may be asked of a run as a whole, each behind a word that opens it: that it goes back, and that it is done again.
 * `asked` is told of an answer, or of an error, that the page itself must know of.
 */
export function controls(run, me, asked) {
  const back = rollback(run, asked);
  const again = restart(run, asked);
  const element = h('div', { class: 'controls' }, back.element, again.element);
  return {
    element,
    update(state, isOpen) {
      back.element.hidden = !me.may.includes('control') || state.status === 'ROLLING_BACK';
      again.element.hidden = !me.may.includes('start') || isOpen;
      element.hidden = back.element.hidden && again.element.hidden;
      again.update(state);
    },
  };
}

function rollback(run, asked) {
  const address = `/runs/${encodeURIComponent(run)}`;
  const to = h('select', { id: 'rollback-to' });
  const form = asking('Roll back', 'danger', () => ({
    path: `${address}/rollback`,
    body: to.value === ALL ? { all: true } : to.value === DEFAULT ? {} : { checkpoint: to.selectedOptions[0].textContent },
  }), () => asked(null), asked);
  form.add(h('p', { class: 'muted' }, 'What ended later is undone, the newest first; then the run goes on from there.'),
    h('label', { for: 'rollback-to' }, 'Back to'), to);
  form.element.addEventListener('toggle', async () => {
    if (!form.element.open) {
      return;
    }
    try {
      const { items } = await get(`${address}/checkpoints`);
      to.replaceChildren(
        h('option', { value: DEFAULT }, 'the last checkpoint before what failed, or before now'),
        ...items.map(({ checkpoint }, index) => h('option', { value: String(index) }, checkpoint)),
        h('option', { value: ALL }, 'its beginning: all is undone, and the run ends with that'));
    } catch (error) {
      form.fail(error);
    }
  });
  return { element: form.element };
}

function restart(run, asked) {
  const from = h('select', { id: 'restart-from' });
  const inputs = h('textarea', { id: 'restart-inputs', rows: '6', spellcheck: 'false', class: 'mono' });
  const revision = h('input', { id: 'restart-revision', type: 'text', inputmode: 'numeric', pattern: '[0-9]+' });
  let given = {};
  const form = asking('Do it again', 'primary', () => ({
    path: `/runs/${encodeURIComponent(run)}/restart`,
    body: {
      ...(from.value === DEFAULT ? {} : { from: from.value }),
      ...changed(given, inputs.value),
      ...(revision.value === '' ? {} : { revision: Number(revision.value) }),
    },
  }), (answer) => location.assign(`/runs/${encodeURIComponent(answer.run)}`), asked);
  form.add(h('p', { class: 'muted' }, 'As a new run, in which what completed here is not done again where it still holds.'),
    h('label', { for: 'restart-from' }, 'From'), from,
    h('label', { for: 'restart-inputs' }, 'Inputs, as JSON'), inputs,
    h('label', { for: 'restart-revision' }, 'Revision of the definition (optional)'), revision);
  return {
    element: form.element,
    update(state) {
      keep(from, Object.keys(state.tasks), (paths) => [
        h('option', { value: DEFAULT }, 'the first task that does not hold'),
        ...paths.map((path) => h('option', { value: path }, path))]);
      if (!form.element.open) {
        given = state.inputs;
        inputs.value = JSON.stringify(given, null, 2);
      }
    },
  };
}

/** The inputs that are others than before: those that are not told stay as they were. */
function changed(before, text) {
  let now;
  try {
    now = JSON.parse(text);
  } catch (error) {
    throw new Error(`Expected the inputs as JSON, but found: ${error.message}`);
  }
  if (now === null || typeof now !== 'object' || Array.isArray(now)) {
    throw new Error('Expected the inputs as one JSON object, each under its name.');
  }
  const others = Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]));
  return others.length === 0 ? {} : { inputs: Object.fromEntries(others) };
}

/** A form behind its own name, which says what `wish` makes of it and shows why it was refused. */
function asking(name, kind, wish, done, asked) {
  const say = once();
  const problem = h('p', { class: 'problem', role: 'alert' });
  const button = h('button', { type: 'submit', class: kind }, name);
  const place = h('div', null);
  const summary = h('summary', null, `${name} …`);
  const form = h('form', { onsubmit: (event) => { event.preventDefault(); send(); } },
    place, problem, h('div', { class: 'buttons' }, button));
  const element = h('details', null, summary, form);

  async function send() {
    problem.textContent = '';
    // A button that is disabled would drop the focus to nowhere.
    summary.focus();
    button.disabled = true;
    try {
      const { path, body } = wish();
      const answer = await say(path, body);
      element.open = false;
      done(answer);
    } catch (error) {
      fail(error);
    }
    button.disabled = false;
  }

  function fail(error) {
    problem.textContent = error.message;
    if (error.status === 401) {
      asked(error);
    }
  }

  return { element, fail, add: (...children) => place.append(...children) };
}
