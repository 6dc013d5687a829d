import { get, permitValues } from './client.js';
import { controls } from './controls.js';
import { h, keep, link } from './dom.js';
import { badge, duration, entries, time, word } from './format.js';
import { gateCard } from './gate.js';
import { graph } from './graph.js';
import { poll } from './poll.js';
import { taskTable } from './tasks.js';

const OPEN = new Set(['RUNNING', 'WAITING', 'PAUSED', 'ROLLING_BACK']);

/** One run, followed while it is open. */
export function run({ main, me, say, refused }, id) {
  const address = `/runs/${encodeURIComponent(id)}`;
  const head = h('div', { class: 'bar' });
  const bar = h('progress', { max: '100', value: '0', 'aria-label': 'Progress' });
  const facts = h('dl', { class: 'facts' });
  const waits = h('div', null);
  const elsewhere = h('div', null);
  const trouble = h('div', { role: 'alert' });
  const gates = h('div', { class: 'gates', id: 'gates' });
  const picture = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Graph of the tasks' });
  const table = taskTable(id);
  const wishes = controls(id, me, decided);
  const inputs = h('div', null);
  const outputs = h('div', null);
  const cards = new Map();
  let drawing = null;
  let names = new Map();
  let shape = null;
  let before = '';

  function build() {
    main.replaceChildren(
      h('nav', { 'aria-label': 'Where you are' }, link('/', null, 'All runs')),
      head, h('div', { class: 'card' }, bar, facts, waits, elsewhere, wishes.element), trouble, gates,
      h('section', { class: 'card', 'aria-labelledby': 'tasks' }, h('h2', { id: 'tasks' }, 'Tasks'), picture,
        h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'tasks' }, table.element)),
      h('div', { class: 'two' },
        h('section', { class: 'card', 'aria-labelledby': 'inputs' }, h('h2', { id: 'inputs' }, 'Inputs'), inputs),
        h('section', { class: 'card', 'aria-labelledby': 'outputs' }, h('h2', { id: 'outputs' }, 'Outputs'), outputs)));
  }

  /** The definition as it was when the run started; a run is worth showing without it. */
  async function learn(state) {
    const definition = `/workflows/${encodeURIComponent(state.workflow)}`;
    const [levels, revision] = await Promise.allSettled([
      get(`${definition}/graph?revision=${state.revision}`),
      get(`${definition}/revisions/${state.revision}`),
    ]);
    shape = levels.value ?? { tasks: [] };
    names = new Map(told(revision.value?.definition?.tasks ?? {}, ''));
    drawing = shape.tasks.length > 0 ? graph(shape) : null;
    picture.hidden = drawing === null;
    picture.replaceChildren(...(drawing ? [drawing.element] : []));
  }

  async function step() {
    const state = await get(address);
    const isFirst = shape === null;
    if (isFirst) {
      build();
      await learn(state);
    }
    show(state);
    if (isFirst && location.hash) {
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }
    const now = JSON.stringify([state.status, state.waiting_on, Object.values(state.tasks).map((task) => [task.status, task.attempts, task.gate])]);
    const changed = now !== before;
    before = now;
    return OPEN.has(state.status) ? (changed ? 'changed' : 'same') : 'done';
  }

  function show(state) {
    document.title = `${word(state.status)} · ${id} · Weft`;
    keep(head, state.status, () => [h('h1', { class: 'mono' }, id), badge(state.status)]);
    bar.value = state.progress;
    keep(facts, [state.metrics, state.status], () => overview(state));
    keep(waits, state.waiting_on, reasons);
    keep(elsewhere, state.links.temporal_ui, (url) =>
      url ? h('p', null, link(url, { rel: 'noreferrer' }, 'Look at it in the Temporal UI'), ' ', valuesThere()) : null);
    keep(trouble, [state.error, state.stale, state.ignored], () => problems(state));
    drawing?.update(state.tasks);
    table.update(state.tasks, names);
    keep(inputs, state.inputs, () => entries(state.inputs, 'It was given none.'));
    keep(outputs, [state.outputs, state.status], () =>
      entries(state.outputs, OPEN.has(state.status) ? 'There when the run has completed.' : 'There are none.'));
    wishes.update(state, OPEN.has(state.status));
    ask(state);
    say(OPEN.has(state.status)
      ? `This run is ${word(state.status)}. The page follows it.`
      : `This run has ended: ${word(state.status)}.`);
  }

  /** Where payloads are sealed, the Temporal UI asks this server for them, and needs leave to. */
  function valuesThere() {
    const button = h('button', { type: 'button', class: 'quiet' }, 'Show values there');
    button.addEventListener('click', async () => {
      try {
        await permitValues();
        say('For eight hours this browser may show values in the Temporal UI, whose codec server is this server with /api/codec.');
      } catch (error) {
        say(error.message);
      }
    });
    return button;
  }

  function ask(state) {
    const waiting = OPEN.has(state.status)
      ? Object.entries(state.tasks).filter(([, task]) => task.status === 'WAITING' && task.gate)
      : [];
    for (const [path, task] of waiting) {
      if (!cards.has(path)) {
        cards.set(path, gateCard(id, path, me, decided));
        gates.append(cards.get(path).element);
      }
      cards.get(path).update(task.gate);
    }
    for (const [path, card] of cards) {
      if (!waiting.some(([other]) => other === path)) {
        const hadFocus = card.element.contains(document.activeElement);
        card.element.remove();
        cards.delete(path);
        if (hadFocus) {
          main.closest('main').focus();
        }
      }
    }
  }

  function decided(error) {
    if (error?.status === 401) {
      refused();
    } else {
      polling.now();
    }
  }

  function failed(error, delay) {
    if (error.status === 401) {
      refused();
      return false;
    }
    if (error.status === 404) {
      document.title = 'No such run · Weft';
      main.replaceChildren(h('div', { class: 'card' },
        h('h1', null, 'No such run'),
        h('p', null, 'There is no run ', h('code', null, id), '. It may have ended so long ago that it is no longer kept.'),
        link('/', { class: 'button primary' }, 'All runs')));
      return false;
    }
    if (shape === null) {
      main.replaceChildren(h('p', { class: 'problem', role: 'alert' }, error.message));
    }
    const last = error.status >= 400 && error.status < 500;
    say(last ? error.message : `${error.message} Trying again in ${duration(delay / 1000)}.`);
    return !last;
  }

  const polling = poll(step, failed);
  return polling.stop;
}

function overview(state) {
  const { metrics } = state;
  const facts = [
    ['Definition', `${state.workflow}, revision ${state.revision}`],
    ['Started', [time(state.started_at), ` by ${state.started_by}`]],
    [OPEN.has(state.status) ? 'So far' : 'Took', duration(metrics.total_duration)],
    ['Tasks', [`${metrics.completed_tasks} of ${metrics.total_tasks} completed`,
      metrics.failed_tasks ? `, ${metrics.failed_tasks} failed` : '', metrics.skipped_tasks ? `, ${metrics.skipped_tasks} skipped` : '']],
    ...Object.entries(state.labels).map(([name, text]) => [`Label ${name}`, text]),
  ];
  return facts.map(([name, text]) => h('div', null, h('dt', null, name), h('dd', null, text)));
}

function reasons(waiting) {
  if (waiting.length === 0) {
    return null;
  }
  return h('ul', { class: 'waits' }, waiting.map(({ task, reason, since }) => h('li', null,
    task ? [link(`#task-${task}`, { class: 'mono' }, task), ' waits: '] : 'Waits: ', reason, ', since ', time(since))));
}

function problems({ error, stale, ignored }) {
  return [
    error ? h('p', { class: 'card text problem' }, h('code', null, error.code), ` ${error.message}`) : null,
    stale ? h('p', { class: 'card' }, 'No worker answers, so this is only what Temporal has on record.') : null,
    ignored?.length ? h('p', { class: 'card text' }, `Decisions that were not taken: ${ignored.join('; ')}`) : null,
  ];
}

/** What the definition says of each task by path: its name, its agent. */
function told(tasks, prefix) {
  return Object.entries(tasks).flatMap(([id, task]) => [
    [prefix + id, { name: task.name, agent: task.agent }],
    ...told(task.tasks ?? {}, `${prefix}${id}.`),
  ]);
}
