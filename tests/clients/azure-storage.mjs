import { AnonymousCredential, ContainerClient } from "@azure/storage-blob";

export function calls({ api }) {
  const container = new ContainerClient(`${api}/account/c?sig=abc&sv=2026-01-01`, new AnonymousCredential());
  const blob = container.getBlockBlobClient("a.txt");
  const tag = ({ etag }) => etag ?? null;
  return {
    "list": async () => {
      const names = [];
      for await (const { name } of container.listBlobsFlat()) names.push(name);
      return names;
    },
    "upload": () => {
      const blobHTTPHeaders = { blobContentType: "text/plain" };
      return blob.upload("abc", 3, { blobHTTPHeaders, metadata: { own: "1" } }).then(tag);
    },
    "upload of a Blob with progress": async () => {
      const seen = [];
      const onProgress = ({ loadedBytes }) => seen.push(loadedBytes);
      const etag = await blob.uploadData(new Blob(["abc"]), { onProgress }).then(tag);
      return { etag, progress: seen.length > 0 };
    },
    "properties": async () => tag(await blob.getProperties()),
    "download": async () => (await (await blob.download()).blobBody).text(),
    "delete": async () => (await blob.delete()).requestId ?? null,
  };
}
