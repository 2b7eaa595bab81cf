import { createServer } from "node:http";

import { answer } from "../../../api.mjs";

// <configuration>

createServer((request, response) => {
  if (permit(request, response)) return;
  answer(request, response);
}).listen(Number(process.env.PORT), "127.0.0.1");
