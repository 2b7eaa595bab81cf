import { pythonVersion } from "../../installed.mjs";

export default {
  needs: { python: true },
  file: "app.py",
  start: () => ({ command: "../.venv/bin/python", args: ["app.py"] }),
  versions: (stack) => `Flask ${pythonVersion(stack, "flask")}, flask-cors ${pythonVersion(stack, "flask-cors")}`,
};
