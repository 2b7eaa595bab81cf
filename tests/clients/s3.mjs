import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

export function calls({ api }) {
  const settings = {
    endpoint: api,
    region: "eu-central-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token" },
  };
  const client = new S3Client(settings);
  // The checksum that is on by default cannot be made of a Blob.
  const unchecked = new S3Client({ ...settings, requestChecksumCalculation: "WHEN_REQUIRED" });
  const object = { Bucket: "b", Key: "a folder/k é.txt" };
  const plain = ({ $metadata: _, ...rest }) => rest;
  const send = async (command) => plain(await client.send(command));
  return {
    "list": () => send(new ListObjectsV2Command({ Bucket: "b", Prefix: "a" })),
    "get": async () => (await client.send(new GetObjectCommand(object))).Body.transformToString(),
    "head": () => send(new HeadObjectCommand(object)),
    "put a string": () =>
      send(new PutObjectCommand({ ...object, Body: "abc", ContentType: "text/plain", Metadata: { own: "1" } })),
    "put a Blob": async () =>
      plain(await unchecked.send(new PutObjectCommand({ ...object, Body: new Blob(["abc"]), CacheControl: "max-age=60" }))),
    "put bytes": () => send(new PutObjectCommand({ ...object, Body: new Uint8Array(3), ACL: "private" })),
    "upload in parts": async () => {
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(object));
      const part = await send(new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: "abc" }));
      const MultipartUpload = { Parts: [{ ETag: part.ETag, PartNumber: 1 }] };
      return send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }));
    },
    "delete": () => send(new DeleteObjectCommand(object)),
    "delete several": () => send(new DeleteObjectsCommand({ Bucket: "b", Delete: { Objects: [{ Key: "k" }] } })),
  };
}
