import react from "@vitejs/plugin-react";
import { build as bundle, createServer } from "vite";

import { viteTool } from "./vite-any.mjs";

const files = {
  "main.js": `import "cors-forecast/auto";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import App from "./app.jsx";
createRoot(document.body).render(createElement(App));
`,
  "app.jsx": `import { useEffect } from "react";
import { call } from "./call.js";
export default function App() {
  useEffect(() => void call(), []);
  return <p>An app</p>;
}
`,
};

export const { title, dev, build } = viteTool("React (Vite 8)", { build: bundle, createServer }, { plugins: () => [react()], files });
