import Uppy from "@uppy/core";
import XHRUpload from "@uppy/xhr-upload";

export function calls({ api }) {
  const upload = async (options, names = ["a.txt"]) => {
    const uppy = new Uppy().use(XHRUpload, { endpoint: `${api}/upload`, ...options });
    let progress = false;
    uppy.on("upload-progress", () => (progress = true));
    const type = "text/plain";
    for (const name of names) uppy.addFile({ name, type, data: new Blob(["abc"], { type }) });
    const { successful, failed } = await uppy.upload();
    return { progress, answers: successful.map(({ response }) => response.status), failed: failed.length };
  };
  return {
    "a form": () => upload(),
    "a file as it is, with a header": () => upload({ formData: false, headers: { "X-Own": "1" } }),
    "PUT with credentials": () => upload({ formData: false, method: "PUT", withCredentials: true }),
    "several files at once": () => upload({ limit: 2 }, ["a.txt", "b.txt", "c.txt"]),
  };
}
