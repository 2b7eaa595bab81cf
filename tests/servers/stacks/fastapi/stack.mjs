import { pythonVersion } from "../../installed.mjs";

export default {
  needs: { python: true },
  file: "main.py",
  // Starlette adds it to every list.
  unlisted: ["content-type"],
  start: ({ port }) => ({
    command: "../.venv/bin/python",
    args: ["-m", "uvicorn", "main:app", "--port", String(port), "--log-level", "warning"],
  }),
  versions: (stack) =>
    `FastAPI ${pythonVersion(stack, "fastapi")}, Starlette ${pythonVersion(stack, "starlette")}, uvicorn ${pythonVersion(stack, "uvicorn")}`,
};
