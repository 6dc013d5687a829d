import { h } from './dom.js';

const DAY = 86400;

/** Seconds as people say them: 340 ms, 12.4 s, 3 min 5 s, 2 h 4 min, 3 d 2 h. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return '';
  }
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 60) {
    return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 3600) {
    return pair(Math.floor(whole / 60), 'min', whole % 60, 's');
  }
  if (whole < DAY) {
    return pair(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min');
  }
  return pair(Math.floor(whole / DAY), 'd', Math.floor((whole % DAY) / 3600), 'h');
}

/** A moment in the reader's own time, with the exact one behind it. */
export function time(iso) {
  if (!iso) {
    return '';
  }
  const date = new Date(iso);
  const today = date.toDateString() === new Date().toDateString();
  const text = today
    ? date.toLocaleTimeString()
    : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return h('time', { datetime: iso, title: iso }, text);
}

/** A state as a coloured word. */
export function badge(status) {
  return h('span', { class: `badge ${tone(status)}` }, word(status));
}

/** A state as people say it. */
export function word(status) {
  return status.toLowerCase().replaceAll('_', ' ');
}

/** Which colour a state has. */
export function tone(status) {
  switch (status) {
    case 'RUNNING':
    case 'ROLLING_BACK':
      return 'going';
    case 'WAITING':
    case 'PAUSED':
      return 'waiting';
    case 'COMPLETED':
      return 'good';
    case 'FAILED':
    case 'TIMED_OUT':
    case 'TERMINATED':
      return 'bad';
    default:
      return 'quiet';
  }
}

/** Any value of JSON: a map's entries beside their names, texts as they are, the rest as JSON. */
export function value(data) {
  if (data === null || data === undefined) {
    return h('span', { class: 'muted' }, 'nothing');
  }
  if (typeof data === 'string') {
    return h('span', { class: 'text' }, data === '' ? '“”' : data);
  }
  if (typeof data === 'object') {
    return h('pre', { tabindex: '0' }, JSON.stringify(data, null, 2));
  }
  return String(data);
}

/** A map as a list of names and values. */
export function entries(data, none) {
  if (data === null || data === undefined || typeof data !== 'object' || Array.isArray(data)) {
    return data === null || data === undefined ? h('p', { class: 'muted' }, none) : value(data);
  }
  const names = Object.keys(data);
  if (names.length === 0) {
    return h('p', { class: 'muted' }, none);
  }
  return h('dl', { class: 'entries' }, names.map((name) => h('div', null, h('dt', null, name), h('dd', null, value(data[name])))));
}

function pair(large, largeUnit, small, smallUnit) {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
