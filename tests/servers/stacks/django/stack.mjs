import { pythonVersion } from "../../installed.mjs";

export default {
  needs: { python: true },
  file: "settings.py",
  start: () => ({ command: "../.venv/bin/python", args: ["serve.py"], env: { DJANGO_SETTINGS_MODULE: "settings" } }),
  versions: (stack) =>
    `Django ${pythonVersion(stack, "django")}, django-cors-headers ${pythonVersion(stack, "django-cors-headers")}`,
};
