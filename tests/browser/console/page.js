// What scenes call in the page; each gives a promise that ends when the attempt has.

const ended = (target, begin) =>
  new Promise((resolve) => {
    for (const name of ["load", "error", "loadend", "open", "canplay"]) target.addEventListener(name, resolve);
    begin?.();
  });

const xhr = (method, url, more = {}) => {
  const request = Object.assign(new XMLHttpRequest(), more);
  request.open(method, url);
  return ended(request, () => request.send());
};

const element = (name, properties) => {
  const made = Object.assign(document.createElement(name), properties);
  return ended(made, () => document.head.append(made));
};

const made = (source) => ended(source).then(() => source.close());

const sandboxed = (script) => {
  const frame = Object.assign(document.createElement("iframe"), { sandbox: "allow-scripts", srcdoc: `<script>${script}</script>` });
  return ended(frame, () => document.body.append(frame));
};

const inWorker = (script) => {
  const worker = new Worker(URL.createObjectURL(new Blob([script])));
  return new Promise((resolve) => setTimeout(resolve, 300)).then(() => worker.terminate());
};
