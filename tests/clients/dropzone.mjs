import Dropzone from "dropzone";

export function calls({ api }) {
  const upload = (options, { size = 3 } = {}) =>
    new Promise((resolve, reject) => {
      const element = document.body.appendChild(document.createElement("form"));
      const dropzone = new Dropzone(element, { url: `${api}/upload`, createImageThumbnails: false, ...options });
      let progress = false;
      dropzone.on("uploadprogress", () => (progress = true));
      dropzone.on("success", (file) => resolve({ progress, status: file.status }));
      dropzone.on("error", (_, message) => reject(new Error(JSON.stringify(message))));
      dropzone.addFile(new File(["x".repeat(size)], "a.txt", { type: "text/plain" }));
    });
  return {
    "a form": () => upload(),
    "with its default headers, and one of its own": () =>
      upload({ headers: { "X-Own": "1" }, defaultHeaders: true }),
    "PUT of the file as it is, with credentials": () => upload({ method: "put", binaryBody: true, withCredentials: true }),
    "in chunks": () => upload({ chunking: true, forceChunking: true, chunkSize: 4 }, { size: 8 }),
  };
}
