import { get } from './client.js';
import { h, keep } from './dom.js';
import { badge, duration, entries } from './format.js';
import { decisions } from './gate.js';

/** All tasks of a run as a table whose rows stay while their cells change. `names` has what the definition says of them. */
export function taskTable(run) {
  const body = h('tbody', null);
  const rows = new Map();
  const element = h('table', null,
    h('thead', null, h('tr', null,
      h('th', { scope: 'col' }, 'Task'),
      h('th', { scope: 'col' }, 'State'),
      h('th', { scope: 'col', class: 'number' }, 'Attempts'),
      h('th', { scope: 'col', class: 'number' }, 'Duration'),
      h('th', { scope: 'col' }, 'Details'))),
    body);

  return {
    element,
    update(tasks, names) {
      for (const [path, task] of Object.entries(tasks)) {
        if (!rows.has(path)) {
          rows.set(path, row(run, path));
          body.append(rows.get(path).element);
        }
        rows.get(path).update(task, names.get(path));
      }
    },
  };
}

function row(run, path) {
  const name = h('th', { scope: 'row' });
  const state = h('td', null);
  const attempts = h('td', { class: 'number' });
  const took = h('td', { class: 'number' });
  const said = h('div', null);
  const output = outputOf(run, path);
  const element = h('tr', { id: `task-${path}`, tabindex: '-1' },
    name, state, attempts, took, h('td', null, said, output.element));
  return {
    element,
    update(task, label) {
      keep(name, [label, task.action, task.agent], () => [
        h('span', { class: 'mono' }, path),
        h('small', null, [label?.name, task.agent ?? label?.agent ?? task.action].filter(Boolean).join(' · ')),
      ]);
      keep(state, task.status, badge);
      keep(attempts, task.attempts || '', String);
      keep(took, duration(task.duration), String);
      keep(said, [task.reason, task.error, task.gate?.decisions], () => remarks(task));
      output.element.hidden = task.status !== 'COMPLETED';
    },
  };
}

function remarks(task) {
  return [
    task.reason ? h('p', { class: 'text' }, task.reason) : null,
    task.error ? h('p', { class: 'text problem' }, h('code', null, task.error.code), ` ${task.error.message}`) : null,
    task.gate ? decisions(task.gate.decisions) : null,
  ];
}

/** A task's output is fetched when it is asked for: it may be large. */
function outputOf(run, path) {
  const place = h('div', { tabindex: '0', role: 'region', 'aria-label': `Output of ${path}`, 'aria-live': 'polite' });
  const element = h('details', { hidden: true, ontoggle: open }, h('summary', null, 'Output'), place);
  async function open() {
    if (!element.open || place.childNodes.length > 0) {
      return;
    }
    place.textContent = '…';
    try {
      const task = await get(`/runs/${encodeURIComponent(run)}/tasks/${encodeURIComponent(path)}`);
      place.replaceChildren(entries(task.output, 'nothing'));
    } catch (error) {
      place.replaceChildren(h('p', { class: 'problem' }, error.message));
    }
  }
  return { element };
}
