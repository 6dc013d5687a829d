import { once } from './client.js';
import { h, keep } from './dom.js';
import { fields } from './fields.js';
import { time, word } from './format.js';

const CHOICES = [
  ['approve', 'Approve', 'primary'],
  ['request_changes', 'Request changes', ''],
  ['reject', 'Reject', 'danger'],
];

/** A gate that waits: its question, what was said so far, and the answers of whoever is asked. */
export function gateCard(run, path, me, decided) {
  const about = h('div', null);
  const comment = h('textarea', { id: `comment-${path}`, rows: '3' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const answers = fields(`field-${path}`);
  const choices = CHOICES.map(([decision, label, kind]) =>
    h('button', { type: 'button', class: kind, onclick: () => decide(decision) }, label));
  const delegate = h('input', { id: `delegate-${path}`, type: 'text', autocomplete: 'off', required: true });
  const naming = h('button', { type: 'submit' }, 'Delegate');
  const buttons = [...choices, naming];
  const delegating = h('details', null, h('summary', null, 'Let somebody else decide'),
    h('form', { onsubmit: (event) => { event.preventDefault(); name(); } },
      h('label', { for: `delegate-${path}` }, 'Who may decide in your place, at this level'), delegate,
      h('div', { class: 'buttons' }, naming)));
  const form = h('div', { class: 'answer' },
    h('form', { onsubmit: (event) => event.preventDefault() },
      answers.element, h('label', { for: `comment-${path}` }, 'Comment (optional)'), comment, problem,
      h('div', { class: 'buttons' }, choices)),
    delegating);
  const strangers = h('p', { class: 'muted', hidden: true }, 'Your token is not among those who are asked.');
  const element = h('article', { class: 'card gate', tabindex: '-1' }, about, form, strangers);
  const say = once();
  const address = `/runs/${encodeURIComponent(run)}/approvals/${encodeURIComponent(path)}`;
  let level = null;

  function decide(decision) {
    const body = {
      decision,
      level,
      ...(comment.value.trim() ? { comment: comment.value.trim() } : {}),
      ...answers.body(),
    };
    return tell(address, body, () => { comment.value = ''; });
  }

  function name() {
    return tell(`${address}/delegate`, { to: delegate.value.trim(), level }, () => {
      delegate.value = '';
      delegating.open = false;
    });
  }

  async function tell(where, body, done) {
    problem.textContent = '';
    // A button that is disabled would drop the focus to nowhere.
    element.focus();
    buttons.forEach((button) => { button.disabled = true; });
    try {
      const answer = await say(where, body);
      done();
      decided(null, answer);
    } catch (error) {
      problem.textContent = error.message;
      decided(error, null);
    }
    buttons.forEach((button) => { button.disabled = false; });
  }

  function update(gate) {
    level = gate.level;
    keep(about, gate, question);
    answers.update(gate.inputs);
    const isAsked = gate.approvers.some((approver) => isMeant(approver, me))
      || gate.delegates.some((delegate) => delegate.to === `user:${me.user}`);
    form.hidden = !isAsked;
    strangers.hidden = isAsked;
  }

  return { element, update };

  function question(gate) {
    return [
      h('h2', null, gate.title),
      gate.description ? h('p', { class: 'text' }, gate.description.trim()) : null,
      h('p', { class: 'muted' }, `Asks ${gate.approvers.join(', ')}`,
        gate.delegates.length > 0 ? ` (${gate.delegates.map((one) => `${one.to} for ${one.of}`).join(', ')})` : null,
        gate.quorum > 1 ? `; ${gate.approvals} of ${gate.quorum} have approved` : null,
        gate.levels.length > 1 ? `; level ${gate.level} of ${gate.levels.length}` : null,
        gate.deadline ? '; until ' : null, gate.deadline ? time(gate.deadline) : null),
      decisions(gate.decisions),
    ];
  }
}

/** What people said, the first said first. */
export function decisions(list) {
  return list.length === 0 ? null : h('ul', { class: 'decisions' }, list.map((decision) => h('li', null,
    h('strong', null, decision.by), decision.in_place_of ? ` in the place of ${decision.in_place_of}` : null,
    `: ${word(decision.decision)} · `, time(decision.at),
    decision.comment ? h('q', { class: 'text' }, decision.comment) : null)));
}

function isMeant(approver, me) {
  return approver === 'anyone'
    || approver === `user:${me.user}`
    || [...me.roles, ...me.groups].some((name) => approver === `role:${String(name).toLowerCase()}` || approver === `role:${name}`);
}
