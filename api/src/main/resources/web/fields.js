import { h } from './dom.js';

/** What a gate asks people to fill in, by its JSON Schemas: a control each, made once so that nothing typed is lost. */
export function fields(id) {
  const element = h('div', { class: 'fields' });
  let controls = null;

  function update(schemas) {
    if (controls === null && schemas) {
      controls = Object.entries(schemas).map(([name, schema], index) => control(`${id}-${index}`, name, schema));
      element.append(...controls.flatMap((one) => [one.label, one.input]));
    }
  }

  /** What was filled in, for a decision; what was left empty is left out. */
  function body() {
    const filled = (controls ?? []).map((one) => [one.name, one.value()]).filter(([, value]) => value !== undefined);
    return filled.length === 0 ? {} : { inputs: Object.fromEntries(filled) };
  }

  return { element, update, body };
}

function control(id, name, schema) {
  const hint = [schema.description, schema.default === undefined ? null : `default ${JSON.stringify(schema.default)}`]
    .filter(Boolean).join('; ');
  const label = h('label', { for: id }, hint ? `${name} (${hint})` : name);
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  if (schema.enum || type === 'boolean') {
    const values = schema.enum ?? [true, false];
    const input = h('select', { id }, h('option', { value: '' }, ''),
      values.map((value, index) => h('option', { value: String(index) }, String(value))));
    return { name, label, input, value: () => (input.value === '' ? undefined : values[Number(input.value)]) };
  }
  const input = h('input', { id, type: 'text', inputmode: type === 'integer' || type === 'number' ? 'decimal' : 'text' });
  return { name, label, input, value: () => (input.value === '' ? undefined : typed(type, input.value)) };
}

/** A text stays one where a text is expected; otherwise it is JSON if it can be, and the server says what doesn't fit. */
function typed(type, text) {
  if (type === 'string') {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
