// The entry without a gate, for pages without a bundler: import maps and `<script type="module">`.

export { createForecaster, decodeConsoleError, loadCore, recipes } from "./forecaster.js";
export { install } from "./install.js";
