// Tells a developer without a bundler why nothing happens. Silent wherever a page is served to others.

const DEVELOPMENT_HOST = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export function hint() {
  if (!DEVELOPMENT_HOST.test(globalThis.location?.hostname ?? "")) return;
  console.info(
    "[cors-forecast] install() does nothing here, as nothing says that this is development. Without a bundler, " +
      "import cors-forecast/standalone; with one, let it replace process.env.NODE_ENV.",
  );
}
