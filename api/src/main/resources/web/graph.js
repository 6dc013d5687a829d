import { svg } from './dom.js';
import { duration, tone, word } from './format.js';

const WIDTH = 136;
const HEIGHT = 46;
const ACROSS = 22;
const DOWN = 14;
const LETTERS = 17;
const MOST = 400;

/** The tasks as a picture, level by level from left to right; `null` where there are too many to be seen. */
export function graph({ tasks, levels }) {
  if (tasks.length > MOST) {
    return null;
  }
  const places = layout(tasks, levels);
  const rows = Math.max(...levels.map((level) => level.length));
  const width = levels.length * (WIDTH + ACROSS) - ACROSS + 4;
  const height = rows * (HEIGHT + DOWN) - DOWN + 4;
  const nodes = new Map(tasks.map(({ id }) => [id, node(id, places.get(id))]));
  const element = svg('svg', {
    class: 'graph', width, height, viewBox: `-2 -2 ${width} ${height}`, role: 'group', 'aria-label': 'Tasks and what they need',
  },
  tasks.flatMap(({ id, needs }) => needs.map((need) => edge(places.get(need), places.get(id)))),
  [...nodes.values()].map(({ element: link }) => link));

  return {
    element,
    update(states) {
      for (const [id, task] of Object.entries(states)) {
        nodes.get(id)?.update(task);
      }
    },
  };
}

/** Each task beside the middle of what it needs, so that few lines cross; each level around one middle line. */
function layout(tasks, levels) {
  const needs = new Map(tasks.map((task) => [task.id, task.needs]));
  const rows = Math.max(...levels.map((level) => level.length));
  const places = new Map();
  levels.forEach((level, column) => {
    const middle = (id) => {
      const above = needs.get(id).map((need) => places.get(need)?.y ?? 0);
      return above.length === 0 ? 0 : above.reduce((sum, y) => sum + y, 0) / above.length;
    };
    const ordered = level.map((id, index) => ({ id, index, middle: middle(id) }))
      .sort((one, other) => one.middle - other.middle || one.index - other.index);
    ordered.forEach(({ id }, row) => places.set(id, {
      x: column * (WIDTH + ACROSS),
      y: (row + (rows - level.length) / 2) * (HEIGHT + DOWN),
    }));
  });
  return places;
}

function node(id, { x, y }) {
  const state = svg('text', { x: x + 10, y: y + 36, class: 'state' });
  const title = svg('title', null);
  const element = svg('a', { href: `#task-${id}`, class: 'node quiet' },
    title,
    svg('rect', { x, y, width: WIDTH, height: HEIGHT, rx: 8 }),
    svg('text', { x: x + 10, y: y + 19, class: 'id' }, id.length > LETTERS ? `${id.slice(0, LETTERS - 1)}…` : id),
    state);
  return {
    element,
    update({ status, duration: seconds }) {
      const text = [word(status), duration(seconds)].filter(Boolean).join(' · ');
      const kind = `node ${status === 'PENDING' ? 'pending' : tone(status)}`;
      if (state.textContent !== text) {
        state.textContent = text;
        title.textContent = `${id}: ${text}`;
      }
      if (element.getAttribute('class') !== kind) {
        element.setAttribute('class', kind);
      }
    },
  };
}

function edge(from, to) {
  const x1 = from.x + WIDTH;
  const y1 = from.y + HEIGHT / 2;
  const y2 = to.y + HEIGHT / 2;
  const bend = Math.min(ACROSS, (to.x - x1) / 2 + 4);
  return svg('path', { class: 'edge', d: `M${x1} ${y1}C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x} ${y2}` });
}
