import { request } from "@octokit/request";

export function calls({ api }) {
  const client = request.defaults({ baseUrl: api, headers: { authorization: "token t" } });
  const data = ({ data, status }) => ({ data, status });
  return {
    "GET without a token": () => request("GET /items", { baseUrl: api }).then(data),
    "GET of a repository": () => client("GET /repos/{owner}/{repo}", { owner: "o", repo: "r" }).then(data),
    "POST of an issue": () => client("POST /repos/{owner}/{repo}/issues", { owner: "o", repo: "r", title: "t" }).then(data),
    "PATCH with a preview's media type": () =>
      client("PATCH /repos/{owner}/{repo}", { owner: "o", repo: "r", name: "n", mediaType: { format: "raw" } }).then(data),
    "DELETE": () => client("DELETE /repos/{owner}/{repo}", { owner: "o", repo: "r" }).then(data),
  };
}
