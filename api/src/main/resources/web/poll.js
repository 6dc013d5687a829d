const SOONEST = 1000;
const LATEST = 10000;
const LATEST_AFTER_ERRORS = 30000;

/**
 * Calls `step` again and again: soon while it says that something changed, ever later while nothing does, not at all while
 * the tab is hidden. `step` answers 'changed', 'same' or 'done', which is the end unless somebody wants it `now`; what it
 * throws goes to `failed`, which answers whether to go on, and hears in how many milliseconds that will be.
 */
export function poll(step, failed) {
  let delay = SOONEST;
  let timer = 0;
  let busy = false;
  let again = false;
  let ended = false;
  let left = false;

  async function run() {
    clearTimeout(timer);
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    let next;
    try {
      const result = await step();
      ended ||= result === 'done' && !again;
      delay = result === 'changed' ? SOONEST : Math.min(delay * 1.5, LATEST);
      next = delay;
    } catch (error) {
      delay = Math.min(delay * 2, LATEST_AFTER_ERRORS);
      next = delay;
      ended ||= !failed(error, delay);
    }
    busy = false;
    if (!ended && !document.hidden) {
      timer = setTimeout(run, again ? 0 : next);
    }
  }

  function visible() {
    clearTimeout(timer);
    if (!document.hidden && !ended) {
      delay = SOONEST;
      run();
    }
  }

  function now() {
    if (!left) {
      ended = false;
      visible();
    }
  }

  function stop() {
    left = true;
    ended = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', visible);
  }

  document.addEventListener('visibilitychange', visible);
  run();
  return { now, stop };
}
