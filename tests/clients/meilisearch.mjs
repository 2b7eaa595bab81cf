import { Meilisearch } from "meilisearch";

export function calls({ api }) {
  const client = new Meilisearch({ host: api, apiKey: "key" });
  const index = client.index("items");
  return {
    "search": () => index.search("a", { limit: 3 }),
    "search by GET": () => index.searchGet("a", { limit: 3 }),
    "add documents": () => index.addDocuments([{ id: 1 }]),
    "settings": () => index.updateSettings({ rankingRules: ["words"] }),
    "delete a document": () => index.deleteDocument(1),
  };
}
