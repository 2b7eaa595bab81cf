// Sends one step of a scenario the way its fields say. The same in windows, frames and workers.
'use strict';

self.labStep = (() => {
  /** What takes longer than this, in milliseconds, has not ended. */
  const LIMIT = 20_000;

  /** Fields that `fetch` takes as they are. */
  const PLAIN = [
    'method', 'mode', 'credentials', 'cache', 'redirect', 'keepalive', 'duplex', 'integrity',
    'referrer', 'referrerPolicy', 'priority', 'window',
  ];

  const DEFAULT_TEXT = 'a=b';

  function makeBody({ type, text = DEFAULT_TEXT, mime }) {
    const options = mime === undefined ? {} : { type: mime };
    const bytes = () => new TextEncoder().encode(text);
    switch (type) {
      case 'none': return undefined;
      case 'null': return null;
      case 'string': return text;
      case 'number': return 42;
      case 'object': return { a: 'b' };
      case 'urlsearchparams': return new URLSearchParams(text);
      case 'formdata': {
        const form = new FormData();
        form.append('a', text);
        return form;
      }
      case 'blob': return new Blob([text], options);
      case 'file': return new File([text], 'file.txt', options);
      case 'arraybuffer': return bytes().buffer;
      case 'uint8array': return bytes();
      case 'dataview': return new DataView(bytes().buffer);
      case 'document': return new DOMParser().parseFromString('<p/>', mime ?? 'text/html');
      case 'stream': return new ReadableStream({
        start(controller) {
          controller.enqueue(bytes());
          controller.close();
        },
      });
      default: throw new Error(`no such body: ${type}`);
    }
  }

  function makeHeaders(pairs, form) {
    switch (form) {
      case 'object': {
        const record = {};
        for (const [name, value] of pairs) record[name] = value;
        return record;
      }
      case 'Headers':
      case 'HeadersSet': {
        const headers = new Headers();
        for (const [name, value] of pairs) {
          if (form === 'Headers') headers.append(name, value);
          else headers.set(name, value);
        }
        return headers;
      }
      default: return pairs;
    }
  }

  function makeInit(fields) {
    const init = {};
    for (const name of PLAIN) if (name in fields) init[name] = fields[name];
    if (fields.headers) init.headers = makeHeaders(fields.headers, fields.headersForm);
    if (fields.body && fields.body.type !== 'none') init.body = makeBody(fields.body);
    return init;
  }

  function fetchArguments(step) {
    const init = makeInit(step);
    if (step.abort === 'before') init.signal = AbortSignal.abort();
    if (step.abortAfterMs !== undefined) {
      const controller = new AbortController();
      init.signal = controller.signal;
      setTimeout(() => controller.abort(), step.abortAfterMs);
    }
    switch (step.api) {
      case 'fetch': return [step.url, init];
      case 'fetchURL': return [new URL(step.url, self.location.href), init];
      case 'fetchRequest': return [new Request(step.url, init)];
      case 'fetchClone': return [new Request(step.url, init).clone()];
      case 'fetchRequestInit': return [new Request(step.url, makeInit(step.reqInit ?? {})), init];
      case 'fetchRequestMutate': {
        const { headers, ...rest } = init;
        const request = new Request(step.url, rest);
        for (const [name, value] of step.headers ?? []) request.headers.append(name, value);
        return [request];
      }
      default: throw new Error(`no such API: ${step.api}`);
    }
  }

  const thrown = (error, at) => ({
    outcome: 'throw', ...(at && { at }), error: error?.name, msg: error?.message,
  });

  async function viaFetch(step) {
    let args;
    try {
      args = fetchArguments(step);
    } catch (error) {
      return thrown(error);
    }
    // A rejection that comes before the next task can't have had to do with a network.
    let immediate = true;
    setTimeout(() => { immediate = false; }, 0);
    try {
      const response = await fetch(...args);
      const { status, type, redirected } = response;
      // Read to its end, so that the connection is free; what it says does not matter.
      await response.text().catch(() => {});
      return { outcome: 'ok', status, type, redirected };
    } catch (error) {
      return { outcome: 'reject', error: error?.name, msg: error?.message, immediate };
    }
  }

  function listen(xhr, step, when, seen) {
    for (const { event = 'progress', how = 'on', when: moment = 'afterOpen', remove } of step.upload ?? []) {
      if (moment !== when) continue;
      const listener = () => seen.push(event);
      if (how === 'on') {
        xhr.upload[`on${event}`] = listener;
        if (remove) xhr.upload[`on${event}`] = null;
      } else {
        xhr.upload.addEventListener(event, listener);
        if (remove) xhr.upload.removeEventListener(event, listener);
      }
    }
  }

  async function viaXhr(step) {
    const xhr = new XMLHttpRequest();
    const seen = [];
    const upload = () => (seen.length > 0 ? { upload: seen } : {});
    const withCredentials = () => { if (step.credentials === 'include') xhr.withCredentials = true; };
    let at = 'open';
    let ending;
    const ended = new Promise((resolve) => {
      for (const name of ['load', 'error', 'abort', 'timeout']) {
        xhr[`on${name}`] = () => {
          ending ??= name === 'load' ? { outcome: name, status: xhr.status } : { outcome: name };
          resolve();
        };
      }
    });
    try {
      listen(xhr, step, 'beforeOpen', seen);
      if (step.credsBeforeOpen) withCredentials();
      xhr.open(step.method ?? 'GET', step.url, !step.sync, ...(step.userArgs ?? []));
      at = 'setup';
      if (!step.credsBeforeOpen) withCredentials();
      listen(xhr, step, 'afterOpen', seen);
      for (const [name, value] of step.headers ?? []) xhr.setRequestHeader(name, value);
      if (step.responseType !== undefined) xhr.responseType = step.responseType;
      if (step.overrideMime !== undefined) xhr.overrideMimeType(step.overrideMime);
      const body = step.body ? makeBody(step.body) : undefined;
      at = 'send';
      if (body === undefined) xhr.send();
      else xhr.send(body);
      if (step.abortAfterMs !== undefined) setTimeout(() => xhr.abort(), step.abortAfterMs);
      listen(xhr, step, 'afterSend', seen);
    } catch (error) {
      return { ...(ending ?? thrown(error, at)), ...upload() };
    }
    if (!step.sync) await ended;
    return { ...(ending ?? { outcome: 'load', status: xhr.status }), ...upload() };
  }

  function viaBeacon(step) {
    try {
      const body = step.body ? makeBody(step.body) : undefined;
      const returned = body === undefined
        ? navigator.sendBeacon(step.url)
        : navigator.sendBeacon(step.url, body);
      return { outcome: 'beacon', returned };
    } catch (error) {
      return thrown(error);
    }
  }

  async function viaEventSource(step) {
    try {
      const source = new EventSource(step.url, { withCredentials: step.credentials === 'include' });
      const outcome = await new Promise((resolve) => {
        source.onopen = () => resolve('open');
        source.onerror = () => resolve('error');
      });
      source.close();
      return { outcome };
    } catch (error) {
      return thrown(error);
    }
  }

  function once(step) {
    switch (step.api) {
      case 'xhr': return viaXhr(step);
      case 'beacon': return viaBeacon(step);
      case 'eventsource': return viaEventSource(step);
      default: return viaFetch(step);
    }
  }

  return async (given) => {
    const step = { ...given };
    if (step.url === '{blob}') step.url = URL.createObjectURL(new Blob(['x']));
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, LIMIT, { outcome: 'timeout' });
    });
    const sent = step.parallel
      ? Promise.all(Array.from({ length: step.parallel }, () => once(step)))
        .then((all) => ({ ...all[0], all: all.map(({ outcome }) => outcome) }))
      : once(step);
    const ending = await Promise.race([sent, late]);
    clearTimeout(timer);
    return ending;
  };
})();
