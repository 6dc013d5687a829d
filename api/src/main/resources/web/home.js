import { get } from './client.js';
import { h, keep, link } from './dom.js';
import { badge, duration, time } from './format.js';
import { poll } from './poll.js';

const STATES = ['RUNNING', 'WAITING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT', 'TERMINATED'];

/** Gates that wait, and runs, the last started first. The address holds the filter, so that it can be kept and shared. */
export function home({ main, say, refused }) {
  const query = new URLSearchParams(location.search);
  const gates = h('div', { class: 'gates' });
  const rows = h('tbody', null);
  const pages = h('nav', { class: 'pages', 'aria-label': 'Pages of the list' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const workflow = h('select', { id: 'workflow', name: 'workflow', onchange: filter },
    h('option', { value: '' }, 'All'));
  const status = h('select', { id: 'status', name: 'status', onchange: filter },
    h('option', { value: '' }, 'All'),
    STATES.map((state) => h('option', { value: state }, state.toLowerCase().replaceAll('_', ' '))));
  status.value = (query.get('status') ?? '').toUpperCase();
  const asked = query.get('workflow');
  if (asked) {
    workflow.append(h('option', { value: asked, selected: true }, asked));
  }

  document.title = 'Runs · Weft';
  main.replaceChildren(
    problem,
    h('section', { 'aria-labelledby': 'gates' }, h('h1', { id: 'gates' }, 'Waiting for approval'), gates),
    h('section', { 'aria-labelledby': 'runs' },
      h('div', { class: 'bar' },
        h('h1', { id: 'runs' }, 'Runs'),
        h('form', { class: 'filter', onsubmit: (event) => event.preventDefault() },
          h('label', { for: 'workflow' }, 'Definition'), workflow,
          h('label', { for: 'status' }, 'State'), status)),
      h('div', { class: 'card scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'runs' },
        h('table', null,
          h('thead', null, h('tr', null,
            ['State', 'Run', 'Progress', 'Waits for', 'Started'].map((name) => h('th', { scope: 'col' }, name)),
            h('th', { scope: 'col', class: 'number' }, 'Duration'))),
          rows)),
      pages));

  function filter() {
    const next = new URLSearchParams();
    for (const field of [workflow, status]) {
      if (field.value) {
        next.set(field.name, field.value);
      }
    }
    location.assign(next.size ? `/?${next}` : '/');
  }

  async function names() {
    const known = await get('/workflows?limit=200');
    for (const { id } of known.items) {
      if (id !== asked) {
        workflow.append(h('option', { value: id }, id));
      }
    }
  }

  let before = '';
  async function step() {
    const list = new URLSearchParams({ limit: '50' });
    for (const name of ['workflow', 'status', 'cursor']) {
      if (query.get(name)) {
        list.set(name, query.get(name));
      }
    }
    const [waiting, runs] = await Promise.all([get('/approvals?status=pending&limit=50'), get(`/runs?${list}`)]);
    problem.textContent = '';
    say('');
    keep(gates, waiting.items, gateCards);
    keep(rows, runs.items, () => runRows(runs.items));
    keep(pages, runs.next, (next) => pageLinks(query, next));
    const now = JSON.stringify([waiting.items, runs.items.map(({ run, status: state, progress }) => [run, state, progress])]);
    const changed = now !== before;
    before = now;
    return changed ? 'changed' : 'same';
  }

  function failed(error, delay) {
    if (error.status === 401) {
      refused();
      return false;
    }
    problem.textContent = error.message;
    if (error.status >= 400 && error.status < 500) {
      return false;
    }
    say(`Trying again in ${duration(delay / 1000)}.`);
    return true;
  }

  names().catch(() => {});
  return poll(step, failed).stop;
}

function gateCards(items) {
  if (items.length === 0) {
    return h('p', { class: 'muted' }, 'Nobody is asked for anything.');
  }
  return items.map((gate) => h('article', { class: 'card gate' },
    h('h2', null, gate.title),
    h('p', { class: 'muted' }, `${gate.workflow} · asked `, time(gate.since), gate.deadline ? ' · until ' : null,
      gate.deadline ? time(gate.deadline) : null),
    h('p', null, `Asks ${gate.approvers.join(', ')}`),
    link(`/runs/${encodeURIComponent(gate.run)}#gates`, { class: 'button primary' }, 'Look and decide')));
}

function runRows(items) {
  if (items.length === 0) {
    return h('tr', null, h('td', { colspan: '6', class: 'muted' }, 'No runs here. Start one: weft start <definition>, or weft demo.'));
  }
  return items.map((run) => h('tr', null,
    h('td', null, badge(run.status)),
    h('th', { scope: 'row' }, link(`/runs/${encodeURIComponent(run.run)}`, { class: 'mono' }, run.run)),
    h('td', null, `${run.progress} %`),
    h('td', null, run.waiting_for.join(', ')),
    h('td', null, time(run.started_at)),
    h('td', { class: 'number' }, duration(run.duration))));
}

function pageLinks(query, next) {
  const to = (cursor) => {
    const address = new URLSearchParams(query);
    address.delete('cursor');
    if (cursor) {
      address.set('cursor', cursor);
    }
    return address.size ? `/?${address}` : '/';
  };
  return [
    query.get('cursor') ? link(to(null), { class: 'button' }, 'Newest') : null,
    next ? link(to(next), { class: 'button' }, 'Older') : null,
  ];
}
