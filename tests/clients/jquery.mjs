import $ from "jquery";

export function calls({ api }) {
  return {
    "getJSON with data": () => $.getJSON(`${api}/items`, { page: 2 }),
    "GET that no cache answers": () => $.ajax({ url: `${api}/items`, cache: false }),
    "POST of a form, URL-encoded": () => $.post(`${api}/login`, { a: 1 }),
    "PUT of JSON with a header": () =>
      $.ajax({
        url: `${api}/items/1`,
        method: "PUT",
        contentType: "application/json",
        data: JSON.stringify({ a: 1 }),
        headers: { "X-Request-Id": "1" },
      }),
    "header by beforeSend, with credentials": () =>
      $.ajax({
        url: `${api}/me`,
        xhrFields: { withCredentials: true },
        beforeSend: (xhr) => xhr.setRequestHeader("Authorization", "Bearer t"),
      }),
    "upload with progress": async () => {
      const data = new FormData();
      data.append("file", new Blob(["abc"]), "a.bin");
      let progress = false;
      const xhr = () => {
        const xhr = $.ajaxSettings.xhr();
        xhr.upload.addEventListener("progress", () => (progress = true));
        return xhr;
      };
      const asItIs = { processData: false, contentType: false };
      const answer = await $.ajax({ url: `${api}/upload`, method: "POST", data, ...asItIs, xhr });
      return { answer, progress };
    },
    "DELETE": () => $.ajax({ url: `${api}/items/1`, type: "DELETE" }),
    "an answer that is an error": () =>
      $.ajax(`${api}/items?status=404`).catch(({ status, responseJSON }) => ({ status, responseJSON })),
  };
}
