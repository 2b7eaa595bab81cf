import { Upload } from "tus-js-client";

export function calls({ api }) {
  const upload = (options) =>
    new Promise((resolve, reject) => {
      const seen = [];
      const upload = new Upload(new Blob(["abcdef"]), {
        endpoint: `${api}/files`,
        retryDelays: null,
        storeFingerprintForResuming: false,
        metadata: { filename: "a.txt" },
        onProgress: (sent, total) => seen.push(`${sent}/${total}`),
        onSuccess: () => resolve({ last: seen.at(-1), url: new URL(upload.url).pathname }),
        onError: reject,
        ...options,
      });
      upload.start();
    });
  return {
    "an upload in one piece": () => upload(),
    "an upload in chunks, with a header": () => upload({ chunkSize: 3, headers: { Authorization: "Bearer t" } }),
    "an upload with its creation": () => upload({ uploadDataDuringCreation: true }),
    "with credentials, by a hook": () =>
      upload({ onBeforeRequest: (request) => (request.getUnderlyingObject().withCredentials = true) }),
    "an upload that is resumed": () => upload({ uploadUrl: `${api}/files/1?at=3` }),
  };
}
