import OpenAI from "openai";

export function calls({ api }) {
  const client = new OpenAI({ baseURL: `${api}/v1`, apiKey: "sk-test", dangerouslyAllowBrowser: true, maxRetries: 0 });
  const ask = { model: "m", messages: [{ role: "user", content: "Hello" }] };
  return {
    "chat completion": async () => (await client.chat.completions.create(ask)).choices[0].message.content,
    "chat completion as a stream": async () => {
      const parts = [];
      for await (const chunk of await client.chat.completions.create({ ...ask, stream: true })) {
        parts.push(chunk.choices[0].delta.content);
      }
      return parts;
    },
    "embeddings": async () => (await client.embeddings.create({ model: "m", input: "a" })).data[0].embedding,
    "upload": () => client.files.create({ file: new File(["{}"], "a.jsonl"), purpose: "fine-tune" }),
    "list": async () => (await client.models.list()).data,
    "delete with a header of its own": () => client.models.delete("m", { headers: { "X-Own": "1" } }),
  };
}
