// What the API answers to clients that keep files: object storages, which speak XML, and resumable uploads.

const xml = (text, more) => ({ type: "application/xml", body: `<?xml version="1.0" encoding="UTF-8"?>${text}`, ...more });

export function s3({ method, path }) {
  if (method === "PUT") return { headers: { ETag: '"e"' } };
  if (method === "DELETE") return { status: 204 };
  if (method === "HEAD") return { headers: { ETag: '"e"', "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT" } };
  if (method === "POST" && path.searchParams.has("uploads")) {
    return xml("<InitiateMultipartUploadResult><Key>k</Key><UploadId>u</UploadId></InitiateMultipartUploadResult>");
  }
  if (method === "POST" && path.searchParams.has("delete")) {
    return xml("<DeleteResult><Deleted><Key>k</Key></Deleted></DeleteResult>");
  }
  if (method === "POST") {
    return xml("<CompleteMultipartUploadResult><Key>k</Key><ETag>e</ETag></CompleteMultipartUploadResult>");
  }
  if (path.searchParams.has("list-type")) {
    return xml("<ListBucketResult><Name>b</Name><Contents><Key>k</Key><Size>3</Size></Contents></ListBucketResult>");
  }
  return { type: "text/plain", body: "abc" };
}

export function azure({ method, path }) {
  const modified = "Thu, 01 Jan 2026 00:00:00 GMT";
  const headers = { ETag: '"e"', "Last-Modified": modified, "x-ms-request-id": "r", "x-ms-version": "2026-01-01" };
  if (path.searchParams.get("comp") === "list") {
    const blob = "<Blob><Name>a.txt</Name><Properties><Content-Length>3</Content-Length></Properties></Blob>";
    return xml(`<EnumerationResults><Blobs>${blob}</Blobs><NextMarker/></EnumerationResults>`, { headers });
  }
  if (method === "PUT") return { status: 201, headers };
  if (method === "DELETE") return { status: 202, headers };
  return { type: "text/plain", body: method === "HEAD" ? "" : "abc", headers };
}

/** Uploads of six bytes, which the URL may say to have begun. */
export function tus({ method, path, headers, body }, state) {
  const known = { "Tus-Resumable": "1.0.0" };
  const offset = Number(headers["upload-offset"] ?? 0) + body.length;
  const at = path.searchParams.get("at");
  if (method === "HEAD") return { headers: { ...known, "Upload-Offset": at, "Upload-Length": "6" } };
  if (method === "PATCH") return { status: 204, headers: { ...known, "Upload-Offset": String(offset) } };
  state.uploads = (state.uploads ?? 0) + 1;
  return { status: 201, headers: { ...known, Location: `files/${state.uploads}`, "Upload-Offset": String(offset) } };
}
